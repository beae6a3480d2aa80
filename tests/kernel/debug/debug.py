#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""`make test-kernel-debug`: every module on a kernel that finds mistakes.

    debug.py FERRULE BINDGEN OUTPUT [PART]...

The last line, and OUTPUT/summary.txt, is `N passed, N failed`.

kernel.py builds that kernel, once. PART is one of, or without one all of
  modules   every module's steps: no report of KASAN, UBSAN, lockdep or another of them, no leak
  memory    each allocation refused in turn: while the modules are loaded and unloaded, while the
            device of a sample is used, and in each case of the suites
  planted, planted_suite
            mistakes made on purpose: each must be caught, or the two above prove nothing
"""

import argparse
import collections
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import guests  # noqa: E402
import kernel as debug_kernel  # noqa: E402
import modules  # noqa: E402

MEMORY = ("--memory", "1024")
TIMEOUT = 1500
# Boots; of each its mistakes: the parameter, and what the kernel says. Lockdep is silent after its
# first report and after one of KASAN, and a sleep is told once a second at most.
PLANTED = (
    (("lock_inversion", "possible circular locking dependency"),
     ("sleep_in_atomic", "scheduling while atomic"),
     ("stack_overread", "KASAN: stack-out-of-bounds"),
     ("overread", "KASAN: slab-out-of-bounds"),
     ("use_after_free", "KASAN: slab-use-after-free"),
     ("double_free", "KASAN: double-free"),
     ("count_too_many", "refcount_t: saturated; leaking memory"),
     ("leak", "new suspected memory leaks")),
    (("lock_twice", "possible recursive locking"),
     ("allocate_in_atomic", "sleeping function called from invalid context")),
)
# What modules need to be loaded, and to pass.
PARAMETERS = {"closing": "fails=0", "examples": "interval_ms=7"}
# Memory that a task may wait for is refused, too, and not told each time.
REFUSE_ALL = "".join(f"echo {value} > /sys/kernel/debug/{faults}/{name}\n"
                     for faults in ("failslab", "fail_page_alloc")
                     for name, value in (("ignore-gfp-wait", "N"), ("verbose", "0")))
# The cases of planted_suite, and whether they stand a refusal.
PLANTED_CASES = {
    "a_refusal_is_told_as_it_is": True,
    "a_refusal_becomes_another_error": False,
    "what_is_expected_after_a_refusal_does_not_count": True,
    "a_refusal_leaves_something_behind": False,
}
Case = tuple[str, str, str]  # name; passed, failed or skipped; notes


class Bench:
    """The built modules, and what is needed to boot with them."""

    def __init__(self, ferrule: str, bindgen: str, output: pathlib.Path):
        self.ferrule = ferrule
        self.output = output
        self.kernel = str(debug_kernel.build_kernel())
        self.folder = output / modules.release_of(self.kernel)
        built = subprocess.run(
            [sys.executable, str(HERE.parent / "modules.py"), bindgen, str(output), "--kernel",
             self.kernel], check=False)
        if built.returncode != 0:
            raise debug_kernel.Problem("modules do not build for the debug kernel, see above")

    def boot(self, name: str, steps: str, files: list[str], *more: str) -> dict:
        with debug_kernel.Progress(f"guest of {name}"):
            return guests.boot(self.ferrule, self.kernel, self.folder / f"steps-{name}", steps,
                               files, TIMEOUT, (*MEMORY, *more))


def tell(name: str, run: dict) -> None:
    print(f"{name}: {run['end']}, booted in {run.get('boot_ms', 0) / 1000:.1f} s, ended after "
          f"{run.get('total_ms', 0) / 1000:.1f} s", flush=True)


def splat_cases(name: str, run: dict) -> list[Case]:
    return [(f"{name}/{splat['step'] or 'kernel'}", "failed", "\n".join(splat["lines"]))
            for splat in run.get("splats", [])]


def judge(name: str, run: dict) -> list[Case]:
    """Every result in the guest, and every report of its kernel as a failure."""
    found = guests.cases(name, run) + splat_cases(name, run)
    if any(result == "failed" for _, result, _ in found):
        print("\n".join(f"   | {line}" for line in run.get("log", [])[-60:]), flush=True)
    return found


def check_modules(bench: Bench) -> list[Case]:
    with debug_kernel.Progress("guest of modules"):
        run = guests.run(bench.ferrule, bench.output, bench.kernel, TIMEOUT, MEMORY)
    tell("modules", run)
    return judge("debug/modules", run)


def is_suite(module: pathlib.Path) -> bool:
    """It refuses its cases their memory itself (ferrule/kernel/test.hpp)."""
    return b"parm=refuse_memory:" in module.read_bytes()


def check_memory(bench: Bench) -> list[Case]:
    program = guests.compile_program(HERE / "planted" / "test" / "refuse_memory.cpp",
                                     bench.output / "programs")
    built = sorted(file for folder in modules.module_folders()
                   for file in (bench.folder / folder.name).glob("*.ko"))
    suites = [file for file in built if is_suite(file)]
    others = [f"/modules/{file.name}:{PARAMETERS.get(file.stem, '')}"
              for file in built if file not in suites]
    # The program is last: it leaves a console that shows no more than warnings.
    steps = [REFUSE_ALL, *(f"within 300 insmod /modules/{file.name} refuse_memory=1 "
                           f"{PARAMETERS.get(file.stem, '')}\nrmmod {file.stem}\n"
                           for file in suites),
             f"within 1200 run /bin/{program.name} {' '.join(others)}\n"]
    run = bench.boot("memory", "".join(steps),
                     [f"{program}:/bin/{program.name}",
                      *(f"{file}:/modules/{file.name}" for file in built)])
    tell("memory", run)
    for line in run.get("log", []):
        if re.search("# # .* allocations refused", line):
            print(f"   {line.partition('# # ')[2]}", flush=True)
    return judge("debug/memory", run) + [sum_of_refusals(run)]


def sum_of_refusals(run: dict) -> Case:
    """That the cases of the suites have met refusals."""
    suites = collections.Counter()
    for name, _, notes in guests.leaves(run["results"]):
        if found := re.search(r"(?:^|; )(\d+) allocations refused", notes):
            suites[name.split("/")[-2]] += int(found[1])
    for name, number in suites.items():
        print(f"   cases of {name}: {number} allocations refused", flush=True)
    return ("debug/memory/suites", "passed" if suites.total() else "failed",
            f"{suites.total()} allocations refused")


def check_planted(bench: Bench) -> list[Case]:
    found = []
    for number, mistakes in enumerate(PLANTED):
        steps = "".join(f"insmod planted.ko {mistake}=1\nrmmod planted\n"
                        for mistake, _ in mistakes)
        run = bench.boot(f"planted{number}", "insmod planted.ko\nrmmod planted\n" + steps,
                         [f"{bench.folder}/planted/planted.ko:/modules/planted.ko"],
                         "--append", "kasan_multi_shot")
        tell(f"planted {number}", run)
        told = [(splat["step"], splat["title"]) for splat in run.get("splats", [])]
        loaded = {result["name"] for result in run["results"] if result["result"] == "passed"}
        # A leak is found by the scan at the end, all others in the step that makes them.
        at_end = [says for mistake, says in mistakes if mistake == "leak"]
        calm = [title for step, title in told if step in ("", "insmod planted.ko", "rmmod planted")
                and not any(says in title for says in at_end)]
        found.append((f"debug/planted/none{number}", "failed" if calm else "passed",
                      "; ".join(calm)))
        for mistake, says in mistakes:
            caught = any(says in title and (says in at_end or mistake in step)
                         for step, title in told)
            wrong = "" if caught else f"not caught; told was: {told}"
            if f"insmod planted.ko {mistake}=1" not in loaded:
                wrong += "the module did not load"
            found.append((f"debug/planted/{mistake}", "failed" if wrong else "passed", wrong))
    return found


def check_planted_suite(bench: Bench) -> list[Case]:
    """Loaded with its memory refused, a suite has to show just the cases that cannot stand it. And
    KUnit knows it: else it would have run as on kernels without."""
    load = "insmod /modules/planted_suite.ko"
    refusing = f"{load} refuse_memory=1"
    of_kunit = "read /sys/kernel/debug/kunit/planted_suite/results"
    run = bench.boot("planted_suite",
                     f"{load}\n{of_kunit}\nrmmod planted_suite\n"
                     f"{REFUSE_ALL}{refusing}\nrmmod planted_suite\n",
                     [f"{bench.folder}/planted_suite/planted_suite.ko:/modules/planted_suite.ko"])
    tell("planted suite", run)
    came = {name: result for name, result, _ in guests.leaves(run["results"])}
    found = []
    for case, stands_it in PLANTED_CASES.items():
        wanted = {f"{load}/planted_suite/{case}": "passed",
                  f"{of_kunit}/planted_suite/{case}": "passed",
                  f"{refusing}/planted_suite/{case}": "passed" if stands_it else "failed"}
        told = {name: came.get(name, "not told") for name in wanted}
        found.append((f"debug/planted_suite/{case}", "passed" if told == wanted else "failed",
                      "" if told == wanted else f"came to {told}"))
    return found


PARTS = {"modules": check_modules, "memory": check_memory, "planted": check_planted,
         "planted_suite": check_planted_suite}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ferrule")
    parser.add_argument("bindgen")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", metavar="PART")
    asked = parser.parse_args()
    start = time.monotonic()
    output = asked.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    (output / "summary.txt").unlink(missing_ok=True)
    found: list[Case] = []
    try:
        bench = Bench(asked.ferrule, asked.bindgen, output)
        for part in asked.parts or PARTS:
            found += PARTS[part](bench)
    except (debug_kernel.Problem, subprocess.CalledProcessError) as problem:
        found.append(("debug/build", "failed", str(problem)))
    guests.write_results(found)
    for name, result, notes in found:
        if result != "passed":
            print(f"{result.upper():<8}{name}: {notes}")
    count = collections.Counter(result for _, result, _ in found)
    print(f"the debug kernel's tests took {time.monotonic() - start:.0f} s")
    summary = f"{count['passed']} passed, {count['failed']} failed"
    (output / "summary.txt").write_text(summary + "\n")
    print(summary)
    return 1 if count["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())

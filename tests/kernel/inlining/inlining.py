#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""inlining.py OUTPUT: in the modules built the C helpers are gone. What they called or did
stands in the code of the C++ functions, as it would in C.

In the tests of locks `spin_lock` is a call of _raw_spin_lock, `refcount_inc` and the atomics are
locked instructions. In those of boxes `kmalloc` of a known size has chosen its cache, or that it
needs none. And no such helper is left in any module."""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "tidy"))
import tidy  # noqa: E402  (its XML writer)

FUNCTION = re.compile(r"^[0-9a-f]+ <(.+)>:$")
SMALL = re.compile(r"ferrule_(spin|mutex|refcount|atomic|rcu|kmalloc|kfree|complete|wake)")
# Of each module: the function with this in its name has a line with each of these.
EXPECTED = {
    "locks": {
        "spin_lock_guards_its_value": [r"\b_raw_spin_lock\b(?!_)", r"\b_raw_spin_unlock\b(?!_)",
                                       r"\b_raw_spin_lock_irqsave\b"],
        "mutex_guards_its_value": [r"\bmutex_lock\b(?!_)", r"\bmutex_unlock\b"],
        "refcounts_end_once": [r"lock xadd", r"lock cmpxchg"],
        "atomics_do_as_they_say": [r"lock xadd", r"lock cmpxchg", r"\bxchg\b"],
    },
    "box": {
        "it_owns_its_object": [r"\bkmalloc_caches\+0x", r"\bkfree\b"],
        "too_much_is_enomem": [r"\b(__)?kmalloc_large"],
    },
}


def run(*command: str) -> str:
    return subprocess.run(command, text=True, capture_output=True, check=True,
                          env={**os.environ, "LC_ALL": "C"}).stdout


def functions(module: pathlib.Path) -> dict[str, str]:
    """The disassembly of each, with the relocations."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in run("objdump", "-dr", "--no-show-raw-insn", str(module)).splitlines():
        if match := FUNCTION.match(line):
            lines = found.setdefault(match[1], [])
        else:
            lines.append(line)
    return {name: "\n".join(body) for name, body in found.items() if not name.startswith("__pfx_")}


def left_over(module: pathlib.Path) -> list[str]:
    """A helper of several lines with several callers may stay a function of the module's own, as in
    C; one that should be a few instructions may not, and none is looked for elsewhere."""
    symbols = re.findall(r" (\w) (ferrule_\w+)$", run("nm", str(module)), re.MULTILINE)
    return [f"{name} was not inlined" for kind, name in sorted(set(symbols))
            if kind != "t" or SMALL.match(name)]


def missing(module: pathlib.Path, expected: dict[str, list[str]]) -> list[str]:
    bodies = functions(module)
    problems = []
    for part, patterns in expected.items():
        text = "\n".join(body for name, body in bodies.items() if part in name)
        problems += [f"{part} does not have `{pattern}`" for pattern in patterns
                     if not re.search(pattern, text)]
    return problems


def main() -> int:
    modules = sorted(pathlib.Path(sys.argv[1]).glob("*/*/*.ko"))
    outcome = {}
    for module in modules:
        name = f"{module.parents[1].name}/{module.stem}"
        outcome[name] = left_over(module)
        outcome[name] += missing(module, EXPECTED.get(module.stem, {}))
        if module.stem == "locks":
            # What is asked can be missing: no module calls a helper that does not exist.
            if not missing(module, {"spin_lock_guards_its_value": [r"\bferrule_spin_lock\b"]}):
                outcome[name].append("the search finds what is not there")
    for stem in EXPECTED.keys() - {module.stem for module in modules}:
        outcome[stem] = ["was not built"]
    for name, problems in outcome.items():
        for problem in problems:
            print(f"FAIL  {name}: {problem}")
    tidy.write_results("kernel_inlining", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

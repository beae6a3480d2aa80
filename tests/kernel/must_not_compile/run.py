#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""What kernel code must not compile, and what a person reads then.

    run.py COMPILE_COMMANDS [--plugin ferrule_checker.so] [NAME ...]

A case is AREA/NAME.cpp. It is compiled with the flags of a module, twice:

  - as it stands: it is accepted by the compiler and by the checker;
  - with -DWRONG: it is refused on the lines that say so, each with the words given there, and
    nowhere else. A refusal in a template of a header counts for the line that the note names.

        queue.sleep();  // refused: while atomic context 'atomic_context' is held
        keep = *guard;  // refused by the checker: is used after what it borrows
        // refused below: a comment before a line too long for one
        // refused in a header: a template of which clang does not say who asked for it

A case without `WRONG` in it is the wrong program, with accepted lines among the refused ones.
What only the checker refuses is shown to be accepted by the compiler.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "tests" / "tidy"))
sys.path.insert(0, str(ROOT / "tests" / "kernel"))  # first: both have a headers.py
import headers  # noqa: E402  (the flags of a module)
import tidy  # noqa: E402  (its XML writer)

MARK = re.compile(r"// refused( by the checker)?( below| in a header)?: (.+)$")
HEADER = 0  # the line number that stands for every place outside the case
DIAGNOSTIC = re.compile(r"^(.*?):(\d+):\d+: (fatal error|error|note): (.*)$")
TIMEOUT_S = 120


class Compiler:
    def __init__(self, flags: list[str], plugin: str | None):
        self.flags = [*flags, "-fsyntax-only", "-ferror-limit=0", "-fno-caret-diagnostics",
                      "-fno-color-diagnostics", "-ftemplate-backtrace-limit=0"]
        self.plugin = plugin

    def refusals(self, case: pathlib.Path, *more: str) -> list[tuple[set[int], str]]:
        """(lines of the case that it speaks about, what it says) for each error."""
        result = subprocess.run(["clang++-19", *self.flags, *more, str(case)], text=True,
                                capture_output=True, timeout=TIMEOUT_S, check=False)
        found: list[tuple[set[int], str]] = []
        file = ""
        for line in result.stderr.splitlines():
            if not (match := DIAGNOSTIC.match(line)):
                continue
            if match[3] != "note":
                # Of several errors in one instantiation only the first says who asked for it.
                asked_by = found[-1][0] if found and file == match[1] != str(case) else set()
                found.append((asked_by, match[4]))
                file = match[1]
            if found and match[1] == str(case):
                found[-1][0].add(int(match[2]))
        if result.returncode != 0 and not found:
            found.append((set(), result.stderr.strip()))
        return found

    def checker_refusals(self, case: pathlib.Path, *more: str) -> list[tuple[set[int], str]]:
        """Those of the checker in the case itself; headers have their own test."""
        return [(lines, text) for lines, text in self.refusals(
            case, "-w", "-Wno-error", "-UFERRULE_NO_ANNOTATIONS", f"-fplugin={self.plugin}",
            f"-fplugin-arg-ferrule-home={ROOT}", *more)
            if lines and "[ferrule-" in text]


def marks_of(case: pathlib.Path) -> dict[bool, dict[int, str]]:
    """{by the checker: {line: words}}"""
    marks: dict[bool, dict[int, str]] = {False: {}, True: {}}
    for number, line in enumerate(case.read_text().splitlines(), 1):
        if match := MARK.search(line):
            place = {" below": number + 1, " in a header": HEADER}.get(match[2], number)
            marks[bool(match[1])][place] = match[3].strip()
    return marks


def compare(wanted: dict[int, str], found: list[tuple[set[int], str]]) -> list[str]:
    """What is missing, and what is refused on a line (or in a header) that has no mark."""
    problems = []
    met = set()
    for lines, text in found:
        marked = (lines or {HEADER}) & wanted.keys()
        met.update(line for line in marked if wanted[line] in text)
        if not marked:
            where = f"line {min(lines)}" if lines else "in a header"
            problems.append(f"{where}: refused without a mark that says so: {text}")
    return problems + [f"line {line}: is not refused with `{wanted[line]}`"
                       for line in sorted(wanted.keys() - met)]


def judge(case: pathlib.Path, compiler: Compiler) -> list[str]:
    marks = marks_of(case)
    if not marks[False] and not marks[True]:
        return ["has no line that is refused"]
    problems = []
    wrong = []
    if "defined(WRONG)" in case.read_text():
        wrong = ["-DWRONG"]
        problems += [f"does not compile as it stands: {text}"
                     for _, text in compiler.refusals(case)]
        if compiler.plugin and not problems:
            problems += [f"the checker does not accept it as it stands: {text}"
                         for _, text in compiler.checker_refusals(case)]
    problems += compare(marks[False], compiler.refusals(case, *wrong))
    if compiler.plugin and marks[True]:
        problems += compare(marks[True], compiler.checker_refusals(case, *wrong))
    return problems


def self_test(compiler: Compiler) -> list[str]:
    """A case is failed that compiles, that is refused elsewhere, for another reason, or twice."""
    bad = {
        "compiles": "int a = 1;  // refused: undeclared\n",
        "elsewhere": "// refused: undeclared\nint a = b;\n",
        "other reason": "int a = b;  // refused: unknown type\n",
        "one of two": "int a = b;  // refused: undeclared\nint c = d;\n",
        "broken twin": "int a = b;\n#if defined(WRONG)\n"
                       "int c = d;  // refused: undeclared\n#endif\n",
        "no mark": "int a = b;\n",
    }
    good = {"right": "int a = b;  // refused: undeclared\n",
            "below": "// refused below: undeclared\nint a = b;\n"}
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**bad, **good}.items():
            case = pathlib.Path(folder).resolve() / f"{name.replace(' ', '_')}.cpp"
            case.write_text(text)
            if bool(judge(case, compiler)) != (name in bad):
                problems.append(f"`{name}` is judged wrongly")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("compile_commands", type=pathlib.Path)
    parser.add_argument("--plugin")
    parser.add_argument("names", nargs="*")
    asked = parser.parse_intermixed_args()
    compiler = Compiler(headers.module_flags(asked.compile_commands), asked.plugin)
    names = set(asked.names)
    cases = sorted(case for case in HERE.rglob("*.cpp")
                   if not names or names & {case.stem, case.parent.name})
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        judged = list(pool.map(lambda case: judge(case, compiler), cases))
    outcome = {"self_test": self_test(compiler)}
    outcome |= {f"{case.parent.name}/{case.stem}": problems
                for case, problems in zip(cases, judged)}
    for name, problems in outcome.items():
        for problem in problems:
            print(f"FAIL  {name}\n      {problem}")
    tidy.write_results("kernel_must_not_compile", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    if not asked.plugin:
        print("without the checker: what only it refuses was not asked")
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Each file in cases/ compiles as it stands, and is refused for its stated reason with -DWRONG.

A case names what the compiler says, for both or for one of them:

    // refused: deleted
    // refused by clang++: address of stack memory
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "tidy"))
import tidy  # noqa: E402  (its XML writer)

COMPILERS = {"clang++": "clang++-19", "g++": "g++-12"}
FLAGS = ["-std=c++23", f"-I{ROOT}", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic",
         "-Wconversion", "-Wsign-conversion", "-Werror", "-fno-exceptions", "-fno-rtti"]
REASON = re.compile(r"^// refused(?: by (\S+))?: (.+)$", re.MULTILINE)


def compile_case(compiler: str, case: pathlib.Path, *more: str) -> subprocess.CompletedProcess:
    return subprocess.run([compiler, *FLAGS, *more, case], text=True, capture_output=True,
                          check=False)


def judge(case: pathlib.Path, compiler: str, fragment: str) -> str:
    """What is wrong with the case, or nothing."""
    right = compile_case(compiler, case)
    if right.returncode != 0:
        return f"does not compile as it stands: {right.stderr}"
    wrong = compile_case(compiler, case, "-DWRONG")
    if wrong.returncode == 0:
        return "the wrong program compiles"
    if fragment not in wrong.stderr:
        return f"is refused, but not with `{fragment}`: {wrong.stderr}"
    return ""


def jobs_of(case: pathlib.Path) -> list[tuple[str, str]]:
    """(compiler, fragment) for each compiler that the case speaks about."""
    found = []
    for name, fragment in REASON.findall(case.read_text()):
        found += [(COMPILERS[short], fragment) for short in COMPILERS if name in ("", short)]
    return found


def self_test() -> list[str]:
    """A case that compiles, one refused for another reason and a broken one are all noticed."""
    bad = {"accepted": "int a;\n", "other": "#ifdef WRONG\nint a = b;\n#endif\n",
           "broken": "int a = b;\n"}
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in bad.items():
            case = pathlib.Path(folder) / f"{name}.cpp"
            case.write_text(text)
            for compiler in COMPILERS.values():
                if not judge(case, compiler, "deleted"):
                    problems.append(f"{compiler} does not notice `{name}`")
    return problems


def main() -> int:
    outcome = {"self_test": self_test()}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        running = {}
        for case in sorted((HERE / "cases").glob("*.cpp")):
            jobs = jobs_of(case)
            if not jobs:
                outcome[case.stem] = ["states no reason"]
            for compiler, fragment in jobs:
                running[f"{case.stem} {compiler}"] = pool.submit(judge, case, compiler, fragment)
        for name, future in running.items():
            outcome[name] = [future.result()] if future.result() else []
    for name, problems in outcome.items():
        for problem in problems:
            print(f"FAIL  {name}\n      {problem}")
    tidy.write_results("must_not_compile", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

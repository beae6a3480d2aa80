#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The checker against its corpora.

    run.py --plugin ferrule_checker.so [--results FILE.xml] [name ...]

fail/  what the checker must refuse: `// expect: rule rule` at the end of a line, or
       `// expect below: rule` before it, names the rules that must be reported there. Nothing
       else may be.
pass/  code it must accept.
cve/   known bugs: in the C style, refused like those of fail/; in the subset (trap.cpp), accepted,
       and then each case must trap at run time and case 0 must not.

A (line, rule) pair that is missing or too many fails the run."""

import argparse
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import xml.sax.saxutils

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMPILER = ["clang++-19", "-std=c++23", "-w", f"-I{ROOT}", f"-I{HERE}/include"]
EXPECTATION = re.compile(r"// expect( below)?: (.*)")
FINDING = re.compile(r"^(.*?):(\d+):\d+: error: .*\[ferrule-([a-z-]+)\]$")
CASES = re.compile(r"^// cases: (\d+)$", re.MULTILINE)
TIMEOUT_S = 60


def expected(text: str) -> set[tuple[int, str]]:
    pairs = set()
    for number, line in enumerate(text.splitlines(), 1):
        if match := EXPECTATION.search(line):
            place = number + 1 if match[1] else number
            pairs |= {(place, rule) for rule in match[2].split()}
    return pairs


def check(plugin: str, file: pathlib.Path) -> tuple[set[tuple[int, str]], list[str]]:
    """The findings in `file`, and anything else the compiler had to say."""
    result = subprocess.run([*COMPILER, "-fsyntax-only", "-ferror-limit=0", f"-fplugin={plugin}",
                             str(file)], capture_output=True, text=True, timeout=TIMEOUT_S,
                            check=False)
    found, others = set(), []
    for line in result.stderr.splitlines():
        if (match := FINDING.match(line)) and pathlib.Path(match[1]) == file:
            found.add((int(match[2]), match[3]))
        elif "error:" in line:
            others.append(line)
    if result.returncode not in (0, 1):
        others.append(f"the compiler ended with {result.returncode}: {result.stderr[-1500:]}")
    return found, others


def compare(plugin: str, file: pathlib.Path) -> tuple[int, list[str]]:
    wanted = expected(file.read_text())
    found, problems = check(plugin, file)
    problems += [f"missed: line {line}, {rule}" for line, rule in sorted(wanted - found)]
    problems += [f"too much: line {line}, {rule}" for line, rule in sorted(found - wanted)]
    return len(wanted), problems


def traps(file: pathlib.Path) -> list[str]:
    """Builds a program of numbered cases; each but 0 must end by the trap instruction or abort."""
    cases = int(CASES.search(file.read_text())[1])
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "trap"
        subprocess.run([*COMPILER, "-O2", str(file), "-o", str(program)], check=True)
        problems = []
        for case in range(cases + 1):
            code = subprocess.run([str(program), str(case)], capture_output=True,
                                  timeout=TIMEOUT_S, check=False).returncode
            right = code == 0 if case == 0 else code in (-signal.SIGILL, -signal.SIGTRAP)
            if not right:
                problems.append(f"case {case} ended with {code}")
        return problems


def write_results(path: str, outcome: dict[str, list[str]]) -> None:
    cases = []
    for name, problems in outcome.items():
        said = xml.sax.saxutils.quoteattr("; ".join(problems))
        inside = f"<failure message={said}/>" if problems else ""
        cases.append(f'<testcase classname="checker_corpus" name="{name}" status="run">'
                     f"{inside}</testcase>")
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    text = f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"
    pathlib.Path(path).write_text(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--results")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    outcome, total = {}, 0
    for file in sorted(HERE.glob("*/*.cpp")):
        name = str(file.relative_to(HERE))
        if arguments.names and not any(part in name for part in arguments.names):
            continue
        count, problems = compare(arguments.plugin, file)
        total += count
        outcome[name] = problems
        print(f"{'FAIL' if problems else 'ok  '}  {name}: {count} findings expected")
        if CASES.search(file.read_text()):
            outcome[f"{name} (run)"] = traps(file)
            problems = problems + outcome[f"{name} (run)"]
        for problem in problems:
            print(f"      {problem}")
    if arguments.results:
        write_results(arguments.results, outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{total} findings expected; {len(outcome) - failed} passed, {failed} failed")
    return 1 if failed or not outcome else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""docs.py BUILD: what README.md and docs/*.md show is run. By the kind of fenced block:

    sh      run with bash, all blocks of a document in order in one session and one empty folder,
            with BUILD/bin in PATH. Any failing command fails. A line `make TARGET` is not run here
            (CI runs them): its target must exist.
    output  after an sh block: each line is in what that block printed; `...` stands for anything
    cpp     compiles alone, with both compilers
    cmake   each line is also in the project that tests/install builds
    text    for reading only
"""

import dataclasses
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "tidy"))
import tidy  # noqa: E402  (its XML writer)

KINDS = {"sh", "output", "cpp", "cmake", "text"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMPILERS = ["clang++-19", "g++-12"]
SESSION_SECONDS = 120


@dataclasses.dataclass(frozen=True)
class Block:
    kind: str
    text: str
    line: int


def blocks(document: str) -> list[Block]:
    return [Block(found.group(1), found.group(2), document.count("\n", 0, found.start()) + 1)
            for found in FENCE.finditer(document)]


def make_target_missing(line: str) -> bool:
    target = line.split()[1]
    return subprocess.run(["make", "-n", "-C", ROOT, target], capture_output=True,
                          check=False).returncode != 0


def session_script(shells: list[Block]) -> str:
    """All shell blocks of a document; each block's output goes to a file of its own."""
    parts = ["set -euo pipefail"]
    for number, block in enumerate(shells):
        lines = [line for line in block.text.splitlines() if not line.startswith("make ")]
        parts.append("{ :\n%s\n} > .out-%d 2>&1" % ("\n".join(lines), number))
    return "\n".join(parts)


def run_session(shells: list[Block], folder: pathlib.Path, build: pathlib.Path) -> str:
    """Runs the blocks; empty when all went well. What they left running is ended with them."""
    environment = {**os.environ, "PATH": f"{build / 'bin'}:{os.environ['PATH']}"}
    with subprocess.Popen(["bash", "-c", session_script(shells)], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(SESSION_SECONDS)
        except subprocess.TimeoutExpired:
            return f"the commands took more than {SESSION_SECONDS} s"
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # Nothing of the session was left.
    return "" if process.returncode == 0 else f"a command exited with {process.returncode}"


def output_lacks(wanted: str, printed: str) -> list[str]:
    missing = []
    for line in filter(None, map(str.strip, wanted.splitlines())):
        pattern = ".*".join(re.escape(part) for part in line.split("..."))
        if not re.search(pattern, printed):
            missing.append(f"not printed: {line}")
    return missing


def check_shell(document: list[Block], build: pathlib.Path) -> list[str]:
    shells = [block for block in document if block.kind == "sh"]
    problems = [f"line {block.line}: no such target: {line}" for block in shells
                for line in block.text.splitlines()
                if line.startswith("make ") and make_target_missing(line)]
    if not shells:
        return problems
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failure = run_session(shells, folder, build)
        outputs = {}
        for number, block in enumerate(shells):
            path = folder / f".out-{number}"
            outputs[block.line] = path.read_text(errors="replace") if path.exists() else ""
        if failure:
            last = [text for text in outputs.values() if text][-1:] or [""]
            problems.append(f"{failure}; it printed at last:\n{last[0][-2000:]}")
            return problems
        for before, block in zip(document, document[1:]):
            if block.kind == "output":
                problems += [f"line {block.line}: {text}"
                             for text in output_lacks(block.text, outputs.get(before.line, ""))]
    return problems


def check_code(block: Block) -> list[str]:
    problems = []
    if block.kind == "cpp":
        for compiler in COMPILERS:
            result = subprocess.run(
                [compiler, "-std=c++23", "-Wall", "-Wextra", "-Werror", f"-I{ROOT}",
                 "-DFERRULE_NO_SHORT_NAMES", "-fsyntax-only", "-x", "c++", "-"],
                input=block.text, text=True, capture_output=True, check=False)
            if result.returncode != 0:
                problems.append(f"line {block.line}: {compiler}: {result.stderr}")
    elif block.kind == "cmake":
        project = (ROOT / "tests/install/consumer/CMakeLists.txt").read_text().splitlines()
        problems += [f"line {block.line}: not in tests/install/consumer: {line}"
                     for line in block.text.splitlines() if line and line not in project]
    elif block.kind not in KINDS:
        problems.append(f"line {block.line}: a block is one of {', '.join(sorted(KINDS))}")
    return problems


def check(text: str, build: pathlib.Path) -> list[str]:
    document = blocks(text)
    problems = check_shell(document, build)
    for block in document:
        problems += check_code(block)
    return problems


def self_test(build: pathlib.Path) -> list[str]:
    """Documents that must be found wrong, and one that must not."""
    bad = ["```sh\nfalse\n```\n", "```sh\nmake no-such-target\n```\n", "```cpp\nint a = ;\n```\n",
           "```sh\necho a\n```\n\n```output\nb\n```\n", "```cmake\nnothing()\n```\n",
           "```bash\ntrue\n```\n"]
    good = ("```sh\nsleep 100 &\necho one > file\n```\n\n```sh\ncat file\n```\n"
            "```output\no...e\n```\n```cpp\nint main() { return 0; }\n```\n")
    problems = [f"finds nothing wrong in {text!r}" for text in bad if not check(text, build)]
    return problems + check(good, build)


def main() -> int:
    build = pathlib.Path(sys.argv[1])
    outcome = {"self_test": self_test(build)}
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]:
        outcome[str(path.relative_to(ROOT))] = check(path.read_text(), build)
    for name, problems in outcome.items():
        print(f"{'FAIL' if problems else 'ok  '}  {name}")
        for problem in problems:
            print(f"      {problem}")
    tidy.write_results("docs", outcome)
    return 1 if any(outcome.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

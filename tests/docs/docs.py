#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""docs.py BUILD [PAGE...]: what README.md and docs/*.md show is run. By the kind of fenced block:

    sh      run with bash, all blocks of a document in order in one session and one empty folder,
            with BUILD/bin in PATH. Any failing command fails. A line `make TARGET` is not run here
            (CI runs them): its target must exist.
    console a dialogue with a root shell, done again in that session: see console.py
    output  after an sh block: each line is in what that block printed; `...` stands for anything
    cpp     compiles alone, with both compilers; with a file's name after it (```cpp a/b.cpp) its
            lines stand in that file one after the other, of the repository or as the sh blocks left
            it; a line `...` stands for any lines
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
import textwrap

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "tidy"))
import tidy  # noqa: E402  (its XML writer)

KINDS = {"sh", "console", "output", "cpp", "cmake", "text"}
FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMPILERS = ["clang++-19", "g++-12"]
SHELL = "$ env PS1='# ' bash --norc -i\n"  # for the self-test
SESSION_SECONDS = 400  # guests boot in it


@dataclasses.dataclass(frozen=True)
class Block:
    kind: str
    file: str
    text: str
    line: int


def blocks(document: str) -> list[Block]:
    return [Block(found.group(1), found.group(2) or "", found.group(3),
                  document.count("\n", 0, found.start()) + 1)
            for found in FENCE.finditer(document)]


def make_target_missing(line: str) -> bool:
    target = line.split()[1]
    return subprocess.run(["make", "-n", "-C", ROOT, target], capture_output=True,
                          check=False).returncode != 0


def session_script(shells: list[Block]) -> str:
    """All shell blocks of a document; each block's output goes to a file of its own."""
    parts = ["set -euo pipefail", "outputs=$PWD"]
    for number, block in enumerate(shells):
        if block.kind == "console":
            parts.append("cat > \"$outputs\"/.console <<'END-OF-CONSOLE'\n%sEND-OF-CONSOLE\n"
                         "python3 %s \"$outputs\"/.console > \"$outputs\"/.out-%d 2>&1"
                         % (block.text, HERE / "console.py", number))
            continue
        lines = [line for line in block.text.splitlines() if not line.startswith("make ")]
        parts.append("{ :\n%s\n} > \"$outputs\"/.out-%d 2>&1" % ("\n".join(lines), number))
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


def is_excerpt(wanted: str, text: str) -> bool:
    """Of each part between two `...` the lines follow each other in `text`, and the parts too;
    indentation may differ by as much for all lines of a part."""
    lines, at = text.splitlines(), 0
    for part in re.split(r"^\s*\.\.\.\n", wanted, flags=re.MULTILINE):
        part_lines = textwrap.dedent(part).strip("\n").splitlines()
        starts = [start for start in range(at, len(lines) - len(part_lines) + 1)
                  if textwrap.dedent("\n".join(lines[start:start + len(part_lines)])).splitlines()
                  == part_lines]
        if not starts:
            return False
        at = starts[0] + len(part_lines)
    return True


def check_excerpts(document: list[Block], folder: pathlib.Path) -> list[str]:
    problems = []
    for block in (block for block in document if block.file):
        path = next((top / block.file for top in (folder, ROOT) if (top / block.file).is_file()),
                    None)
        if path is None:
            problems.append(f"line {block.line}: there is no file {block.file}")
        elif not is_excerpt(block.text, path.read_text()):
            problems.append(f"line {block.line}: not so in {block.file}:\n{block.text}")
    return problems


def check_shell(document: list[Block], build: pathlib.Path) -> list[str]:
    shells = [block for block in document if block.kind in ("sh", "console")]
    problems = [f"line {block.line}: no such target: {line}" for block in shells
                for line in block.text.splitlines()
                if line.startswith("make ") and make_target_missing(line)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failure = run_session(shells, folder, build) if shells else ""
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
        problems += check_excerpts(document, folder)
    return problems


def check_code(block: Block) -> list[str]:
    problems = []
    if block.kind == "cpp" and not block.file:
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


def check_links(text: str, folder: pathlib.Path) -> list[str]:
    """Links to files of this repository lead to one."""
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", FENCE.sub("", text))
    return [f"leads nowhere: {target}" for target in targets if not (folder / target).exists()]


def check(text: str, build: pathlib.Path, folder: pathlib.Path = ROOT) -> list[str]:
    document = blocks(text)
    problems = check_links(text, folder) + check_shell(document, build)
    for block in document:
        problems += check_code(block)
    return problems


def self_test(build: pathlib.Path) -> list[str]:
    """Documents that must be found wrong, and one that must not."""
    bad = ["```sh\nfalse\n```\n", "```sh\nmake no-such-target\n```\n", "```cpp\nint a = ;\n```\n",
           "```sh\necho a\n```\n\n```output\nb\n```\n", "```cmake\nnothing()\n```\n",
           "```bash\ntrue\n```\n", "[to nowhere](docs/none.md)\n",
           "```cpp none.cpp\nint a;\n```\n",
           "```sh\nprintf '{\\n int a;\\n int b;\\n}\\n' > a.cpp\n```\n"
           "```cpp a.cpp\nint b;\n...\nint a;\n```\n", "```console\n%s# echo a\nb\n```\n" % SHELL]
    good = ("[here](README.md#top), [there](https://example.com/)\n"
            "```sh\nsleep 100 &\necho one > file\n```\n\n```sh\ncat file\n```\n"
            "```output\no...e\n```\n```cpp\nint main() { return 0; }\n```\n"
            "```sh\nprintf '{\\n int a;\\n int b;\\n int c;\\n}\\n' > a.cpp\n```\n"
            "```cpp a.cpp\nint a;\n...\nint c;\n```\n"
            "```sh\nmkdir new\ncd new\n```\n```sh\necho inside\n```\n```output\ninside\n```\n"
            "```console\n%s# echo a\na\n# echo b; echo c\nb\nc\n# exit\n```\n" % SHELL)
    problems = [f"finds nothing wrong in {text!r}" for text in bad if not check(text, build)]
    return problems + check(good, build)


def main() -> int:
    build = pathlib.Path(sys.argv[1]).resolve()
    outcome = {"self_test": self_test(build)}
    pages = [pathlib.Path(page).resolve() for page in sys.argv[2:]]
    for path in pages or [ROOT / "README.md", ROOT / "CONTRIBUTING.md",
                          *sorted(ROOT.glob("docs/*.md"))]:
        outcome[str(path.relative_to(ROOT))] = check(path.read_text(), build, path.parent)
    for name, problems in outcome.items():
        print(f"{'FAIL' if problems else 'ok  '}  {name}")
        for problem in problems:
            print(f"      {problem}")
    tidy.write_results("docs", outcome)
    return 1 if any(outcome.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

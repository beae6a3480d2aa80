#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""headers.py COMPILE_COMMANDS: every header compiles alone, and included twice, with both
compilers. Headers under ferrule/ are installed, so they get by without the short macro names."""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import tidy
import tree

ROOT = tidy.ROOT
COMPILERS = ["clang++-19", "g++-12"]
# clang-19 alone builds these: the plugin's headers need Clang's own.
CLANG_ONLY = ("checker/",)
# Compiled with a kernel's own flags, by tests/kernel/headers.py.
FOR_THE_KERNEL = re.compile(r"(ferrule/kernel/[^/]*|tests/kernel/.*)\.hpp$")
# Included only at the end of the header they belong to.
NOT_ALONE = (".inl.hpp",)
STRICT = ["-std=c++23", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-x", "c++"]


def room_flags(database: pathlib.Path) -> dict[str, list[str]]:
    """Include paths and definitions that each top folder is compiled with."""
    rooms: dict[str, list[str]] = {}
    for entry in json.loads(database.read_text()):
        source = pathlib.Path(entry["file"])
        if not source.is_relative_to(ROOT):
            continue
        room = source.relative_to(ROOT).parts[0]
        words = shlex.split(entry["command"])
        for i, word in enumerate(words):
            flag = [word, words[i + 1]] if word == "-isystem" else [word]
            wanted = word.startswith(("-I", "-D")) or word == "-isystem"
            if wanted and flag[0] != "-D_FORTIFY_SOURCE=3" and flag not in rooms.get(room, []):
                rooms.setdefault(room, []).append(flag)
    return {room: sum(flags, []) for room, flags in rooms.items()}


def compile_alone(compiler: str, header: str, flags: list[str], root: pathlib.Path) -> str:
    """Empty when the header compiles, else what the compiler said."""
    text = f'#include "{header}"\n#include "{header}"\n'
    names = ["-DFERRULE_NO_SHORT_NAMES"] if header.startswith("ferrule/") else []
    result = subprocess.run([compiler, *STRICT, f"-I{root}", *flags, *names, "-"], input=text,
                            text=True, capture_output=True, check=False)
    return "" if result.returncode == 0 else f"{compiler}: {result.stderr}"


def jobs(headers: list[str]):
    for header in headers:
        for compiler in COMPILERS:
            if compiler == "clang++-19" or not header.startswith(CLANG_ONLY):
                yield compiler, header


def self_test() -> list[str]:
    """A header that leans on its includer is refused, a complete one is not."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "bad.hpp").write_text("#pragma once\ninline std::size_t size() { return 0; }\n")
        (root / "twice.hpp").write_text("inline int twice() { return 0; }\n")
        (root / "good.hpp").write_text("#pragma once\n#include <cstddef>\n"
                                       "inline std::size_t size() { return 0; }\n")
        problems = []
        for compiler in COMPILERS:
            for header, right in (("bad.hpp", False), ("twice.hpp", False), ("good.hpp", True)):
                if (compile_alone(compiler, header, [], root) == "") != right:
                    problems.append(f"{compiler} judges {header} wrongly")
        return problems


def main() -> int:
    flags = room_flags(pathlib.Path(sys.argv[1]))
    headers = [path for path in tree.read(ROOT).files
               if path.endswith(".hpp") and not path.endswith(NOT_ALONE)
               and not path.startswith("tests/install/consumer/")
               and not FOR_THE_KERNEL.match(path)]
    outcome = {"self_test": self_test()}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        running = {pool.submit(compile_alone, compiler, header,
                               flags.get(header.split("/")[0], []), ROOT): (compiler, header)
                   for compiler, header in jobs(headers)}
        for future, (compiler, header) in running.items():
            said = future.result()
            outcome[f"{header} {compiler}"] = [said] if said else []
    for name, problems in outcome.items():
        for problem in problems:
            print(f"FAIL  {name}\n{problem}")
    tidy.write_results("headers_alone", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

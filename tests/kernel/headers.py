#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""headers.py COMPILE_COMMANDS: every header of ferrule/kernel compiles alone and included twice,
with the flags of a module, and gets by without the short macro names."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "tidy"))
import tidy

OUTPUTS = {"-o", "-MF", "-MJ"}


def module_flags(database: pathlib.Path) -> list[str]:
    entry = json.loads(database.read_text())[0]
    flags, words = [], iter(entry["arguments"][1:])
    for word in words:
        if word in OUTPUTS:
            next(words)
        elif word not in ("-c", "-MMD", "-emit-llvm", "-xc++", entry["file"]):
            flags.append(word)
    return flags


def compile_alone(header: str, flags: list[str]) -> str:
    text = f'#include "{header}"\n#include "{header}"\n'
    result = subprocess.run(
        ["clang++-19", *flags, "-DFERRULE_NO_SHORT_NAMES", "-fsyntax-only", "-x", "c++", "-"],
        input=text, text=True, capture_output=True, check=False)
    return "" if result.returncode == 0 else result.stderr


def main() -> int:
    flags = module_flags(pathlib.Path(sys.argv[1]))
    folder = ROOT / "ferrule" / "kernel"
    headers = sorted(str(path.relative_to(ROOT)) for path in folder.glob("*.hpp"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        said = list(pool.map(lambda header: compile_alone(header, flags), headers))
    outcome = {header: [text] if text else [] for header, text in zip(headers, said)}
    for header, text in zip(headers, said):
        if text:
            print(f"FAIL  {header}\n{text}")
    tidy.write_results("kernel_headers", outcome)
    failed = sum(1 for text in said if text)
    print(f"{len(headers) - failed} passed, {failed} failed")
    return 1 if failed or not headers else 0


if __name__ == "__main__":
    sys.exit(main())

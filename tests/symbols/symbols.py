#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""symbols.py ARCHIVE...: the shipped library cannot abort, throw or allocate behind one's back.

Reads what the archives refer to (nm) and counts the trap instructions in them (objdump). The
committed number in trap_budget.txt may only fall. The first argument `--update` writes it anew.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tidy"))
import tidy  # noqa: E402  (its XML writer)

BUDGET = HERE / "trap_budget.txt"
FORBIDDEN = re.compile(
    r"abort|exit|_exit|quick_exit|raise|__assert(_perror)?_fail|__assert"
    r"|std::terminate.*|std::__throw_.*|std::__glibcxx_assert_fail.*|__gxx_personality_v0"
    r"|std::rethrow_exception.*|__cxa_(throw|rethrow|allocate_exception|begin_catch|guard_\w+"
    r"|pure_virtual|deleted_virtual|bad_cast|bad_typeid|throw_bad_array_new_length|atexit)"
    r"|operator (new|delete).*|malloc|calloc|realloc|free|aligned_alloc|posix_memalign")
# The allocator that a caller gets when it gives none. Its room is the only one that may say malloc.
HEAP = re.compile(r"malloc|calloc|realloc|free|aligned_alloc|posix_memalign")
MAY_USE_HEAP = re.compile(r"heap|allocator")


def offenders(archive: pathlib.Path) -> list[str]:
    """`member: symbol` for each reference to a forbidden symbol."""
    text = subprocess.run(["nm", "--undefined-only", "--demangle", "--print-file-name", archive],
                          capture_output=True, text=True, check=True).stdout
    found = []
    for line in text.splitlines():
        where, _, symbol = re.split(r"\s+([UuVvWw])\s+", line, maxsplit=1)
        member = where.removesuffix(":").rsplit(":", 1)[-1]
        excused = HEAP.fullmatch(symbol) and MAY_USE_HEAP.search(member)
        if FORBIDDEN.fullmatch(symbol) and not excused:
            found.append(f"{archive.name}: {member}: {symbol}")
    return sorted(set(found))


def traps(archive: pathlib.Path) -> int:
    text = subprocess.run(["objdump", "--disassemble", "--no-show-raw-insn", archive],
                          capture_output=True, text=True, check=True).stdout
    return len(re.findall(r"\tud2\b", text))


def compile_archive(folder: pathlib.Path, name: str, text: str) -> pathlib.Path:
    source, thing = folder / f"{name}.cpp", folder / f"{name}.o"
    source.write_text(text)
    subprocess.run(["clang++-19", "-std=c++23", "-O2", "-c", source, "-o", thing], check=True)
    archive = folder / f"lib{name}.a"
    subprocess.run(["ar", "rc", archive, thing], check=True)
    return archive


def self_test() -> list[str]:
    """An archive with each offence is caught, a clean one is not, and traps are counted."""
    bad = {"abort": '#include <cstdlib>\nvoid f() { std::abort(); }\n',
           "assert": '#include <cassert>\nvoid f(int a) { assert(a); }\n',
           "throws": 'void f() { throw 1; }\n',
           "news": 'int* f() { return new int[9]; }\n',
           "terminates": '#include <exception>\nvoid f() { std::terminate(); }\n',
           "guards": 'int g();\nint f() { static int a = g(); return a; }\n',
           "mallocs": '#include <cstdlib>\nvoid* f() { return std::malloc(9); }\n',
           "vector": '#include <vector>\nvoid f(std::vector<int>& v) { v.push_back(1); }\n'}
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in bad.items():
            if not offenders(compile_archive(pathlib.Path(folder), name, text)):
                problems.append(f"misses the offence in: {text}")
        clean = compile_archive(pathlib.Path(folder), "clean",
                                "int f(int a) { if (a > 9) __builtin_trap(); return a; }\n")
        if offenders(clean) or traps(clean) != 1:
            problems.append(f"misjudges a clean archive: {offenders(clean)}, {traps(clean)} traps")
    return problems


def check_budget(count: int) -> list[str]:
    allowed = int(BUDGET.read_text().split()[0])
    if count > allowed:
        return [f"{count} trap sites, {allowed} allowed: read through Result or Option instead"]
    if count < allowed:
        return [f"{count} trap sites, {allowed} allowed: lower the number in trap_budget.txt"]
    return []


def main() -> int:
    update = sys.argv[1:2] == ["--update"]
    archives = [pathlib.Path(name) for name in sys.argv[2 if update else 1:]]
    count = sum(traps(archive) for archive in archives)
    if update:
        BUDGET.write_text(f"{count}\n")
    outcome = {"self_test": self_test()}
    for archive in archives:
        outcome[archive.name] = offenders(archive)
    outcome["trap_budget"] = check_budget(count)
    for name, problems in outcome.items():
        print(f"{'FAIL' if problems else 'ok  '}  {name}")
        for problem in problems:
            print(f"      {problem}")
    print(f"{count} trap sites in {len(archives)} archives")
    tidy.write_results("symbols", outcome)
    return 1 if any(outcome.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

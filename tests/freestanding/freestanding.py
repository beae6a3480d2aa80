#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""ferrule/core needs no operating system: it includes only listed headers of the standard library,
all of it compiles with -ffreestanding, and what it compiles to calls nobody but memcpy's family.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "tidy"))
import tidy  # noqa: E402  (its XML writer)

COMPILERS = ["clang++-19", "g++-12"]
FLAGS = ["-std=c++23", "-O2", "-ffreestanding", "-fno-exceptions", "-fno-rtti", "-Wall", "-Wextra",
         "-Werror", f"-I{ROOT}"]
ALLOWED = {"atomic", "bit", "compare", "concepts", "cstddef", "cstdint", "initializer_list",
           "limits", "memory", "new", "type_traits", "utility"}
# What a compiler may call by itself, freestanding or not.
COMPILER_CALLS = {"memcpy", "memmove", "memset", "memcmp"}
INCLUDE = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.MULTILINE)

# Uses what a kernel would, with nothing but core beside it.
USE = """
namespace ferrule {
bool use(AllocatorRef allocator, Bytes input) {
  Vec<ByteVec> lists(allocator);
  ByteVec bytes(allocator);
  Writer writer(bytes);
  writer.prefixed_u16([&](Writer& block) { block.bytes(input); });
  Reader reader(input);
  const Option<u8> first = reader.read_u8().ok();
  Secret<32> key = Secret<32>::zeroed(16);
  auto shared = Arc<u64>::make(allocator, 1U);
  auto box = Box<u64>::make(allocator, 2U);
  auto pinned = PinBox<Pinned<u64>>::make(allocator, init_value<AllocError>(3U));
  const bool pushed = lists.push(std::move(bytes)).has_value();
  return pushed && first && shared && box && pinned && key.equals(input) &&
         checked_add(*first, 1).has_value() && writer.finish().has_value();
}
}  // namespace ferrule
"""


def headers() -> list[pathlib.Path]:
    return sorted((ROOT / "ferrule" / "core").glob("*.hpp"))


def foreign_includes(header: pathlib.Path) -> list[str]:
    return [f"includes <{name}>, which is not in the list"
            for name in INCLUDE.findall(header.read_text()) if name not in ALLOWED]


def compile_alone(compiler: str, text: str) -> list[str]:
    """What is wrong with the program: it does not compile, or it calls somebody."""
    with tempfile.TemporaryDirectory() as folder:
        thing = pathlib.Path(folder) / "core.o"
        result = subprocess.run([compiler, *FLAGS, "-c", "-x", "c++", "-", "-o", thing], input=text,
                                text=True, capture_output=True, check=False)
        if result.returncode != 0:
            return [result.stderr]
        names = subprocess.run(["nm", "--undefined-only", "--format=just-symbols", thing],
                               text=True, capture_output=True, check=True).stdout.split()
    return [f"refers to {name}" for name in names if name not in COMPILER_CALLS]


def self_test() -> list[str]:
    """A program that calls the library is noticed, one that calls nobody is not."""
    problems = []
    for compiler in COMPILERS:
        if not compile_alone(compiler, "int* use() { return new int; }\n"):
            problems.append(f"{compiler}: does not notice operator new")
        if compile_alone(compiler, "int use(int a) { return a + 1; }\n"):
            problems.append(f"{compiler}: complains about a program that calls nobody")
    return problems


def main() -> int:
    outcome = {"self_test": self_test()}
    for header in headers():
        outcome[f"includes {header.name}"] = foreign_includes(header)
    every = "".join(f'#include "ferrule/core/{header.name}"\n' for header in headers())
    for compiler in COMPILERS:
        outcome[f"compiles {compiler}"] = compile_alone(compiler, every + USE)
    for name, problems in outcome.items():
        for problem in problems:
            print(f"FAIL  {name}\n      {problem}")
    tidy.write_results("freestanding", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

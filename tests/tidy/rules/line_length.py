# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Lines of code have at most 100 columns, no space at the end, and tabs in make files and in the
kernel's C only, which is written as the kernel writes it."""

import re

from tree import Finding

NAME = "line-length"
COLUMNS = 100
CODE = re.compile(r"\.(cpp|hpp|cc|c|h|py|sh|cmake)$|(^|/)CMakeLists\.txt$")

KERNEL_C = re.compile(r"(ferrule|tests)/kernel/.*\.[ch]$")


def check(tree):
    for path, number, line in tree.lines():
        if not CODE.search(path):
            continue
        if len(line) > COLUMNS:
            yield Finding(path, number, f"{len(line)} columns, at most {COLUMNS}")
        elif "\t" in line and not KERNEL_C.match(path):
            yield Finding(path, number, "has a tab")
        elif line != line.rstrip():
            yield Finding(path, number, "ends in a space")


BAD = {"a.cpp": "int a;\n//" + "x" * COLUMNS + "\n", "b.py": "a = 1 \n", "c.hpp": "\tint a;\n"}
EXPECTED = [("a.cpp", 2), ("b.py", 1), ("c.hpp", 1)]
GOOD = {"ferrule/kernel/helpers/slab.c": "\treturn 0;\n",
        "a.cpp": "//" + "x" * (COLUMNS - 2) + "\n", "Makefile": "\tcommand\n",
        "b.md": "x" * 300 + "\n"}

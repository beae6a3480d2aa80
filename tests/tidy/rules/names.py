# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A file name is the idea in it: lower case, words apart by `_`, and never a word for anything."""

import posixpath
import re

from tree import Finding

NAME = "names"
CODE = (".cpp", ".hpp", ".cc", ".py", ".cmake")
SNAKE = re.compile(r"[a-z0-9_]+(\.inl)?$")
EMPTY = {"util", "utils", "common", "misc", "helpers", "helper", "stuff", "tools"}


def check(tree):
    for path in tree.files:
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if suffix not in CODE or path.startswith("cmake/"):
            continue
        if not SNAKE.match(stem):
            yield Finding(path, 1, "file names are snake_case")
        elif stem.removesuffix("_test") in EMPTY:
            yield Finding(path, 1, f"'{stem}' says nothing about what is in it")


BAD = {"ferrule/tls/utils.hpp": "", "ferrule/tls/ServerHello.cpp": "", "cmd/helpers_test.cpp": ""}
EXPECTED = [("ferrule/tls/utils.hpp", 1), ("ferrule/tls/ServerHello.cpp", 1),
            ("cmd/helpers_test.cpp", 1)]
GOOD = {"ferrule/tls/server_hello.cpp": "", "ferrule/core/span.inl.hpp": "",
        "cmake/FindIPSecMB.cmake": ""}

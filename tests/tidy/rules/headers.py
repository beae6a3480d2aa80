# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Headers use `#pragma once`, a source includes its own one first, includes start at the root."""

import posixpath
import re

from tree import Finding

NAME = "headers"
QUOTED = re.compile(r'\s*#\s*include\s+"([^"]+)"')
ANY = re.compile(r"\s*#\s*include\b")


def check(tree):
    for path, text in tree.files.items():
        lines = text.splitlines()
        if path.endswith(".hpp") and "#pragma once" not in lines:
            yield Finding(path, 1, "has no #pragma once")
        if path.endswith((".hpp", ".cpp")) and not path.startswith("tests/install/consumer/"):
            yield from check_includes(tree, path, lines)


def check_includes(tree, path, lines):
    own = posixpath.splitext(path)[0] + ".hpp"
    first = True
    for number, line in enumerate(lines, 1):
        quoted = QUOTED.match(line)
        if quoted and "/" not in quoted.group(1):
            yield Finding(path, number, "is included by its path from the repository's root")
        if ANY.match(line):
            wrong = path.endswith(".cpp") and own in tree.files
            if first and wrong and (not quoted or quoted.group(1) != own):
                yield Finding(path, number, f"{own} comes first")
            first = False


BAD = {"a/x.hpp": "int a;\n", "a/x.cpp": '#include <cstddef>\n#include "x.hpp"\n'}
EXPECTED = [("a/x.hpp", 1), ("a/x.cpp", 1), ("a/x.cpp", 2)]
GOOD = {"a/x.hpp": "#pragma once\n#include <cstddef>\n",
        "a/x.cpp": '#include "a/x.hpp"\n#include <cstddef>\n', "a/y.cpp": "#include <cstddef>\n"}

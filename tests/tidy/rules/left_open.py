# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Nothing is left open in the text: what is to be done stands in an issue."""

import re

from tree import Finding

NAME = "left-open"
WORDS = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "not imple" + "mented",
         "place" + "holder", "for " + "now"]
PATTERN = re.compile(rf"\b({'|'.join(WORDS)})\b")


def check(tree):
    for path, number, line in tree.lines():
        found = PATTERN.search(line) if not path.startswith("LICENSE") else None
        if found:
            yield Finding(path, number, f"says '{found.group(1)}': do it, or open an issue")


BAD = {"a.cpp": f"int a;\nint b;  // {WORDS[0]}: count\n", "b.md": f"This is {WORDS[-1]}.\n"}
EXPECTED = [("a.cpp", 2), ("b.md", 1)]
GOOD = {"a.cpp": "int method;  // mkstemp takes XXXXXX, and nowhere is for nowadays\n"}

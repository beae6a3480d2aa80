# SPDX-License-Identifier: Apache-2.0 OR MIT
"""No tracked file knows one machine's paths or a package registry's host."""

import re

from tree import Finding

NAME = "one-machine"
PATTERNS = [
    (re.compile(r"(?<![\w.])/(?:work|farm|root|home)/[a-z.]"), "a path of one machine"),
    (re.compile(r"//[a-z.]*(?:debian|npmjs|pypi)[.](?:org|com)"), "a package registry's host"),
]


def check(tree):
    for path, number, line in tree.lines():
        for pattern, what in PATTERNS:
            if pattern.search(line):
                yield Finding(path, number, f"names {what}")


BAD = {"a.cpp": "// see /" + "work/main\n", "b.sh": "curl https:/" + "/deb.debian.org/\n"}
EXPECTED = [("a.cpp", 1), ("b.sh", 1)]
GOOD = {"a.cpp": "// /tmp/x and tests/work/here and https://www.rfc-editor.org\n"}

# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Every source and test file is compiled by some preset (needs a configured build tree), or stands
beside a Kbuild file or in the test/ folder of one: tests/kernel builds each of those."""

import posixpath

from tree import Finding

NAME = "in-build"
# Compiled by a test of their own instead of by the build.
ELSEWHERE = ("checker/corpus/", "tests/install/consumer/")
# Files that must not compile, and are shown not to.
REFUSED = "/must_not_compile/"


def of_module(path, tree):
    folder = posixpath.dirname(path)
    if posixpath.basename(folder) == "test":
        folder = posixpath.dirname(folder)
    return posixpath.join(folder, "Kbuild") in tree.files


def check(tree):
    if tree.compiled is None:
        yield Finding("build", 1, "no compile_commands.json: run `cmake --preset release` first")
        return
    for path in tree.files:
        if path.endswith((".cpp", ".cc")) and path not in tree.compiled:
            if not path.startswith(ELSEWHERE) and REFUSED not in path and not of_module(path, tree):
                yield Finding(path, 1, "is in no CMakeLists.txt, so nothing compiles it")


COMPILED = {"ferrule/tls/alert.cpp"}
BAD = {"ferrule/tls/alert.cpp": "", "ferrule/tls/alert_test.cpp": ""}
EXPECTED = [("ferrule/tls/alert_test.cpp", 1)]
GOOD = {"ferrule/tls/alert.cpp": "", "checker/corpus/fail/rules.cpp": "",
        "drivers/x/x.cpp": "", "drivers/x/test/use_x.cpp": "",
        "drivers/x/Kbuild": "", "ferrule/core/must_not_compile/x.cpp": ""}

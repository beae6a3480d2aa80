#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The ledger, from a source file through the plugin to the budget: exit codes both ways."""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.sax.saxutils

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLUGIN = ""

HEADER = """#include "ferrule/core/unsafe.hpp"
template <class T>
T read(T* p) {
  UNSAFE("the caller of this test gives a valid pointer") { return *p; }
}
template <class T>
int never(T& t) {
  UNSAFE("no translation unit of this test instantiates it") { return t.get(); }
}
union FERRULE_UNSAFE_UNION("only a is ever alive in this test") Pair { int a; float b; };
"""
FIRST = """#include "room/read.hpp"
int first(int& x) { return read(&x); }
int twice(int* p) { UNSAFE("p points to two integers in this test") { return p[0] + *p; } }
"""
SECOND = """#include "room/read.hpp"
char second(char& x) { return read(&x); }
"""


class Ledger(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        (self.root / "room").mkdir()
        (self.root / "room" / "read.hpp").write_text(HEADER)
        (self.root / "first.cpp").write_text(FIRST)
        (self.root / "second.cpp").write_text(SECOND)
        self.regions = self.root / "regions.jsonl"
        self.budget = self.root / "budget.json"
        for name in ("first.cpp", "second.cpp"):
            subprocess.run(["clang++-19", "-std=c++23", f"-I{ROOT}", f"-I{self.root}",
                            "-fsyntax-only", f"-fplugin={PLUGIN}",
                            f"-fplugin-arg-ferrule-json={self.regions}",
                            f"-fplugin-arg-ferrule-root={self.root}", str(self.root / name)],
                           check=True)

    def run_ledger(self, *arguments):
        return subprocess.run(
            [sys.executable, str(HERE / "ledger.py"), str(self.regions), "--root", str(self.root),
             "--budget", str(self.budget), *arguments], capture_output=True, text=True, check=False)

    def drop_unused(self):
        """Without the template that nobody instantiates, which is an error of its own."""
        lines = [line for line in self.regions.read_text().splitlines()
                 if "instantiates it" not in line]
        self.regions.write_text("\n".join(lines) + "\n")

    def write_budget(self, room: tuple[int, int, int], top: tuple[int, int, int]):
        self.budget.write_text(json.dumps(
            {folder: dict(zip(("regions", "lines", "operations"), numbers))
             for folder, numbers in ((".", top), ("room", room))}))

    def test_a_region_counts_once_however_many_units_see_it(self):
        self.drop_unused()
        self.run_ledger()
        regions = json.loads((self.root / "build" / "unsafe.json").read_text())
        self.assertEqual([(r["path"], r["line"], r["kind"], r["operations"]) for r in regions],
                         [("first.cpp", 3, "block", {"ptr-deref": 1, "subscript": 1}),
                          ("room/read.hpp", 4, "block", {"ptr-deref": 1}),
                          ("room/read.hpp", 10, "union", {"union": 1})])

    def test_the_budget_as_it_is_passes(self):
        self.drop_unused()
        self.write_budget(room=(2, 2, 2), top=(1, 1, 2))
        result = self.run_ledger()
        self.assertEqual(result.returncode, 0, result.stdout)

    def test_more_than_the_budget_fails_and_names_the_regions(self):
        self.drop_unused()
        self.write_budget(room=(1, 2, 2), top=(1, 1, 2))
        result = self.run_ledger()
        self.assertEqual(result.returncode, 1)
        self.assertIn("room is over its unsafe budget: regions 1 -> 2", result.stdout)
        self.assertIn("room/read.hpp:4:3: the caller of this test", result.stdout)

    def test_a_new_folder_has_no_budget(self):
        self.drop_unused()
        self.budget.write_text("{}")
        self.assertEqual(self.run_ledger("--lower").returncode, 1)
        self.assertEqual(json.loads(self.budget.read_text()), {})
        self.assertEqual(self.run_ledger("--first").returncode, 0)
        self.assertEqual(self.run_ledger().returncode, 0)

    def test_less_than_the_budget_fails_until_it_is_lowered(self):
        self.drop_unused()
        self.write_budget(room=(2, 2, 9), top=(1, 1, 2))
        result = self.run_ledger()
        self.assertEqual(result.returncode, 1)
        self.assertIn("--lower", result.stdout)
        self.assertEqual(self.run_ledger("--lower").returncode, 0)
        self.assertEqual(json.loads(self.budget.read_text())["room"]["operations"], 2)

    def test_lowering_never_raises(self):
        self.drop_unused()
        self.write_budget(room=(1, 9, 9), top=(1, 1, 2))
        self.assertEqual(self.run_ledger("--lower").returncode, 1)
        self.assertEqual(json.loads(self.budget.read_text())["room"],
                         {"regions": 1, "lines": 2, "operations": 2})

    def test_a_region_unused_in_every_unit_fails(self):
        self.write_budget(room=(3, 3, 2), top=(1, 1, 2))
        result = self.run_ledger()
        self.assertEqual(result.returncode, 1)
        self.assertIn("room/read.hpp:8:3: UNSAFE shelters nothing", result.stdout)

    def test_the_list_gives_the_reasons(self):
        self.assertIn("p points to two integers in this test", self.run_ledger("--list").stdout)


class Results(unittest.TextTestResult):
    """Remembers what passed as well, for the results file."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.passed = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append(test)


def write_results(path: str, result: Results) -> None:
    def case(test, failure=""):
        name = test.id().rsplit(".", 1)[1]
        return (f'<testcase classname="checker_ledger" name="{name}" status="run">'
                f"{failure}</testcase>")

    cases = [case(test) for test in result.passed]
    for test, text in result.failures + result.errors:
        cases.append(case(test, f"<failure message={xml.sax.saxutils.quoteattr(text[-300:])}/>"))
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    text = f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"
    pathlib.Path(path).write_text(text)


def main() -> int:
    global PLUGIN  # the test classes are made by unittest, which passes nothing on
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--results")
    arguments = parser.parse_args()
    PLUGIN = arguments.plugin
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Ledger)
    result = unittest.TextTestRunner(resultclass=Results, verbosity=2).run(suite)
    if arguments.results:
        write_results(arguments.results, result)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())

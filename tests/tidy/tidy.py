#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Checks what a machine can decide about the repository. Each rule is a module in rules/ with

    NAME          how its findings end: [tidy-NAME]
    check(tree)   yields a Finding for each breach
    BAD           files of a small tree that breaks it
    EXPECTED      the (path, line) of every finding in BAD
    GOOD          files of a small tree that does not

`tidy.py` checks the repository, `tidy.py --self-test` checks the rules against BAD and GOOD.
A line that ends in `tidy: allow NAME, reason` is excused from that rule.
"""

import importlib
import os
import pathlib
import pkgutil
import sys
import xml.sax.saxutils as sax

import rules
from tree import Tree, read

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load_rules():
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return [importlib.import_module(f"rules.{name}") for name in names]


def findings(rule, tree: Tree):
    """The rule's findings, without excused lines."""
    for finding in rule.check(tree):
        lines = tree.files.get(finding.path, "").splitlines()
        line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
        if f"tidy: allow {rule.NAME}, " not in line:
            yield finding


def check_repository(rule) -> list[str]:
    return [f"{found.path}:{found.line}: {found.text} [tidy-{rule.NAME}]"
            for found in findings(rule, read(ROOT))]


def self_test(rule) -> list[str]:
    compiled = getattr(rule, "COMPILED", None)
    seen = sorted((found.path, found.line) for found in findings(rule, Tree(rule.BAD, compiled)))
    problems = []
    if seen != sorted(rule.EXPECTED):
        problems.append(f"tidy-{rule.NAME} on its bad tree: {seen}, not {sorted(rule.EXPECTED)}")
    good = [(found.path, found.line) for found in findings(rule, Tree(rule.GOOD, compiled))]
    if good:
        problems.append(f"tidy-{rule.NAME} finds something in its good tree: {good}")
    return problems


def write_results(suite: str, outcome: dict[str, list[str]]) -> None:
    """The same XML that GoogleTest writes, so that `make test` counts each rule."""
    target = os.environ.get("GTEST_OUTPUT", "").removeprefix("xml:")
    if not target:
        return
    cases = []
    for name, problems in outcome.items():
        failure = "".join(f"<failure message={sax.quoteattr(text)}/>" for text in problems)
        cases.append(f'<testcase classname="{suite}" name="{name}" status="run">{failure}'
                     "</testcase>")
    pathlib.Path(target).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(target).write_text(f"<testsuites><testsuite name=\"{suite}\">{''.join(cases)}"
                                    "</testsuite></testsuites>\n")


def main() -> int:
    testing = sys.argv[1:] == ["--self-test"]
    work = self_test if testing else check_repository
    outcome = {rule.NAME: work(rule) for rule in load_rules()}
    for name, problems in outcome.items():
        print(f"{'FAIL' if problems else 'ok  '}  {name}")
        for problem in problems:
            print(f"      {problem}")
    write_results("tidy_self_test" if testing else "tidy", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

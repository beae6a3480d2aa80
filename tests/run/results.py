# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Counts of single test cases: what a test program wrote as XML, and what ctest saw of it."""

import dataclasses
import pathlib
import xml.etree.ElementTree as xml

# How much of what a failed test said is told again at the end.
FIRST, LAST = slice(None, 20), slice(-20, None)


@dataclasses.dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed,
                     self.skipped + other.skipped)

    def __str__(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


@dataclasses.dataclass
class Outcome:
    """What one stage counted, what failed (with what it said, indented), what was skipped."""
    count: Count
    failures: list[str] = dataclasses.field(default_factory=list)
    skips: list[str] = dataclasses.field(default_factory=list)


def indented(text: str, which: slice) -> str:
    """Some lines of a test's own words, to stand below its name."""
    lines = [line.rstrip() for line in text.strip().splitlines() if line.strip()]
    return "".join(f"\n    {line}" for line in lines[which])


def read_gtest(path: pathlib.Path) -> Outcome:
    """One GoogleTest result file. A case that did not run (disabled) counts as skipped."""
    outcome = Outcome(Count())
    for case in xml.parse(path).getroot().iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        skip = case.find("skipped")
        failures = case.findall("failure")
        if failures:
            outcome.count.failed += 1
            said = "\n".join(failure.get("message") or "" for failure in failures)
            outcome.failures.append(name + indented(said, FIRST))
        elif skip is not None or case.get("status") == "notrun":
            outcome.count.skipped += 1
            reason = (skip.get("message") or "") if skip is not None else "disabled"
            outcome.skips.append(f"{name}: {' '.join(reason.split())}")
        else:
            outcome.count.passed += 1
    return outcome


def skip_reason(entry: xml.Element) -> str:
    """The last line that a skipped program printed."""
    lines = (entry.findtext("system-out") or "").strip().splitlines()
    return lines[-1] if lines else "skipped without a word"


def read_ctest(junit: pathlib.Path, results: pathlib.Path) -> Outcome:
    """A whole ctest run: each program's own cases where it wrote them, else the program as one."""
    total = Outcome(Count())
    for entry in xml.parse(junit).getroot().iter("testcase"):
        name, status = entry.get("name"), entry.get("status")
        path = results / f"{name}.xml"
        outcome = Outcome(Count())
        if path.exists():
            try:
                outcome = read_gtest(path)
            except xml.ParseError:
                pass  # The program died while writing, which its status below tells.
        skip = entry.find("skipped")
        said_skip = skip is not None and "SKIP_" in skip.get("message", "")
        if said_skip or status == "disabled":
            outcome = Outcome(Count(skipped=1), skips=[f"{name}: {skip_reason(entry)}"])
        elif status != "run" and not outcome.count.failed:
            outcome.count.failed += 1
            said = indented(entry.findtext("system-out") or "", LAST)
            outcome.failures.append(f"{name} (the program as a whole){said}")
        elif not any(vars(outcome.count).values()):
            outcome.count.passed += 1
        total.count = total.count + outcome.count
        total.failures += outcome.failures
        total.skips += outcome.skips
    return total

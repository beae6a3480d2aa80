# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Runs named cases, prints them, and writes what GoogleTest would: `make test` counts each one."""

import os
import pathlib
import sys
import time
import traceback
from xml.sax import saxutils


class Skip(Exception):
    """The machine lacks what the case needs; the text says what."""


class Failure(Exception):
    """Expected and found, in words."""


def expect(condition: bool, text: str) -> None:
    if not condition:
        raise Failure(text)


def contains(haystack: bytes | str, needle: str, where: str) -> None:
    text = haystack if isinstance(haystack, str) else haystack.decode(errors="replace")
    expect(needle in text, f"{where} does not contain {needle!r}:\n{text[:1500]}")


def run_all(suite: str, cases: dict) -> int:
    results, started = {}, time.monotonic()
    for name, case in cases.items():
        try:
            case()
            results[name] = ("", "")
        except Skip as skip:
            results[name] = ("skipped", str(skip))
        except Failure as failure:
            results[name] = ("failure", str(failure))
        except Exception:  # A peer that dies or hangs is a failure of its case, not of the run.
            results[name] = ("failure", traceback.format_exc())
        kind, text = results[name]
        if kind:
            print(f"{'SKIP' if kind == 'skipped' else 'FAIL'}  {name}: {text}", flush=True)
    write(suite, results)
    count = {kind: sum(1 for k, _ in results.values() if k == kind)
             for kind in ("", "failure", "skipped")}
    print(f"{suite}: {count['']} passed, {count['failure']} failed, {count['skipped']} skipped "
          f"({time.monotonic() - started:.0f} s)")
    return 1 if count["failure"] else 0


def write(suite: str, results: dict) -> None:
    target = os.environ.get("GTEST_OUTPUT", "").removeprefix("xml:")
    if not target:
        return
    lines = [f'<testcase classname="{suite}" name={saxutils.quoteattr(name)} status="run">'
             + (f"<{kind} message={saxutils.quoteattr(text)}/>" if kind else "") + "</testcase>"
             for name, (kind, text) in results.items()]
    pathlib.Path(target).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(target).write_text(
        f'<testsuites><testsuite name="{suite}">{"".join(lines)}</testsuite></testsuites>\n')


if __name__ == "__main__":
    sys.exit("run interop.py")

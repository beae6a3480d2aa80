#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`make test`: builds every preset, runs what the labels say, lints, and counts honestly.

Each stage tells what it does while it does it; its whole output is in build/log/. The end is a
table with a line per stage, and `N passed, N failed` over single test cases.
"""

import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import time

import results
from results import Count, Outcome

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
JOBS = os.cpu_count() or 2
PROGRESS_S = 30
TAIL_LINES = 80

# Which labels run where (cmake/Ferrule.cmake documents them).
LABELS = {"release": ["-LE", "^fuzz$"], "dev": ["-L", "^(unit|slow|fuzz)$"],
          "gcc": ["-L", "^unit$"], "tsan": ["-L", "^threads$"]}


@dataclasses.dataclass
class Stage:
    name: str
    outcome: Outcome
    seconds: float


def say(text: str):
    print(text, flush=True)


def run(log: pathlib.Path, command: list[str], show=lambda line: False) -> bool:
    """Runs `command` with its output in `log`; prints lines that `show` picks, and every 30 s the
    last line seen. On failure prints the end of the log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    lines, told = [], time.monotonic()
    with log.open("a") as out, subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace") as process:
        for line in process.stdout:
            out.write(line)
            lines = (lines + [line.rstrip()])[-TAIL_LINES:]
            shown = show(line)
            if shown or time.monotonic() - told > PROGRESS_S:
                say(f"   {line.rstrip()}")
                told = time.monotonic()
    if process.returncode != 0:
        say(f"   failed: {' '.join(command)}\n   the end of {log.relative_to(ROOT)}:")
        say("\n".join(f"   | {line}" for line in lines))
    return process.returncode == 0


def one(name: str, ok: bool, counts: int = 0) -> Outcome:
    """A stage that is right or wrong as a whole; a build that works is not counted as a test."""
    return Outcome(Count(passed=counts)) if ok else Outcome(Count(failed=1), [name])


def tests_of(preset: str) -> list[str]:
    """The names of the tests (and so of their targets) that a preset runs."""
    listing = subprocess.run(
        ["ctest", "--test-dir", str(BUILD / preset), *LABELS[preset], "--show-only=json-v1"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [test["name"] for test in json.loads(listing)["tests"]]


def build(preset: str) -> Outcome:
    log = BUILD / "log" / f"build-{preset}.log"
    log.unlink(missing_ok=True)
    # ThreadSanitizer has something to say about a few programs only.
    targets = tests_of(preset) if preset == "tsan" else []
    if preset == "tsan" and not targets:
        return Outcome(Count())
    command = ["cmake", "--build", "--preset", preset, "-j", str(JOBS)]
    if targets:
        command += ["--target", *targets]
    return one(f"build {preset}", run(log, command + ["--", "-k", "0"],
                                      lambda line: ": error" in line or "FAILED:" in line))


def test(preset: str) -> Outcome:
    log = BUILD / "log" / f"test-{preset}.log"
    junit = BUILD / preset / "ctest.xml"
    written = BUILD / preset / "results"
    for old in [log, junit, *written.glob("*.xml")]:
        old.unlink(missing_ok=True)
    written.mkdir(parents=True, exist_ok=True)
    if not tests_of(preset):
        say(f"   no test has a label that {preset} runs")
        return Outcome(Count())
    run(log, ["ctest", "--preset", preset, "-j", str(JOBS), "--output-junit", str(junit),
              *LABELS[preset]], lambda line: " Test " in line and "/" in line)
    if not junit.exists():
        return one(f"ctest {preset}", False)
    return results.read_ctest(junit, written)


def lint(part: str) -> Outcome:
    log = BUILD / "log" / f"lint-{part}.log"
    log.unlink(missing_ok=True)
    return one(f"lint {part}", run(log, [sys.executable, "tests/run/lint.py", part]), 1)


def setup() -> Outcome:
    command = [str(ROOT / "setup" / "install"), "build", "demo", "test", "kernel"]
    return one("set-up", subprocess.run(command, check=False).returncode == 0)


def configure() -> Outcome:
    """All at once: the tidy test asks every build tree which sources it compiles."""
    log = BUILD / "log" / "configure.log"
    log.unlink(missing_ok=True)
    outcome = Outcome(Count())
    for preset in LABELS:
        if not run(log, ["cmake", "--preset", preset]):
            outcome.count.failed += 1
            outcome.failures.append(f"configure {preset}")
    return outcome


def stages():
    yield "set-up: packages", setup
    yield "set-up: configure", configure
    for preset in LABELS:
        yield f"build: {preset}", lambda: build(preset)
        yield f"test: {preset}", lambda: test(preset)
    for part in ("checker", "format", "clang-tidy"):
        yield f"lint: {part}", lambda: lint(part)


def table(done: list[Stage]) -> str:
    rows = [f"{'stage':<22}{'passed':>8}{'failed':>8}{'skipped':>9}{'time':>9}"]
    for stage in done:
        count = stage.outcome.count
        rows.append(f"{stage.name:<22}{count.passed:>8}{count.failed:>8}{count.skipped:>9}"
                    f"{stage.seconds:>7.0f} s")
    return "\n".join(rows)


def main() -> int:
    done = []
    for name, work in stages():
        say(f"== {name}")
        start = time.monotonic()
        outcome = work()
        done.append(Stage(name, outcome, time.monotonic() - start))
        say(f"== {name}: {outcome.count} ({done[-1].seconds:.0f} s)")
        if name.startswith("set-up") and outcome.count.failed:
            break
    say("\n" + table(done) + "\n")
    for stage in done:
        for skip in stage.outcome.skips:
            say(f"skipped in {stage.name}: {skip}")
    for stage in done:
        for failure in stage.outcome.failures:
            say(f"FAILED in {stage.name}: {failure}")
    total = sum((stage.outcome.count for stage in done), Count())
    BUILD.mkdir(exist_ok=True)
    summary = f"{total.passed} passed, {total.failed} failed"
    (BUILD / "summary.txt").write_text(f"{summary}\n")
    say(summary)
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`make lint` and `make ledger`.

    lint.py [checker] [format] [clang-tidy] [ledger]      (no argument: the first three)

checker runs the safe-subset plugin at error level over every first-party translation unit and
writes build/unsafe.json; clang-tidy reads the library and command sources (tests and headers it
reaches through them), because a whole run would cost more minutes than it finds mistakes.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
PLUGIN = BUILD / "release" / "lib" / "ferrule_checker.so"
LEDGER = ROOT / "checker" / "ledger" / "ledger.py"
REGIONS = BUILD / "lint" / "regions.jsonl"
JOBS = os.cpu_count() or 2
# Takes a value with it, or names an output: no part of a syntax check.
DROP_WITH_VALUE = {"-o", "-MF", "-MT", "-MQ", "-MJ"}
DROP = {"-c", "-MD", "-MMD", "-emit-llvm"}
KERNEL = BUILD / "kernel" / "compile_commands.json"


def configure() -> None:
    """The release and the dev build tree know every translation unit (fuzz targets: dev only), but
    for the modules, whose flags only a kernel's own Kbuild knows."""
    for preset in ("release", "dev"):
        subprocess.run(["cmake", "--preset", preset], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
    if not KERNEL.exists():
        subprocess.run(["cmake", "--build", "--preset", "release", "--target", "kernel_modules"],
                       cwd=ROOT, check=True)


def translation_units() -> dict[pathlib.Path, list[str]]:
    """Each first-party source with the flags of its first compile command."""
    units = {}
    for preset in ("release", "dev"):
        for entry in json.loads((BUILD / preset / "compile_commands.json").read_text()):
            source = pathlib.Path(entry["file"])
            if source.is_relative_to(ROOT) and not source.is_relative_to(BUILD):
                units.setdefault(source, syntax_flags(shlex.split(entry["command"]), source))
    for entry in json.loads(KERNEL.read_text()):
        command = entry["arguments"]
        # Modules are compiled without the marks of the subset, which the checker wants to see.
        units[pathlib.Path(entry["file"])] = [
            *syntax_flags(command, pathlib.Path(entry["file"])), "-UFERRULE_NO_ANNOTATIONS"]
    # Programs that test modules from user space; tests/kernel compiles them for its guests.
    for folder in (path.parent for path in ROOT.glob("*/**/Kbuild") if BUILD not in path.parents):
        for source in folder.glob("test/*.cpp"):
            units[source] = ["-std=c++23", f"-I{ROOT}"]
    # The one program that only a test builds, from the installed copy.
    consumer = ROOT / "tests" / "install" / "consumer" / "main.cpp"
    units[consumer] = ["-std=c++23", f"-I{ROOT}", "-DFERRULE_NO_SHORT_NAMES"]
    return dict(sorted(units.items()))


def syntax_flags(command: list[str], source: pathlib.Path) -> list[str]:
    """The flags of a compile command, without compiler, launcher, outputs and the source."""
    compiler = next(i for i, word in enumerate(command) if "clang" in word or "g++" in word)
    flags, words = [], iter(command[compiler + 1:])
    for word in words:
        if word in DROP_WITH_VALUE:
            next(words)
        elif word not in DROP and not word.startswith("-fsanitize") and word != str(source):
            flags.append(word)
    return flags


def each(title: str, jobs: dict[pathlib.Path, list[str]]) -> bool:
    """Runs one command per file, JOBS at a time; prints what the failing ones said."""
    failed, done = 0, 0
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        running = {pool.submit(subprocess.run, command, cwd=ROOT, text=True,
                               capture_output=True): file for file, command in jobs.items()}
        for future in concurrent.futures.as_completed(running):
            result, done = future.result(), done + 1
            if result.returncode != 0:
                failed += 1
                print(result.stdout + result.stderr, flush=True)
            if done % 25 == 0:
                print(f"{title}: {done} of {len(jobs)} files", flush=True)
    print(f"{title}: {len(jobs)} files, {failed} with findings", flush=True)
    return failed == 0


def checker() -> bool:
    configure()
    built = subprocess.run(["cmake", "--build", "--preset", "release", "--target",
                            "ferrule_checker"], cwd=ROOT, check=False)
    if built.returncode != 0:
        return False
    parts = BUILD / "lint" / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    for old in parts.glob("*.jsonl"):
        old.unlink()
    jobs = {}
    for number, (source, flags) in enumerate(translation_units().items()):
        jobs[source] = ["clang++-19", *flags, "-fsyntax-only", f"-fplugin={PLUGIN}",
                        f"-fplugin-arg-ferrule-root={ROOT}", f"-fplugin-arg-ferrule-home={ROOT}",
                        f"-fplugin-arg-ferrule-json={parts / f'{number:04}.jsonl'}", str(source)]
    ok = each("checker", jobs)
    REGIONS.write_text("".join(part.read_text() for part in sorted(parts.glob("*.jsonl"))))
    return all([count([]), readme_tells_the_ledger(), ok])


def count(more: list[str]) -> bool:
    return subprocess.run([sys.executable, str(LEDGER), str(REGIONS), "--out",
                           str(BUILD / "unsafe.json"), *more], cwd=ROOT,
                          check=False).returncode == 0


def readme_tells_the_ledger() -> bool:
    """The README may not claim fewer regions and lines than the ledger counts."""
    regions = json.loads((BUILD / "unsafe.json").read_text())
    counted = len(regions), sum(region["lines"] for region in regions)
    text = " ".join((ROOT / "README.md").read_text().split())
    said = re.search(r"(\d+) `UNSAFE` regions, (\d+) lines", text)
    claimed = (int(said.group(1)), int(said.group(2))) if said else (-1, -1)
    if claimed != counted:
        print(f"README.md should say: {counted[0]} `UNSAFE` regions, {counted[1]} lines")
    return claimed[0] >= counted[0] and claimed[1] >= counted[1]


def ledger() -> bool:
    return (REGIONS.exists() or checker()) and count(["--list"])


def format_check() -> bool:
    listing = subprocess.run(["git", "ls-files", "-z", "--", "*.cpp", "*.hpp"], cwd=ROOT,
                             capture_output=True, text=True, check=True).stdout
    files = [name for name in listing.split("\0") if name]
    ok = subprocess.run(["clang-format-19", "--dry-run", "-Werror", *files], cwd=ROOT,
                        check=False).returncode == 0
    print(f"format: {len(files)} files" + ("" if ok else "; `make format` mends them"))
    return ok


def clang_tidy() -> bool:
    configure()
    inside = [ROOT / "ferrule", ROOT / "cmd", ROOT / "drivers"]
    jobs = {}
    for source, flags in translation_units().items():
        ours = any(source.is_relative_to(folder) for folder in inside)
        if ours and not source.stem.endswith("_test"):
            # A module has no dynamic initialisers: -Wglobal-constructors is an error there.
            less = ["--checks=-bugprone-dynamic-static-initializers"]
            module = less if "-fno-threadsafe-statics" in flags else []
            jobs[source] = ["clang-tidy-19", "--quiet", *module, str(source), "--", "clang++",
                            *flags]
    return each("clang-tidy", jobs)


PARTS = {"checker": checker, "format": format_check, "clang-tidy": clang_tidy, "ledger": ledger}


def main() -> int:
    asked = sys.argv[1:] or ["checker", "format", "clang-tidy"]
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        print(f"unknown: {' '.join(unknown)}\n{__doc__}", file=sys.stderr)
        return 2
    return 0 if all([PARTS[part]() for part in asked]) else 1


if __name__ == "__main__":
    sys.exit(main())

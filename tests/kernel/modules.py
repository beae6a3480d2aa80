#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""Builds every module of the repository for every stock kernel whose headers are here.

    modules.py BINDGEN OUTPUT [--kernel RELEASE_OR_FOLDER]... [MODULE_FOLDER]...

A folder is one in which a kernel was built. A module is a folder with a Kbuild file. It is built in
OUTPUT/RELEASE/NAME from links to its sources, with Kbuild's own rules and objtool on, and a build
that prints a warning has failed. Results are
written as JUnit XML, compile commands of all modules to OUTPUT/compile_commands.json, sizes to
OUTPUT/sizes.json.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import time
import xml.sax.saxutils as sax

import header_examples

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULE_MK = ROOT / "ferrule" / "kernel" / "build" / "module.mk"
HEADERS = pathlib.Path("/lib/modules")
SHOWN_LINES = 40
# What Kbuild prints for each step, and what it says where it has nothing to do.
QUIET = re.compile(r"^\s+(C\+\+|CC|LD|AR|LINK|GEN|MODPOST|BTF|FERRULE|CLEAN)(?=\s)"
                   r"|^make(\[\d+\])?: (Entering|Leaving) directory|^Skipping BTF generation|^\s*$"
                   r"|^warning: the compiler differs|^  (The kernel was built by|You are using):")


def stock_kernels() -> list[str]:
    """Of each series and flavour the newest kernel with headers: 6.1, 6.12, 6.12-cloud."""
    newest = {}
    for folder in HEADERS.glob("*/build/Makefile"):
        release = folder.parts[3]
        found = re.match(r"(6\.\d+)\.\d[^-]*(?:-\d+)?-((?:cloud-)?amd64)$", release)
        if found:
            number = [int(part) for part in re.findall(r"\d+", release)]
            newest[found.groups()] = max(newest.get(found.groups(), (number, release)),
                                         (number, release))
    return [release for _, release in sorted(newest.values())]


def build_folder(kernel: str) -> pathlib.Path:
    """Where the kernel's Makefile is; `kernel` names a release, or is that folder."""
    return pathlib.Path(kernel).resolve() if "/" in kernel else HEADERS / kernel / "build"


def release_of(kernel: str) -> str:
    """What the results of a kernel are named after."""
    if "/" in kernel:
        return (build_folder(kernel) / "include/config/kernel.release").read_text().strip()
    return kernel


def built_folders() -> list[pathlib.Path]:
    return sorted(path.parent for top in ("drivers", "tests/kernel")
                  for path in (ROOT / top).rglob("Kbuild"))


def module_folders() -> list[pathlib.Path]:
    """All but those that are wrong on purpose (tests/kernel/debug): these are not loaded."""
    return [folder for folder in built_folders()
            if not folder.is_relative_to(ROOT / "tests/kernel/debug")]


def stage(folder: pathlib.Path, place: pathlib.Path) -> None:
    """Links to every source, so that Kbuild writes beside them and not into the tree."""
    place.mkdir(parents=True, exist_ok=True)
    for old in place.iterdir():
        if old.is_symlink():
            old.unlink()
    for source in folder.iterdir():
        if source.is_file():
            (place / source.name).symlink_to(source)
    if folder.parent == header_examples.TESTS:
        header_examples.generate(folder, place)


def build(kernel: str, folder: pathlib.Path, bindgen: pathlib.Path, output: pathlib.Path):
    """(seconds, what was wrong or "", size by section)."""
    place = output / release_of(kernel) / folder.name
    stage(folder, place)
    start = time.monotonic()
    result = subprocess.run(
        ["make", "-C", str(build_folder(kernel)), f"M={place}", f"FERRULE_MK={MODULE_MK}",
         "modules"], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        env={**os.environ, "FERRULE_BINDGEN": str(bindgen), "LC_ALL": "C",
             "FERRULE_CACHE": os.environ.get("FERRULE_CACHE", str(output / "cache"))})
    said = [line for line in result.stdout.splitlines() if not QUIET.search(line)]
    wrong = ""
    if result.returncode != 0 or said:
        wrong = "\n".join(said) or f"make ended with {result.returncode}"
    sizes = {}
    for module in place.glob("*.ko"):
        sizes[module.stem] = section_sizes(module)
    if not sizes and not wrong:
        wrong = "no .ko came out"
    return time.monotonic() - start, wrong, sizes


def section_sizes(module: pathlib.Path) -> dict[str, int]:
    lines = subprocess.run(["size", "-B", str(module)], text=True, capture_output=True,
                           check=True).stdout.splitlines()
    text, data, bss = (int(word) for word in lines[1].split()[:3])
    return {"text": text, "data": data, "bss": bss}


def compile_commands(output: pathlib.Path, releases: list[str]) -> None:
    """One database of every module, from the last kernel it was built for."""
    entries = {}
    for release in releases:
        for database in sorted((output / release).glob("*/compile_commands.json")):
            for entry in json.loads(database.read_text()):
                source = pathlib.Path(entry["file"]).resolve()
                arguments = [str(source) if word == entry["file"] else word
                             for word in entry["arguments"]]
                # What was generated has another place for each kernel.
                generated = source.is_relative_to(output / release)
                key = source.relative_to(output / release) if generated else source
                entries[key] = {**entry, "file": str(source), "arguments": arguments}
    text = json.dumps([entries[key] for key in sorted(entries)], indent=1)
    (output / "compile_commands.json").write_text(text + "\n")


def write_results(results: dict[str, tuple[float, str]]) -> None:
    path = os.environ.get("GTEST_OUTPUT", "").removeprefix("xml:")
    if not path:
        return
    cases = "".join(
        f'<testcase name={sax.quoteattr(name)} classname="kernel_modules" status="run" '
        f'result="completed" time="{seconds:.1f}">'
        + (f"<failure message={sax.quoteattr(wrong)}/>" if wrong else "") + "</testcase>"
        for name, (seconds, wrong) in results.items())
    failed = sum(1 for _, wrong in results.values() if wrong)
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(path).write_text(
        f'<?xml version="1.0"?><testsuites tests="{len(results)}" failures="{failed}">'
        f'<testsuite name="kernel_modules" tests="{len(results)}" failures="{failed}">{cases}'
        "</testsuite></testsuites>\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bindgen", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--kernel", action="append")
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    asked = parser.parse_intermixed_args()
    output = asked.output.resolve()
    kernels = asked.kernel or stock_kernels()
    releases = [release_of(kernel) for kernel in kernels]
    if not releases or platform.machine() != "x86_64":
        print("no kernel headers in /lib/modules/*/build: apt install linux-headers-amd64")
        return 1
    folders = [folder.resolve() for folder in asked.folders] or built_folders()
    results, sizes = {}, {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        # The first module of each kernel fills the cache; the others find it.
        running = {pool.submit(build, kernel, folder, asked.bindgen.resolve(), output):
                   (release_of(kernel), folder) for folder in folders for kernel in kernels}
        for future in concurrent.futures.as_completed(running):
            release, folder = running[future]
            seconds, wrong, size = future.result()
            name = f"{release}/{folder.name}"
            results[name] = seconds, wrong
            sizes[name] = size
            text = ", ".join(f"{module}.ko text {part['text']} data {part['data']}"
                             for module, part in size.items())
            print(f"{'FAILED' if wrong else 'ok'}  {name} ({seconds:.1f} s)  {text}", flush=True)
            if wrong:
                print("\n".join(wrong.splitlines()[:SHOWN_LINES]), flush=True)
    compile_commands(output, releases)
    (output / "sizes.json").write_text(json.dumps(sizes, indent=1, sort_keys=True) + "\n")
    write_results(results)
    failed = sum(1 for _, wrong in results.values() if wrong)
    print(f"{len(results) - failed} modules built, {failed} failed, for {', '.join(releases)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

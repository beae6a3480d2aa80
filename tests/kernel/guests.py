#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""Boots stock kernels and runs the test of every module in one guest each.

    guests.py FERRULE OUTPUT [--kernel RELEASE_OR_FOLDER]... [--timeout SECONDS]

OUTPUT is where modules.py built them. The test of a module is its folder's test/steps, with the
programs test/*.cpp; without that file the module is loaded and unloaded. Each result in the guest
becomes a test case of the JUnit XML.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import xml.sax.saxutils as sax

import modules

ROOT = modules.ROOT


def booted_kernels(output: pathlib.Path) -> list[str]:
    """One of each series: the plain flavour boots, the cloud one is only built for."""
    return [release for release in modules.stock_kernels()
            if "cloud" not in release and (output / release).is_dir()]


def compile_program(source: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    program = folder / source.stem
    newest = max(path.stat().st_mtime for path in
                 [source, *(ROOT / "ferrule/kernel/user").glob("*.hpp")])
    if not program.exists() or program.stat().st_mtime < newest:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["clang++-19", "-std=c++23", "-O1", "-Wall", "-Wextra", "-Werror", "-static",
                        "-pthread", f"-I{ROOT}", "-o", str(program), str(source)], check=True)
    return program


def steps_of(folder: pathlib.Path, built: list[pathlib.Path]) -> str:
    written = folder / "test" / "steps"
    if written.exists():
        return written.read_text()
    return "".join(f"insmod /modules/{module.name}\nrmmod {module.stem}\n" for module in built)


def run(ferrule: str, output: pathlib.Path, kernel: str, timeout: int,
        options: tuple[str, ...] = ()) -> dict:
    """What `ferrule guest --json` says of every module's steps."""
    release = modules.release_of(kernel)
    steps, files = [], []
    for folder in modules.module_folders():
        built = sorted((output / release / folder.name).glob("*.ko"))
        steps.append(f"# {folder.relative_to(ROOT)}\n{steps_of(folder, built)}")
        files += [f"{module}:/modules/{module.name}" for module in built]
        for source in sorted((folder / "test").glob("*.cpp")):
            program = compile_program(source, output / "programs")
            files.append(f"{program}:/bin/{program.name}")
    return boot(ferrule, kernel, output / release / "steps", "\n".join(steps), files, timeout,
                options)


def boot(ferrule: str, kernel: str, plan: pathlib.Path, steps: str, files: list[str], timeout: int,
         options: tuple[str, ...] = ()) -> dict:
    """What `ferrule guest --json` says of these steps, which are kept in `plan`."""
    plan.write_text(steps)
    command = [ferrule, "guest", "--kernel", kernel, "--steps", str(plan), "--json",
               "--timeout", str(timeout), *options]
    for file in files:
        command += ["--file", file]
    ended = subprocess.run(command, text=True, capture_output=True, check=False)
    try:
        return json.loads(ended.stdout)
    except json.JSONDecodeError:
        print(ended.stdout + ended.stderr)
        return {"ok": False, "results": [], "splats": [], "end": ended.stderr.strip(), "log": []}


def leaves(results: list[dict], path: str = ""):
    """(name, result, notes) of every result that has no parts."""
    for result in results:
        name = f"{path}/{result['name']}" if path else result["name"]
        if result.get("parts"):
            yield from leaves(result["parts"], name)
        if not result.get("parts") or result["result"] == "failed":
            yield name, result["result"], "; ".join(result.get("notes", []))


def cases(release: str, run_: dict) -> list[tuple[str, str, str]]:
    found = [(f"{release}/{name}", result, notes) for name, result, notes in
             leaves(run_["results"])]
    if not run_["ok"] and not any(result == "failed" for _, result, _ in found):
        splats = json.dumps(run_.get("splats", []))
        found.append((f"{release}/guest", "failed", f"{run_['end']} {splats}"))
    return found


def write_results(found: list[tuple[str, str, str]]) -> None:
    path = os.environ.get("GTEST_OUTPUT", "").removeprefix("xml:")
    if not path:
        return
    text, failed = "", 0
    for name, result, notes in found:
        inner = ""
        if result == "failed":
            failed += 1
            inner = f"<failure message={sax.quoteattr(notes)}/>"
        elif result == "skipped":
            inner = f"<skipped message={sax.quoteattr(notes)}/>"
        text += (f'<testcase name={sax.quoteattr(name)} classname="kernel_guests" status="run" '
                 f'result="{"skipped" if result == "skipped" else "completed"}">{inner}</testcase>')
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(path).write_text(
        f'<?xml version="1.0"?><testsuites tests="{len(found)}" failures="{failed}"><testsuite '
        f'name="kernel_guests" tests="{len(found)}" failures="{failed}">{text}</testsuite>'
        "</testsuites>\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ferrule")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--kernel", action="append")
    parser.add_argument("--timeout", type=int, default=600)
    asked = parser.parse_args()
    output = asked.output.resolve()
    found = []
    for release in asked.kernel or booted_kernels(output):
        run_ = run(asked.ferrule, output, release, asked.timeout)
        release = modules.release_of(release)
        print(f"{release}: {run_['end']}, booted in {run_.get('boot_ms', 0) / 1000:.1f} s, "
              f"ended after {run_.get('total_ms', 0) / 1000:.1f} s", flush=True)
        now = cases(release, run_)
        for name, result, notes in now:
            if result == "failed":
                print(f"FAILED  {name}: {notes}")
        if any(result == "failed" for _, result, _ in now):
            print("\n".join(run_.get("log", [])[-60:]))
        found += now
    write_results(found)
    failed = sum(1 for _, result, _ in found if result == "failed")
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())

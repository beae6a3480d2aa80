#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""What safe C++ costs in a module: instructions and bytes beside the same device in C.

    figures.py FERRULE OUTPUT [--kernel RELEASE] [--json]

OUTPUT is where modules.py built c_device and cpp_device. The guest's clock counts instructions, so
the figures do not depend on what else this machine does. Fails when C++ needs more than the budget.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import xml.sax.saxutils as sax

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import guests
import modules

# At most so many times what C needs.
BUDGET = {"ioctl": 1.05, "mutex": 1.10, "spinlock": 1.10, "text": 1.5}


def measure(ferrule: str, output: pathlib.Path, release: str) -> dict[str, dict[str, float]]:
    source = HERE / "cpp_device" / "test" / "measure.cpp"
    program = guests.compile_program(source, output / "programs")
    steps = output / release / "figures.steps"
    steps.write_text("insmod /modules/c_device.ko\ninsmod /modules/cpp_device.ko\n"
                     "run /bin/measure\nrmmod cpp_device\nrmmod c_device\n")
    files = [f"{program}:/bin/measure"]
    for name in ("c_device", "cpp_device"):
        files.append(f"{output / release / name / name}.ko:/modules/{name}.ko")
    command = [ferrule, "guest", "--kernel", release, "--steps", str(steps), "--icount", "--json"]
    for file in files:
        command += ["--file", file]
    ended = subprocess.run(command, text=True, capture_output=True, check=False)
    run = json.loads(ended.stdout) if ended.stdout else {"ok": False, "log": [ended.stderr]}
    figures: dict[str, dict[str, float]] = {}
    for line in run["log"]:
        if "FIGURE " in line:
            name, device, value = line.split("FIGURE ")[1].split()
            figures.setdefault(name, {})[device] = float(value)
    if not run["ok"] or len(figures) != 3:
        print("\n".join(run["log"][-40:]))
        raise SystemExit(1)
    for device, module in (("c", "c_device"), ("cpp", "cpp_device")):
        built = output / release / module / f"{module}.ko"
        figures.setdefault("text", {})[device] = modules.section_sizes(built)["text"]
    return figures


def write_results(release: str, ratios: dict[str, float]) -> None:
    path = os.environ.get("GTEST_OUTPUT", "").removeprefix("xml:")
    if not path:
        return
    failed = sum(1 for name, ratio in ratios.items() if ratio > BUDGET[name])
    cases = "".join(
        f'<testcase name={sax.quoteattr(f"{release}/{name}")} classname="kernel_figures" '
        'status="run" result="completed">'
        + (f'<failure message="{ratio:.3f} times C, at most {BUDGET[name]}"/>'
           if ratio > BUDGET[name] else "") + "</testcase>" for name, ratio in ratios.items())
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(path).write_text(
        f'<?xml version="1.0"?><testsuites tests="{len(ratios)}" failures="{failed}"><testsuite '
        f'name="kernel_figures" tests="{len(ratios)}" failures="{failed}">{cases}</testsuite>'
        "</testsuites>\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ferrule")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--kernel")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    output = asked.output.resolve()
    release = asked.kernel or guests.booted_kernels(output)[-1]
    figures = measure(asked.ferrule, output, release)
    ratios = {name: values["cpp"] / values["c"] for name, values in figures.items()}
    if asked.json:
        print(json.dumps({"schema": 1, "kernel": release, "figures": figures}))
    else:
        print(f"{release}: instructions per call (text: bytes of the module)")
        for name, values in figures.items():
            print(f"  {name:<10} C {values['c']:>10.1f}   C++ {values['cpp']:>10.1f}   "
                  f"{ratios[name]:.3f} (at most {BUDGET[name]})")
    write_results(release, ratios)
    return 1 if any(ratio > BUDGET[name] for name, ratio in ratios.items()) else 0


if __name__ == "__main__":
    sys.exit(main())

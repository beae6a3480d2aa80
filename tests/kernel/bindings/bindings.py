#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""The generated bindings of every stock kernel whose headers are here, and of shapes.h, which has
what is hard to say in C++.

    bindings.py BINDGEN OUTPUT

For each: clang takes the C++ header without a warning, the kernel's own compiler takes
layout_check.c without a warning and makes no code of it, and a wrong fact in either is an error:
one of each kind is planted. Nothing may be skipped: without kernel headers this fails.
"""

import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT / "tests" / "tidy"), str(HERE.parent)]
import modules
import tidy

KERNEL = ROOT / "ferrule" / "kernel"
CXX = ["clang++-19", "-std=c++23", "-ffreestanding", "-fno-exceptions", "-fno-rtti",
       "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow",
       "-Wold-style-cast",
       "-Wmissing-declarations", "-Wglobal-constructors", "-Werror", "-fsyntax-only", "-xc++"]
KBUILD = """# SPDX-License-Identifier: GPL-2.0 OR MIT
include {root}/ferrule/kernel/build/flags.mk
all-flags := $(KBUILD_CFLAGS) $(KBUILD_CFLAGS_MODULE)
$(call ferrule-check-flags,$(all-flags))
$(info target-flags $(call ferrule-target-flags,$(all-flags)))
$(info c-flags $(NOSTDINC_FLAGS) $(LINUXINCLUDE) $(KBUILD_CPPFLAGS) -nostdinc -std=gnu11)
obj-m := layout_check.o
ccflags-y += -Werror
"""
C_NAMES = ['-DKBUILD_BASENAME="ferrule"', '-DKBUILD_MODNAME="ferrule"',
           "-D__KBUILD_MODNAME=kmod_ferrule"]

# A wrong fact of each kind: (what, the assertion it is made of, what it becomes).
PLANTED = [
    ("size", r'(_Static_assert\(sizeof\(struct \w+\) == )(\d+)(, "(.*)"\);)', r"\g<1>1\2\3"),
    ("alignment", r'(_Alignof\(struct \w+\) == )(\d+)(, "(.*)"\);)', r"\g<1>1\2\3"),
    ("offset", r'(__builtin_offsetof\(struct \w+, \w+\) == )(\d+)(, "(.*)"\);)', r"\g<1>1\2\3"),
    ("field type", r'(__typeof__\(\(\(struct \w+ \*\)0\)->\w+\), )(.*)(\), "(.*)"\);)',
     r"\1struct ferrule_planted *\3"),
    ("value", r'(_Static_assert\(\(\w+\) == )(\d+U?L?)(, "(.*)"\);)', r"\g<1>1\2\3"),
    ("prototype", r'(__typeof__\(&\w+\), )(.*)(\), "(.*)"\);)', r"\1char (*)(char)\3"),
]


def run(command, cwd=None, text=None):
    result = subprocess.run(command, cwd=cwd, input=text, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, check=False)
    return result.returncode, result.stdout


def compile_cxx(folder, flags):
    return run([*CXX, *flags, f"-I{folder}", "-"], text="#include <ferrule/bindings.hpp>\n" * 2)


class Stock:
    """A distribution's kernel, through the same door as a module's build."""

    def __init__(self, release, bindgen, output):
        self.build = modules.HEADERS / release / "build"
        self.folder = output / release
        self.kbuild = output / f"{release}-check"
        shutil.rmtree(self.kbuild, ignore_errors=True)
        self.kbuild.mkdir(parents=True)
        (self.kbuild / "Kbuild").write_text(KBUILD.format(root=ROOT))
        self.bindgen = bindgen
        self.target = []

    def make(self, text):
        (self.kbuild / "layout_check.c").write_text(text)
        return run(["make", "-s", "-C", str(self.build), f"M={self.kbuild}", "layout_check.o"])

    def generate(self):
        code, said = self.make("")
        flags = dict(re.findall(r"^(target-flags|c-flags) (.*)$", said, re.M))
        if code != 0 or len(flags) != 2:
            return [f"no flags from Kbuild:\n{said}"]
        self.target = shlex.split(flags["target-flags"])
        shutil.rmtree(self.folder, ignore_errors=True)
        code, said = run([str(KERNEL / "build" / "prepare"), "--fill", str(self.folder),
                          str(self.build), str(self.bindgen), str(KERNEL), "clang-19", *self.target,
                          *shlex.split(flags["c-flags"]), *C_NAMES])
        return [said] if code != 0 or said.strip() else []

    def check_c(self, text):
        code, said = self.make(text)
        said = "\n".join(line for line in said.splitlines() if "-flags " not in line)
        return code, said

    def object(self):
        return self.kbuild / "layout_check.o"


class Shapes:
    """shapes.h, for gcc-12 in user space."""

    def __init__(self, bindgen, output):
        self.folder = output / "shapes"
        self.bindgen = bindgen
        self.target = ["-funsigned-char"]

    def generate(self):
        (self.folder / "helpers").mkdir(parents=True, exist_ok=True)
        (self.folder / "probes.h").write_text("#define FERRULE_PROBE_HAS_SHAPES 1\n")
        code, said = run([str(self.bindgen), "--allow", str(HERE), "--helpers",
                          str(self.folder / "helpers"), "--probes", str(self.folder / "probes.h"),
                          "--output", str(self.folder), "--", "-std=gnu11", "-funsigned-char",
                          f"-I{HERE}"])
        return [said] if code != 0 else []

    def check_c(self, text):
        return run(["gcc-12", "-std=gnu11", "-funsigned-char", "-Wall", "-Wextra", "-Werror",
                    f"-I{HERE}", "-c", "-o", str(self.object()), "-xc", "-"], text=text)

    def object(self):
        return self.folder / "layout_check.o"


def check_planted(subject, check):
    """All kinds in one text: each must be told by its message."""
    failures, text, expected = [], check, []
    for what, pattern, wrong in PLANTED:
        found = re.search(pattern, text)
        if found is None:
            failures.append(f"nothing to make wrong: {what}")
            continue
        text = text[:found.start()] + found.expand(wrong) + text[found.end():]
        expected.append((what, found.group(4)))
    code, said = subject.check_c(text)
    if code == 0:
        failures.append("wrong facts were accepted")
    failures += [f"a wrong {what} was accepted: {message}" for what, message in expected
                 if message not in said]
    return failures


def check_cxx_planted(subject, scratch):
    """A byte more in one struct, and the C++ header must not compile."""
    shutil.rmtree(scratch, ignore_errors=True)
    (scratch / "ferrule").mkdir(parents=True)
    header = (subject.folder / "ferrule" / "bindings.hpp").read_text()
    wrong, count = re.subn(r"(opaque_at_\d+_\[)(\d+\];)", r"\g<1>1\2", header, count=1)
    (scratch / "ferrule" / "bindings.hpp").write_text(wrong)
    code, said = compile_cxx(scratch, subject.target)
    return [] if count == 1 and code != 0 and "static assertion failed" in said else [
        f"a wrong layout was accepted by clang:\n{said}"]


def check_subject(name, subject, output):
    outcome = {}
    start = time.monotonic()
    outcome[f"{name}/generate"] = subject.generate()
    if outcome[f"{name}/generate"]:
        return outcome
    seconds = time.monotonic() - start
    header = subject.folder / "ferrule" / "bindings.hpp"
    check = (subject.folder / "layout_check.c").read_text()
    code, said = compile_cxx(subject.folder, subject.target)
    outcome[f"{name}/c++"] = [said] if code != 0 or said.strip() else []
    code, said = subject.check_c(check)
    outcome[f"{name}/c"] = [said] if code != 0 or said.strip() else []
    if code == 0:
        _, symbols = run(["nm", "--defined-only", str(subject.object())])
        symbols = re.findall(r"^\S* [^Aa] .*$", symbols, re.M)
        outcome[f"{name}/no code"] = ["\n".join(symbols)] if symbols else []
    outcome[f"{name}/planted c"] = check_planted(subject, check)
    outcome[f"{name}/planted c++"] = check_cxx_planted(subject, output / "planted")
    lines = len(header.read_text().splitlines())
    print(f"{name}: {seconds:.1f} s to prepare, bindings.hpp {lines} lines, "
          f"layout_check.c {check.count('_Static_assert')} assertions", flush=True)
    return outcome


def main():
    bindgen, output = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    releases = modules.stock_kernels()
    outcome = check_subject("shapes", Shapes(bindgen, output), output)
    for release in releases:
        outcome |= check_subject(release, Stock(release, bindgen, output), output)
    if not releases:
        outcome["kernels"] = ["no kernel headers in /lib/modules: apt install linux-headers-amd64"]
    for name, failures in outcome.items():
        for failure in failures:
            print(f"FAIL  {name}\n{failure}")
    tidy.write_results("kernel_bindings", outcome)
    failed = sum(1 for failures in outcome.values() if failures)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""The flags of modules (ferrule/kernel/build/flags.mk): what Kbuild picked for gcc, said to clang.

Every flag of every kernel whose headers are here is known, and clang takes what comes out; one that
stands in no list is refused by its name; mitigations are kept and never invented.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import modules

ROOT = modules.ROOT
sys.path.insert(0, str(ROOT / "tests" / "tidy"))
import tidy

FLAGS_MK = ROOT / "ferrule" / "kernel" / "build" / "flags.mk"
PLAIN = ["-O2", "-m64", "-mno-red-zone", "-mcmodel=kernel"]
# A value for each pattern, with which clang can be asked whether it knows the flag.
VALUES = {"-D%": "-DX", "-U%": "-UX", "-mtune=%": "-mtune=generic", "-march=%": "-march=x86-64",
          "-fcf-protection=%": "-fcf-protection=branch",
          "-fpatchable-function-entry=%": "-fpatchable-function-entry=16,16",
          "-falign-functions=%": "-falign-functions=16",
          "-mstack-protector-guard=%": "-mstack-protector-guard=tls",
          "-mstack-protector-guard-reg=%": "-mstack-protector-guard-reg=gs",
          "-mstack-protector-guard-symbol=%": "-mstack-protector-guard-symbol=__guard",
          "-ftrivial-auto-var-init=%": "-ftrivial-auto-var-init=zero",
          "-fzero-call-used-regs=%": "-fzero-call-used-regs=used-gpr",
          "-fstrict-flex-arrays=%": "-fstrict-flex-arrays=3",
          "-mstack-alignment=%": "-mstack-alignment=8"}


def ask(expression: str, flags: list[str], *settings: str) -> tuple[int, str]:
    """What make says of an expression over $(flags), where flags.mk is known."""
    text = "\n".join([f"flags := {' '.join(flags)}", *settings, f"include {FLAGS_MK}",
                      f"$(info {expression})", "all: ;"])
    ended = subprocess.run(["make", "-s", "-f", "-"], input=text, text=True, capture_output=True,
                           check=False)
    return ended.returncode, (ended.stdout + ended.stderr).strip()


def translated(*flags: str, settings: tuple[str, ...] = ()) -> list[str]:
    code, said = ask("$(call ferrule-target-flags,$(flags))", list(flags), *settings)
    assert code == 0, said
    return said.split()


def clang_takes(flags: list[str]) -> str:
    ended = subprocess.run(["clang-19", "-Werror", *flags, "-x", "c", "-c", "-o", os.devnull, "-"],
                           input="int x;", text=True, capture_output=True, check=False)
    return "" if ended.returncode == 0 else ended.stderr


def kbuild_flags(release: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "Kbuild").write_text("obj-m := x.o\n"
                                      "$(info FLAGS $(KBUILD_CFLAGS) $(KBUILD_CFLAGS_MODULE))\n")
        (place / "x.c").write_text("int x;\n")
        said = subprocess.run(["make", "-C", str(modules.HEADERS / release / "build"),
                               f"M={folder}", "modules"], text=True, capture_output=True,
                              check=False).stdout
    return re.search(r"^FLAGS (.*)$", said, re.MULTILINE).group(1).split()


def every_flag_of(release: str) -> list[str]:
    flags = kbuild_flags(release)
    code, said = ask("$(call ferrule-check-flags,$(flags))", flags)
    problems = [said] if code != 0 else []
    complaint = clang_takes([flag for flag in translated(*flags) if not flag.startswith("-D")])
    return problems + ([complaint] if complaint else [])


def unknown_flags_are_refused() -> list[str]:
    problems = []
    for flag in ("-mnew-mitigation=strict", "-fno-such-thing", "--odd"):
        code, said = ask("$(call ferrule-check-flags,$(flags))", [*PLAIN, flag])
        if code == 0 or flag not in said or "flags.mk" not in said:
            problems.append(f"{flag}: {said or 'nothing was said'}")
    return problems


def gcc_spelling_becomes_clangs() -> list[str]:
    problems = []
    for flag, wanted in (("-mpreferred-stack-boundary=3", "-mstack-alignment=8"),
                         ("-mindirect-branch=thunk-extern", "-mretpoline-external-thunk"),
                         ("-fmin-function-alignment=16", "-falign-functions=16"), ("-g", "-g")):
        out = translated(*PLAIN, flag)
        if wanted not in out or (flag != wanted and flag in out):
            problems.append(f"{flag} became {out}")
    return problems


def mitigations_are_kept_and_not_invented() -> list[str]:
    mitigations = ["-mfunction-return=thunk-extern", "-mharden-sls=all", "-fcf-protection=branch",
                   "-fstack-protector-strong", "-ftrivial-auto-var-init=zero",
                   "-fpatchable-function-entry=16,16", "-mindirect-branch-cs-prefix"]
    lost = [flag for flag in mitigations if flag not in translated(*PLAIN, *mitigations)]
    made = [flag for flag in translated(*PLAIN) if flag not in PLAIN]
    return [f"lost: {lost}"] * bool(lost) + [f"invented: {made}"] * bool(made)


def clang_knows_every_flag_that_is_kept() -> list[str]:
    code, said = ask("$(ferrule-kept)", [])
    assert code == 0, said
    problems = []
    for flag in said.split():
        flag = VALUES.get(flag, flag)
        extra = ["-mretpoline-external-thunk"] if flag == "-mindirect-branch-cs-prefix" else []
        complaint = "no example" if "%" in flag else clang_takes([flag, *extra])
        problems += [f"{flag}: {complaint}"] if complaint else []
    return problems


def debug_information_is_left_out_beside_btf() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "vmlinux").touch()
        btf = (f"objtree := {folder}", "CONFIG_DEBUG_INFO_BTF_MODULES := y")
        problems = []
        if "-g" in translated(*PLAIN, "-g", settings=btf):
            problems.append("-g is there although pahole would read it")
        if "-g" not in translated(*PLAIN, "-g", settings=(*btf, "ferrule-debug-info := y")):
            problems.append("-g is not there although it was asked for")
    return problems


def main() -> int:
    outcome = {f"every_flag_of/{release}": every_flag_of(release)
               for release in modules.stock_kernels()}
    for check in (unknown_flags_are_refused, gcc_spelling_becomes_clangs,
                  mitigations_are_kept_and_not_invented, clang_knows_every_flag_that_is_kept,
                  debug_information_is_left_out_beside_btf):
        outcome[check.__name__] = check()
    for name, problems in outcome.items():
        print(f"{'FAIL' if problems else 'ok'}  {name}")
        for problem in problems:
            print(f"      {problem}")
    tidy.write_results("kernel_flags", outcome)
    failed = sum(1 for problems in outcome.values() if problems)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

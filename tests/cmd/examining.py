# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`ferrule doctor` from outside: exit codes, JSON, colour, the environment it reads."""

import contextlib
import errno
import functools
import json
import os
import pathlib
import pty
import subprocess

from cases import Skip, contains, expect

OK, FAILURE, USAGE = 0, 1, 2
PROGRAMS = {
    "clang-19": "clang version 19.1.7", "clang++-19": "clang version 19.1.7",
    "llvm-link-19": "LLVM version 19.1.7", "opt-19": "LLVM version 19.1.7",
    "ferrule-bindgen": "ferrule-bindgen 0.1.0 (clang version 19.1.7)",
    "gcc-12": "gcc-12 (Debian 12.2.0-14) 12.2.0", "make": "GNU Make 4.3",
    "qemu-system-x86_64": "QEMU emulator version 7.2.0", "dkms": "dkms-3.0.10",
}
CONFIG = ["X86_64", "MODULES", "MODULE_UNLOAD", "BLK_DEV_INITRD", "SERIAL_8250_CONSOLE", "PRINTK",
          "OBJTOOL", "CC_IS_GCC", "DEBUG_FS"]
PARTS = ["Makefile", "Module.symvers", "include/generated/autoconf.h", "include/config/auto.conf",
         "include/config/kernel.release"]
RUNNABLE = ["scripts/mod/modpost", "tools/objtool/objtool"]


def script(path: pathlib.Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def fake_programs(folder: pathlib.Path) -> pathlib.Path:
    for name, version in PROGRAMS.items():
        script(folder / name, f"#!/bin/sh\n[ \"$1\" != --version ] || echo '{version}'\n")
    return folder


def fake_kernel(folder: pathlib.Path, release: str) -> pathlib.Path:
    """Headers that Kbuild could use as far as the checks see, with an image to boot."""
    for part in PARTS:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).touch()
    for part in RUNNABLE:
        script(folder / part, "")
    (folder / "include/generated/utsrelease.h").write_text(f'#define UTS_RELEASE "{release}"\n')
    options = "".join(f"CONFIG_{name}=y\n" for name in CONFIG)
    (folder / ".config").write_text(
        f'{options}CONFIG_CC_VERSION_TEXT="{PROGRAMS["gcc-12"]}"\n')
    image = folder / "arch/x86/boot/bzImage"
    image.parent.mkdir(parents=True)
    image.write_bytes(bytes(0x202) + b"HdrS")
    return folder


def on_a_terminal(command: list, environment: dict) -> bytes:
    """What the program prints when its output is a terminal."""
    ours, its = pty.openpty()
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=its,
                          stderr=subprocess.DEVNULL) as process:
        os.close(its)
        printed = b""
        with contextlib.closing(os.fdopen(ours, "rb", buffering=0)) as terminal:
            while True:
                try:
                    piece = terminal.read(4096)
                except OSError as error:  # How Linux says that the other side is gone.
                    expect(error.errno == errno.EIO, str(error))
                    break
                if not piece:
                    break
                printed += piece
        process.wait(20)
    return printed


class Setting:
    """Fake programs, two fake kernels, and `ferrule doctor` among them."""

    def __init__(self, ferrule: pathlib.Path, folder: pathlib.Path):
        self.command = [str(ferrule), "doctor"]
        self.programs = fake_programs(folder / "programs")
        self.kernel = fake_kernel(folder / "kernel-a", "6.1.0-a")
        self.other = fake_kernel(folder / "kernel-b", "6.12.0-b")
        self.environment = {"PATH": str(self.programs), "FERRULE_CACHE": str(folder / "cache"),
                            "FERRULE_BINDGEN": str(self.programs / "ferrule-bindgen"),
                            "TERM": "xterm"}

    def run(self, *words, unset=(), **changes):
        environment = {name: value for name, value in (self.environment | changes).items()
                       if name not in unset}
        return subprocess.run([*self.command, *map(str, words)], env=environment, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              check=False)

    def report(self, *words, **options) -> tuple[int, dict]:
        done = self.run("--json", *words, **options)
        return done.returncode, json.loads(done.stdout)

    def check(self, name: str, *words, **options) -> dict:
        _, report = self.report("--kernel", self.kernel, *words, **options)
        found = [check for check in report["checks"] if check["name"] == name]
        expect(len(found) == 1, f"{name}: {found}")
        return found[0]


def good(setting: Setting) -> None:
    if not pathlib.Path("/usr/lib/x86_64-linux-gnu/libc.a").exists():
        raise Skip("there is no static C library in Debian's place")
    done = setting.run("--kernel", setting.kernel, "--kernel", setting.other)
    expect(done.returncode == OK, done.stdout + done.stderr)
    contains(done.stdout, "modules can be built and tested here", "the verdict")
    contains(done.stdout, "kernel 6.1.0-a\n", "the report")
    contains(done.stdout, "kernel 6.12.0-b\n", "the report")
    expect("\033" not in done.stdout and done.stderr == "", done.stdout + done.stderr)
    code, report = setting.report("--kernel", setting.kernel)
    expect(code == OK and report["schema"] == 1 and report["ok"], str(report))


def one_bad_kernel(setting: Setting) -> None:
    code, report = setting.report("--kernel", setting.kernel, "--kernel", "/no/such/folder")
    expect(code == FAILURE and not report["ok"] and not report["can_build"], str(report))
    problems = [check for check in report["checks"] if check["level"] == "problem"]
    expect([check["kernel"] for check in problems] == ["folder"], str(problems))
    done = setting.run("--kernel", "/no/such/folder")
    expect(done.returncode == FAILURE, done.stdout)
    contains(done.stdout, "= do: ", "the report")


def colour(setting: Setting) -> None:
    command = [*setting.command, "--kernel", str(setting.kernel)]
    contains(on_a_terminal(command, setting.environment), "\033[32mok", "a terminal")
    for variable in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        printed = on_a_terminal(command, setting.environment | variable)
        contains(printed, "this machine", "the report")
        expect(b"\033" not in printed, f"{variable}: {printed[:300]!r}")


def empty_path(setting: Setting) -> None:
    for options in ({"PATH": ""}, {"unset": ("PATH",)}, {"PATH": "/no/such/folder"}):
        found = setting.check("clang++", **options)
        expect(found["level"] == "problem" and "not installed" in found["found"], str(found))


def caches(setting: Setting) -> None:
    given = {"FERRULE_CACHE": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/tmp"}
    unset, found = [], []
    for name in [*given, ""]:
        found.append(setting.check("cache", unset=tuple(unset), **given)["found"].split()[0])
        unset.append(name)
    expect(found == ["/a", "/b/ferrule", "/tmp/.cache/ferrule", "/var/cache/ferrule"], str(found))
    nowhere = setting.check("cache", unset=("FERRULE_CACHE",), HOME="/no/such/folder")
    expect(nowhere["found"].startswith("/var/cache/ferrule"), str(nowhere))


def images(setting: Setting) -> None:
    """Guests look for an image where doctor says, and leave no empty folder there."""
    release = "6.99.0-none"
    kernel = fake_kernel(pathlib.Path(setting.programs).parent / "kernel-c", release)
    (kernel / "arch/x86/boot/bzImage").unlink()
    place = pathlib.Path(setting.environment["FERRULE_CACHE"]) / "kernel" / "images" / release
    _, report = setting.report("--kernel", kernel)
    image = next(check for check in report["checks"] if check["name"] == "image")
    contains(image["do"], f"{place}/vmlinuz-{release}", "what to do")
    done = subprocess.run([setting.command[0], "guest", "--kernel", release], timeout=60,
                          env=setting.environment, capture_output=True, text=True, check=False)
    expect(done.returncode not in (OK, FAILURE), str(done))
    contains(done.stderr, f"{place}/vmlinuz-{release}", "the message")
    expect(not place.exists(), f"{place} is left behind")


def generator(setting: Setting) -> None:
    beside = pathlib.Path(setting.command[0]).parent / "ferrule-bindgen"
    found = setting.check("libclang", unset=("FERRULE_BINDGEN",))
    if beside.exists():  # The real one, and the libclang it loads.
        expect(found["level"] == "ok" and "loads 19." in found["found"], str(found))
    else:
        expect(found["level"] == "problem" and str(beside) in found["found"], str(found))
    found = setting.check("libclang", FERRULE_BINDGEN="/no/such/program")
    expect(found["level"] == "problem" and "/no/such/program" in found["found"], str(found))


def this_machine(setting: Setting) -> None:
    """The real tools: those this repository is built with are there and fine."""
    inherited = dict(os.environ)
    code, report = setting.report(**inherited, unset=("FERRULE_BINDGEN",))
    levels = {check["name"]: check["level"] for check in report["checks"]
              if check["kernel"] is None}
    for name in ("clang++", "clang", "llvm-link", "opt", "libstdc++", "make"):
        expect(levels[name] == "ok", str(report["checks"]))
    expect(code == (OK if report["ok"] else FAILURE), f"exit {code}")
    expect(report["ok"] == (report["counts"]["problem"] == 0), str(report["counts"]))


def usage(setting: Setting) -> None:
    done = setting.run("--kernel", "")
    expect(done.returncode == USAGE, str(done))
    contains(done.stderr, "E-KERNEL", "the message")
    done = setting.run("--json", "--kernel", "")
    expect(done.returncode == USAGE, str(done))
    expect(json.loads(done.stderr)["error"]["code"] == "E-KERNEL", done.stderr)
    expect(setting.run("--frobnicate").returncode == USAGE, "an unknown option")


def cases(ferrule, folder) -> dict:
    setting = Setting(ferrule, folder / "doctor")
    found = {"good_machine": good, "one_bad_kernel": one_bad_kernel, "colour": colour,
             "empty_path": empty_path, "caches": caches, "images": images,
             "generator": generator,
             "this_machine": this_machine, "usage": usage}
    return {f"doctor.{name}": functools.partial(case, setting) for name, case in found.items()}

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""A module outside the tree needs only an installed Ferrule.

    out_of_tree.py BUILD_DIR

Installs BUILD_DIR into a folder of its own, makes a new module with it, builds that with `ferrule
module build`, with plain make and with Debian's dkms for both kernels, has the checker read it
with and without mistakes, asks for what is not there, and interrupts it at work.
"""

import concurrent.futures
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import xml.sax.saxutils as sax

import guests
import modules

TIMEOUT_S = 600


class Checks:
    def __init__(self):
        self.results: dict[str, str] = {}

    def that(self, name: str, holds: bool, said: str = "") -> None:
        self.results[name] = "" if holds else said or "it does not hold"
        print(f"{'ok' if holds else 'FAILED'}  {name}", flush=True)
        if not holds:
            print(said)

    def write(self) -> None:
        path = os.environ.get("GTEST_OUTPUT", "").removeprefix("xml:")
        if not path:
            return
        failed = sum(1 for wrong in self.results.values() if wrong)
        cases = "".join(
            f'<testcase name={sax.quoteattr(name)} classname="kernel_out_of_tree" status="run" '
            'result="completed">'
            + (f"<failure message={sax.quoteattr(wrong[-4000:])}/>" if wrong else "")
            + "</testcase>" for name, wrong in self.results.items())
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        pathlib.Path(path).write_text(
            f'<?xml version="1.0"?><testsuites tests="{len(self.results)}" failures="{failed}">'
            f'<testsuite name="kernel_out_of_tree" tests="{len(self.results)}" '
            f'failures="{failed}">{cases}</testsuite></testsuites>\n')


class Place:
    """An installed Ferrule and a folder to work in."""

    def __init__(self, build: str, folder: pathlib.Path):
        self.folder = folder
        self.prefix = folder / "installed"
        subprocess.run(["cmake", "--install", build, "--prefix", str(self.prefix)], check=True,
                       stdout=subprocess.DEVNULL)
        self.environment = {
            **os.environ, "PATH": f"{self.prefix / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C",
            "FERRULE_CACHE": str(folder / "cache")}

    def run(self, *words: str, typed: str = "", **environment: str) -> tuple[int, str]:
        ended = subprocess.run(words, cwd=self.folder, env=self.environment | environment,
                               text=True, input=typed, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, check=False, timeout=TIMEOUT_S)
        return ended.returncode, ended.stdout


def check_new(place: Place, checks: Checks) -> None:
    code, said = place.run("ferrule", "module", "new", "led_strip")
    checks.that("a new module is made", code == 0 and "made led_strip/led_strip.cpp" in said, said)
    code, said = place.run("ferrule", "module", "new", "led_strip")
    checks.that("a second one does not replace it", code != 0 and "there already" in said, said)
    # A file larger than nothing cannot be written: half a module is none.
    code, said = place.run("bash", "-c", "trap '' XFSZ; ulimit -f 0; ferrule module new half")
    checks.that("what cannot be written whole is not left", code == 3 and
                "cannot be written" in said and not (place.folder / "half").exists(), said)
    for name, action in (("Led", "new led"), ("1st", "choose one"), ("a-b", "new a_b"),
                         ("led/", "new led"), ("obj", "choose another"), ("", "choose one")):
        code, said = place.run("ferrule", "module", "new", name)
        checks.that(f"'{name}' is no name", code == 2 and "E-MODULE-NAME" in said and
                    action in said, said)


# Classes of theirs are Ferrule's already, or the names are words of C++, make or the kernel.
ODD_NAMES = ("mutex", "this", "class", "current", "test", "targets", "t_r_y", "k_vec",
             "a_very_long_name_of_a_module_of_40_bytes")


def builds(place: Place, name: str, release: str) -> tuple[bool, str]:
    """A new driver of this name, and the program of its test."""
    place.run("ferrule", "module", "new", name)
    code, said = place.run("ferrule", "module", "build", name, "--kernel", release)
    if code == 0 and (place.folder / name / f"{name}.ko").exists():
        code, said = place.run("clang++-19", "-std=c++23", "-fsyntax-only", "-Wall", "-Werror",
                               f"-I{place.prefix / 'include'}", f"{name}/test/use_{name}.cpp")
        return code == 0, said
    return False, said


def check_names(place: Place, checks: Checks, release: str) -> None:
    """A driver of any name that is free builds, is checked, and its test compiles."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (fine, said) in zip(ODD_NAMES, pool.map(
                lambda name: builds(place, name, release), ODD_NAMES)):
            checks.that(f"a driver called {name}", fine, said)


def check_build(place: Place, checks: Checks, releases: list[str]) -> None:
    for release in releases:
        code, said = place.run("ferrule", "module", "build", "led_strip", "--kernel", release,
                               "--json")
        fine = code == 0
        if fine:
            built = json.loads(said.splitlines()[-1])["builds"][0]
            fine = built["kernel"] == release and built["modules"][0]["text"] > 0
        checks.that(f"ferrule module build for {release}", fine, said)
        code, said = place.run("make", "-C", "led_strip", "clean",
                               f"KERNEL=/lib/modules/{release}/build")
        checks.that(f"make clean for {release}",
                    code == 0 and not list((place.folder / "led_strip").glob("*.[kb]*o")), said)
        code, said = place.run("make", "-C", "led_strip", f"KERNEL=/lib/modules/{release}/build")
        checks.that(f"plain make for {release}",
                    code == 0 and (place.folder / "led_strip" / "led_strip.ko").exists(), said)


def check_refusals(place: Place, checks: Checks, release: str) -> None:
    code, said = place.run("ferrule", "module", "build", "led_strip", "--kernel", "6.99.1-amd64")
    checks.that("headers that are not installed", code != 0 and
                "headers for 6.99.1-amd64 are not installed" in said and
                "apt install linux-headers-6.99.1-amd64" in said, said)
    code, said = place.run("ferrule", "module", "build", "nowhere")
    checks.that("a folder that is not there", code != 0 and "no such folder" in said, said)
    code, said = place.run("ferrule", "module", "build", "led_strip", "--kernel", "")
    checks.that("no kernel at all", code == 2 and "names no kernel" in said, said)
    code, said = place.run("ferrule", "module", "test", "led_strip", "--kernel", release,
                           TMPDIR="/no/such/folder")
    checks.that("no folder for temporary files", code == 3 and "set TMPDIR" in said, said)
    (place.folder / "empty").mkdir()
    code, said = place.run("ferrule", "module", "build", "empty")
    checks.that("a folder without a module", code == 3 and "has no Kbuild" in said and
                "error ferrule is not in PATH" in said, said)
    for near in ("led_strip/led_strip.cpp", "led_strip/test"):
        code, said = place.run("ferrule", "module", "build", near)
        checks.that(f"{near} is not the module's folder", code == 3 and
                    f"name the module's folder: {place.folder}/led_strip\n" in said, said)
    code, said = place.run("ferrule", "module", "build", "--kernel", "6.99", "led_strip")
    checks.that("a kernel, then the folder", code == 3 and "headers for 6.99 are not" in said and
                "linux-headers-6.99\n" not in said, said)


def check_places(place: Place, checks: Checks, release: str) -> None:
    """Folders in which no module can be built, and one in which it can."""
    module = place.folder / "led_strip"
    for name in ("led strip", "led's", 'led"', "led:strip", "led$strip", "led#strip", "led,strip"):
        shutil.copytree(module, place.folder / name)
        code, said = place.run("ferrule", "module", "build", name, "--kernel", release)
        checks.that(f"the folder {name}", code == 3 and "[E-PATH]" in said and
                    f"--> {place.folder / name}\n" in said, said)
        code, said = place.run("ferrule", "module", "build", "led_strip", "--kernel", release,
                               FERRULE_CACHE=str(place.folder / name))
        checks.that(f"the cache {name}", code == 3 and "[E-PATH]" in said and
                    "FERRULE_CACHE" in said, said)
    # A file is no folder, whoever asks.
    code, said = place.run("ferrule", "module", "build", "led_strip", "--kernel", release,
                           FERRULE_CACHE=str(module / "Kbuild"))
    checks.that("a cache that cannot be made", code == 3 and "[E-FILE]" in said and
                "set FERRULE_CACHE" in said, said)
    # What may not be written may be so for anybody but root.
    anybody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    place.folder.chmod(0o755)
    module.chmod(0o555)
    code, said = place.run(*(anybody if os.geteuid() == 0 else []), "ferrule", "module", "build",
                           "led_strip", "--kernel", release)
    module.chmod(0o755)
    checks.that("a folder that cannot be written", code == 3 and "[E-FILE]" in said and
                "the module's folder cannot be written in" in said, said)
    # With what an earlier build of another name has left.
    dashed = place.folder / "led-strip+2"
    shutil.copytree(module, dashed)
    shutil.rmtree(dashed / "test")
    (dashed / "led_strip.ko").touch()
    own = {"FERRULE_CACHE": os.environ.get("FERRULE_CACHE", "")}
    code, said = place.run("ferrule", "module", "test", dashed.name, "--kernel", release, **own)
    checks.that("a module with a dash in its name", code == 0 and
                "ok 1 insmod /modules/led-strip+2.ko" in said and "insmod /modules/led_strip" not in
                said, said)


def check_missing(place: Place, checks: Checks, release: str) -> None:
    """Programs, room and sources that are not there."""
    programs = place.folder / "programs"
    programs.mkdir()
    for program in pathlib.Path("/usr/bin").iterdir():
        (programs / program.name).symlink_to(program)
    path = f"{place.prefix / 'bin'}:{programs}"
    build = ["ferrule", "module", "build", "led_strip", "--kernel", release]
    (place.folder / "led_strip" / "led_strip.bc").unlink(missing_ok=True)
    for program in ("clang++-19", "make"):
        (programs / program).unlink()
        code, said = place.run(*build, PATH=path)
        checks.that(f"{program} is missing", code == 3 and "[E-TOOL]" in said and
                    f"{program} " in said and "do: " in said, said)
    clang = programs / "clang++-19"
    clang.write_text("#!/bin/sh\necho 'error: No space left on device'\nexit 1\n")
    clang.chmod(0o755)
    (programs / "make").symlink_to("/usr/bin/make")
    code, said = place.run(*build, PATH=path)
    checks.that("a full disk", code == 3 and "there is no room left" in said and
                "FERRULE_CACHE" in said, said)
    none = place.folder / "none"
    none.mkdir()
    (none / "Kbuild").write_text((place.folder / "led_strip" / "Kbuild").read_text())
    code, said = place.run("ferrule", "module", "build", "none", "--kernel", release)
    checks.that("a module without sources", code == 1 and "no .cpp file to make" in said, said)
    (none / "Kbuild").write_text("obj-m :=\n")
    code, said = place.run("ferrule", "module", "build", "none", "--kernel", release)
    checks.that("a Kbuild without a module", code == 1 and "let Kbuild name one: include" in said,
                said)
    away = (place.prefix / "share/ferrule/kernel/template").rename(place.folder / "template")
    code, said = place.run("ferrule", "module", "new", "unmade")
    away.rename(place.prefix / "share/ferrule/kernel/template")
    checks.that("nothing to make a module from", code == 3 and "[E-INSTALL]" in said, said)


def check_compile_error(place: Place, checks: Checks, release: str) -> None:
    source = place.folder / "led_strip" / "led_strip.cpp"
    right = source.read_text()
    source.write_text(right.replace("return Err{errors::EFBIG};", "return 5.5;"))
    code, said = place.run("ferrule", "module", "build", "led_strip", "--kernel", release)
    checks.that("a mistake is shown where it is", code != 0 and "led_strip.cpp:" in said and
                "does not build" in said, said)
    source.write_text(right)


ANCHOR = "/// One open file.\n"
PLANTED = "[[maybe_unused]] int peek(const int* place) { return *place; }\n\n" + ANCHOR
MARKED = PLANTED.replace("return *place;", 'UNSAFE("nobody calls it with null") { return *place; }')


def check_subset(place: Place, checks: Checks, releases: list[str]) -> None:
    """`ferrule module check`, and builds that do the same."""
    source = place.folder / "led_strip" / "led_strip.cpp"
    right = source.read_text()
    module = ["led_strip", "--kernel", releases[-1]]
    kernels = [word for release in releases for word in ("--kernel", release)]
    code, said = place.run("ferrule", "module", "check", "led_strip", *kernels)
    checks.that("a new module is in the safe subset", code == 0 and
                said.count("in the safe subset (2 files, 0 UNSAFE regions)") == len(releases), said)

    source.write_text(right.replace(ANCHOR, PLANTED))
    line = source.read_text()[:source.read_text().index("return *place")].count("\n") + 1
    code, said = place.run("ferrule", "module", "check", *module)
    checks.that("a raw pointer is refused where it is", code == 1 and "[E-SUBSET]" in said and
                f"led_strip.cpp:{line}:" in said and "[ferrule-ptr-deref]" in said, said)
    code, said = place.run("ferrule", "module", "check", *module, "--json")
    found = json.loads(said.splitlines()[-1]).get("checks", [{"findings": []}])[0]["findings"]
    checks.that("and told to programs", code == 1 and
                [(one["file"], one["line"], one["rule"]) for one in found] ==
                [(str(source), line, "ptr-deref")], said)
    built = place.folder / "led_strip" / "led_strip.ko"
    built.unlink(missing_ok=True)
    code, said = place.run("ferrule", "module", "build", *module)
    checks.that("it does not build", code == 1 and "[E-SUBSET]" in said and
                f"led_strip.cpp:{line}:" in said and not built.exists(), said)
    code, said = place.run("ferrule", "module", "build", *module, "--no-check")
    checks.that("but unchecked", code == 0 and built.exists() and "[ferrule-" not in said, said)

    source.write_text(right.replace(ANCHOR, MARKED))
    code, said = place.run("ferrule", "module", "check", *module)
    checks.that("UNSAFE is told with its reason", code == 0 and "1 UNSAFE region)" in said and
                f"led_strip.cpp:{line}: UNSAFE in " in said and "nobody calls it" in said, said)
    records = place.folder / "led_strip" / "modules.order"
    checks.that("and leaves the build's records", records.read_text().strip() != "" and
                built.exists(), records.read_text())
    code, said = place.run("make", "-C", "led_strip", f"KERNEL=/lib/modules/{releases[-1]}/build")
    checks.that("plain make checks too", code == 0 and "CHECK " in said, said)
    source.write_text(right)
    program = place.folder / "led_strip" / "test" / "use_led_strip.cpp"
    tame = program.read_text()
    program.write_text(tame.replace("int main() {", PLANTED.split(";")[0] + "; }\nint main() {"))
    line = program.read_text()[:program.read_text().index("return *place")].count("\n") + 1
    for command in ("check", "build"):
        code, said = place.run("ferrule", "module", command, *module)
        checks.that(f"{command} reads the test's programs", code == 1 and "[E-SUBSET]" in said and
                    f"test/use_led_strip.cpp:{line}:" in said and "[ferrule-ptr-deref]" in said,
                    said)
    program.write_text(tame.replace("int main() {", "int main( {"))
    code, said = place.run("ferrule", "module", "check", *module)
    checks.that("and says what does not compile", code == 1 and "[E-BUILD]" in said and
                "test/use_led_strip.cpp:" in said, said)
    program.write_text(tame)
    source.write_text(right.replace("struct LedStripModule {", "struct LedStripModule"))
    code, said = place.run("ferrule", "module", "check", *module)
    checks.that("what does not compile is no finding", code == 1 and "[E-BUILD]" in said, said)
    source.write_text(right)


def check_without_checker(place: Place, checks: Checks, release: str) -> None:
    module = ["led_strip", "--kernel", release]
    plugin = place.prefix / "libexec" / "ferrule" / "ferrule_checker.so"
    away = plugin.rename(place.folder / "away.so")
    code, said = place.run("ferrule", "module", "check", *module)
    checks.that("without the checker it says how to get it", code == 3 and str(plugin) in said and
                "FERRULE_BUILD_CHECKER=ON" in said, said)
    code, said = place.run("ferrule", "module", "build", *module)
    checks.that("a build says that nothing was checked", code == 0 and
                f"note: not checked for the safe subset: there is no {plugin}" in said, said)
    away.rename(plugin)
    place.environment["FERRULE_LLVM"] = "20"
    code, said = place.run("ferrule", "module", "check", *module)
    checks.that("another release of clang cannot load it",
                code == 3 and "unset FERRULE_LLVM" in said, said)
    place.environment["FERRULE_LLVM"] = "/no/such/folder"
    (place.folder / "led_strip" / "led_strip.bc").unlink(missing_ok=True)
    code, said = place.run("ferrule", "module", "build", *module)
    checks.that("FERRULE_LLVM names the compilers", code == 3 and
                "/no/such/folder/clang is missing" in said, said)
    del place.environment["FERRULE_LLVM"]


def check_several_kernels(place: Place, checks: Checks, releases: list[str]) -> None:
    """One after the other and back again, without a clean folder between."""
    kernels = [word for release in [*releases, *releases] for word in ("--kernel", release)]
    code, said = place.run("ferrule", "module", "build", "led_strip", *kernels)
    checks.that("kernels in turn", code == 0 and
                said.count("bytes of code") == 2 * len(releases), said)
    code, said = place.run("env", "PATH=/usr/bin:/bin", "make", "-C", "led_strip",
                           f"KERNEL=/lib/modules/{releases[-1]}/build")
    checks.that("plain make without ferrule says so", code != 0 and
                "ferrule is not in PATH" in said, said)


def check_steps(place: Place, checks: Checks, release: str) -> None:
    steps = place.folder / "led_strip" / "test" / "steps"
    right = steps.read_text()
    steps.write_text(right + "frobnicate\n")
    code, said = place.run("ferrule", "module", "test", "led_strip", "--kernel", release)
    checks.that("a step that is none is told with its place", code == 3 and "[E-STEPS]" in said and
                f"--> {steps}, line {right.count(chr(10)) + 1}\n" in said, said)
    steps.write_text(right)


def check_shell(place: Place, checks: Checks, release: str) -> None:
    """What is piped into `ferrule module run` is done, and its end is the shell's."""
    # The images that other tests boot are in the user's own cache.
    own = {"FERRULE_CACHE": os.environ.get("FERRULE_CACHE", "")}
    typed = "uname -r\nls /dev/led_strip\nls -1 /dev /sys/module"
    code, said = place.run("ferrule", "module", "run", "led_strip", "--kernel", release,
                           typed=typed, **own)
    lines = [line.strip("# \r") for line in said.splitlines()]
    checks.that("a shell does what is piped into it", code == 0 and release in lines and
                "/dev/led_strip" in lines and "ok 3 rmmod led_strip" in said, said)
    listed = lines[lines.index("/dev:"):] if "/dev:" in lines else []
    names = [line for line in listed if re.fullmatch("[a-z][a-z0-9_]*", line)]
    free = [name for name in names if name != "led_strip" and
            "taken" not in place.run("ferrule", "module", "new", name)[1]]
    checks.that("no module is called like what a kernel has", len(names) > 50 and not free,
                f"{free} {len(names)}")


class Interrupted:
    """A command in a session of its own that is told to end once it has said `when`, and, where it
    `changes_mode`, has changed its terminal's mode."""

    LIMIT_S = 120

    def __init__(self, place: Place, words: list[str], stop: signal.Signals, when: str,
                 changes_mode: bool = False, **environment: str):
        with tempfile.TemporaryDirectory() as scratch:
            controller, terminal = pty.openpty()
            before = termios.tcgetattr(terminal)
            process = subprocess.Popen(
                words, cwd=place.folder, stdin=terminal, stdout=terminal, stderr=terminal,
                start_new_session=True,
                env=place.environment | environment | {"TMPDIR": scratch, "MARK": scratch})
            self.said = self.read_until(controller, process, when.encode())
            self.made = os.listdir(scratch)
            deadline = time.monotonic() + 10
            while (changes_mode and termios.tcgetattr(terminal) == before and
                   time.monotonic() < deadline):
                time.sleep(0.02)
            self.mode_changed = termios.tcgetattr(terminal) != before
            process.send_signal(stop)
            self.code = process.wait(self.LIMIT_S)
            # What was told to end together with it may still be tidying up.
            deadline = time.monotonic() + 10
            while self.running(f"MARK={scratch}".encode()) and time.monotonic() < deadline:
                time.sleep(0.1)
            self.left = [*os.listdir(scratch), *self.running(f"MARK={scratch}".encode())]
            self.mode_kept = termios.tcgetattr(terminal) == before
            os.close(controller)
            os.close(terminal)

    def read_until(self, controller: int, process: subprocess.Popen, when: bytes) -> str:
        said, deadline = b"", time.monotonic() + self.LIMIT_S
        while when not in said and time.monotonic() < deadline:
            if select.select([controller], [], [], 0.2)[0]:
                said += os.read(controller, 4096)
            elif process.poll() is not None:
                break
        return said.decode(errors="replace")

    @staticmethod
    def running(mark: bytes) -> list[str]:
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes():
                    found.append((process / "comm").read_text().strip())
            except OSError:
                pass  # it ended meanwhile, or has no environment any more
        return found

    def leaves_nothing(self, stop: signal.Signals) -> bool:
        return self.code == -stop and not self.left and self.mode_kept

    def __str__(self) -> str:
        return (f"ended with {self.code}, left {self.left}, mode changed: {self.mode_changed}, "
                f"kept at the end: {self.mode_kept}\n{self.said}")


def check_interrupted(place: Place, checks: Checks, release: str) -> None:
    """Ctrl-C and SIGTERM leave no process, no folder, and the terminal as it was."""
    own = {"FERRULE_CACHE": os.environ.get("FERRULE_CACHE", "")}
    module = ["led_strip", "--kernel", release]
    for stop in (signal.SIGTERM, signal.SIGINT):
        for old in (place.folder / "led_strip").glob("*.bc"):
            old.unlink()
        build = Interrupted(place, ["ferrule", "module", "build", *module], stop, "C++ [M]")
        checks.that(f"{stop.name} ends a build", build.leaves_nothing(stop), str(build))
        test = Interrupted(place, ["ferrule", "module", "test", *module], stop, "KTAP version",
                           **own)
        checks.that(f"{stop.name} ends a test", test.leaves_nothing(stop) and
                    len(test.made) == 1, str(test))
    shell = Interrupted(place, ["ferrule", "module", "run", *module], signal.SIGTERM,
                        "# a shell is open", changes_mode=True, **own)
    checks.that("SIGTERM gives the terminal back", shell.leaves_nothing(signal.SIGTERM) and
                shell.mode_changed, str(shell))
    fresh = Interrupted(place, ["ferrule", "module", "build", *module], signal.SIGTERM,
                        "FERRULE ", FERRULE_CACHE=str(place.folder / "fresh"))
    code, said = place.run("ferrule", "module", "build", *module,
                           FERRULE_CACHE=str(place.folder / "fresh"))
    checks.that("what was left of a kernel's bindings does not disturb",
                fresh.leaves_nothing(signal.SIGTERM) and code == 0, f"{fresh}{said}")
    apt = place.folder / "slow" / "apt-get"
    apt.parent.mkdir()
    apt.write_text("#!/bin/sh\necho begun > /proc/$PPID/fd/2\nsleep 100\n")
    apt.chmod(0o755)
    image = Interrupted(place, ["ferrule", "guest", "--kernel", "6.99.1-amd64"], signal.SIGTERM,
                        "begun", FERRULE_CACHE=str(place.folder / "images"),
                        PATH=f"{apt.parent}:{place.environment['PATH']}")
    checks.that("nor a half-loaded image", image.leaves_nothing(signal.SIGTERM) and
                not list((place.folder / "images").rglob("*6.99.1*")), str(image))


def check_closed_pipe(place: Place, checks: Checks, release: str) -> None:
    """Who reads the output may go away, and who started it too."""
    scratch = place.folder / "scratch"
    scratch.mkdir()
    own = {"FERRULE_CACHE": os.environ.get("FERRULE_CACHE", ""), "TMPDIR": str(scratch)}
    test = f"ferrule module test led_strip --kernel {release} 2> /dev/null"
    code, said = place.run("bash", "-c", f"{test} | head -n 1; echo ${{PIPESTATUS[0]}}", **own)
    checks.that("a pipe that closes ends a test", code == 0 and not os.listdir(scratch) and
                said.endswith(f"{128 + signal.SIGPIPE}\n"), f"{os.listdir(scratch)} {said}")
    for old in (place.folder / "led_strip").glob("*.bc"):
        old.unlink()
    build = f"ferrule module build led_strip --kernel {release}"
    code, said = place.run("bash", "-c", f"trap '' HUP; {build} & sleep 1; kill -HUP $!; wait $!")
    checks.that("nohup is obeyed", code == 0 and "bytes of code" in said, said)


def check_dkms(place: Place, checks: Checks, releases: list[str]) -> None:
    code, said = place.run("ferrule", "module", "dkms", "led_strip")
    checks.that("dkms.conf is written", code == 0, said)
    for version in ("1 0", '1"; rm', "1/2", "-1"):
        code, said = place.run("ferrule", "module", "dkms", "led_strip", f"--version={version}")
        checks.that(f"'{version}' is no version", code == 2 and "no version" in said, said)
    conf = place.folder / "led_strip" / "dkms.conf"
    ours = conf.read_text()
    conf.write_text("PACKAGE_NAME=mine\n")
    code, said = place.run("ferrule", "module", "dkms", "led_strip")
    checks.that("another's dkms.conf is left as it is", code == 3 and
                conf.read_text() == "PACKAGE_NAME=mine\n", said)
    conf.write_text(ours)
    code, said = place.run("ferrule", "module", "dkms", "led_strip")
    checks.that("one's own is written anew", code == 0 and conf.read_text() == ours, said)
    trees = []
    for name in ("dkmstree", "sourcetree", "installtree"):
        (place.folder / name).mkdir()
        trees += [f"--{name}", str(place.folder / name)]
    code, said = place.run("dkms", "add", *trees, str(place.folder / "led_strip"))
    checks.that("dkms add", code == 0, said)
    for release in releases:
        (place.folder / "installtree" / release).mkdir()
        code, said = place.run("dkms", "install", *trees, "led_strip/0.1", "-k", release,
                               "--no-depmod")
        installed = list((place.folder / "installtree" / release).rglob("led_strip.ko*"))
        checks.that(f"dkms install for {release}", code == 0 and bool(installed), said)


def main() -> int:
    checks = Checks()
    output = modules.ROOT / "build" / "kernel"
    releases = guests.booted_kernels(output) or modules.stock_kernels()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(sys.argv[1], pathlib.Path(folder))
        check_new(place, checks)
        check_names(place, checks, releases[-1])
        check_build(place, checks, releases)
        check_refusals(place, checks, releases[-1])
        check_places(place, checks, releases[-1])
        check_missing(place, checks, releases[-1])
        check_compile_error(place, checks, releases[-1])
        check_subset(place, checks, releases)
        check_without_checker(place, checks, releases[-1])
        check_several_kernels(place, checks, releases)
        check_steps(place, checks, releases[-1])
        check_shell(place, checks, releases[-1])
        check_interrupted(place, checks, releases[-1])
        check_closed_pipe(place, checks, releases[-1])
        check_dkms(place, checks, releases)
    checks.write()
    failed = sum(1 for wrong in checks.results.values() if wrong)
    print(f"{len(checks.results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

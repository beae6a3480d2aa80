# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A shell in a guest: what is typed into it, with a script in the place of QEMU. tests/kernel has
real ones."""

import functools
import os
import pathlib
import pty
import select
import subprocess
import sys
import termios
import time

from cases import contains, expect

OK = 0
# Nobody reads the console before the shell: what comes then is lost, as in a kernel that boots. A
# shell's terminal says the end with a key.
QEMU = """#!{python}
import os, select, sys, time
lost, end = b"", time.monotonic() + 1
while time.monotonic() < end:
    if select.select([0], [], [], 0.1)[0]:
        piece = os.read(0, 4096)
        if not piece:
            break
        lost += piece
print("[    1.000001] guest> 1..1", flush=True)
print("[    1.000002] guest> # a shell is open", flush=True)
line, going = b"", True
while going:
    byte = os.read(0, 1)
    if byte in (b"", b"\\x04"):
        print("end of input", flush=True)
        going = False
    elif byte == b"\\n":
        print("heard:", line.decode(), flush=True)
        going, line = line != b"exit", b""
    else:
        line += byte
print("lost:", len(lost), flush=True)
print("[    2.000001] guest> ok 1 shell", flush=True)
"""


class Setting:
    def __init__(self, ferrule: pathlib.Path, folder: pathlib.Path):
        folder.mkdir()
        program = folder / "qemu-system-x86_64"
        program.write_text(QEMU.format(python=sys.executable))
        program.chmod(0o755)
        (folder / "steps").write_text("shell\n")
        (folder / "bzImage").write_text("x")
        self.command = [str(ferrule), "guest", "--kernel", str(folder / "bzImage"), "--steps",
                        str(folder / "steps"), "--timeout", "20"]
        self.environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}

    def run(self, typed: str, command=None) -> str:
        done = subprocess.run(command or self.command, input=typed, env=self.environment,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=60, check=False)
        expect(done.returncode == OK, done.stdout)
        contains(done.stdout, "lost: 0", "what was typed early")
        return done.stdout


def piped(setting: Setting) -> None:
    said = setting.run("uname -r\nexit\n")
    contains(said, "heard: uname -r\nheard: exit\n", "the shell")
    expect("end of input" not in said, said)


def ended(setting: Setting) -> None:
    """The end of the input ends the shell, and a last line counts without its end."""
    contains(setting.run("one\ntwo"), "heard: one\nheard: two\nend of input\n", "the shell")
    contains(setting.run(""), "end of input", "the shell")


def long_input(setting: Setting) -> None:
    lines = [f"line {number}" for number in range(400)]
    said = setting.run("".join(f"{line}\n" for line in lines))
    heard = [line.removeprefix("heard: ") for line in said.splitlines()
             if line.startswith("heard: ")]
    expect(heard == lines, f"{len(heard)} lines were heard")


def closed(setting: Setting) -> None:
    """No standard input at all is like an empty one."""
    contains(setting.run("", ["sh", "-c", 'exec "$@" <&-', "sh", *setting.command]),
             "end of input", "the shell")


def late(setting: Setting) -> None:
    """Nobody's patience is measured while the input is open; a guest that never has a shell is."""
    program = pathlib.Path(setting.environment["PATH"].split(":", 1)[0]) / "qemu-system-x86_64"
    right = program.read_text()
    program.write_text("#!/bin/sh\necho '[    1.000001] guest> 1..1'\nexec sleep 60\n")
    command = [*setting.command[:-1], "3"]
    with subprocess.Popen(command, env=setting.environment, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        _, said = process.communicate(timeout=30)
        expect(process.returncode == 5, said)
        contains(said, "E-TIMEOUT", "the message")
    program.write_text(right)
    with subprocess.Popen(command, env=setting.environment, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        time.sleep(5)
        said, _ = process.communicate("exit\n", timeout=30)
        expect(process.returncode == OK, said)
        contains(said, "heard: exit", "the shell")


def until(terminal: int, wanted: bytes, shown: bytes = b"") -> bytes:
    """What a terminal shows, up to what is wanted."""
    limit = time.monotonic() + 30
    while wanted not in shown and time.monotonic() < limit:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 4096)
    contains(shown, wanted.decode(), "the terminal")
    return shown


def on_a_terminal(setting: Setting) -> None:
    """Early lines reach the shell, then each key does; afterwards the terminal is as it was."""
    ours, its = pty.openpty()
    before = termios.tcgetattr(its)
    with subprocess.Popen(setting.command, env=setting.environment, stdin=its, stdout=its,
                          stderr=its) as process:
        os.write(ours, b"early\n")
        until(ours, b"heard: early")
        expect(not termios.tcgetattr(its)[3] & (termios.ICANON | termios.ECHO | termios.ISIG),
               "the terminal is not raw")
        os.write(ours, b"\x03k\nexit\n")
        shown = until(ours, b"lost: 0", until(ours, b"heard: exit"))
        contains(shown, "heard: \x03k", "the terminal")
        expect(process.wait(30) == OK, f"exit {process.returncode}")
        expect(termios.tcgetattr(its) == before, "the terminal is left raw")
    os.close(its)
    os.close(ours)


def cases(ferrule, folder) -> dict:
    setting = Setting(ferrule, folder / "shells")
    found = {"piped": piped, "ended": ended, "long_input": long_input, "closed": closed,
             "late": late, "on_a_terminal": on_a_terminal}
    return {f"shell.{name}": functools.partial(case, setting) for name, case in found.items()}

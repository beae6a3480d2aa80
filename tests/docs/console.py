#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""console.py TRANSCRIPT: does again what a transcript of a console shows.

The line `$ COMMAND` is started; each line `# WORDS` is typed when a root shell's prompt is there;
the other lines must be printed, in this order (`...` stands for anything).
"""

import os
import pathlib
import re
import select
import shlex
import subprocess
import sys

PROMPT = "# "
SILENCE_S = 3


def until_prompt(process) -> str:
    """What the console prints up to the next prompt, or to its end. The kernel may have its say
    after the prompt; then silence tells."""
    text, descriptor = "", process.stdout.fileno()
    while not re.search(r"(^|\n)(# )+$", text.replace("\r", "")):
        if "\n# " in text and not select.select([descriptor], [], [], SILENCE_S)[0]:
            break
        piece = os.read(descriptor, 4096)
        if not piece:
            break
        text += piece.decode(errors="replace")
    sys.stdout.write(text)
    sys.stdout.flush()
    return text


def main() -> int:
    first, *lines = pathlib.Path(sys.argv[1]).read_text().splitlines()
    with subprocess.Popen(shlex.split(first.removeprefix("$ ")), stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        printed = until_prompt(process)
        for line in lines:
            if line.startswith(PROMPT):
                process.stdin.write(line.removeprefix(PROMPT).encode() + b"\n")
                process.stdin.flush()
                printed = until_prompt(process)
                continue
            found = re.search(".*".join(map(re.escape, line.split("..."))), printed)
            if not found:
                print(f"\nnot printed: {line}")
                process.kill()
                return 1
            printed = printed[found.end():]
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())

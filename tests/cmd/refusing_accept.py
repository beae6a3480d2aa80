#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""refusing_accept.py ERROR COMMAND...: runs a command in which accept4 fails with that error."""

import ctypes
import errno
import os
import platform
import struct
import sys

ACCEPT4 = {"x86_64": 288, "aarch64": 242}[platform.machine()]
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, MODE_FILTER = 22, 38, 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
RETURN_ERRNO, RETURN_ALLOW = 0x00050000, 0x7FFF0000


def refuse_accept(code: int) -> None:
    """A seccomp filter: for the system call of this number an error, all others as ever."""
    steps = [(LOAD, 0, 0, 0), (JUMP_IF_EQUAL, 0, 1, ACCEPT4), (RETURN, 0, 0, RETURN_ERRNO | code),
             (RETURN, 0, 0, RETURN_ALLOW)]
    code_bytes = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code_bytes)))
    libc = ctypes.CDLL(None, use_errno=True)
    for words in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
                  (PR_SET_SECCOMP, MODE_FILTER, program, 0, 0)):
        if libc.prctl(*words) != 0:
            sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    refuse_accept(getattr(errno, sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])

# SPDX-License-Identifier: Apache-2.0 OR MIT
"""silent_resolver.py FOLDER COMMAND...: runs COMMAND where the only name server never answers.

Has namespaces of its own for network and mounts (unshare --map-root-user --net --mount). Exit code
and output are the command's; a last line on standard error says whether the server was asked."""

import fcntl
import pathlib
import socket
import struct
import subprocess
import sys

SIOCSIFFLAGS, IFF_UP = 0x8914, 1
CANNOT = 125
FILES = {"resolv.conf": "nameserver 127.0.0.1\noptions timeout:20 attempts:3\n",
         "nsswitch.conf": "hosts: files dns\n"}


def main() -> int:
    folder, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    fcntl.ioctl(server, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))
    server.bind(("127.0.0.1", 53))
    server.setblocking(False)
    for name, text in FILES.items():
        (folder / name).write_text(text)
        if subprocess.run(["mount", "--bind", folder / name, f"/etc/{name}"],
                          check=False).returncode != 0:
            return CANNOT
    done = subprocess.run(command, check=False, timeout=30)
    try:
        asked = bool(server.recv(512))
    except BlockingIOError:
        asked = False
    print(f"asked: {asked}", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Rooms include only the rooms below them: core <- crypto <- pki <- tls <- io <- capi, cmd."""

import re

from tree import Finding

NAME = "arrows"
INCLUDE = re.compile(r'\s*#\s*include\s+["<]([^">]+)[">]')

CORE, CRYPTO, PKI, TLS, IO, CAPI, CMD, SUPPORT, KERNEL, BINDINGS, USER = (
    "ferrule/core", "ferrule/crypto", "ferrule/pki", "ferrule/tls", "ferrule/io", "ferrule/capi",
    "cmd", "tests/support", "ferrule/kernel", "ferrule/kernel/bindings", "ferrule/kernel/user")
LIBRARY = [CORE, CRYPTO, PKI, TLS, IO, CAPI]

# What each room may include, itself aside. The longest folder that fits a file is its room.
ALLOWED = {
    CORE: [],
    CRYPTO: [CORE],
    PKI: [CORE, CRYPTO],
    TLS: [CORE, CRYPTO, PKI],
    IO: [CORE, CRYPTO, PKI, TLS],
    CAPI: [CORE, CRYPTO, PKI, TLS, IO],
    CMD: [CORE, CRYPTO, PKI, TLS, IO],
    KERNEL: [CORE],
    BINDINGS: [CORE],
    USER: [CORE],  # programs beside the kernel, not in it
    "drivers": [CORE, KERNEL, USER],
    "tests/kernel": [CORE, KERNEL, BINDINGS, USER],
    "checker": [CORE],
    "bench": [*LIBRARY, "tests", SUPPORT],
    "fuzz": [*LIBRARY, SUPPORT],
    "tests": [*LIBRARY, CMD, SUPPORT],
}
# Unit tests stand in their room but may reach further.
FOR_TESTS = {CORE: [SUPPORT], CRYPTO: [SUPPORT, IO], PKI: [SUPPORT, IO], TLS: [SUPPORT, IO],
             IO: [SUPPORT], CMD: [SUPPORT]}
# Doors that stay shut whatever the room's arrows say: (what, the only folders it may be seen in).
DOORS = [
    (re.compile(r"openssl/"), ("ferrule/crypto/openssl/", "bench/", "tests/")),
    (re.compile(r"intel-ipsec-mb\.h|ipsec-mb\.h"), ("ferrule/crypto/ipsecmb/",)),
    (re.compile(r"ferrule/(kernel/bindings/|bindings\.hpp|probes\.h)"),
     ("ferrule/kernel/", "tests/kernel/bindings/", "checker/corpus/")),
    (re.compile(r"(sys/|netinet/|arpa/)|(unistd|poll|netdb|fcntl|time|pthread)\.h$|ctime$|chrono$"),
     ("ferrule/io/", "ferrule/crypto/openssl/", "ferrule/pki/store/", "cmd/", "bench/", "tests/",
      "checker/", "fuzz/", "ferrule/kernel/bindings/generator/", "ferrule/kernel/user/")),
]


def room_of(path: str) -> str | None:
    fitting = [room for room in ALLOWED if path.startswith(room + "/")]
    return max(fitting, key=len, default=None)


def place_of(path: str) -> str:
    """Programs that test a driver from user space may see what those they are made of may."""
    return re.sub(r"^drivers/.*/test/", USER + "/", path)


def is_test(path: str) -> bool:
    return re.search(r"_test(_\w+)?\.(cpp|hpp)$|/testing/", path) is not None


def check(tree):
    for path, number, line in tree.lines((".cpp", ".hpp", ".h", ".cc")):
        include, room = INCLUDE.match(line), room_of(path)
        if not include or room is None:
            continue
        target = include.group(1)
        below = room_of(target) if not target.startswith(SUPPORT) else SUPPORT
        allowed = [room, *ALLOWED[room], *(FOR_TESTS.get(room, []) if is_test(path) else [])]
        if below is not None and below not in allowed:
            yield Finding(path, number, f"{room} may not know {below}")
        for what, only in DOORS:
            inside = place_of(path).startswith(only) or is_test(path)
            if what.match(target) and not inside:
                yield Finding(path, number, f"{target} may be included only from {', '.join(only)}")


BAD = {
    "ferrule/core/span.hpp": '#include "ferrule/crypto/aead.hpp"\n',
    "ferrule/pki/name.cpp": '#include "ferrule/pki/name.hpp"\n#include "ferrule/tls/alert.hpp"\n',
    "ferrule/tls/record/record.hpp": "#include <openssl/evp.h>\n#include <sys/socket.h>\n",
    "ferrule/tls/record/record.cpp": '#include "tests/support/peer.hpp"\n',
    "drivers/null_block.cpp": '#include <ferrule/bindings.hpp>\n#include <chrono>\n',
}
EXPECTED = [
    ("ferrule/core/span.hpp", 1), ("ferrule/pki/name.cpp", 2),
    ("ferrule/tls/record/record.hpp", 1), ("ferrule/tls/record/record.hpp", 2),
    ("ferrule/tls/record/record.cpp", 1), ("drivers/null_block.cpp", 1),
    ("drivers/null_block.cpp", 2),
]
GOOD = {
    "ferrule/core/span.hpp": "#include <cstddef>\n",
    "ferrule/tls/client/hello.cpp": '#include "ferrule/pki/name.hpp"\n',
    "ferrule/tls/client/hello_test.cpp": '#include "tests/support/peer.hpp"\n'
                                         '#include "ferrule/io/stream.hpp"\n',
    "ferrule/crypto/openssl/evp.cpp": "#include <openssl/evp.h>\n",
    "drivers/null_block/test/use_null_block.cpp": "#include <chrono>\n",
    "cmd/serve.cpp": '#include "ferrule/tls/server.hpp"\n#include <sys/socket.h>\n',
}

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""libcrypto_first_use.py PROGRAM: libcrypto's first allocations in a process fail, each in a
process of its own, and then every STRIDE-th of those that follow."""

import collections
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))

import cases  # noqa: E402
from cases import expect  # noqa: E402

# While libcrypto 3.0 makes its default context it dies of a refusal, whoever asked for it
# (EVP_CIPHER_fetch alone does at the same ones). What comes after is for us to bear.
OWN_CONTEXT = 64
STRIDE = 29
AT_MOST = 100_000


def first_use(program: str) -> None:
    seen = collections.Counter()
    number = 0
    while number < AT_MOST:
        done = subprocess.run([program], input=str(number).encode(), capture_output=True,
                              timeout=60, check=False)
        if done.returncode < 0 and number < OWN_CONTEXT:
            seen["died in libcrypto"] += 1
        else:
            expect(done.returncode == 0, f"allocation {number}: {done}")
            seen[done.stdout.decode().strip()] += 1
            expect(not done.stdout.startswith(b"refused made never"), f"allocation {number}")
        if done.stdout.startswith(b"unreached"):
            expect(done.stdout == b"unreached made again\n", f"{done.stdout}")
            break
        number += 1 if number < OWN_CONTEXT else STRIDE
    print(f"first use, {number} allocations: {dict(seen)}", flush=True)
    expect(OWN_CONTEXT < number < AT_MOST, f"{number} allocations")
    expect(sum(count for kind, count in seen.items() if kind.startswith("refused")) > 50, str(seen))


if __name__ == "__main__":
    sys.exit(cases.run_all("libcrypto_first_use", {"provider": lambda: first_use(sys.argv[1])}))

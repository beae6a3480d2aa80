#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""load.py BIN_DIR: many connections at once through `ferrule serve`, all bytes verified."""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "interop"))

import cases  # noqa: E402
import programs  # noqa: E402
from cases import expect  # noqa: E402

LIMIT_S = 170
MIB = 1 << 20


def run(bin_dir: pathlib.Path, connections: int, slow: int, size: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="ferrule-load-") as folder:
        log = pathlib.Path(folder)
        echo, port = programs.free_port(), programs.free_port()
        serve = [bin_dir / "ferrule", "serve", "--listen", f"127.0.0.1:{port}", "--backend",
                 f"127.0.0.1:{echo}", "--cert", ROOT / "tests/pki/p256.pem", "--key",
                 ROOT / "tests/pki/p256.key", "--handshake-timeout", "120"]
        with programs.server([bin_dir / "load_echo", str(echo)], echo, log / "echo.log"), \
                programs.server(serve, port, log / "serve.log"):
            done = subprocess.run([bin_dir / "load_client", str(port), str(connections), str(slow),
                                   str(size), str(LIMIT_S)], capture_output=True, text=True,
                                  timeout=LIMIT_S + 10, check=False)
        text = (log / "serve.log").read_text()
    expect(done.stdout.startswith("{"), f"load_client: {done.stderr}\n{text[-2000:]}")
    result = json.loads(done.stdout)
    print(f"{connections} connections, {size} bytes each way: {done.stdout.strip()}", flush=True)
    expect(result["finished"] == connections, f"{result}\n{text[-3000:]}")
    expect(result["bytes_verified"] == connections * size, str(result))
    return result


def two_thousand(bin_dir):
    run(bin_dir, 2000, 0, MIB)


def slow_clients_hold_nobody_up(bin_dir):
    result = run(bin_dir, 220, 20, MIB // 2)
    expect(result["fast_finished_ms"] * 2 < result["all_finished_ms"],
           f"the fast clients waited for the slow ones: {result}")


def main() -> int:
    bin_dir = pathlib.Path(sys.argv[1]).resolve()
    return cases.run_all("load", {
        "two_thousand_connections_with_1_MiB_both_ways": lambda: two_thousand(bin_dir),
        "slow_clients_hold_nobody_up": lambda: slow_clients_hold_nobody_up(bin_dir),
    })


if __name__ == "__main__":
    sys.exit(main())

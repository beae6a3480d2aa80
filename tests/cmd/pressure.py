# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`ferrule serve` under pressure: scans, and a system that gives no more descriptors."""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import resource
import signal
import socket
import sys
import time

from cases import contains, expect
from serving import Serve, ask

HERE = pathlib.Path(__file__).resolve().parent
SCANS = 600


def scan(port: int) -> None:
    """Strangers that speak no TLS."""
    for _ in range(SCANS):
        with socket.create_connection(("127.0.0.1", port), 10) as plain:
            plain.sendall(b"GET / HTTP/1.0\r\n\r\n")
            with contextlib.suppress(ConnectionError):
                plain.recv(100)


def scan_in_text(ferrule, folder):
    """Each failure has a line or is counted among those that were left out."""
    with Serve(ferrule, folder, "--log-failures", "10") as serve:
        started = time.monotonic()
        scan(serve.port)
        seconds = time.monotonic() - started
        with serve.connect() as connection:
            expect(ask(connection) == b"line hello\n", "an answer after the scan")
            connection.unwrap().close()
        serve.wait_log("outcome=ok")
        serve.signal(signal.SIGTERM)
        text = serve.wait_log("event=stopped")
    lines = len(re.findall("outcome=(handshake-failed|client-gone)", text))
    left_out = [int(count) for count in re.findall(r"event=failures-left-out count=(\d+)", text)]
    probe = 1  # of programs.wait_for
    expect(lines + sum(left_out) == SCANS + probe, f"{lines} lines, {left_out} left out")
    expect(lines <= 10 * (int(seconds) + 2), f"{lines} lines in {seconds:.1f} s")
    expect(len(left_out) <= seconds + 2, f"{left_out} in {seconds:.1f} s")
    print(f"scan: {SCANS} failures in {seconds:.1f} s, {lines} lines", flush=True)


def scan_in_json(ferrule, folder):
    with Serve(ferrule, folder, "--json") as serve:
        scan(serve.port)
        text = serve.wait_log("failures-left-out")
        serve.signal(signal.SIGTERM)
        text = serve.wait_log('"stopped"')
    lines = [json.loads(line) for line in text.splitlines()]
    left_out = [line["count"] for line in lines if line["event"] == "failures-left-out"]
    failures = [line for line in lines if line["event"] == "connection"]
    expect(len(failures) + sum(left_out) == SCANS + 1, f"{len(failures)}, {left_out}")
    expect(all(line["schema"] == 1 for line in lines), text[:300])


def scan_without_limit(ferrule, folder):
    with Serve(ferrule, folder, "--log-failures", "0") as serve:
        scan(serve.port)
        serve.signal(signal.SIGTERM)
        text = serve.wait_log("event=stopped")
    expect(text.count("event=connection") == SCANS + 1, f"{text.count('event=connection')} lines")
    expect("left-out" not in text, "something was left out")


def descriptors(serve) -> set:
    return {int(name) for name in os.listdir(f"/proc/{serve.process.pid}/fd")}


def first_free(serve) -> int:
    used = descriptors(serve)
    return next(number for number in range(len(used) + 1) if number not in used)


def limit(serve, count: int) -> None:
    """The server can open no descriptor of this number or above."""
    hard = resource.prlimit(serve.process.pid, resource.RLIMIT_NOFILE)[1]
    resource.prlimit(serve.process.pid, resource.RLIMIT_NOFILE, (min(count, hard), hard))


def cpu_seconds(serve) -> float:
    fields = pathlib.Path(f"/proc/{serve.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def expect_rest(serve) -> None:
    before = cpu_seconds(serve)
    time.sleep(2)
    used = cpu_seconds(serve) - before
    expect(used < 0.5, f"{used} s of processor time in 2 s without descriptors")


@contextlib.contextmanager
def exhausted(ferrule, folder):
    """A server with one open connection that lacks descriptors for the next one."""
    with Serve(ferrule, folder, "--threads", "1") as serve, serve.connect() as old, \
            concurrent.futures.ThreadPoolExecutor(1) as pool:
        expect(ask(old) == b"line hello\n", "before")
        serve.wait_log("outcome=client-gone")  # the probe of wait_for
        limit(serve, first_free(serve))
        waiting = pool.submit(serve.connect)
        contains(serve.wait_log("event=accept-paused"), "reason=too-many-files", "the log")
        yield serve, old, waiting


def descriptors_come_back(ferrule, folder):
    with exhausted(ferrule, folder) as (serve, old, waiting):
        expect_rest(serve)
        expect(ask(old) == b"line hello\n", "who is connected is served")
        expect(not waiting.done(), "a connection without a descriptor")
        limit(serve, 1_000)
        with waiting.result(10) as connection:
            expect(ask(connection) == b"line hello\n", "who waited is served")
        text = serve.wait_log("event=accept-resumed")
        expect(text.count("event=accept-paused") == 1, "one line for one pause")


def a_connection_ends(ferrule, folder):
    """What its two descriptors are free for is the one that waits."""
    with exhausted(ferrule, folder) as (serve, old, waiting):
        old.unwrap().close()
        with waiting.result(10) as connection:
            expect(ask(connection) == b"line hello\n", "who waited is served")
        serve.wait_log("event=accept-resumed")


def backend_waits_for_a_descriptor(ferrule, folder):
    with Serve(ferrule, folder, "--threads", "1") as serve:
        serve.wait_log("outcome=client-gone")
        limit(serve, first_free(serve) + 1)
        with serve.connect() as connection:
            connection.sendall(b"hello\n")
            expect_rest(serve)
            limit(serve, 1_000)
            expect(connection.recv(100) == b"line hello\n", "who waited is served")
            connection.unwrap().close()
        contains(serve.wait_log("outcome=ok"), "bytes_in=6", "the log")


def no_descriptor_for_the_backend(ferrule, folder):
    with Serve(ferrule, folder, "--threads", "1", "--connect-timeout", "1") as serve:
        serve.wait_log("outcome=client-gone")
        limit(serve, first_free(serve) + 1)
        with serve.connect() as connection, contextlib.suppress(OSError):
            expect(connection.recv(10) == b"", "an end")
        contains(serve.wait_log("outcome=backend-failed"), "reason=too-many-files", "the log")
        limit(serve, 1_000)
        with serve.connect() as connection:
            expect(ask(connection) == b"line hello\n", "afterwards")


def accept_fails(ferrule, folder, error):
    serve = Serve(ferrule, folder, "--threads", "2")
    serve.command = [sys.executable, HERE / "refusing_accept.py", error, *serve.command]
    with serve:
        contains(serve.wait_log("event=accept-paused"), "reason=too-many-files", "the log")
        expect_rest(serve)
        expect(serve.log.read_text().count("event=accept-paused") <= 2, "one line per thread")
        serve.signal(signal.SIGTERM)
        expect(serve.process.wait(10) == 0, "exit code")


def few_descriptors(ferrule, folder):
    """As many connections as there are descriptors for; who comes later waits, and none fails."""
    serve = Serve(ferrule, folder, "--threads", "1")
    serve.command = ["prlimit", "--nofile=30:30", *serve.command]
    with serve, contextlib.ExitStack() as stack:
        contains(serve.wait_log("event=listening"), "max_connections=5", "the log")
        serve.wait_log("outcome=client-gone")
        open_ones = [stack.enter_context(serve.connect()) for _ in range(5)]
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            sixth = pool.submit(serve.connect)
            for connection in open_ones:
                expect(ask(connection) == b"line hello\n", "each of the first")
            expect(not sixth.done(), "a sixth connection was served")
            open_ones[0].unwrap().close()
            with sixth.result(10) as connection:
                expect(ask(connection) == b"line hello\n", "the sixth")
        expect("accept-paused" not in serve.log.read_text(), "out of descriptors all the same")


CASES = [scan_in_text, scan_in_json, scan_without_limit, descriptors_come_back, a_connection_ends,
         backend_waits_for_a_descriptor, no_descriptor_for_the_backend, few_descriptors]


def cases(ferrule, folder) -> dict:
    found = {case.__name__: (lambda case=case: case(ferrule, folder)) for case in CASES}
    for error in ("ENFILE", "ENOBUFS", "ENOMEM"):
        found[f"accept_fails.{error}"] = (
            lambda error=error: accept_fails(ferrule, folder, error))
    return {f"pressure.{name}": case for name, case in found.items()}

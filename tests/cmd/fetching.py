# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`ferrule get` and bodies: of any size in bounded memory, written as they come, cut short."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import zlib

import programs
from cases import Skip, contains, expect

PKI = pathlib.Path(__file__).resolve().parents[1] / "pki"
FAILURE, CONFIG, CONNECT, TIMEOUT, TLS, HTTP = 1, 3, 4, 5, 7, 8
BLOCK = bytes(range(251)) * 261  # 65,511 bytes
BLOCKS = 3_060  # 200 MB
PEAK_KIB = 24 * 1024
WAIT_S = 60


@contextlib.contextmanager
def tls_server(answer, key_log_file=None):
    """Takes one request over TLS, and calls answer(connection); gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if key_log_file:
        context.keylog_filename = key_log_file
    context.load_cert_chain(PKI / "p256.pem", PKI / "p256.key")

    def serve():
        with contextlib.suppress(OSError):
            plain, _ = listener.accept()
            with context.wrap_socket(plain, server_side=True) as connection:
                while not connection.recv(65536).endswith(b"\r\n\r\n"):
                    pass
                answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
    thread.join(WAIT_S)


def command(ferrule, port, *words) -> list:
    return [str(word) for word in (ferrule, "get", f"https://localhost:{port}/", "--cafile",
                                   PKI / "ca.pem", "--resolve", f"localhost:{port}:127.0.0.1",
                                   *words)]


def fetch(ferrule, answer, *words):
    with tls_server(answer) as port:
        return programs.run(command(ferrule, port, *words))


def end(connection):
    """With close_notify."""
    with contextlib.suppress(OSError):
        connection.unwrap()


def cut(connection):
    """TCP ends, and nobody has vouched for it."""
    connection.shutdown(socket.SHUT_WR)
    with contextlib.suppress(OSError):
        connection.recv(1)


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


LENGTH = (lambda size: f"Content-Length: {size}\r\n", lambda piece: piece, b"")
CHUNKED = (lambda size: "Transfer-Encoding: chunked\r\n",
           lambda piece: b"%x\r\n" % len(piece) + piece + b"\r\n", b"0\r\n\r\n")
UNTIL_CLOSE = (lambda size: "", lambda piece: piece, b"")


def head(framing, size: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\n{framing[0](size)}\r\n".encode()


def peak_kib(process) -> int:
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


def big_body(ferrule, name, framing):
    """The last byte is held back until all others have come out: so they were not collected."""
    measured = threading.Event()

    def answer(connection):
        connection.sendall(head(framing, BLOCKS * len(BLOCK) + 1))
        for _ in range(BLOCKS):
            connection.sendall(framing[1](BLOCK))
        measured.wait(WAIT_S)
        connection.sendall(framing[1](b"\n") + framing[2])
        end(connection)

    with tls_server(answer) as port, subprocess.Popen(
            command(ferrule, port, "--timeout", WAIT_S), stdout=subprocess.PIPE) as process:
        got = checksum = 0
        while got < BLOCKS * len(BLOCK) and (piece := os.read(process.stdout.fileno(), 1 << 20)):
            got, checksum = got + len(piece), zlib.crc32(piece, checksum)
        peak = peak_kib(process)
        measured.set()
        rest = process.stdout.read()
    expected = 0
    for _ in range(BLOCKS):
        expected = zlib.crc32(BLOCK, expected)
    expect(got == BLOCKS * len(BLOCK) and checksum == expected, f"{got} bytes, or other bytes")
    expect(rest == b"\n" and process.returncode == 0, f"{process.returncode}, {rest!r}")
    expect(peak < PEAK_KIB, f"{peak} KiB of memory for a body of {got} bytes")
    print(f"get, {name}: {got} bytes with {peak} KiB of memory", flush=True)


def short_body(ferrule, framing, ending, code, text):
    """The connection ends when what came has been written, and not before."""
    written = threading.Event()

    def answer(connection):
        connection.sendall(head(framing, 1000) + framing[1](b"what came\n"))
        written.wait(WAIT_S)
        ending(connection)

    with tls_server(answer) as port, subprocess.Popen(
            command(ferrule, port), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        first = process.stdout.read(10)
        written.set()
        rest, message = process.communicate(timeout=WAIT_S)
    expect(process.returncode == code, f"{process.returncode}: {message}")
    expect(first + rest == b"what came\n", f"{first + rest}")
    contains(message, text, "the message")


def silence(ferrule):
    released = threading.Event()

    def answer(connection):
        connection.sendall(head(LENGTH, 1000) + b"what came\n")
        released.wait(WAIT_S)

    with tls_server(answer) as port:
        done = programs.run(command(ferrule, port, "--timeout", 1))
        released.set()
    expect(done.returncode == TIMEOUT and done.stdout == b"what came\n", str(done))
    contains(done.stderr, "E-TIMEOUT", "the message")


def dribble_in_the_handshake(ferrule):
    """A byte now and then is no reason to wait longer than --timeout."""
    with socket.create_server(("127.0.0.1", 0)) as listener, subprocess.Popen(
            command(ferrule, listener.getsockname()[1], "--timeout", 1),
            stderr=subprocess.PIPE) as process:
        plain, _ = listener.accept()
        started = time.monotonic()
        with plain, contextlib.suppress(OSError):
            for byte in b"\x16\x03\x03\x40\x00" + 200 * b"\x02":
                plain.sendall(bytes([byte]))
                time.sleep(0.1)
        message = process.stderr.read()
        expect(process.wait(WAIT_S) == TIMEOUT, f"{process.returncode}: {message}")
        expect(time.monotonic() - started < 10, f"{time.monotonic() - started} s")
    contains(message, "E-TIMEOUT", "the message")


def body_without_end(ferrule):
    """Nor is a peer that sends faster than it is read."""
    def answer(connection):
        connection.sendall(head(UNTIL_CLOSE, 0))
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(BLOCK)

    with tls_server(answer) as port, subprocess.Popen(
            command(ferrule, port, "--timeout", 1), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE) as process:
        started = time.monotonic()
        _, message = process.communicate(timeout=WAIT_S)
    expect(process.returncode == TIMEOUT, f"{process.returncode}: {message}")
    expect(time.monotonic() - started < 10, f"{time.monotonic() - started} s")


def silent_name_server(ferrule, folder):
    """Nor is a name server that says nothing: the only one of a network with one host."""
    own = ["unshare", "--map-root-user", "--net", "--mount", sys.executable,
           PKI.parent / "cmd" / "silent_resolver.py", folder]
    if shutil.which("unshare") is None or programs.run([*own, "true"]).returncode != 0:
        raise Skip("no namespace of its own for the network and mounts (unshare)")
    started = time.monotonic()
    done = programs.run([*own, ferrule, "get", "https://name.example/", "--cafile", PKI / "ca.pem",
                         "--timeout", 1])
    spent = time.monotonic() - started
    expect(done.returncode == TIMEOUT, str(done))
    contains(done.stderr, "E-TIMEOUT", "the message")
    contains(done.stderr, "the name service did not answer within 1 s", "the message")
    contains(done.stderr, "asked: True", "what the name server saw")
    expect(spent < 10, f"{spent} s")


def no_control_characters(ferrule):
    """What a server says does not drive the terminal that a message is read on."""
    def answer(connection):
        connection.sendall(b"HTTP/1.1 404 no\x1b[31mred\r\nTitle: \x1b]0;mine\x07\r\n"
                           b"Content-Length: 0\r\n\r\n")
        end(connection)

    done = fetch(ferrule, answer, "-v", "--fail")
    expect(done.returncode == HTTP, str(done))
    contains(done.stderr, "404 no?[31mred", "the message")
    expect(not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", done.stderr), str(done.stderr))


def fetch_logged(ferrule, port, file):
    return programs.run(["env", f"SSLKEYLOGFILE={file}", *command(ferrule, port)])


def key_log(ferrule, folder):
    """SSLKEYLOGFILE: what is written is what the server has, for the owner's eyes only."""
    ours, theirs = folder / "ours", folder / "theirs"

    def answer(connection):
        connection.sendall(head(LENGTH, 0))
        end(connection)

    with tls_server(answer, theirs) as port:
        done = fetch_logged(ferrule, port, ours)
    expect(done.returncode == 0, str(done))
    expect(ours.stat().st_mode & 0o777 == 0o600, oct(ours.stat().st_mode))
    secrets = [line for line in theirs.read_text().splitlines() if not line.startswith("#")]
    expect(len(secrets) == 5 and sorted(ours.read_text().splitlines()) == sorted(secrets),
           ours.read_text() + theirs.read_text())
    with tls_server(answer) as port:
        fetch_logged(ferrule, port, ours)
    expect(len(ours.read_text().splitlines()) == 10, "the second is appended")
    done = fetch_logged(ferrule, 1, "/nowhere/keys")
    expect(done.returncode == CONFIG, str(done))
    contains(done.stderr, "SSLKEYLOGFILE=/nowhere/keys", "the message")


def bad_chunk(ferrule):
    def answer(connection):
        connection.sendall(head(CHUNKED, 0) + CHUNKED[1](b"what came\n") + b"oops\r\n")
        end(connection)

    done = fetch(ferrule, answer)
    expect(done.returncode == HTTP and done.stdout == b"what came\n", str(done))


def short(connection):
    connection.sendall(head(LENGTH, 1000) + b"what came\n")
    end(connection)


def short_file(ferrule, folder):
    file = folder / "short"
    done = fetch(ferrule, short, "--output", file)
    expect(done.returncode == HTTP and done.stdout == b"", str(done))
    expect(file.read_bytes() == b"what came\n", "the file")


def short_json(ferrule):
    done = fetch(ferrule, short, "--json")
    report = json.loads(done.stdout)
    expect(done.returncode == HTTP and not report["ok"], str(report))
    expect(report["error"]["code"] == "E-HTTP", str(report))
    expect(report["http"]["body"] == "what came\n" and report["http"]["body_bytes"] == 10,
           str(report["http"]))


def large_json(ferrule, folder):
    """The object holds 16 MiB at the most; with --output the body has no bounds."""
    def answer(connection):
        connection.sendall(head(LENGTH, 300 * len(BLOCK)) + 300 * BLOCK)
        end(connection)

    done = fetch(ferrule, answer, "--json")
    expect(done.returncode == FAILURE, f"{done.returncode}")
    expect(json.loads(done.stdout)["error"]["code"] == "E-BODY-SIZE", "the object")
    file = folder / "large"
    done = fetch(ferrule, answer, "--json", "--output", file)
    report = json.loads(done.stdout)
    expect(done.returncode == 0 and "body" not in report["http"], str(report))
    expect(report["http"]["body_bytes"] == 300 * len(BLOCK) == file.stat().st_size, str(report))


def full_disk(ferrule):
    def answer(connection):
        connection.sendall(head(UNTIL_CLOSE, 0) + BLOCK)
        end(connection)

    with tls_server(answer) as port, open("/dev/full", "wb") as full:
        done = subprocess.run(command(ferrule, port), stdout=full, stderr=subprocess.PIPE,
                              timeout=WAIT_S, check=False)
    expect(done.returncode == FAILURE, f"{done.returncode}")
    contains(done.stderr, "E-OUTPUT", "the message")
    done = fetch(ferrule, answer, "--output", "/nowhere/file")
    expect(done.returncode == FAILURE, f"{done.returncode}")
    contains(done.stderr, "/nowhere/file", "the message")


def no_file_without_a_head(ferrule, folder):
    file = folder / "none"
    done = fetch(ferrule, end, "--output", file)
    expect(done.returncode == HTTP and not file.exists(), str(done))


def empty_file(ferrule, folder):
    def answer(connection):
        connection.sendall(head(LENGTH, 0))
        end(connection)

    file = folder / "empty"
    done = fetch(ferrule, answer, "--output", file, "-v")
    expect(done.returncode == 0 and file.read_bytes() == b"", str(done))
    contains(done.stderr, "< HTTP 200 OK", "the report")
    contains(done.stderr, "first byte", "the report")


def cases(ferrule, folder) -> dict:
    framings = {"length": LENGTH, "chunked": CHUNKED, "until_close": UNTIL_CLOSE}
    found = {f"big_body.{name}": (lambda name=name, framing=framing:
                                  big_body(ferrule, name, framing))
             for name, framing in framings.items()}
    rows = [("length", "ended", end, HTTP, "E-HTTP"), ("chunked", "ended", end, HTTP, "E-HTTP"),
            *((name, "cut", cut, TLS, "E-TLS-TRUNCATED") for name in framings),
            *((name, "reset", reset, CONNECT, "E-RESET") for name in framings)]
    for name, how, ending, code, text in rows:
        found[f"short_body.{name}_{how}"] = (
            lambda name=name, ending=ending, code=code, text=text:
            short_body(ferrule, framings[name], ending, code, text))
    for case in (silence, dribble_in_the_handshake, body_without_end, no_control_characters,
                 bad_chunk, short_json, full_disk):
        found[case.__name__] = lambda case=case: case(ferrule)
    for case in (silent_name_server, key_log, short_file, large_json, no_file_without_a_head,
                 empty_file):
        found[case.__name__] = lambda case=case: case(ferrule, folder)
    return {f"fetch.{name}": case for name, case in found.items()}

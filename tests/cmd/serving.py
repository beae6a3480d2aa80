# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`ferrule serve` at work: reload without a failure, drain, half-close, time-outs, limits."""

import concurrent.futures
import contextlib
import json
import pathlib
import shutil
import signal
import socket
import ssl
import threading
import time

import programs
from cases import contains, expect

PKI = pathlib.Path(__file__).resolve().parents[1] / "pki"
CERTIFICATE = 6


class Echo:
    """A backend that sends back lines, and what is left at the end of a connection."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.socket.accept()
                threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client):
        with contextlib.suppress(OSError), client:
            got = b""
            while piece := client.recv(65536):
                got += piece
                if got.endswith(b"\n"):
                    client.sendall(b"line " + got)
                    got = b""
            if got:
                client.sendall(b"end " + got)


class Serve:
    """`ferrule serve` with the echo backend behind it."""

    def __init__(self, ferrule, folder, *extra, identity="p256"):
        self.echo, self.port = Echo(), programs.free_port()
        self.log = folder / f"serve-{self.port}.log"
        self.cert, self.key = folder / f"{self.port}.pem", folder / f"{self.port}.key"
        self.use(identity)
        self.command = [ferrule, "serve", "--listen", f"127.0.0.1:{self.port}", "--cert", self.cert,
                        "--key", self.key, *extra]

    def use(self, identity):
        shutil.copy(PKI / f"{identity}.pem", self.cert)
        shutil.copy(PKI / f"{identity}.key", self.key)

    def __enter__(self):
        self.echo.__enter__()
        self.stack = contextlib.ExitStack()
        self.process = self.stack.enter_context(programs.server(
            [*self.command, "--backend", f"127.0.0.1:{self.echo.port}"], self.port, self.log))
        return self

    def __exit__(self, *_):
        self.stack.close()
        self.echo.__exit__()

    def connect(self) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(PKI / "ca.pem"))
        plain = socket.create_connection(("127.0.0.1", self.port), 10)
        return context.wrap_socket(plain, server_hostname="localhost")

    def signal(self, number):
        self.process.send_signal(number)

    def wait_log(self, text: str, limit_s: float = 10) -> str:
        end = time.monotonic() + limit_s
        while text not in self.log.read_text():
            expect(time.monotonic() < end, f"no {text!r} in the log:\n{self.log.read_text()}")
            time.sleep(0.02)
        return self.log.read_text()


def ask(connection) -> bytes:
    connection.sendall(b"hello\n")
    return connection.recv(100)


def reload_under_load(ferrule, folder):
    """Five reloads in 2 s under a load of new connections: not one may fail."""
    with Serve(ferrule, folder) as serve:
        stop, failures, done = threading.Event(), [], []

        def load():
            while not stop.is_set():
                try:
                    with serve.connect() as connection:
                        expect(ask(connection) == b"line hello\n", "another answer")
                    done.append(1)
                except Exception as failure:
                    failures.append(repr(failure))

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for _ in range(8):
                pool.submit(load)
            time.sleep(0.3)
            for number in range(5):
                serve.use(["rsa2048", "p384"][number % 2])
                serve.signal(signal.SIGHUP)
                time.sleep(0.4)
            stop.set()
        text = serve.wait_log("event=reloaded")
        expect(text.count("event=reloaded") == 5, text[-2000:])
        expect(not failures, f"{len(failures)} failures: {failures[:3]}")
        expect(len(done) > 50, f"only {len(done)} connections: no load")
        with serve.connect() as connection:
            expect(ask(connection) == b"line hello\n", "another answer")
            name = dict(x[0] for x in connection.getpeercert()["subject"])
            expect("rsa2048" in name["commonName"], f"still the certificate of {name}")
        print(f"reload under load: {len(done)} connections, 0 failures", flush=True)


def bad_reload_keeps_the_old(ferrule, folder):
    with Serve(ferrule, folder) as serve, serve.connect() as before:
        serve.key.write_text("broken")
        serve.signal(signal.SIGHUP)
        contains(serve.wait_log("event=reload-failed"), "E-KEY-FILE", "the log")
        expect(ask(before) == b"line hello\n", "the old connection")
        with serve.connect() as after:
            expect(ask(after) == b"line hello\n", "a new connection")


def drain(ferrule, folder):
    """SIGTERM: open connections go on, new ones are not taken, and the end comes with the last."""
    with Serve(ferrule, folder) as serve:
        with serve.connect() as connection:
            expect(ask(connection) == b"line hello\n", "before")
            serve.signal(signal.SIGTERM)
            serve.wait_log("event=draining")
            expect(ask(connection) == b"line hello\n", "while draining")
            connection.unwrap().close()
        expect(serve.process.wait(10) == 0, "exit code")
        contains(serve.wait_log("event=stopped"), "outcome=ok", "the log")


def drain_timeout(ferrule, folder):
    with Serve(ferrule, folder, "--drain-timeout", "1") as serve, serve.connect() as connection:
        ask(connection)
        serve.signal(signal.SIGTERM)
        expect(connection.recv(10) == b"", "close_notify at the end of the drain")
        expect(serve.process.wait(10) == 0, "exit code")
        contains(serve.wait_log("outcome=drained"), "event=stopped", "the log")


def second_sigterm(ferrule, folder):
    with Serve(ferrule, folder) as serve, serve.connect() as connection:
        ask(connection)
        serve.signal(signal.SIGTERM)
        serve.wait_log("event=draining")
        serve.signal(signal.SIGTERM)
        expect(serve.process.wait(5) == 0, "exit code")


def half_close(ferrule, folder):
    """The client's close_notify reaches the backend as an end, and its answer still comes back."""
    with Serve(ferrule, folder) as serve:
        context = ssl.create_default_context(cafile=str(PKI / "ca.pem"))
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
        with socket.create_connection(("127.0.0.1", serve.port), 10) as plain:
            def step(call):
                while True:
                    try:
                        return call()
                    except ssl.SSLWantReadError:
                        plain.sendall(outgoing.read())
                        incoming.write(plain.recv(65536))
            step(tls.do_handshake)
            tls.write(b"no newline")
            with contextlib.suppress(ssl.SSLWantReadError):
                tls.unwrap()
            plain.sendall(outgoing.read())
            plain.shutdown(socket.SHUT_WR)
            got = 0
            while piece := plain.recv(65536):
                got += len(piece)
            # Session data the server sends, its answer of 14 bytes and its close_notify.
            expect(got >= 14, f"{got} bytes came back")
        text = serve.wait_log("event=connection")
        contains(serve.wait_log("bytes_out=14"), "bytes_in=10", "the log")
        contains(text, "outcome=ok", "the log")


def truncated(ferrule, folder):
    with Serve(ferrule, folder) as serve:
        connection = serve.connect()
        ask(connection)
        connection.shutdown(socket.SHUT_WR)
        serve.wait_log("outcome=truncated")
        connection.close()


def handshake_timeout(ferrule, folder):
    with Serve(ferrule, folder, "--handshake-timeout", "1") as serve:
        with socket.create_connection(("127.0.0.1", serve.port), 10) as plain:
            expect(plain.recv(10) == b"", "the end")
        serve.wait_log("outcome=handshake-timeout")


def idle_timeout(ferrule, folder):
    with Serve(ferrule, folder, "--idle-timeout", "1") as serve, serve.connect() as connection:
        expect(ask(connection) == b"line hello\n", "an answer")
        expect(connection.recv(10) == b"", "close_notify")
        serve.wait_log("outcome=idle-timeout")


def connection_limit(ferrule, folder):
    """The third waits in the queue until one of the first two has ended."""
    with Serve(ferrule, folder, "--max-connections", "2", "--threads", "1") as serve:
        time.sleep(0.5)  # the probe of wait_for has gone
        first, second = serve.connect(), serve.connect()
        ask(first), ask(second)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            third = pool.submit(serve.connect)
            time.sleep(0.5)
            expect(not third.done(), "a third connection was served")
            first.unwrap().close()
            with third.result(10) as connection:
                expect(ask(connection) == b"line hello\n", "the third")
        second.close()


def backend_gone(ferrule, folder):
    with Serve(ferrule, folder) as serve:
        serve.echo.socket.shutdown(socket.SHUT_RDWR)
        serve.echo.socket.close()
        with serve.connect() as connection, contextlib.suppress(OSError):
            connection.recv(10)
        contains(serve.wait_log("outcome=backend-failed"), "reason=refused", "the log")


def log_line(ferrule, folder):
    with Serve(ferrule, folder, "--json", "--alpn", "http/1.1") as serve:
        with serve.connect() as connection:
            ask(connection)
            connection.unwrap().close()
        serve.wait_log('"outcome":"ok"')
        lines = [json.loads(line) for line in serve.log.read_text().splitlines()]
    line = next(line for line in lines if line.get("outcome") == "ok")
    expect(line["schema"] == 1 and line["sni"] == "localhost", str(line))
    expect(line["version"] == "TLSv1.3" and line["suite"].startswith("TLS_"), str(line))
    expect(line["bytes_in"] == 6 and line["bytes_out"] == 11, str(line))
    expect(line["peer"].startswith("127.0.0.1:"), str(line))


def rejected(ferrule, folder, identity, code, url="https://localhost:{}/"):
    with Serve(ferrule, folder, identity=identity) as serve:
        url = url.format(serve.port)
        done = programs.run([ferrule, "get", url, "--cafile", PKI / "ca.pem", "--resolve",
                             f"localhost:{serve.port}:127.0.0.1"])
        expect(done.returncode == CERTIFICATE, f"{done.returncode}: {done.stderr}")
        contains(done.stderr, f"error[{code}]", "the message")
        contains(done.stderr, "nothing was sent", "the message")


CASES = [reload_under_load, bad_reload_keeps_the_old, drain, drain_timeout, second_sigterm,
         half_close, truncated, handshake_timeout, idle_timeout, connection_limit, backend_gone,
         log_line]


def cases(ferrule, folder) -> dict:
    found = {f"serve.{case.__name__}": (lambda case=case: case(ferrule, folder)) for case in CASES}
    for identity, code in (("expired", "E-CERT-EXPIRED"), ("not_yet_valid", "E-CERT-NOT-YET"),
                           ("wrong_name", "E-CERT-NAME"), ("unknown_issuer", "E-CERT-ISSUER")):
        found[f"get.rejects_{identity}"] = (
            lambda identity=identity, code=code: rejected(ferrule, folder, identity, code))
    return found

# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`ferrule serve` at work: reload all or nothing, drain, half-close, time-outs, limits."""

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


class Farewell(Echo):
    """A backend that has said everything at once, and goes on listening."""

    heard = b""
    was_reset = False

    def _answer(self, client):
        with contextlib.suppress(OSError), client:
            client.sendall(b"farewell\n")
            client.shutdown(socket.SHUT_WR)
            try:
                while piece := client.recv(65536):
                    self.heard += piece
            except ConnectionResetError:
                self.was_reset = True


class Serve:
    """`ferrule serve` with a backend behind it."""

    def __init__(self, ferrule, folder, *extra, identity="p256", backend=Echo):
        self.echo, self.port = backend(), programs.free_port()
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

    def connect(self, client: str = "") -> ssl.SSLSocket:
        """With the certificate of that name in tests/pki, if there is one."""
        context = ssl.create_default_context(cafile=str(PKI / "ca.pem"))
        if client:
            context.load_cert_chain(PKI / f"{client}.pem", PKI / f"{client}.key")
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
            contains(common_name(connection), "rsa2048", "the certificate")
        print(f"reload under load: {len(done)} connections, 0 failures", flush=True)


def bad_reload_keeps_the_old(ferrule, folder):
    with Serve(ferrule, folder) as serve, serve.connect() as before:
        serve.key.write_text("broken")
        serve.signal(signal.SIGHUP)
        contains(serve.wait_log("event=reload-failed"), "E-KEY-FILE", "the log")
        expect(ask(before) == b"line hello\n", "the old connection")
        with serve.connect() as after:
            expect(ask(after) == b"line hello\n", "a new connection")


def common_name(connection) -> str:
    return dict(x[0] for x in connection.getpeercert()["subject"])["commonName"]


def refused(serve, client) -> bool:
    """In TLS 1.3 a client learns with its first read that its certificate was refused."""
    try:
        with serve.connect(client) as connection:
            return ask(connection) != b"line hello\n"
    except OSError:
        return True


def reload_is_of_everything(ferrule, folder):
    """Certificate, key and client authorities; and none of them when one cannot be used."""
    authority = folder / "client-ca.pem"
    shutil.copy(PKI / "ca.pem", authority)
    with Serve(ferrule, folder, "--client-ca", authority) as serve:
        expect(not refused(serve, "client_p256"), "the first authority's client")
        expect(refused(serve, "client_unknown_issuer"), "another's was accepted")
        shutil.copy(PKI / "other_ca.pem", authority)
        serve.use("p384")
        serve.signal(signal.SIGHUP)
        serve.wait_log("event=reloaded")
        expect(refused(serve, "client_p256"), "the old authority's was accepted")
        with serve.connect("client_unknown_issuer") as connection:
            expect(ask(connection) == b"line hello\n", "the new authority's client")
            contains(common_name(connection), "p384", "the new certificate")
        authority.write_text("broken")
        serve.use("rsa2048")
        serve.signal(signal.SIGHUP)
        contains(serve.wait_log("event=reload-failed"), "--client-ca", "the log")
        with serve.connect("client_unknown_issuer") as connection:
            expect(ask(connection) == b"line hello\n", "after a reload that failed")
            contains(common_name(connection), "p384", "half of a reload")


def drain(ferrule, folder):
    """SIGTERM: open connections go on, new ones are refused, and the end comes with the last."""
    with Serve(ferrule, folder) as serve:
        with serve.connect() as connection:
            expect(ask(connection) == b"line hello\n", "before")
            serve.signal(signal.SIGTERM)
            serve.wait_log("event=draining")
            end = time.monotonic() + 5
            while accepts(serve.port):
                expect(time.monotonic() < end, "new connections are accepted while draining")
                time.sleep(0.02)
            expect(ask(connection) == b"line hello\n", "while draining")
            connection.unwrap().close()
        expect(serve.process.wait(10) == 0, "exit code")
        contains(serve.wait_log("event=stopped"), "outcome=ok", "the log")


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
        return True
    except ConnectionError:
        return False


def drain_serves_the_queue(ferrule, folder):
    """Who was connected before SIGTERM came is served, even if nobody had looked at him yet."""
    with Serve(ferrule, folder) as serve:
        serve.signal(signal.SIGSTOP)
        try:
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(serve.connect)
                time.sleep(0.3)
                serve.signal(signal.SIGTERM)
                serve.signal(signal.SIGCONT)
                with waiting.result(10) as connection:
                    expect(ask(connection) == b"line hello\n", "an answer")
        finally:
            serve.signal(signal.SIGCONT)
        expect(serve.process.wait(10) == 0, "exit code")


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
        text = serve.wait_log("bytes_out=14")  # the probe of wait_for has a line as well
        contains(text, "bytes_in=10", "the log")
        contains(text, "outcome=ok", "the log")


def half_close_of_the_backend(ferrule, folder):
    """The backend's end reaches the client as close_notify, and the client can still send."""
    with Serve(ferrule, folder, backend=Farewell) as serve:
        with serve.connect() as connection:
            expect(connection.recv(100) == b"farewell\n", "what the backend said")
            expect(connection.recv(100) == b"", "close_notify")
            connection.sendall(b"one thing more")
            time.sleep(0.2)
            connection.sendall(b", and another")
            connection.unwrap().close()
        contains(serve.wait_log("outcome=ok"), "bytes_in=27", "the log")
        expect(serve.echo.heard == b"one thing more, and another", f"{serve.echo.heard}")


def truncated_after_the_end_of_the_backend(ferrule, folder):
    """What the client did not end itself does not reach the backend as ended."""
    with Serve(ferrule, folder, backend=Farewell) as serve:
        connection = serve.connect()
        expect(connection.recv(100) == b"farewell\n", "what the backend said")
        expect(connection.recv(100) == b"", "close_notify")
        connection.sendall(b"the first half")
        connection.shutdown(socket.SHUT_WR)
        serve.wait_log("bytes_in=14")
        connection.close()
        end = time.monotonic() + 5
        while not serve.echo.was_reset and time.monotonic() < end:
            time.sleep(0.02)
        expect(serve.echo.was_reset, "an upload that was cut off looks whole to the backend")


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


CASES = [reload_under_load, bad_reload_keeps_the_old, reload_is_of_everything, drain,
         drain_serves_the_queue, drain_timeout, second_sigterm, half_close,
         half_close_of_the_backend, truncated, truncated_after_the_end_of_the_backend,
         handshake_timeout, idle_timeout, connection_limit, backend_gone, log_line]


def cases(ferrule, folder) -> dict:
    found = {f"serve.{case.__name__}": (lambda case=case: case(ferrule, folder)) for case in CASES}
    for identity, code in (("expired", "E-CERT-EXPIRED"), ("not_yet_valid", "E-CERT-NOT-YET"),
                           ("wrong_name", "E-CERT-NAME"), ("unknown_issuer", "E-CERT-ISSUER")):
        found[f"get.rejects_{identity}"] = (
            lambda identity=identity, code=code: rejected(ferrule, folder, identity, code))
    return found

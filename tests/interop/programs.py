# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that run beside a case: started, waited for, ended by their own handle."""

import contextlib
import http.server
import pathlib
import signal
import socket
import subprocess
import threading
import time

TIMEOUT_S = 20
PAGE = "".join(f"line {number} of the page behind ferrule serve\n" for number in range(2000))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode} "
                               "before it listened")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args[0]} does not listen on {port}")


@contextlib.contextmanager
def server(command: list, port: int, log: pathlib.Path):
    """A server for the time of a `with`; its output goes to `log`."""
    with log.open("wb") as out:
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE,
                                   stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(port, process)
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def run(command: list, text: str = "", timeout: float = TIMEOUT_S) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in command], input=text.encode(), timeout=timeout,
                          capture_output=True, check=False)


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """A client that goes away is the client's business."""


@contextlib.contextmanager
def plain_backend():
    """A plain HTTP server in this process; gives its port."""
    backend = QuietServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=backend.serve_forever, daemon=True)
    thread.start()
    try:
        yield backend.server_address[1]
    finally:
        backend.shutdown()
        thread.join()
        backend.server_close()

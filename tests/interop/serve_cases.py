# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Other people's clients against `ferrule serve`."""

import contextlib
import functools
import re
import shutil
import subprocess
import threading
import time

import programs
from cases import Skip, contains, expect

SUITES = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
GROUPS = {"X25519": "X25519", "P-256": "P-256", "P-384": "P-384"}
TEMP_KEY = {"X25519": "X25519", "P-256": "ECDH, prime256v1", "P-384": "ECDH, secp384r1"}
GNUTLS_SUITES = {"TLS_AES_128_GCM_SHA256": "AES-128-GCM", "TLS_AES_256_GCM_SHA384": "AES-256-GCM",
                 "TLS_CHACHA20_POLY1305_SHA256": "CHACHA20-POLY1305"}
GNUTLS_GROUPS = {"X25519": "GROUP-X25519", "P-256": "GROUP-SECP256R1", "P-384": "GROUP-SECP384R1"}
REQUEST = "GET /page HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
LAST_LINE = "line 1999 of the page behind ferrule serve"


def need(tool: str) -> None:
    if shutil.which(tool) is None:
        raise Skip(f"{tool} is not installed")


@contextlib.contextmanager
def serving(ferrule, lab, identity, *extra):
    """`ferrule serve` before a plain HTTP backend; gives its port."""
    with programs.plain_backend() as backend:
        port = programs.free_port()
        command = [ferrule, "serve", "--listen", f"127.0.0.1:{port}", "--cert", identity.chain,
                   "--key", identity.key, "--backend", f"127.0.0.1:{backend}", *extra]
        with programs.server(command, port, lab.folder / "serve.log"):
            yield port


class Servers:
    """One `ferrule serve` per certificate, kept for all cases."""

    def __init__(self, ferrule, lab):
        self.ferrule, self.lab, self.open = ferrule, lab, contextlib.ExitStack()
        self.ports, self.identities = {}, {}

    def port(self, kind: str, *extra) -> int:
        if (kind, extra) not in self.ports:
            if kind not in self.identities:
                self.identities[kind] = self.lab.server(kind)
            self.ports[kind, extra] = self.open.enter_context(
                serving(self.ferrule, self.lab, self.identities[kind], *extra))
        return self.ports[kind, extra]


def s_client(lab, port, *arguments, request=REQUEST):
    return programs.run(["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-servername",
                         "localhost", "-CAfile", lab.root, "-verify_return_error",
                         "-verify_hostname", "localhost", "-ign_eof", *arguments], request)


def openssl_case(servers, kind, suite, group):
    done = s_client(servers.lab, servers.port(kind), "-tls1_3", "-ciphersuites", suite,
                    "-groups", GROUPS[group])
    contains(done.stdout, LAST_LINE, "the page")
    contains(done.stdout, f"Cipher is {suite}", "s_client")
    contains(done.stdout, f"Server Temp Key: {TEMP_KEY[group]}", "s_client")
    contains(done.stdout, "Verify return code: 0 (ok)", "s_client")


def curl(lab, port, *arguments):
    need("curl")
    return programs.run(["curl", "--silent", "--show-error", "--cacert", lab.root, "--verbose",
                         *arguments, f"https://localhost:{port}/page"])


def curl_case(servers, kind, suite, group):
    done = curl(servers.lab, servers.port(kind), "--tlsv1.3", "--tls13-ciphers", suite,
                "--curves", GROUPS[group])
    expect(done.stdout.decode() == programs.PAGE, f"another page: {done.stderr.decode()}")
    contains(done.stderr, f"TLSv1.3 / {suite}", "curl")


def gnutls_case(servers, kind, suite, group):
    need("gnutls-cli")
    priority = ("NONE:+VERS-TLS1.3:+AEAD:+SIGN-ALL:+KX-ALL:+CTYPE-X509:"
                f"+{GNUTLS_SUITES[suite]}:+{GNUTLS_GROUPS[group]}")
    done = programs.run(["gnutls-cli", "--x509cafile", servers.lab.root, "--priority", priority,
                         "--port", servers.port(kind), "localhost"], REQUEST)
    contains(done.stdout, LAST_LINE, "the page")
    contains(done.stdout, "(TLS1.3", "gnutls-cli")
    contains(done.stdout, GNUTLS_SUITES[suite], "gnutls-cli")
    contains(done.stdout, "The certificate is trusted", "gnutls-cli")


def hello_retry(servers):
    """The client's first share is for a group Ferrule does not have."""
    done = s_client(servers.lab, servers.port("p256"), "-tls1_3", "-groups", "P-521:X25519", "-msg")
    contains(done.stdout, LAST_LINE, "the page")
    hellos = len(re.findall(rb"ClientHello", done.stdout))
    expect(hellos == 2, f"{hellos} ClientHello, expected 2")


def foreign_session(lab):
    """A session, with early data allowed, that a server of another make gave for this name."""
    identity, session = lab.server("p256"), lab.folder / "foreign-session"
    if session.exists():
        return session
    port = programs.free_port()
    command = ["openssl", "s_server", "-accept", port, "-cert", identity.chain, "-key",
               identity.key, "-early_data", "-max_early_data", "16384"]
    client = ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-tls1_3", "-sess_out",
              str(session)]
    with programs.server(command, port, lab.folder / "s_server.log"), \
            subprocess.Popen(client, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + programs.TIMEOUT_S
        while "END SSL" not in (session.read_text() if session.exists() else ""):
            expect(time.monotonic() < end, "s_server gives no ticket")
            time.sleep(0.05)
        process.terminate()
    return session


def early_data(servers, *more):
    """Refused early data is skipped (RFC 8446, 4.2.10), and the handshake goes on."""
    early = servers.lab.folder / "early"
    early.write_bytes(b"E" * 12_000)
    done = s_client(servers.lab, servers.port("p256"), "-tls1_3", "-sess_in",
                    foreign_session(servers.lab), "-early_data", early, *more)
    contains(done.stdout, "Early data was rejected", "s_client")
    contains(done.stdout, LAST_LINE, "the page")


def early_data_and_retry(servers):
    early_data(servers, "-groups", "P-521:X25519")


def no_common_group(servers):
    done = s_client(servers.lab, servers.port("p256"), "-tls1_3", "-groups", "P-521")
    contains(done.stderr, "alert handshake failure", "s_client")


def tls12_refused(servers):
    done = s_client(servers.lab, servers.port("p256"), "-tls1_2")
    contains(done.stderr, "alert protocol version", "s_client")


def key_update(servers, letter):
    """Both kinds: `k` updates the client's keys, `K` asks for the server's too."""
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{servers.port('p256')}",
               "-servername", "localhost", "-CAfile", str(servers.lab.root), "-tls1_3"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    limit = threading.Timer(programs.TIMEOUT_S, process.kill)
    limit.start()
    try:
        for part in (letter + "\n", letter + "\n", REQUEST):
            process.stdin.write(part.encode())
            process.stdin.flush()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.4)
        # Not communicate(): it ends the input, and with it the connection, before the page is here.
        out, err = process.stdout.read(), process.stderr.read()
    finally:
        limit.cancel()
        process.kill()
        process.wait()
    contains(err, "KEYUPDATE", "s_client")
    contains(out, LAST_LINE, "the page")


def client_auth(servers, kind, policy):
    lab = servers.lab
    identity = lab.client(kind)
    port = servers.port("p256", "--client-ca", str(lab.root), "--client-auth", policy)
    done = s_client(lab, port, "-tls1_3", "-cert", identity.chain, "-cert_chain", identity.chain,
                    "-key", identity.key)
    contains(done.stdout, LAST_LINE, "the page")
    done = curl(lab, port, "--cert", identity.chain, "--key", identity.key)
    expect(done.stdout.decode() == programs.PAGE, f"curl: {done.stderr.decode()}")


def client_auth_gnutls(servers):
    need("gnutls-cli")
    lab = servers.lab
    identity = lab.client("p256")
    port = servers.port("p256", "--client-ca", str(lab.root), "--client-auth", "required")
    done = programs.run(["gnutls-cli", "--x509cafile", lab.root, "--x509certfile", identity.chain,
                         "--x509keyfile", identity.key, "--port", port, "localhost"], REQUEST)
    contains(done.stdout, LAST_LINE, "the page")


def client_auth_missing(servers):
    port = servers.port("p256", "--client-ca", str(servers.lab.root), "--client-auth", "required")
    done = s_client(servers.lab, port, "-tls1_3")
    contains(done.stderr, "alert certificate required", "s_client")


def client_auth_optional_missing(servers):
    port = servers.port("p256", "--client-ca", str(servers.lab.root), "--client-auth", "optional")
    contains(s_client(servers.lab, port, "-tls1_3").stdout, LAST_LINE, "the page")


def client_auth_stranger(servers):
    identity = servers.lab.stranger()
    port = servers.port("p256", "--client-ca", str(servers.lab.root), "--client-auth", "required")
    done = s_client(servers.lab, port, "-tls1_3", "-cert", identity.chain, "-key", identity.key)
    contains(done.stderr, "alert unknown ca", "s_client")


def alpn(servers):
    port = servers.port("p256", "--alpn", "http/1.1")
    done = s_client(servers.lab, port, "-tls1_3", "-alpn", "h2,http/1.1")
    contains(done.stdout, "ALPN protocol: http/1.1", "s_client")


def alpn_mismatch(servers):
    port = servers.port("p256", "--alpn", "http/1.1")
    done = s_client(servers.lab, port, "-tls1_3", "-alpn", "h2")
    contains(done.stderr, "no application protocol", "s_client")


def wrong_name(servers):
    done = programs.run(["curl", "--silent", "--show-error", "--cacert", servers.lab.root,
                         "--resolve", f"elsewhere.test:{servers.port('p256')}:127.0.0.1",
                         f"https://elsewhere.test:{servers.port('p256')}/"])
    expect(done.returncode == 60, f"curl: {done.returncode} {done.stderr.decode()}")


def cases(ferrule, lab) -> dict:
    servers = Servers(ferrule, lab)
    found = {}
    for suite in SUITES:
        for group in GROUPS:
            for kind in ("rsa2048", "rsa4096", "p256", "p384", "p521", "ed25519"):
                name = f"{suite}.{group}.{kind}"
                found[f"openssl.{name}"] = functools.partial(
                    openssl_case, servers, kind, suite, group)
                found[f"gnutls.{name}"] = functools.partial(
                    gnutls_case, servers, kind, suite, group)
            for kind in ("rsa2048", "p256", "ed25519"):
                found[f"curl.{suite}.{group}.{kind}"] = functools.partial(
                    curl_case, servers, kind, suite, group)
    for case in (hello_retry, early_data, early_data_and_retry, no_common_group, tls12_refused,
                 client_auth_gnutls, client_auth_missing, client_auth_optional_missing,
                 client_auth_stranger, alpn, alpn_mismatch, wrong_name):
        found[case.__name__] = functools.partial(case, servers)
    for letter in ("k", "K"):
        found[f"key_update.{letter}"] = functools.partial(key_update, servers, letter)
    for kind in ("rsa2048", "p256", "p384", "p521", "ed25519"):
        for policy in ("required", "optional"):
            found[f"client_auth.{kind}.{policy}"] = functools.partial(
                client_auth, servers, kind, policy)
    found["servers_end"] = servers.open.close
    return found

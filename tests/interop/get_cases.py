# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`ferrule get` against other people's servers."""

import contextlib
import functools
import json
import pathlib

import programs
from cases import contains, expect
from serve_cases import GNUTLS_GROUPS, GNUTLS_SUITES, GROUPS, SUITES, need

OPENSSL_GROUPS = GROUPS
JSON_GROUPS = {"X25519": "x25519", "P-256": "secp256r1", "P-384": "secp384r1"}
NGINX_CURVES = {"X25519": "X25519", "P-256": "prime256v1", "P-384": "secp384r1"}
KINDS = ("rsa2048", "rsa4096", "p256", "p384", "p521", "ed25519")


def get(ferrule, lab, port, *arguments, path="/", host="localhost", cafile=None):
    return programs.run([ferrule, "get", f"https://{host}:{port}{path}", "--cafile",
                         cafile or lab.root, "--resolve", f"{host}:{port}:127.0.0.1", *arguments])


def negotiated(ferrule, lab, port, suite, group, path="/"):
    """Fetches twice: the body to stdout, then what was agreed as JSON."""
    body = get(ferrule, lab, port, path=path)
    expect(body.returncode == 0, f"exit {body.returncode}: {body.stderr.decode()}")
    told = get(ferrule, lab, port, "--json", "-o", "/dev/null", path=path)
    agreed = json.loads(told.stdout or told.stderr)["tls"]
    expect(agreed["version"] == "TLSv1.3" and agreed["suite"] == suite
           and agreed["group"].lower() == JSON_GROUPS[group], f"agreed on {agreed}")
    return body.stdout.decode()


@contextlib.contextmanager
def s_server(lab, identity, *arguments, mode=("-www",)):
    port = programs.free_port()
    command = ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert", identity.chain,
               "-cert_chain", identity.chain, "-key", identity.key, "-tls1_3", *mode, "-quiet",
               *arguments]
    with programs.server(command, port, lab.folder / "s_server.log"):
        yield port


@contextlib.contextmanager
def gnutls_serv(lab, identity, priority):
    port = programs.free_port()
    command = ["gnutls-serv", "--http", "--port", port, "--x509certfile", identity.chain,
               "--x509keyfile", identity.key, "--priority", priority]
    with programs.server(command, port, lab.folder / "gnutls-serv.log"):
        yield port


NGINX = """\
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; default_type text/plain;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port} ssl; root {folder}/www;
    ssl_certificate {chain}; ssl_certificate_key {key}; ssl_protocols TLSv1.3;
    ssl_conf_command Ciphersuites {suite}; ssl_ecdh_curve {curve};
    {extra}
  }}
}}
"""


@contextlib.contextmanager
def nginx(lab, identity, suite=SUITES[0], group="X25519", extra=""):
    www = lab.folder / "www"
    www.mkdir(exist_ok=True)
    (www / "page").write_text(programs.PAGE)
    port = programs.free_port()
    settings = lab.folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=lab.folder, port=port, chain=identity.chain,
                                     key=identity.key, suite=suite, curve=NGINX_CURVES[group],
                                     extra=extra))
    binary = "nginx" if not pathlib.Path("/usr/sbin/nginx").exists() else "/usr/sbin/nginx"
    command = [binary, "-e", lab.folder / "nginx-start.log", "-c", settings, "-p", lab.folder]
    with programs.server(command, port, lab.folder / "nginx.log"):
        yield port


def openssl_case(ferrule, lab, identity, suite, group):
    with s_server(lab, identity, "-ciphersuites", suite, "-groups", OPENSSL_GROUPS[group]) as port:
        contains(negotiated(ferrule, lab, port, suite, group), suite, "s_server's page")


def gnutls_case(ferrule, lab, identity, suite, group):
    need("gnutls-serv")
    priority = ("NONE:+VERS-TLS1.3:+AEAD:+SIGN-ALL:+KX-ALL:+CTYPE-X509:"
                f"+{GNUTLS_SUITES[suite]}:+{GNUTLS_GROUPS[group]}")
    with gnutls_serv(lab, identity, priority) as port:
        contains(negotiated(ferrule, lab, port, suite, group), "GnuTLS", "gnutls-serv's page")


def nginx_case(ferrule, lab, identity, suite, group):
    with nginx(lab, identity, suite, group) as port:
        page = negotiated(ferrule, lab, port, suite, group, path="/page")
        expect(page == programs.PAGE, f"another page of {len(page)} characters")


def refused(ferrule, lab, identity, code, *texts, host="localhost", cafile=None):
    """A server whose certificate must not be accepted: exit code 6, and words that help."""
    with s_server(lab, identity) as port:
        done = get(ferrule, lab, port, host=host, cafile=cafile)
    expect(done.returncode == 6, f"exit {done.returncode}: {done.stderr.decode()}")
    expect(done.stdout == b"", "a body was printed")
    for text in (code, *texts):
        contains(done.stderr, text, "the message")


def with_client_certificate(ferrule, lab, server, kind):
    """nginx asks for a client certificate and shows whose it got."""
    identity = lab.client(kind)
    extra = (f"ssl_client_certificate {lab.root}; ssl_verify_client on; ssl_verify_depth 3;"
             "location /who { return 200 $ssl_client_s_dn; }")
    with nginx(lab, server, extra=extra) as port:
        done = get(ferrule, lab, port, "--cert", identity.chain, "--key", identity.key, path="/who")
        expect(done.stdout.decode() == f"CN=client {kind}", f"{done.stdout} {done.stderr.decode()}")
        done = get(ferrule, lab, port, path="/who")
        expect(b"client" not in done.stdout, "a certificate was sent that nobody gave")


def by_address(ferrule, lab, identity):
    with s_server(lab, identity) as port:
        done = programs.run([ferrule, "get", f"https://127.0.0.1:{port}/", "--cafile", lab.root])
    expect(done.returncode == 0, done.stderr.decode())


def tls12_only(ferrule, lab, identity):
    port = programs.free_port()
    command = ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert", identity.chain,
               "-key", identity.key, "-tls1_2", "-www", "-quiet"]
    with programs.server(command, port, lab.folder / "s_server.log"):
        done = get(ferrule, lab, port)
    expect(done.returncode == 7, f"exit {done.returncode}: {done.stderr.decode()}")


def cases(ferrule, lab) -> dict:
    servers = {kind: lab.server(kind) for kind in KINDS}
    elsewhere = lab.server("p256", "server-elsewhere", "subjectAltName=DNS:elsewhere.test")
    found = {}
    for suite in SUITES:
        for group in GROUPS:
            for kind in KINDS:
                for peer in (openssl_case, gnutls_case, nginx_case):
                    name = f"{peer.__name__.removesuffix('_case')}.{suite}.{group}.{kind}"
                    found[name] = functools.partial(peer, ferrule, lab, servers[kind], suite, group)
    for kind in ("rsa2048", "p256", "p384", "p521", "ed25519"):
        found[f"client_certificate.{kind}"] = functools.partial(
            with_client_certificate, ferrule, lab, servers["p256"], kind)
    found["expired"] = functools.partial(refused, ferrule, lab, lab.expired_server(),
                                         "E-CERT-EXPIRED")
    found["wrong_name"] = functools.partial(refused, ferrule, lab, elsewhere, "E-CERT-NAME",
                                            "localhost", "elsewhere.test")
    found["unknown_issuer"] = functools.partial(refused, ferrule, lab, servers["p256"],
                                                "E-CERT-ISSUER", cafile=lab.other_root)
    found["by_address"] = functools.partial(by_address, ferrule, lab, servers["p256"])
    found["tls12_only"] = functools.partial(tls12_only, ferrule, lab, servers["p256"])
    return found

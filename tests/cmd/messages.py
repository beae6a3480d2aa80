# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Each misconfiguration has its message and exit code before anything listens; get's errors too."""

import functools
import json
import pathlib
import re
import socket
import ssl

import programs
from cases import contains, expect

PKI = pathlib.Path(__file__).resolve().parents[1] / "pki"
FAILURE, USAGE, CONFIG, CONNECT, TIMEOUT, CERTIFICATE, TLS = 1, 2, 3, 4, 5, 6, 7


def serve(ferrule, *changes, before=(), **options):
    """`ferrule serve` with good settings, some of them replaced; `before` runs it."""
    given = {"--listen": "127.0.0.1:0", "--backend": "127.0.0.1:9", "--cert": PKI / "p256.pem",
             "--key": PKI / "p256.key"} | options
    words = [word for pair in given.items() for word in pair]
    return programs.run([*before, ferrule, "serve", *words, *changes])


def refused(done, code: int, *texts):
    expect(done.returncode == code, f"exit {done.returncode}, expected {code}: {done.stderr}")
    for text in texts:
        contains(done.stderr, text, "the message")


def sections(path: pathlib.Path) -> list[str]:
    return re.findall("-----BEGIN.*?-----END[^\n]*\n", path.read_text(), re.DOTALL)


def openssl(*words):
    done = programs.run(["openssl", *words])
    expect(done.returncode == 0, f"{words}: {done.stderr}")


def files(ferrule, folder) -> dict:
    bad_pem = folder / "bad.pem"
    bad_pem.write_text("hello\n-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n")
    empty = folder / "empty.pem"
    empty.write_text("nothing here\n")
    plain = PKI / "p256.pem"
    der_cert, der_key, der_ca = folder / "cert.der", folder / "key.der", folder / "ca.der"
    der_cert.write_bytes(ssl.PEM_cert_to_DER_cert(sections(plain)[0]))
    der_ca.write_bytes(ssl.PEM_cert_to_DER_cert(sections(PKI / "ca.pem")[0]))
    openssl("pkey", "-in", PKI / "p256.key", "-outform", "DER", "-out", der_key)
    locked, strange = folder / "locked.key", folder / "strange.key"
    openssl("pkey", "-in", PKI / "p256.key", "-aes256", "-passout", "pass:x", "-out", locked)
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1", "-out",
            strange)
    backwards = folder / "backwards.pem"
    backwards.write_text("".join(reversed(sections(plain))))
    half = folder / "half.pem"
    half.write_text(plain.read_text()[:300])
    long, longest = folder / "long.pem", folder / "longest.pem"
    long.write_text("".join([*sections(plain), *sections(PKI / "ca.pem") * 15]))
    longest.write_text("".join([*sections(plain), *sections(PKI / "ca.pem") * 14]))
    marked, utf16 = folder / "marked.pem", folder / "utf16.pem"
    marked.write_text(plain.read_text(), encoding="utf-8-sig")
    utf16.write_text(plain.read_text(), encoding="utf-16")
    check = functools.partial(serve, ferrule, "--check")

    def accepted(path):
        done = check(**{"--cert": path})
        expect(done.returncode == 0, f"{path}: {done.stderr}")

    return {
        "missing_certificate": lambda: refused(check(**{"--cert": folder / "none.pem"}), CONFIG,
                                               "E-FILE", "does not exist", "none.pem"),
        "missing_key": lambda: refused(check(**{"--key": folder / "none.key"}), CONFIG, "E-FILE",
                                       "--key"),
        "directory_as_key": lambda: refused(check(**{"--key": folder}), CONFIG, "directory"),
        "bad_pem_line": lambda: refused(check(**{"--cert": bad_pem}), CONFIG, "E-PEM",
                                        "bad.pem:"),
        "no_certificate": lambda: refused(check(**{"--cert": empty}), CONFIG, "E-CERT-FILE"),
        "no_key": lambda: refused(check(**{"--key": plain}), CONFIG, "E-KEY-FILE"),
        "key_of_another": lambda: refused(check(**{"--key": PKI / "p384.key"}), CONFIG,
                                          "E-KEY-MISMATCH", "does not belong"),
        "bad_client_ca": lambda: refused(check(**{"--client-ca": empty}), CONFIG, "E-CERT-FILE",
                                         "--client-ca"),
        "der_certificate": lambda: refused(check(**{"--cert": der_cert}), CONFIG, "E-CERT-FILE",
                                           "openssl x509 -inform DER"),
        "der_key": lambda: refused(check(**{"--key": der_key}), CONFIG, "E-KEY-FILE",
                                   "openssl pkey -inform DER"),
        "der_client_ca": lambda: refused(check(**{"--client-ca": der_ca}), CONFIG, "E-CERT-FILE",
                                         "openssl x509 -inform DER"),
        "key_with_passphrase": lambda: refused(check(**{"--key": locked}), CONFIG, "E-PEM",
                                               "passphrase", "openssl pkey -in"),
        "key_of_no_supported_kind": lambda: refused(check(**{"--key": strange}), CONFIG,
                                                    "E-KEY-FILE", "ECDSA P-256/384/521"),
        "chain_backwards": lambda: refused(check(**{"--cert": backwards}), CONFIG,
                                           "E-KEY-MISMATCH", "must come first"),
        "half_a_file": lambda: refused(check(**{"--cert": half}), CONFIG, "E-PEM", "half.pem:1"),
        "too_many_certificates": lambda: refused(check(**{"--cert": long}), CONFIG, "E-CERT-FILE",
                                                 "long.pem holds 17 certificates", "at most 16",
                                                 "intermediates"),
        "as_many_certificates_as_may_be": lambda: accepted(longest),
        "byte_order_mark": lambda: accepted(marked),
        "utf_16": lambda: refused(check(**{"--cert": utf16}), CONFIG, "E-CERT-FILE",
                                  "iconv -f UTF-16"),
        "endless_file": lambda: refused(check(**{"--cert": "/dev/zero"}), CONFIG, "E-FILE",
                                        "16 MiB"),
    }


def settings(ferrule) -> dict:
    check = functools.partial(serve, ferrule, "--check")

    def good():
        done = check()
        expect(done.returncode == 0, f"{done.stderr}")
        contains(done.stderr, "event=configured", "the log")

    def expired():
        done = check(**{"--cert": PKI / "expired.pem", "--key": PKI / "expired.key"})
        expect(done.returncode == 0, f"{done.stderr}")
        contains(done.stderr, "expired", "the warning")

    def taken():
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            refused(serve(ferrule, **{"--listen": f"127.0.0.1:{port}"}), CONFIG, "E-LISTEN",
                    "already listens")

    def as_json():
        done = check("--json", **{"--backend": "here"})
        expect(done.returncode == USAGE, str(done))
        error = json.loads(done.stderr)
        expect(error["schema"] == 1 and error["error"]["code"] == "E-ADDRESS", str(error))

    def few_descriptors():
        done = serve(ferrule, before=("prlimit", "--nofile=24:24"), **{"--threads": "4"})
        expect(done.returncode == FAILURE, str(done))
        contains(done.stderr, "may open only 24 files", "the message")

    return {
        "good_settings": good,
        "expired_certificate_warns": expired,
        "port_taken": taken,
        "bad_backend": lambda: refused(check(**{"--backend": "localhost"}), USAGE, "E-ADDRESS",
                                       "--backend"),
        "bad_listen": lambda: refused(check(**{"--listen": "1.2.3.4"}), USAGE, "E-ADDRESS"),
        "no_port_for_the_backend": lambda: refused(check(**{"--backend": "127.0.0.1:0"}), USAGE,
                                                   "E-ADDRESS", "--backend"),
        "address_of_another": lambda: refused(serve(ferrule, **{"--listen": "192.0.2.1:8443"}),
                                              CONFIG, "E-LISTEN", "no such address"),
        "empty_protocol": lambda: refused(check(**{"--alpn": ""}), USAGE, "--alpn"),
        "long_protocol": lambda: refused(check(**{"--alpn": "a" * 256}), USAGE, "--alpn"),
        "too_few_descriptors": few_descriptors,
        "auth_without_ca": lambda: refused(check(**{"--client-auth": "required"}), USAGE,
                                           "--client-ca"),
        "unknown_option": lambda: refused(check("--frobnicate"), USAGE),
        "error_as_json": as_json,
    }


def get(ferrule) -> dict:
    def fetch(*words):
        return programs.run([ferrule, "get", *words])

    def json_error():
        done = fetch("https://127.0.0.1:1/", "--json", "--cafile", PKI / "ca.pem")
        expect(done.returncode == CONNECT, str(done))
        report = json.loads(done.stdout)
        expect(report["schema"] == 1 and not report["ok"], str(report))
        expect(report["error"]["code"] == "E-CONNECT", str(report))

    def silent_server():
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            refused(fetch(f"https://127.0.0.1:{port}/", "--timeout", "1", "--cafile",
                          PKI / "ca.pem"), TIMEOUT, "E-TIMEOUT")

    def topics():
        listing = programs.run([ferrule, "help"]).stdout.decode().split("\n")[1:]
        expect(len(listing) > 20, str(listing))
        command = PKI.parents[1] / "cmd"
        codes = {code for source in command.rglob("*.[ch]pp") if source.name != "help.cpp"
                 for code in re.findall(r'"(E-[A-Z-]+)"', source.read_text())}
        expect(codes <= set(listing), f"no help on {codes - set(listing)}")
        told = {topic for topic in listing if topic.startswith("E-")}
        expect(told <= codes, f"help on codes that no program uses: {told - codes}")
        for topic in filter(None, listing):
            done = programs.run([ferrule, "help", topic])
            expect(done.returncode == 0 and len(done.stdout) > 40, topic)
            for other in re.findall(rb"ferrule help ([A-Za-z-]+)", done.stdout):
                expect(other.decode() in listing, f"{topic} names {other}")

    return {
        "http_url": lambda: refused(fetch("http://a/"), USAGE, "only https"),
        "no_url": lambda: refused(fetch("example"), USAGE, "E-URL"),
        "no_listener": lambda: refused(fetch("https://127.0.0.1:1/", "--cafile", PKI / "ca.pem"),
                                       CONNECT, "nobody listens"),
        "no_such_name": lambda: refused(fetch("https://none.invalid/", "--cafile",
                                              PKI / "ca.pem"), CONNECT, "E-DNS"),
        "missing_ca_file": lambda: refused(fetch("https://a/", "--cafile", "none.pem"), CONFIG,
                                           "E-FILE"),
        "json_error": json_error,
        "silent_server": silent_server,
        "help_topics": topics,
        "help_unknown": lambda: refused(programs.run([ferrule, "help", "E-NONE"]), USAGE),
        "unknown_command": lambda: refused(programs.run([ferrule, "severe"]), USAGE,
                                           "no command 'ferrule severe'"),
        "unknown_part_of_a_command": lambda: refused(
            programs.run([ferrule, "module", "bild"]), USAGE, "no command 'ferrule module bild'"),
        "option_of_no_command": lambda: refused(programs.run([ferrule, "module", "--json"]), USAGE,
                                                "no option 'ferrule module --json'"),
    }


def cases(ferrule, folder) -> dict:
    found = {f"files.{name}": case for name, case in files(ferrule, folder).items()}
    found |= {f"settings.{name}": case for name, case in settings(ferrule).items()}
    return found | {f"get.{name}": case for name, case in get(ferrule).items()}

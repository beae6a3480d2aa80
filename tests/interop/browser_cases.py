# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Headless Chromium against `ferrule serve`, its certificate pinned by the hash of the key."""

import base64
import functools
import hashlib
import shutil
import subprocess
import tempfile

import programs
from cases import Skip, contains, expect
from lab import openssl
from serve_cases import LAST_LINE, serving

QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-proxy-server", "--disable-dev-shm-usage"]
BROWSER_TIMEOUT_S = 90


def key_hash(identity) -> str:
    pem = openssl("x509", "-in", str(identity.chain), "-noout", "-pubkey")
    der = base64.b64decode("".join(pem.splitlines()[1:-1]))
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


def dump(url: str, *arguments: str) -> subprocess.CompletedProcess:
    browser = shutil.which("chromium")
    if browser is None:
        raise Skip("chromium is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        return programs.run([browser, *QUIET, f"--user-data-dir={profile}", *arguments,
                             "--dump-dom", url], timeout=BROWSER_TIMEOUT_S)


def shows_the_page(ferrule, lab, kind):
    identity = lab.server(kind)
    with serving(ferrule, lab, identity) as port:
        done = dump(f"https://localhost:{port}/page",
                    f"--ignore-certificate-errors-spki-list={key_hash(identity)}")
    contains(done.stdout, LAST_LINE, "the page as Chromium renders it")


def refuses_a_stranger(ferrule, lab):
    """Without the pin Chromium does not know the authority, and must not show the page."""
    with serving(ferrule, lab, lab.server("p256", "server-unpinned")) as port:
        done = dump(f"https://localhost:{port}/page")
    expect(LAST_LINE.encode() not in done.stdout, "Chromium showed a page it should not trust")


def cases(ferrule, lab) -> dict:
    found = {f"chromium.{kind}": functools.partial(shows_the_page, ferrule, lab, kind)
             for kind in ("p256", "rsa2048", "p384")}
    found["chromium.refuses_a_stranger"] = functools.partial(refuses_a_stranger, ferrule, lab)
    return found

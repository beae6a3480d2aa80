#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""install.py BUILD: installs BUILD under a temporary prefix, and builds and runs the project in
consumer/, copied out of the tree, against it: through CMake and pkg-config, with both compilers,
with exceptions and RTTI on."""

import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tidy"))
import tidy  # noqa: E402  (its XML writer)

COMPILERS = ["clang++-19", "g++-12"]
WARNINGS = ["-Wall", "-Wextra", "-Werror"]


class Failed(Exception):
    """A command of the newcomer did not work."""


def run(*command, **more) -> str:
    result = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False, timeout=300, **more)
    if result.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}\n{result.stdout}")
    return result.stdout


def moved(prefix: pathlib.Path) -> pathlib.Path:
    """An installed tree does not know where it was installed to."""
    target = prefix.with_name("moved")
    shutil.move(prefix, target)
    return target


def make_certificates(folder: pathlib.Path) -> None:
    """ca.der, leaf.der for localhost, and its key.der."""
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    run("openssl", "req", "-x509", *new_key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
        "-subj", "/CN=Consumer CA", "-addext", "basicConstraints=critical,CA:TRUE",
        "-addext", "keyUsage=keyCertSign", cwd=folder)
    run("openssl", "req", *new_key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj",
        "/CN=localhost", cwd=folder)
    (folder / "leaf.ext").write_text("subjectAltName=DNS:localhost\n"
                                     "extendedKeyUsage=serverAuth\n")
    run("openssl", "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
        "-CAcreateserial", "-days", "2", "-out", "leaf.der", "-outform", "DER", "-extfile",
        "leaf.ext", cwd=folder)
    run("openssl", "x509", "-in", "ca.pem", "-out", "ca.der", "-outform", "DER", cwd=folder)
    run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "leaf.key", "-out", "key.der",
        "-outform", "DER", cwd=folder)


def with_cmake(compiler: str, project: pathlib.Path, prefix: pathlib.Path) -> None:
    binary = project / f"build-{compiler}"
    run("cmake", "-S", project, "-B", binary, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}",
        f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_FLAGS={' '.join(WARNINGS)}")
    run("cmake", "--build", binary)
    run(binary / "consumer", project / "ca.der", project / "leaf.der", project / "key.der")


def with_pkg_config(compiler: str, project: pathlib.Path, prefix: pathlib.Path) -> None:
    pkg_config = next(prefix.rglob("ferrule.pc")).parent
    flags = run("pkg-config", "--cflags", "--libs", "ferrule",
                env={**os.environ, "PKG_CONFIG_PATH": str(pkg_config)})
    program = project / f"consumer-{compiler}"
    run(compiler, "-std=c++23", "-O1", *WARNINGS, project / "main.cpp", "-o", program,
        *shlex.split(flags), "-pthread")
    run(program, project / "ca.der", project / "leaf.der", project / "key.der")


def main() -> int:
    build = pathlib.Path(sys.argv[1])
    outcome: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        prefix = pathlib.Path(folder) / "prefix"
        run("cmake", "--install", build, "--prefix", prefix)
        prefix = moved(prefix)
        project = pathlib.Path(folder) / "consumer"
        shutil.copytree(HERE / "consumer", project)
        make_certificates(project)
        for compiler in COMPILERS:
            for way in (with_cmake, with_pkg_config):
                name = f"{way.__name__} {compiler}"
                try:
                    way(compiler, project, prefix)
                    outcome[name] = []
                except (Failed, subprocess.TimeoutExpired) as error:
                    outcome[name] = [str(error)]
                print(f"{'FAIL' if outcome[name] else 'ok  '}  {name}", *outcome[name], sep="\n  ",
                      flush=True)
    tidy.write_results("install", outcome)
    return 1 if any(outcome.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""Builds the debug kernel, once: Debian's linux-source-6.12 with tinyconfig and kernel.config.

    kernel.py        prints the kernel's build folder, after building it where it is not there

It stands in $XDG_CACHE_HOME/ferrule/kernel/debug/<hash>; the hash is of kernel.config and of the
source package's version. The source is taken from /usr/src where linux-source-6.12 is installed,
and from its package, downloaded and unpacked into the cache, where it is not: nothing is installed.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
FRAGMENT = HERE / "kernel.config"
PACKAGE = "linux-source-6.12"
TOOLS = {"gcc-12": "gcc-12", "make": "make", "flex": "flex", "bison": "bison", "bc": "bc",
         "xz": "xz-utils"}
# Never compiled here: their Kconfig and Makefiles are read, their C is left in the archive.
UNUSED = ["Documentation", "sound", "samples", "rust", "tools/perf", "tools/testing",
          *(f"drivers/{name}" for name in (
              "gpu", "net", "media", "staging", "infiniband", "scsi", "usb", "iio", "mtd", "comedi",
              "accel")),
          *(f"arch/{name}" for name in (
              "alpha", "arc", "arm", "arm64", "csky", "hexagon", "loongarch", "m68k", "microblaze",
              "mips", "nios2", "openrisc", "parisc", "powerpc", "riscv", "s390", "sh", "sparc",
              "um", "xtensa")),
          *(f"fs/{name}" for name in ("btrfs", "xfs", "bcachefs", "ocfs2", "smb", "f2fs", "nfs",
                                      "nfsd", "gfs2", "ceph"))]


class Problem(Exception):
    """What a person can mend; the text says how."""


def cache() -> pathlib.Path:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ["HOME"], ".cache")
    return pathlib.Path(home) / "ferrule" / "kernel" / "debug"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Progress:
    """Tells every half minute that something still runs."""

    def __init__(self, what: str):
        self.what = what
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.tell, daemon=True)

    def tell(self) -> None:
        start = time.monotonic()
        while not self.ended.wait(30):
            say(f"   {self.what}: {time.monotonic() - start:.0f} s")

    def __enter__(self) -> "Progress":
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.ended.set()
        self.thread.join()


def check_tools() -> None:
    missing = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
    if not pathlib.Path("/usr/include/libelf.h").exists():
        missing.append("libelf-dev")
    if missing:
        raise Problem(f"building a kernel needs: apt install {' '.join(missing)}")


def installed_source() -> tuple[str, pathlib.Path] | None:
    archive = pathlib.Path("/usr/src") / f"{PACKAGE}.tar.xz"
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", PACKAGE], text=True,
                           capture_output=True, check=False)
    if archive.exists() and asked.returncode == 0 and asked.stdout:
        return asked.stdout, archive
    return None


def downloaded_source(folder: pathlib.Path) -> tuple[str, pathlib.Path]:
    """The archive from the package, unpacked into `folder`."""
    say(f"downloading {PACKAGE} (about 150 MB)")
    download = ["apt-get", "download", PACKAGE]
    got = subprocess.run(download, cwd=folder, text=True, capture_output=True, check=False)
    if got.returncode != 0 and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        got = subprocess.run(download, cwd=folder, text=True, capture_output=True, check=False)
    packages = list(folder.glob(f"{PACKAGE}_*.deb"))
    if got.returncode != 0 or not packages:
        raise Problem(f"{PACKAGE} cannot be downloaded: {got.stderr.strip()}\n"
                      "  when the package list is old, run: apt-get update")
    version = subprocess.run(["dpkg-deb", "-f", str(packages[0]), "Version"], text=True,
                             capture_output=True, check=True).stdout.strip()
    subprocess.run(["dpkg-deb", "-x", str(packages[0]), str(folder)], check=True)
    packages[0].unlink()
    return version, folder / "usr" / "src" / f"{PACKAGE}.tar.xz"


def unpack(archive: pathlib.Path, place: pathlib.Path) -> None:
    say("unpacking the source")
    new = place.with_name(place.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    without = [f"--exclude=*/{part}/*.{ending}" for part in UNUSED
               for ending in ("[ch]", "rst", "dts", "dtsi", "S", "json", "yaml", "txt", "svg")]
    # Several threads where xz can do that.
    subprocess.run(["tar", "-I", "xz -T0", "-x", "-f", str(archive), "-C", str(new),
                    "--strip-components=1", *without], check=True)
    new.rename(place)


def source() -> pathlib.Path:
    """source-VERSION in the cache: the newest there, else the installed one, else Debian's."""
    there = sorted(cache().glob("source-*[0-9]"), key=lambda path: path.stat().st_mtime)
    if there:
        return there[-1]
    cache().mkdir(parents=True, exist_ok=True)
    work = cache() / "download"
    work.mkdir(exist_ok=True)
    version, archive = installed_source() or downloaded_source(work)
    place = cache() / f"source-{version}"
    unpack(archive, place)
    shutil.rmtree(work)
    return place


def options(text: str) -> dict[str, str]:
    """Of each option its value; n where it is not set."""
    found = {}
    for line in text.splitlines():
        if match := re.match(r"(CONFIG_\w+)=(.*)$", line):
            found[match[1]] = match[2]
        elif match := re.match(r"# (CONFIG_\w+) is not set$", line):
            found[match[1]] = "n"
    return found


def make(tree: pathlib.Path, build: pathlib.Path, *goals: str) -> None:
    compiler = "ccache gcc-12" if shutil.which("ccache") else "gcc-12"
    log = build / "make.log"
    with log.open("a", encoding="utf-8") as out, Progress(f"make {goals[0]}"):
        ended = subprocess.run(
            ["nice", "-n", "19", "make", "-C", str(tree), f"O={build}", f"CC={compiler}",
             "HOSTCC=gcc-12", f"-j{os.cpu_count() or 2}", "KBUILD_BUILD_TIMESTAMP=1970-01-01",
             "KBUILD_BUILD_USER=ferrule", "KBUILD_BUILD_HOST=ferrule", *goals],
            stdout=out, stderr=subprocess.STDOUT, check=False)
    if ended.returncode != 0:
        last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise Problem(f"the debug kernel does not build; the end of {log}:\n{last}")


def configure(tree: pathlib.Path, build: pathlib.Path) -> None:
    make(tree, build, "tinyconfig")
    config = build / ".config"
    with config.open("a", encoding="utf-8") as out:
        out.write(FRAGMENT.read_text())
    make(tree, build, "olddefconfig")
    has = options(config.read_text())
    wrong = [f"{name} is {has.get(name, 'n')}, not {value}"
             for name, value in options(FRAGMENT.read_text()).items()
             if has.get(name, "n") != value]
    if wrong:
        raise Problem("the kernel cannot be configured as kernel.config says: " + "; ".join(wrong))


def build_kernel() -> pathlib.Path:
    tree = source()
    key = hashlib.sha256(FRAGMENT.read_bytes() + tree.name.encode()).hexdigest()[:16]
    build = cache() / key
    if (build / "complete").exists():
        return build
    check_tools()
    start = time.monotonic()
    build.mkdir(exist_ok=True)
    say(f"building the debug kernel in {build}: once, about 4 minutes on two idle cores")
    configure(tree, build)
    make(tree, build, "bzImage", "modules")
    (build / "complete").write_text(f"{time.monotonic() - start:.0f} s\n")
    say(f"built in {time.monotonic() - start:.0f} s")
    return build


def main() -> int:
    try:
        print(build_kernel())
    except Problem as problem:
        say(f"kernel.py: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What a rule sees of the repository: paths, their text, and which sources the builds compile."""

import dataclasses
import json
import pathlib
import subprocess


@dataclasses.dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str


@dataclasses.dataclass(frozen=True)
class Tree:
    """Files by path from the root, `compiled` is None where no build is known."""
    files: dict[str, str]
    compiled: set[str] | None = None

    def lines(self, suffixes: tuple[str, ...] = ()):
        """(path, line number, line) of every file that ends in one of `suffixes` (none: all)."""
        for path, text in self.files.items():
            if not suffixes or path.endswith(suffixes):
                for number, line in enumerate(text.splitlines(), 1):
                    yield path, number, line


def read(root: pathlib.Path) -> Tree:
    """Tracked files and new ones that git does not ignore."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True, check=True).stdout
    files = {}
    for name in sorted(filter(None, listing.split("\0"))):
        try:
            files[name] = (root / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # Binary data, or deleted but not yet committed as such.
    return Tree(files, compiled_sources(root))


def compiled_sources(root: pathlib.Path) -> set[str] | None:
    """Sources named by the compile commands of all configured presets together."""
    databases = list(root.glob("build/*/compile_commands.json"))
    if not databases:
        return None
    sources = set()
    for database in databases:
        for entry in json.loads(database.read_text()):
            source = pathlib.Path(entry["file"])
            if source.is_relative_to(root):
                sources.add(str(source.relative_to(root)))
    return sources

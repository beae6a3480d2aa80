# SPDX-License-Identifier: Apache-2.0 OR MIT
"""CHANGELOG.md keeps its shape: versions, newest first, under them the known headings."""

import re

from tree import Finding

NAME = "changelog"
PATH = "CHANGELOG.md"
VERSION = re.compile(r"## (\[Unreleased\]|\[(\d+)\.(\d+)\.(\d+)\] - \d{4}-\d{2}-\d{2})$")
HEADINGS = {"### Security", "### Changed", "### Added", "### Fixed", "### Removed",
            "### Deprecated"}


def check(tree):
    lines = tree.files.get(PATH, "").splitlines()
    if not lines or lines[0] != "# Changelog":
        yield Finding(PATH, 1, "starts with '# Changelog'")
    newest, under = None, False
    for number, line in enumerate(lines, 1):
        version = VERSION.match(line)
        if version:
            under = False
            key = tuple(map(int, version.groups()[1:])) if version.group(2) else (1 << 30,)
            if newest is not None and key >= newest:
                yield Finding(PATH, number, "versions go from newest to oldest, each once")
            newest = key
        elif line.startswith("## "):
            yield Finding(PATH, number, "a version is '## [1.2.3] - 2026-01-31' or "
                                        "'## [Unreleased]'")
        elif line.startswith("### "):
            under = True
            if line not in HEADINGS or newest is None:
                yield Finding(PATH, number, f"not one of {', '.join(sorted(HEADINGS))}")
        elif line.startswith("- ") and not under:
            yield Finding(PATH, number, "an entry stands under a heading such as '### Added'")


BAD = {PATH: "# Changelog\n\n## [Unreleased]\n- lost\n### News\n- x\n## 0.1\n"
             "## [0.1.0] - 2026-01-01\n## [0.2.0] - 2026-01-02\n"}
EXPECTED = [(PATH, 4), (PATH, 5), (PATH, 7), (PATH, 9)]
GOOD = {PATH: "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- x\n\n## [0.1.0] - 2026-01-01\n"}

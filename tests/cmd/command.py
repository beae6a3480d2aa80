#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""command.py FERRULE [PART]: the cases of the modules beside it, or those with PART in their
name."""

import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "interop"))

import cases  # noqa: E402
import examining  # noqa: E402
import fetching  # noqa: E402
import messages  # noqa: E402
import pressure  # noqa: E402
import serving  # noqa: E402
import shells  # noqa: E402


def main() -> int:
    ferrule = pathlib.Path(sys.argv[1]).resolve()
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory(prefix="ferrule-command-") as folder:
        found = {}
        for kind in (messages, fetching, serving, pressure, examining, shells):
            found |= kind.cases(ferrule, pathlib.Path(folder))
        return cases.run_all("command", {name: case for name, case in found.items()
                                         if part in name})


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""interop.py serve|get|browser FERRULE [PART]: the cases of one side, or those named like PART."""

import pathlib
import sys
import tempfile

import browser_cases
import cases
import get_cases
import serve_cases
from lab import Lab

SIDES = {"serve": serve_cases, "get": get_cases, "browser": browser_cases}


def main() -> int:
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in SIDES:
        print(__doc__, file=sys.stderr)
        return 2
    ferrule = pathlib.Path(sys.argv[2]).resolve()
    part = sys.argv[3] if len(sys.argv) == 4 else ""
    with tempfile.TemporaryDirectory(prefix="ferrule-interop-") as folder:
        # nginx's workers run as another user when its master is root.
        pathlib.Path(folder).chmod(0o755)
        found = SIDES[sys.argv[1]].cases(ferrule, Lab(pathlib.Path(folder)))
        chosen = {name: case for name, case in found.items()
                  if part in name or name == "servers_end"}
        return cases.run_all(f"interop_{sys.argv[1]}", chosen)


if __name__ == "__main__":
    sys.exit(main())

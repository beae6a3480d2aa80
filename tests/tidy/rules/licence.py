# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Every source, script and build file says its licence in its first line (second after `#!`)."""

import re

from tree import Finding

NAME = "licence"
KINDS = re.compile(r"\.(cpp|hpp|cc|c|h|py|sh|cmake|in|toml|ya?ml)$"
                   r"|(^|/)(CMakeLists\.txt|Makefile|\.clang-format|\.clang-tidy)$")


def check(tree):
    for path, text in tree.files.items():
        lines = text.splitlines() or [""]
        script = lines[0].startswith("#!")
        if not script and not KINDS.search(path):
            continue
        line = lines[1] if script and len(lines) > 1 else lines[0]
        kernel = path.startswith(("ferrule/kernel/", "drivers/", "tests/kernel/"))
        wanted = "SPDX-License-Identifier: " + ("GPL-2.0" if kernel else "Apache-2.0 OR MIT")
        if wanted not in line:
            yield Finding(path, 2 if script else 1, f"should say {wanted}")


BAD = {"a.cpp": "#pragma once\n", "run": "#!/bin/sh\necho\n",
       "drivers/x.cpp": "// SPDX-License-Identifier: Apache-2.0 OR MIT\n"}
EXPECTED = [("a.cpp", 1), ("run", 2), ("drivers/x.cpp", 1)]
GOOD = {"a.cpp": "// SPDX-License-Identifier: Apache-2.0 OR MIT\n", "a.md": "# A\n",
        "run": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0 OR MIT\n"}

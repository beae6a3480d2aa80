# SPDX-License-Identifier: GPL-2.0 OR MIT
"""Examples of the headers of ferrule/kernel, made into tests.

In the comment at the head of a header, what is indented by three spaces is an example. Another line
ends it, and so does an empty one, but for one inside of a class or function: what follows that is
indented further than the example begins.

The second example of mutex.hpp becomes the file examples/mutex-2.inc beside the staged sources of a
module, and a source below tests/kernel/examples includes it where it makes sense: the reader of the
header sees the example alone, the test has what stands around it and looks at what came of it.

    tests/kernel/examples/suite/mutex.hpp   has `Result<> run(Test&)` in the namespace
                                            mutex_example: the case examples/mutex of one suite
    tests/kernel/examples/NAME/             a module of its own, for what user space has to see

What is missing is an error: a header without an example, an example that no test includes, a test
that looks at nothing.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADERS = ROOT / "ferrule" / "kernel"
TESTS = ROOT / "tests" / "kernel" / "examples"
SUITE = "suite"
# Headers that no driver includes for what is in them.
WITHOUT = {
    "embeds": "how abstractions find their object from a C struct; drivers never see one",
    "foreign_ownable": "how abstractions keep an owner in a void*; its functions are unsafe",
    "lock": "what mutex.hpp and spin_lock.hpp have in common, shown there",
    "opaque": "room for C structs inside of abstractions",
    "prelude": "includes other headers and has nothing of its own",
    "refusal": "how test.hpp refuses memory, on kernels made for that",
}
INCLUDED = re.compile(r'^#include "examples/([a-z_]+)-(\d+)\.inc"$', re.MULTILINE)
MARK = "//   "


class Example:
    """Lines of a comment, and the number of the first."""

    def __init__(self, line: int, first: str):
        self.line = line
        self.code = [first]

    def goes_on_after_empty_line(self, code: str) -> bool:
        return indent(code) > indent(self.code[0])

    def text(self, header: pathlib.Path) -> str:
        """The code, of which the compiler and the tests say where it stands in the header."""
        return f'#line {self.line} "{header}"\n' + "\n".join(self.code) + "\n"


def indent(code: str) -> int:
    return len(code) - len(code.lstrip(" "))


def examples_of(text: str) -> list[Example]:
    """Those in the comment that a header begins with."""
    found, empty_lines = [], None  # since the last example's last line; None: it has ended
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        if line == "//":
            empty_lines = None if empty_lines is None else empty_lines + 1
            continue
        if not line.startswith(MARK):
            empty_lines = None
            continue
        code = line.removeprefix(MARK)
        if empty_lines is None or (empty_lines and not found[-1].goes_on_after_empty_line(code)):
            found.append(Example(number, code))
        else:
            found[-1].code += [""] * empty_lines + [code]
        empty_lines = 0
    return found


def all_examples(headers: pathlib.Path) -> dict[str, list[Example]]:
    return {header.stem: examples_of(header.read_text())
            for header in sorted(headers.glob("*.hpp")) if header.stem not in WITHOUT}


def sources(tests: pathlib.Path) -> list[pathlib.Path]:
    return sorted(path for end in ("hpp", "cpp") for path in tests.glob(f"*/*.{end}"))


def looks_at_results(source: pathlib.Path) -> bool:
    """A case of the suite expects something, or the program that is run after the suite has checks
    of its name; a module of its own has such a program."""
    if source.parent.name == SUITE and "test.expect" in source.read_text():
        return True
    checks = f'"examples/{source.stem}' if source.parent.name == SUITE else "checks.that("
    folder = source.parent / "test"
    steps = folder / "steps"
    return (any(checks in program.read_text() for program in folder.glob("*.cpp"))
            and steps.exists() and "\nrun " in steps.read_text())


def missing(headers: pathlib.Path, tests: pathlib.Path) -> list[str]:
    """What keeps the examples from being tests; nothing when all is well."""
    said, uses = [], {}
    for source in sources(tests):
        for name in INCLUDED.findall(source.read_text()):
            uses.setdefault(name, []).append(source)
        if INCLUDED.search(source.read_text()) and not looks_at_results(source):
            said.append(f"{source.parent.name}/{source.name}: looks at nothing of its examples")
    found = all_examples(headers)
    for stem, examples in found.items():
        if not examples:
            said.append(f"{stem}.hpp: has no example in the comment at its head")
        for number, example in enumerate(examples, 1):
            if any("UNSAFE" in line for line in example.code):
                said.append(f"{stem}.hpp: its example {number} is not safe code")
            times = len(uses.pop((stem, str(number)), []))
            if times != 1:
                said.append(f"{stem}.hpp: its example {number} is in {times} tests instead of one")
    said += [f"{places[0].parent.name}/{places[0].name}: there is no example {number} in {stem}.hpp"
             for (stem, number), places in sorted(uses.items())]
    said += [f"{stem}.hpp: does not exist, so it needs no exception" for stem in sorted(WITHOUT)
             if not (headers / f"{stem}.hpp").exists()]
    return said


def suite(folder: pathlib.Path) -> str:
    """The source of a module with a case for each header of the folder."""
    cases = sorted(path.stem for path in folder.glob("*.hpp"))
    includes = "".join(f'#include "{folder / case}.hpp"\n' for case in cases)
    functions = "".join(
        f"static Result<> {case}(Test& test) MAY_SLEEP {{ return {case}_example::run(test); }}\n"
        for case in cases)
    listed = ", ".join(f"FERRULE_TEST_CASE({case})" for case in cases)
    return (f"// SPDX-License-Identifier: GPL-2.0 OR MIT\n{includes}\n"
            '#include "ferrule/kernel/prelude.hpp"\n#include "ferrule/kernel/test.hpp"\n\n'
            f"namespace examples {{\nusing namespace ferrule::kernel;\n{functions}\n"
            f"FERRULE_TEST_SUITE(examples, {listed});\n}}  // namespace examples\n")


def write(path: pathlib.Path, text: str) -> None:
    """Leaves a file that is as it should be alone, so that nothing is built for its sake."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def generate(folder: pathlib.Path, place: pathlib.Path) -> None:
    """Writes into `place`, where `folder` is staged, all examples, and the suite if it is that."""
    written = place / "examples"
    written.mkdir(exist_ok=True)
    for stem, examples in all_examples(HEADERS).items():
        for number, example in enumerate(examples, 1):
            write(written / f"{stem}-{number}.inc", example.text(HEADERS / f"{stem}.hpp"))
    if folder.name == SUITE:
        write(place / "examples.cpp", suite(folder))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0 OR MIT
"""header_examples.py on this repository, of which nothing may be missing, and on small trees of
which something is."""

import pathlib
import sys
import tempfile

import header_examples

sys.path.insert(0, str(header_examples.ROOT / "tests" / "tidy"))
import tidy

LICENCE = "// SPDX-License-Identifier: GPL-2.0 OR MIT\n"
HEADER = LICENCE + """// Queue: first in, first out.
//
//   class Entry {
//    public:
//
//     u32 number;
//   };
//
//   queue.push(7);
//
// Or at its front:
//   queue.push_front(7);
#pragma once
//   not at the head
"""
CASE = """#include "examples/queue-1.inc"
inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/queue-2.inc"
#include "examples/queue-3.inc"
  test.expect(true);
}
"""


def missing(header: str, case: str, folder: str = "suite", steps: str | None = None,
            program: str = 'checks.that("examples/queue: it grows", size == 1);\n') -> list[str]:
    """What is missing of a tree with this header, and this around its examples."""
    with tempfile.TemporaryDirectory() as place:
        headers, tests = pathlib.Path(place) / "kernel", pathlib.Path(place) / "examples"
        test = tests / folder / "test"
        headers.mkdir()
        test.mkdir(parents=True)
        for stem in header_examples.WITHOUT:
            (headers / f"{stem}.hpp").write_text(LICENCE)
        (headers / "queue.hpp").write_text(header)
        (tests / folder / "queue.hpp").write_text(case)
        if steps is not None:
            (test / "steps").write_text(steps)
            (test / "use_queue.cpp").write_text(program)
        return header_examples.missing(headers, tests)


def expect_said(said: list[str], *parts: str) -> None:
    assert len(said) == len(parts), said
    for part in parts:
        assert any(part in line for line in said), said


def repository_has_them_all() -> None:
    said = header_examples.missing(header_examples.HEADERS, header_examples.TESTS)
    assert not said, "; ".join(said)


def examples_are_found_with_their_lines() -> None:
    found = header_examples.examples_of(HEADER)
    assert [(one.line, one.code) for one in found] == [
        (4, ["class Entry {", " public:", "", "  u32 number;", "};"]), (10, ["queue.push(7);"]),
        (13, ["queue.push_front(7);"])], [(one.line, one.code) for one in found]
    text = found[1].text(pathlib.Path("/k/queue.hpp"))
    assert text == '#line 10 "/k/queue.hpp"\nqueue.push(7);\n', text


def whole_tree_misses_nothing() -> None:
    expect_said(missing(HEADER, CASE))


def header_without_example_is_told() -> None:
    expect_said(missing(LICENCE + "// Queue.\n#pragma once\n//   late();\n", "test.expect(true);"),
                "queue.hpp: has no example")


def example_without_test_is_told() -> None:
    expect_said(missing(HEADER, CASE.replace('#include "examples/queue-2.inc"\n', "")),
                "queue.hpp: its example 2 is in 0 tests")


def example_in_a_comment_of_a_test_is_not_one() -> None:
    hidden = CASE.replace('#include "examples/queue-2', '// #include "examples/queue-2')
    expect_said(missing(HEADER, hidden),
                "queue.hpp: its example 2 is in 0 tests")


def example_in_two_tests_is_told() -> None:
    expect_said(missing(HEADER, CASE + '#include "examples/queue-1.inc"\n'),
                "queue.hpp: its example 1 is in 2 tests")


def test_of_no_example_is_told() -> None:
    expect_said(missing(HEADER, CASE + '#include "examples/queue-4.inc"\n'),
                "no example 4 in queue.hpp")


def test_that_looks_at_nothing_is_told() -> None:
    blind = CASE.replace("  test.expect(true);\n", "")
    expect_said(missing(HEADER, blind), "suite/queue.hpp: looks at nothing")
    expect_said(missing(HEADER, blind, "module"), "module/queue.hpp: looks at nothing")
    expect_said(missing(HEADER, blind, "module", "insmod /modules/queue.ko\n"),
                "module/queue.hpp: looks at nothing")
    steps = "# steps\nrun /bin/use_queue\n"
    expect_said(missing(HEADER, blind, "module", steps))
    expect_said(missing(HEADER, blind, "suite", steps))
    expect_said(missing(HEADER, blind, "module", steps, LICENCE),
                "module/queue.hpp: looks at nothing")
    expect_said(missing(HEADER, blind, "suite", steps, 'checks.that("examples/list", true);'),
                "suite/queue.hpp: looks at nothing")


def unsafe_example_is_told() -> None:
    unsafe = HEADER.replace("queue.push(7);", 'UNSAFE("why") { queue.push(7); }')
    expect_said(missing(unsafe, CASE), "queue.hpp: its example 2 is not safe code")


def exception_for_no_header_is_told() -> None:
    header_examples.WITHOUT["gone"] = "it was there once"
    try:
        said = header_examples.missing(header_examples.HEADERS, header_examples.TESTS)
    finally:
        del header_examples.WITHOUT["gone"]
    expect_said(said, "gone.hpp: does not exist")


def suite_has_a_case_for_each_file() -> None:
    with tempfile.TemporaryDirectory() as place:
        for name in ("queue", "list"):
            (pathlib.Path(place) / f"{name}.hpp").write_text(CASE)
        text = header_examples.suite(pathlib.Path(place))
    assert "(examples, FERRULE_TEST_CASE(list), FERRULE_TEST_CASE(queue));" in text, text
    assert "{ return queue_example::run(test); }" in text


CASES = [repository_has_them_all, examples_are_found_with_their_lines, whole_tree_misses_nothing,
         header_without_example_is_told, example_without_test_is_told,
         example_in_a_comment_of_a_test_is_not_one, example_in_two_tests_is_told,
         test_of_no_example_is_told, test_that_looks_at_nothing_is_told, unsafe_example_is_told,
         exception_for_no_header_is_told, suite_has_a_case_for_each_file]


def main() -> int:
    outcome = {}
    for case in CASES:
        try:
            case()
            outcome[case.__name__] = []
        except AssertionError as wrong:
            outcome[case.__name__] = [str(wrong) or "see the assertion"]
            print(f"FAIL  {case.__name__}: {wrong}")
    tidy.write_results("kernel_examples", outcome)
    failed = sum(1 for wrong in outcome.values() if wrong)
    print(f"{len(outcome) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

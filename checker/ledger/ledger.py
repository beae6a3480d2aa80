#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The unsafe ledger: every UNSAFE region of the repository, counted and held to a budget.

    ledger.py REGIONS.jsonl [--list] [--lower] [--first] [--root DIR] [--budget FILE] [--out FILE]

REGIONS.jsonl is what the checker wrote, a line per region and translation unit. The ledger merges
them (a region is its place), writes --out (build/unsafe.json), prints a line per folder and in all,
with --list every region with its reason, and compares with --budget (checker/unsafe_budget.json).

Exit 1: a folder has more regions, lines or operations than its budget, or fewer (then run it again
with --lower and commit the file; a new folder gets its first budget with --first), or a region
shelters nothing in any translation unit."""

import argparse
import collections
import dataclasses
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEASURES = ("regions", "lines", "operations")


@dataclasses.dataclass
class Region:
    path: str
    line: int
    column: int
    kind: str
    function: str
    reason: str
    lines: int
    operations: dict[str, int]

    @property
    def folder(self) -> str:
        return str(pathlib.PurePosixPath(self.path).parent)

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def count(self) -> int:
        return sum(self.operations.values())


def relative(path: str, root: pathlib.Path) -> str:
    whole = pathlib.Path(path)
    whole = whole if whole.is_absolute() else root / whole
    return str(whole.relative_to(root)) if whole.is_relative_to(root) else str(whole)


def merge(lines, root: pathlib.Path) -> list[Region]:
    """One Region per place. Translation units instantiate different parts of a template, so of each
    rule the largest count is the region's."""
    regions: dict[tuple, Region] = {}
    for line in lines:
        row = json.loads(line)
        path, number, column = row["region"].rsplit(":", 2)
        place = (relative(path, root), int(number), int(column))
        region = regions.setdefault(place, Region(*place, row["kind"], row["function"],
                                                  row["reason"], row["lines"], {}))
        for rule, count in row["ops"].items():
            region.operations[rule] = max(count, region.operations.get(rule, 0))
    return [regions[place] for place in sorted(regions)]


def by_folder(regions: list[Region]) -> dict[str, dict[str, int]]:
    folders: dict[str, dict[str, int]] = {}
    for region in regions:
        sums = folders.setdefault(region.folder, dict.fromkeys(MEASURES, 0))
        sums["regions"] += 1
        sums["lines"] += region.lines
        sums["operations"] += region.count()
    return dict(sorted(folders.items()))


def by_rule(regions: list[Region]) -> str:
    rules = collections.Counter()
    for region in regions:
        rules.update(region.operations)
    return "  ".join(f"{rule} {count}" for rule, count in rules.most_common())


def print_table(regions: list[Region]) -> None:
    print(f"{'folder':28} {'regions':>7} {'lines':>6} {'ops':>5}  by rule")
    for folder, sums in by_folder(regions).items():
        inside = [region for region in regions if region.folder == folder]
        print(f"{folder:28} {sums['regions']:7} {sums['lines']:6} {sums['operations']:5}  "
              f"{by_rule(inside)}")
    print(f"{'all':28} {len(regions):7} {sum(r.lines for r in regions):6} "
          f"{sum(r.count() for r in regions):5}  {by_rule(regions)}")


def print_list(regions: list[Region]) -> None:
    for region in regions:
        counts = sorted(region.operations.items())
        operations = ", ".join(f"{rule} {count}" for rule, count in counts)
        print(f"{region.place}: {region.kind} of {region.lines} line(s) in {region.function}\n"
              f"    {region.reason}\n    {operations}")


def over_budget(regions: list[Region], budget: dict, now: dict):
    """What a person reads when a folder grew: the numbers, and the regions to look at."""
    for folder, sums in now.items():
        allowed = budget.get(folder, dict.fromkeys(MEASURES, 0))
        grown = [f"{measure} {allowed[measure]} -> {sums[measure]}"
                 for measure in MEASURES if sums[measure] > allowed[measure]]
        if grown:
            yield f"{folder} is over its unsafe budget: {', '.join(grown)}. Its regions:"
            for region in regions:
                if region.folder == folder:
                    yield f"    {region.place}: {region.reason}"


def under_budget(budget: dict, now: dict):
    for folder, allowed in budget.items():
        sums = now.get(folder, dict.fromkeys(MEASURES, 0))
        if any(sums[measure] < allowed[measure] for measure in MEASURES):
            yield (f"{folder} needs less than its unsafe budget; lower it with "
                   "`checker/ledger/ledger.py build/lint/regions.jsonl --lower` and commit it")


def unused(regions: list[Region]):
    for region in regions:
        if not region.operations:
            yield f"{region.place}: UNSAFE shelters nothing in any translation unit; remove it"


def lowered(budget: dict, now: dict) -> dict:
    """The budget with every number that may fall. What a folder grew by is never granted here."""
    return {folder: {measure: min(sums[measure], budget[folder][measure]) for measure in MEASURES}
            for folder, sums in now.items() if folder in budget}


def with_first(budget: dict, now: dict) -> dict:
    """The budget, and the numbers of folders that had none yet."""
    return dict(sorted({**now, **budget}.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("regions", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="every region with its reason")
    parser.add_argument("--lower", action="store_true", help="write the smaller numbers down")
    parser.add_argument("--first", action="store_true", help="a budget for folders without one")
    parser.add_argument("--root", type=pathlib.Path, default=ROOT)
    parser.add_argument("--budget", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    arguments = parser.parse_args()
    budget_file = arguments.budget or arguments.root / "checker" / "unsafe_budget.json"
    out = arguments.out or arguments.root / "build" / "unsafe.json"

    with arguments.regions.open() as lines:
        regions = merge(lines, arguments.root)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([dataclasses.asdict(region) for region in regions], indent=1) + "\n")
    if arguments.list:
        print_list(regions)
    print_table(regions)

    now = by_folder(regions)
    budget = json.loads(budget_file.read_text()) if budget_file.exists() else {}
    if arguments.lower:
        budget = lowered(budget, now)
    if arguments.first:
        budget = with_first(budget, now)
    if arguments.lower or arguments.first:
        budget_file.write_text(json.dumps(budget, indent=1) + "\n")
    problems = [*over_budget(regions, budget, now), *under_budget(budget, now), *unused(regions)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

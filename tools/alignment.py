"""How well statements get paired: `python -m tools.alignment` prints one table.

The version pairs of tests/alignment are compared twice, with the ids after the revision
scrambled (the figure that counts) and as they are; the neighbour pairs with their lineage
hidden. Measures: precision, recall and F1 of the links, and the share of edits that were
found whole with exactly the labelled changes. Totals count links, not cases. `--worst`
lists every wrong and every missing link with its texts.
"""

from collections.abc import Iterable

import click
from tests.alignment.judged import (
    LATER,
    Case,
    Link,
    RelatedCase,
    Score,
    mistakes,
    neighbours,
    score,
    scrambled,
)
from tests.alignment.judged import related as judged_related
from tests.alignment.judged import versions as load_versions

from explorer.compare.comparison import compare
from explorer.compare.related import related

WIDE = 30


def versions(cases: Iterable[Case]) -> None:
    print("versions".ljust(WIDE) + "ids scrambled".center(34) + "ids as they are".center(34))
    print(" " * WIDE + "  links    P     R    F1  changes" * 2)
    totals: dict[str, tuple[Score, Score]] = {}
    for case in cases:
        both = (score(scrambled(case), compare), score(case, compare))
        for kind in ("later" if case.name in LATER else "earlier", "all"):
            before = totals.get(kind, (Score(), Score()))
            totals[kind] = (before[0] + both[0], before[1] + both[1])
        print(case.name.ljust(WIDE) + "".join(map(_full, both)))
    for kind, total in sorted(totals.items(), key=lambda one: -one[1][0].wanted):
        print(f"{kind} together".ljust(WIDE) + "".join(map(_full, total)))


def lineages(cases: Iterable[Case]) -> None:
    print("\n" + "neighbours".ljust(WIDE) + "  links found   P     R")
    total: dict[str, Score] = {}
    for case in cases:
        one = score(case, compare)
        ladder = case.name.split()[0]
        total[ladder] = total.get(ladder, Score()) + one
        print(case.name.ljust(WIDE) + _short(one))
    for ladder, some in total.items():
        print(f"{ladder} together".ljust(WIDE) + _short(some))
    print("together".ljust(WIDE) + _short(sum(total.values(), Score())))


def suggestions(cases: Iterable[RelatedCase]) -> None:
    """What is shown as related, by ladder: of the statements that have a relative, and of all.
    The last column is the recall without a bar, which no bar can exceed."""
    print("\n" + "related".ljust(WIDE) + "  judged shown   P     R   no bar")
    total: dict[str, Score] = {}
    unbarred: dict[str, int] = {}
    for case in cases:
        shown = related(case.above.statements, case.below.statements)
        right = sum(old in case.wanted.get(new, ()) for new, old in shown.items())
        ladder = case.name.split()[0]
        any_likeness = related(case.above.statements, case.below.statements, least=0.0)
        unbarred[ladder] = unbarred.get(ladder, 0) + sum(
            old in case.wanted.get(new, ()) for new, old in any_likeness.items()
        )
        one = Score(right, len(shown), len(case.wanted))
        total[ladder] = total.get(ladder, Score()) + one
    for ladder, some in total.items():
        print(ladder.ljust(WIDE) + _short(some) + f" {unbarred[ladder] / some.wanted:6.3f}")
    print("together".ljust(WIDE) + _short(sum(total.values(), Score())))


def worst(cases: Iterable[Case]) -> None:
    for case in cases:
        wrong, missing = mistakes(case, compare)
        if wrong or missing:
            print(f"\n{case.name}: {len(wrong)} wrong, {len(missing)} missing")
        for title, links in (("wrong", wrong), ("missing", missing)):
            for link in links:
                print(_texts(title, case, link))


def _full(one: Score) -> str:
    return f"{one.wanted:7} {one.precision:5.3f} {one.recall:5.3f} {one.f1:5.3f} {one.alike:6.3f}  "


def _short(one: Score) -> str:
    return f"{one.wanted:7} {one.found:5} {one.precision:5.3f} {one.recall:5.3f}"


def _texts(title: str, case: Case, link: Link) -> str:
    before, after = case.before.statement(link[0]), case.after.statement(link[1])
    was, now = (statement.text if statement else "" for statement in (before, after))
    return f"  {title}\n    - {was}\n    + {now}"


@click.command(help=__doc__)
@click.option("--worst", "listed", is_flag=True, help="List wrong and missing links with texts.")
def main(listed: bool) -> None:
    revisions, generations = load_versions(), neighbours()
    versions(revisions)
    lineages(generations)
    suggestions(judged_related())
    if listed:
        worst([*map(scrambled, revisions), *generations])


if __name__ == "__main__":
    main()

"""What a comparison says in plain words: the difference in one sentence, each change by its mark."""

from collections.abc import Mapping, Sequence

from explorer.compare.comparison import (
    CHANGE_GROUPS,
    CHANGE_WORDS,
    Change,
    ChangeGroup,
    Comparison,
    Pair,
)
from explorer.text.plurals import count, plural

_MARKS: dict[Change, str] = {
    "same": "=",
    "reworded": "≈",
    "grown": "↑",
    "moved": "→",
    "rescoped": "↔",
    "confirmed": "✓",
    "unconfirmed": "?",
    "split": "<",
    "merged": ">",
    "new": "+",
    "gone": "−",
}


def difference_sentence(comparison: Comparison) -> str:
    """What is different, in one sentence with few numbers."""
    counts = {
        fate: sum(len(each.in_group(fate)) for each in comparison.competencies)
        for fate in CHANGE_GROUPS
    }
    if not any(counts.values()):
        return "Neither says anything that could be compared."
    if not any(counts[fate] for fate in CHANGE_GROUPS if fate != "same"):
        return "All expectations are the same."
    verbs = {
        "changed": ("changed", "changed") if comparison.versions else ("grows", "grow"),
        "same": ("stays as it is", "stay as they are"),
        "new": ("is new", "are new"),
        "gone": ("is no longer said", "are no longer said"),
    }
    order: tuple[ChangeGroup, ...] = ("changed", "new", "gone", "same")
    said = [count(counts[fate], *verbs[fate]) for fate in order if counts[fate]]
    thing = plural(counts[_first(counts, order)], "expectation")
    number, _, rest = said[0].partition(" ")
    said[0] = f"{number} {thing} {rest}"
    return (", ".join(said[:-1]) + " and " if said[1:] else "") + said[-1] + "."


def _first(counts: Mapping[ChangeGroup, int], order: Sequence[ChangeGroup]) -> ChangeGroup:
    return next(fate for fate in order if counts[fate])


def marked_changes(pair: Pair) -> list[str]:
    """What changed in a pair, each as a mark and words."""
    shown = [
        change for change in pair.changes if not (change == "reworded" and "grown" in pair.changes)
    ]
    return [f"{_MARKS[change]} {CHANGE_WORDS[change]}" for change in shown]

"""What a comparison says in plain words: the difference in one sentence, each change by a sign."""

from collections.abc import Mapping, Sequence

from explorer.compare.changes import CHANGE_GROUPS, ChangeGroup, Comparison, Pair
from explorer.compare.comparison import changed_reach
from explorer.text.plurals import count, plural


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
    verbs = {group: _verbs(comparison.group_words(group)) for group in CHANGE_GROUPS}
    order: tuple[ChangeGroup, ...] = ("changed", "new", "gone", "same")
    said = [count(counts[fate], *verbs[fate]) for fate in order if counts[fate]]
    thing = plural(counts[_first(counts, order)], "expectation")
    number, _, rest = said[0].partition(" ")
    said[0] = f"{number} {thing} {rest}"
    return (", ".join(said[:-1]) + " and " if said[1:] else "") + said[-1] + "."


def _verbs(words: str) -> tuple[str, str]:
    """What is said of one expectation and of several."""
    known = {
        "grow": ("grows", "grow"),
        "differ": ("differs", "differ"),
        "changed": ("changed", "changed"),
        "unchanged": ("stays as it is", "stay as they are"),
        "carry on as they are": ("stays as it is", "stay as they are"),
    }
    return known.get(words, (f"is {words}", f"are {words}"))


def unwritten_sentence(comparison: Comparison) -> str:
    """What the reader of two levels without lineage must know; empty where there is some."""
    if comparison.written or comparison.relation not in ("up", "down"):
        return ""
    if not (comparison.before.statements and comparison.after.statements):
        return ""
    guess = any(pair.related for each in comparison.competencies for pair in each.pairs)
    marked = ' What may belong together is marked "related?".' if guess else ""
    return f"Nobody has written what grows out of what between these two levels.{marked}"


def _first(counts: Mapping[ChangeGroup, int], order: Sequence[ChangeGroup]) -> ChangeGroup:
    return next(fate for fate in order if counts[fate])


def signs(pair: Pair) -> list[tuple[str, str]]:
    """What changed in a pair besides its words: each as a short sign, and as words."""
    made = []
    was, now = len(pair.before), len(pair.after)
    if was and now and was + now > 2:
        made.append((f"{was} → {now}", f"{was} {plural(was, 'becomes', 'become')} {now}"))
    if "moved" in pair.changes and (place := _moved(pair)):
        made.append((place, f"moved {place}"))
    if pair.id_changed:
        made.append(("id changed", LOST_ID))
    if reach := changed_reach(pair):
        words = " becomes ".join(each or "not said" for each in reach)
        made.append((_shortest(*reach), f"scope: {words}"))
    return made


LOST_ID = "id changed; ratings lose their hold"
"""What a renamed id means for those who rated, where the level does not say what it was."""


def _shortest(was: str, now: str) -> str:
    """Two reaches without the words that both begin with: team → group for Within my team and Within my group."""
    old, new = was.split(), now.split()
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        del old[0], new[0]
    return f"{' '.join(old)} → {' '.join(new)}".strip()


def _moved(pair: Pair) -> str:
    """Where a pair comes from, or where a part of it went."""
    was = dict.fromkeys(side.competency for side in pair.before)
    now = dict.fromkeys(side.competency for side in pair.after)
    came = [name for name in was if name not in now]
    went = [name for name in now if name not in was]
    if came:
        return f"{'partly ' if len(came) < len(was) else ''}from {', '.join(came)}"
    return f"partly to {', '.join(went)}" if went else ""

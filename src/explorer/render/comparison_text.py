"""What a comparison says in plain words: the difference in one sentence, each change by a sign."""

from explorer.compare.changes import CHANGE_GROUPS, ChangeGroup, Comparison, Pair
from explorer.compare.comparison import changed_reach
from explorer.text.plurals import count
from explorer.text.translation import N_, decimal, listed, ngettext, pgettext
from explorer.text.translation import gettext as _


def difference_sentence(comparison: Comparison) -> str:
    """What is different, in one sentence with few numbers."""
    counts = {
        fate: sum(len(each.in_group(fate)) for each in comparison.competencies)
        for fate in CHANGE_GROUPS
    }
    if not any(counts.values()):
        return _("Neither says anything that could be compared.")
    if not any(counts[fate] for fate in CHANGE_GROUPS if fate != "same"):
        return _("All expectations are the same.")
    order: tuple[ChangeGroup, ...] = ("changed", "new", "gone", "same")
    said = [
        _fate(comparison.group_words(fate), counts[fate], first=not at)
        for at, fate in enumerate(fate for fate in order if counts[fate])
    ]
    return _("{parts}.", parts=listed(said))


def _fate(words: str, number: int, first: bool) -> str:
    """What became of so many expectations; only the first time it says what is counted."""
    things = count(number, "expectation") if first else decimal(number)
    if words == pgettext("group", "grow"):
        return ngettext("{things} grows", "{things} grow", number, things=things)
    if words == pgettext("group", "differ"):
        return ngettext("{things} differs", "{things} differ", number, things=things)
    if words == pgettext("group", "changed"):
        return _("{things} changed", things=things)
    if words in (_("unchanged"), _("carry on as they are")):
        return ngettext(
            "{things} stays as it is", "{things} stay as they are", number, things=things
        )
    return ngettext(
        "{things} is {words}", "{things} are {words}", number, things=things, words=words
    )


def unwritten_sentence(comparison: Comparison) -> str:
    """What the reader of two levels without lineage must know; empty where there is some."""
    if comparison.written or comparison.relation not in ("up", "down"):
        return ""
    if not (comparison.before.statements and comparison.after.statements):
        return ""
    guess = any(pair.related for each in comparison.competencies for pair in each.pairs)
    said = _("Nobody has written what grows out of what between these two levels.")
    marked = _('What may belong together is marked "related?".')
    return f"{said} {marked}" if guess else said


def signs(pair: Pair) -> list[tuple[str, str]]:
    """What changed in a pair besides its words: each as a short sign, and as words."""
    made = []
    was, now = len(pair.before), len(pair.after)
    if was and now and was + now > 2:
        becomes = ngettext("{number} becomes {now}", "{number} become {now}", was, now=now)
        made.append((f"{was} → {now}", becomes))
    if "moved" in pair.changes and (place := _moved(pair)):
        made.append((place, _("moved {place}", place=place)))
    if pair.id_changed:
        made.append((_("id changed"), _(LOST_ID)))
    if reach := changed_reach(pair):
        was_said, said = (each or _("not said") for each in reach)
        words = _("scope: {before} becomes {after}", before=was_said, after=said)
        made.append((_shortest(*reach), words))
    return made


LOST_ID = N_("id changed; ratings lose their hold")
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
        names = ", ".join(came)
        partly = len(came) < len(was)
        return _("partly from {names}", names=names) if partly else _("from {names}", names=names)
    return _("partly to {names}", names=", ".join(went)) if went else ""

"""A comparison to take along: as Markdown for where a team keeps its notes, and as CSV.

Markdown says the same as the page, in lists: nothing is told by colour. Whatever stands in
a ladder is text here: marks of Markdown are escaped, and a cell that a spreadsheet would
take for a formula is not one.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from explorer.compare.comparison import (
    CHANGE_GROUPS,
    CHANGE_WORDS,
    ChangeGroup,
    Comparison,
    FactPair,
    Pair,
    Side,
    group_words,
)
from explorer.model import Level
from explorer.text.markdown_escape import commonmark

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "competency",
    "changes",
    "why",
    "before",
    "before_scope",
    "before_standing",
    "after",
    "after_scope",
    "after_standing",
)


def markdown(comparison: Comparison) -> str:
    """The comparison as Markdown."""
    before, after = comparison.before, comparison.after
    alike = (before.code, before.title) == (after.code, after.title)
    lines = [f"# {_named(before, alike)} → {_named(after, alike)}", ""]
    lines += [f"{sentence(comparison)}", ""]
    for pair in (comparison.summary, *comparison.facts):
        if pair:
            lines.append(_fact(pair))
    for each in comparison.competencies:
        lines += ["", f"## {commonmark(f'{each.icon} {each.name}'.strip())}"]
        for fate in CHANGE_GROUPS:
            pairs = each.in_group(fate)
            if pairs:
                words = group_words(fate, comparison.versions)
                lines += ["", f"### {words[:1].upper()}{words[1:]} ({len(pairs)})", ""]
                lines += [line for pair in pairs for line in _pair(pair)]
    return "\n".join(lines).rstrip() + "\n"


def sentence(comparison: Comparison) -> str:
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
    said = [f"{counts[fate]} {verbs[fate][counts[fate] != 1]}" for fate in order if counts[fate]]
    thing = "expectation" if counts[_first(counts, order)] == 1 else "expectations"
    number, _, rest = said[0].partition(" ")
    said[0] = f"{number} {thing} {rest}"
    return (", ".join(said[:-1]) + " and " if said[1:] else "") + said[-1] + "."


def _first(counts: Mapping[ChangeGroup, int], order: Sequence[ChangeGroup]) -> ChangeGroup:
    return next(fate for fate in order if counts[fate])


def table(comparison: Comparison) -> str:
    """The comparison as CSV, a row for each pair; `COLUMNS` names the columns."""
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\n")
    rows.writerow(COLUMNS)
    for each in comparison.competencies:
        for pair in each.pairs:
            cells = [each.name, " ".join(pair.changes), pair.why]
            for sides in (pair.before, pair.after):
                cells += [
                    "\n".join(side.text for side in sides),
                    "\n".join(dict.fromkeys(side.scope or "" for side in sides)),
                    "\n".join(dict.fromkeys(_standing(side) for side in sides)),
                ]
            rows.writerow([_cell(cell) for cell in cells])
    return made.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _standing(side: Side) -> str:
    return "under discussion" if side.kind == "tentative" else "confirmed"


def _named(level: Level, by_file: bool) -> str:
    draft = " (draft)" if level.draft else ""
    file = f", {level.file}" if by_file else ""
    return commonmark(f"{level.code} {level.title}{draft}{file}")


def _fact(pair: FactPair) -> str:
    name = f"- **{commonmark(pair.name)}**: "
    if pair.before == pair.after:
        return f"{name}{commonmark(pair.after or '')} (the same)"
    return f"{name}{commonmark(pair.before or 'not said')} → {commonmark(pair.after or 'not said')}"


def _pair(pair: Pair) -> list[str]:
    told = [change for change in pair.changes if change not in ("same", "new", "gone", "grown")]
    said = ", ".join(CHANGE_WORDS[change] for change in told)
    tail = f" *({said})*" if said else ""
    if len(pair.before) == len(pair.after) == 1 and pair.before[0].text == pair.after[0].text:
        return [f"- {_said(pair.after[0])}{tail}"]
    if not pair.before or not pair.after:
        return [f"- {_said(side)}" for side in (*pair.before, *pair.after)]
    olds = [f"  - before: {_said(side)}" for side in pair.before]
    news = [_said(side) for side in pair.after]
    return [f"- {news[0]}{tail}", *(f"  - and: {each}" for each in news[1:]), *olds]


def _said(side: Side) -> str:
    where = f" [{commonmark(side.scope)}]" if side.scope else ""
    open_mark = " (under discussion)" if side.kind == "tentative" else ""
    return f"{commonmark(side.text)}{where}{open_mark}"

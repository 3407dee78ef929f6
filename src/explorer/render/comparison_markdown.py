"""A comparison as Markdown, for where a team keeps its notes.

It says the same as the page, in lists: nothing is told by colour alone. Whatever stands in
a ladder is text here, so marks of Markdown are escaped.
"""

from explorer.compare.changes import (
    CHANGE_GROUPS,
    CHANGE_WORDS,
    Comparison,
    FactPair,
    Pair,
    Side,
)
from explorer.model import Level
from explorer.render.comparison_text import LOST_ID, difference_sentence, unwritten_sentence
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import gettext as _


def comparison_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown."""
    before, after = comparison.before, comparison.after
    alike = (before.code, before.title) == (after.code, after.title)
    lines = [f"# {_named(before, alike)} → {_named(after, alike)}", ""]
    lines += [f"{difference_sentence(comparison)}", ""]
    if unwritten := unwritten_sentence(comparison):
        lines += [unwritten, ""]
    for pair in (comparison.summary, *comparison.facts):
        if pair:
            lines.append(_fact(pair))
    for each in comparison.competencies:
        lines += ["", f"## {escape_commonmark(f'{each.icon} {each.name}'.strip())}"]
        for fate in CHANGE_GROUPS:
            pairs = each.in_group(fate)
            if pairs:
                words = comparison.group_words(fate)
                lines += ["", f"### {words[:1].upper()}{words[1:]} ({len(pairs)})", ""]
                lines += [line for pair in pairs for line in _pair(pair)]
    return "\n".join(lines).rstrip() + "\n"


def _named(level: Level, by_file: bool) -> str:
    draft = _(" (draft)") if level.draft else ""
    file = f", {level.file}" if by_file else ""
    return escape_commonmark(f"{level.code} {level.title}{draft}{file}")


def _fact(pair: FactPair) -> str:
    name = f"- **{escape_commonmark(pair.name)}**: "
    if pair.before == pair.after:
        return _("{name}{value} (the same)", name=name, value=escape_commonmark(pair.after or ""))
    return f"{name}{escape_commonmark(pair.before or _('not said'))} → {escape_commonmark(pair.after or _('not said'))}"


def _pair(pair: Pair) -> list[str]:
    told = [change for change in pair.changes if change not in ("same", "new", "gone", "grown")]
    said = ", ".join([_(CHANGE_WORDS[change]) for change in told] + [_(LOST_ID)] * pair.id_changed)
    tail = f" *({said})*" if said else ""
    if len(pair.before) == len(pair.after) == 1 and pair.before[0].text == pair.after[0].text:
        return [f"- {_side_markdown(pair.after[0])}{tail}"]
    if not pair.before or not pair.after:
        likely = (
            [_("  - related? {side_markdown}", side_markdown=_side_markdown(pair.related))]
            if pair.related
            else []
        )
        return [*(f"- {_side_markdown(side)}" for side in (*pair.before, *pair.after)), *likely]
    olds = [
        _("  - before: {side_markdown}", side_markdown=_side_markdown(side)) for side in pair.before
    ]
    news = [_side_markdown(side) for side in pair.after]
    return [f"- {news[0]}{tail}", *(_("  - and: {each}", each=each) for each in news[1:]), *olds]


def _side_markdown(side: Side) -> str:
    where = f" [{escape_commonmark(side.scope)}]" if side.scope else ""
    open_mark = _(" (under discussion)") if side.kind == "tentative" else ""
    return f"{escape_commonmark(side.text)}{where}{open_mark}"

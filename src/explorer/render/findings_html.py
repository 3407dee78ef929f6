"""The findings of the checks as HTML: kind by kind, each a card's link with its place."""

from collections.abc import Callable, Sequence
from html import escape

from explorer.lint.findings import ABOUT, KINDS, Finding, Kind
from explorer.model import Ladder, Ref
from explorer.render.html_parts import named
from explorer.render.level_html import level_address
from explorer.render.statement_html import card_link
from explorer.text.translation import gettext as _

_LONG = 400
"""Characters of a text after which its beginning will do."""


def findings_html(
    ladder: Ladder,
    found: Sequence[Finding],
    most: int | None = None,
    address: Callable[[Kind], str] | None = None,
    opened: bool = False,
) -> str:
    """All findings kind by kind, with their places; those accepted come last, folded or `opened`.

    At `most` so many of a kind are listed; `address` is where all of that kind are.
    """
    parts = []
    for kind in KINDS:
        same = [finding for finding in found if finding.kind == kind and not finding.accepted]
        if same:
            parts.append(f'<h2 class="later">{_(ABOUT[kind].title)} · {len(same)}</h2>')
            parts.append(f'<p class="quiet">{ABOUT[kind].advice}</p>')
            items = "".join(_finding(ladder, each) for each in same[:most])
            parts.append(f'<ul class="statements">{items}</ul>')
            if most is not None and len(same) > most:
                parts.append(_rest(len(same), most, address(kind) if address else ""))
    return "".join(parts) + _accepted(
        ladder, [each for each in found if each.accepted], most, opened
    )


def _accepted(ladder: Ladder, found: Sequence[Finding], most: int | None, opened: bool) -> str:
    """What the keeper lets stand, level by level and kind by kind, with the reason."""
    groups: dict[tuple[str, Kind], list[Finding]] = {}
    for each in found:
        groups.setdefault((each.level, each.kind), []).append(each)
    told = "".join(
        f"<h3>{escape(level)} · {_(ABOUT[kind].title)} · {len(same)}</h3>"
        f'<p class="quiet">{escape(same[0].accepted)}</p>'
        f'<ul class="statements">{"".join(_finding(ladder, each) for each in same[:most])}</ul>'
        + (_rest(len(same), most, "") if most is not None and len(same) > most else "")
        for (level, kind), same in groups.items()
    )
    if not told:
        return ""
    state = " open" if opened else ""
    return f"<details{state}><summary>{_('Accepted')} · {len(found)}</summary>{told}</details>"


def _rest(number: int, most: int, address: str) -> str:
    if address:
        return (
            f'<p><a data-in-app href="{escape(address)}">{_("All {number}", number=number)}</a></p>'
        )
    return f'<p class="quiet">{_("These are the first {most}; the download has all of them.", most=most)}</p>'


def _finding(ladder: Ladder, each: Finding) -> str:
    level = ladder.level(each.level)
    text = named(ladder.language, _short(each.text)) if each.text else escape(_short(each.what))
    remark = ""
    if each.text and each.remark:
        remark = f" <small>({escape(each.remark)})</small>"
    if each.statement and ladder.find(Ref(each.level, each.statement)):
        text = card_link(ladder.key, each.level, each.statement, text)
    elif level:
        text = f'<a data-in-app class="card" href="{escape(level_address(level))}">{text}</a>'
    code = f"<b>{escape(each.level)}</b> " if each.text else ""
    return f"<li>{code}{text}{remark} <small>{escape(each.place)}</small></li>"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"

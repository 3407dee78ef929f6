"""The findings of the checks as HTML for paper: kind by kind, each with its place."""

from collections.abc import Sequence
from html import escape

from explorer.lint.findings import ABOUT, KINDS, Finding
from explorer.render.html_parts import sheet


def findings_html(found: Sequence[Finding]) -> str:
    """All findings kind by kind, with their places, for paper."""
    parts = []
    for kind in KINDS:
        same = [finding for finding in found if finding.kind == kind]
        if same:
            parts.append(f'<h2 class="later">{ABOUT[kind].title} · {len(same)}</h2>')
            parts.append(f'<p class="quiet">{ABOUT[kind].advice}</p>')
            parts.append(f"<ul>{''.join(map(_finding, same))}</ul>")
    return sheet(*parts)


def _finding(each: Finding) -> str:
    text = escape(each.what)
    if each.text:
        remark = f" <small>({escape(each.remark)})</small>" if each.remark else ""
        text = f"<b>{escape(each.level)}</b> {escape(each.text)}{remark}"
    return f"<li>{text} <small>{escape(each.place)}</small></li>"

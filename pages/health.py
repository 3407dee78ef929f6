"""Health: what is still open in the ladder in view, for the person who keeps it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from explorer.lint import runner
from explorer.lint.findings import ABOUT, KINDS, Finding, counted
from explorer.render import html_parts
from explorer.render.findings_html import findings_html
from explorer.render.findings_markdown import findings_markdown
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import layout, url_sync
from explorer.ui.url_state import HealthUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(HealthUrl)
FEW, MANY = 8, 200
"""So many of a kind are shown beside other kinds, and alone."""
WHAT_IT_IS = _(
    "A list for whoever maintains this ladder. Nothing here is an error, and nothing is urgent: errors in the files are shown at the top of every page."
)


def everything() -> list[Finding]:
    texts = context.loaded.once(("in texts",), lambda: runner.text_findings(context.site))
    both = runner.ordered(context.site, (*texts, *runner.link_findings(context.site)))
    return [finding for finding in both if finding.ladder == ladder.key]


# -- filters ---------------------------------------------------------------------------


def in_view(found: Sequence[Finding]) -> HealthUrl:
    """The address without the levels and kinds that nobody has; none of them means all."""
    codes = [level.code for level in ladder.levels]
    return context.named(
        HealthUrl(
            view=url.view,
            level=tuple(code for code in codes if code in url.level),
            kind=tuple(kind for kind in kinds_of(found) if kind in url.kind),
        )
    )


def kinds_of(found: Sequence[Finding]) -> list[str]:
    return [kind for kind in KINDS if any(finding.kind == kind for finding in found)]


def still_open(found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if not finding.accepted]


def filters(found: Sequence[Finding]) -> str:
    """Levels and kinds as links, each with its count; any number of them can be chosen."""
    levels = {level.code: level.code for level in ladder.levels}
    kinds = {str(kind): _(ABOUT[kind].title) for kind in KINDS if kind in kinds_of(found)}
    by_level = Counter(finding.level for finding in found)
    by_kind = Counter(str(finding.kind) for finding in found)
    return (
        '<div class="chooser">'
        + html_parts.choices(_("Levels"), pills("level", now.level, levels, by_level))
        + html_parts.choices(_("Kinds"), pills("kind", now.kind, kinds, by_kind))
        + "</div>"
    )


def pills(
    name: str, chosen: Sequence[str], names: Mapping[str, str], counts: Mapping[str, int]
) -> list[str]:
    return [
        html_parts.pill(
            path(replace(now, **{name: toggled(chosen, value, tuple(names))})),  # type: ignore[arg-type]
            f"{words} {counts.get(value, 0)}",
            value in chosen,
        )
        for value, words in names.items()
    ]


def toggled(chosen: Sequence[str], value: str, order: Sequence[str]) -> tuple[str, ...]:
    others = set(chosen) ^ {value}
    return tuple(each for each in order if each in others)


def path(address: HealthUrl) -> str:
    return url_sync.path(layout.HEALTH.path, address)


found = everything()
now = in_view(still_open(found))
shown = [
    finding
    for finding in found
    if (not now.level or finding.level in now.level)
    and (finding.accepted or not now.kind or finding.kind in now.kind)
]
with st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
):
    st.title(_("Health"), anchor=False, width="content")
    listed = findings_markdown(ladder.name, shown)
    files = [
        layout.DownloadFile(
            _("As a Markdown list"), listed, f"{ladder.key}-open.md", "text/markdown"
        )
    ]
    layout.actions(context, layout.HEALTH, now, files=files if shown else ())
if url.printing:
    st.markdown(f"**{escape_markdown(ladder.name)}**. {counted(shown)}")
    st.html(html_parts.sheet(findings_html(ladder, shown, MANY, opened=True)))
else:
    url_sync.push_url("health", now)
    several = len(kinds_of(still_open(shown))) > 1
    lists = findings_html(
        ladder,
        shown,
        FEW if several else MANY,
        (lambda kind: path(replace(now, kind=(kind,)))) if several else None,
    )
    about = f'<p class="quiet">{WHAT_IT_IS}</p>' if found else ""
    st.html(
        html_parts.sheet(
            filters(still_open(found)) if still_open(found) else "",
            f'<p class="counted">{counted(shown)}</p>',
            about,
            lists,
        )
    )

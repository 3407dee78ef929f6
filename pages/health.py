"""Health: what is still open in the ladder in view, for the person who keeps it."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from explorer.lint import runner
from explorer.lint.findings import ABOUT, KINDS, Finding, Kind, counted
from explorer.render.findings_html import findings_html
from explorer.render.findings_markdown import findings_markdown
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import layout, url_sync
from explorer.ui.url_state import HealthUrl, LevelsUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(HealthUrl)
LEVEL, KIND = "health_level", "health_kind"
FEW, MANY = 8, 200
"""So many of a kind are shown beside other kinds, and alone."""
LONG = 400
"""Characters of a text after which its beginning will do."""


def everything() -> list[Finding]:
    texts = context.loaded.once(("in texts",), lambda: runner.text_findings(context.site))
    both = runner.ordered(context.site, (*texts, *runner.link_findings(context.site)))
    return [finding for finding in both if finding.ladder == ladder.key]


# -- filters ---------------------------------------------------------------------------


def choose(found: Sequence[Finding]) -> HealthUrl:
    """The levels and kinds in view: the address's, or those chosen here; none means all."""
    levels = {level.code: level.code for level in ladder.levels}
    kinds: dict[str, str] = {
        kind: ABOUT[kind].title for kind in KINDS if any(f.kind == kind for f in found)
    }
    if url_sync.url_changed("health"):
        st.session_state[LEVEL] = [code for code in levels if code in url.level]
        st.session_state[KIND] = [kind for kind in kinds if kind in url.kind]
    for key, values in ((LEVEL, levels), (KIND, kinds)):
        st.session_state[key] = [each for each in st.session_state.get(key, ()) if each in values]
    if not url.printing and found:
        pills("Levels", LEVEL, levels, Counter(finding.level for finding in found))
        pills("Kinds", KIND, kinds, Counter(finding.kind for finding in found))
    return context.named(
        HealthUrl(
            view=url.view,
            level=tuple(st.session_state[LEVEL]),
            kind=tuple(st.session_state[KIND]),
        )
    )


def pills(label: str, key: str, names: Mapping[str, str], counts: Mapping[str, int]) -> None:
    st.pills(
        label,
        list(names),
        selection_mode="multi",
        key=key,
        label_visibility="collapsed",
        format_func=lambda value: f"{escape_markdown(names[value])} :gray[{counts.get(value, 0)}]",
    )


def chosen(found: Sequence[Finding], now: HealthUrl) -> list[Finding]:
    return [
        finding
        for finding in found
        if (not now.level or finding.level in now.level)
        and (not now.kind or finding.kind in now.kind)
    ]


# -- what was found --------------------------------------------------------------------


def label(finding: Finding) -> str:
    """The text first where there is one, and what is open in it."""
    if not finding.text:
        return escape_markdown(finding.what)
    text = finding.text if len(finding.text) <= LONG else f"{finding.text[:LONG]}…"
    text_and_remark = f"**{escape_markdown(finding.level)}** {escape_markdown(text)}"
    return (
        f"{text_and_remark} :gray[({escape_markdown(finding.remark)})]"
        if finding.remark
        else text_and_remark
    )


def show(kind: Kind, same: Sequence[Finding], most: int) -> None:
    st.header(f"{ABOUT[kind].title} · {len(same)}", anchor=False)
    with st.container(key=f"links_{kind}", gap="xxsmall"):
        st.caption(ABOUT[kind].advice)
        for finding in same[:most]:
            layout.link(
                layout.LEVELS,
                f"{label(finding)} :gray-badge[{escape_markdown(finding.place)}]",
                context.named(LevelsUrl(level=finding.level, statement=finding.statement or "")),
                width="stretch",
            )
        if len(same) > most and most == FEW:
            only = context.named(HealthUrl(level=now.level, kind=(kind,)))
            layout.link(layout.HEALTH, f"All {len(same)}", only, icon=":material/unfold_more:")
        elif len(same) > most:
            st.caption(f"These are the first {most}; the download has all of them.")


found = everything()
head = st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
)
now = choose(found)
in_view = chosen(found, now)
with head:
    st.title("Health", anchor=False, width="content")
    listed = findings_markdown(ladder.name, in_view)
    files = [
        layout.DownloadFile("As a Markdown list", listed, f"{ladder.key}-open.md", "text/markdown")
    ]
    layout.actions(context, layout.HEALTH, now, files=files if in_view else ())
if url.printing:
    st.markdown(f"**{escape_markdown(ladder.name)}**. {counted(in_view)}")
    st.html(findings_html(in_view))
else:
    url_sync.push_url("health", now)
    st.markdown(counted(in_view))
    if found:
        st.caption(
            "A list for whoever maintains this ladder. Nothing here is an error, and nothing is urgent: errors in the files are shown at the top of every page."
        )
    kinds = [kind for kind in KINDS if any(finding.kind == kind for finding in in_view)]
    for kind in kinds:
        same = [finding for finding in in_view if finding.kind == kind]
        show(kind, same, MANY if len(kinds) == 1 else FEW)

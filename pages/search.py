"""Search: results while one types, over every ladder, and from each the way on."""

import time
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, Literal

import streamlit as st

from explorer.model import Ladder, Level, Ref
from explorer.records import KINDS
from explorer.render.level_text import level_code
from explorer.search.results import FACETS, TIERS, Filters, Hit, SearchResult, Tier, scope_key
from explorer.text.markdown_escape import escape_markdown, escape_with_highlights
from explorer.text.plurals import count
from explorer.ui import layout, profile_session, url_sync
from explorer.ui.url_state import CompareUrl, LevelsUrl, SearchUrl

context = layout.page_context()
url = url_sync.read(SearchUrl)
QUERY, TYPED = "q", "q_typed"
SETTLED_AFTER = 0.6
FEW, MANY = 10, 200
FIELDS = dict(zip(FACETS, ("among", "level", "competency", "scope", "kind"), strict=True))
"""Each filter of the search with its name in the address."""
TITLES = {
    "ladders": "Ladder",
    "levels": "Level",
    "competencies": "Competency",
    "scopes": "Scope",
    "kinds": "Kind",
}
KIND_NAMES = {
    "statement": "Confirmed",
    "tentative": "Under discussion",
    "example": "Examples",
    "summary": "Summaries",
    "fact": "Facts",
    "note": "Remarks",
    "prose": "Other text",
}
KIND_TAGS = {
    "tentative": "under discussion",
    "example": "example",
    "summary": "summary",
    "fact": "fact",
    "note": "remark",
    "prose": "other text",
}
TIER_NAMES: Mapping[Tier, str] = {
    "full": "All of your words",
    "partial": "Some of your words",
    "related": "Related in meaning",
}
UNFOLDED = "search_unfolded"
OPENED = "search_opened"
"""The hit of which more is shown."""
TRY = ("incidnet review", "error budget", "mentoring", "trade offs")


def widget(facet: str) -> str:
    return f"search_{facet}"


# -- what can be chosen, and what is chosen --------------------------------------------


def options() -> dict[str, dict[str, str]]:
    """For each filter its values with their names, as far as there is a choice."""
    found: dict[str, dict[str, str]] = {facet: {} for facet in FACETS}
    kinds = {entry.kind for entry in context.index.entries}
    for ladder in context.site.ladders:
        found["ladders"][ladder.key] = ladder.name
        for level in ladder.levels:
            found["levels"].setdefault(level.code, level.code)
            for competency in level.competencies:
                name = f"{competency.icon} {competency.name}".strip()
                found["competencies"].setdefault(competency.key, name)
                for group in competency.groups:
                    if group.scope and group.statements:
                        found["scopes"].setdefault(scope_key(group.scope), group.scope)
    found["kinds"] = {kind: KIND_NAMES[kind] for kind in KINDS if kind in kinds}
    return {facet: values for facet, values in found.items() if len(values) > 1}


choices = options()


def address(view: str = "") -> SearchUrl:
    """What the widgets say now."""
    state = st.session_state
    chosen: dict[str, Any] = {
        FIELDS[facet]: tuple(state.get(widget(facet), ())) for facet in choices
    }
    return context.named(SearchUrl(q=state.get(QUERY, ""), view=view, **chosen))


def take_address() -> None:
    """Let the widgets say what the address says; what means nothing here is dropped."""
    st.session_state[QUERY] = url.q
    for facet, values in choices.items():
        wanted = getattr(url, FIELDS[facet])
        st.session_state[widget(facet)] = [value for value in values if value in wanted]


def find(now: SearchUrl, limit: int = MANY) -> SearchResult:
    chosen = {facet: frozenset(getattr(now, field)) for facet, field in FIELDS.items()}
    return context.index.search(now.q, limit, Filters(**chosen))


def typed() -> None:
    st.session_state[TYPED] = time.monotonic()


# -- filters ---------------------------------------------------------------------------


def show_filters(found: SearchResult) -> None:
    """The levels at once, the other filters a press away; beside each, what it would show."""
    looked_for = bool(st.session_state.get(QUERY, "").strip())
    counts = found.counts if looked_for else {}
    rest = [facet for facet in ("ladders", "kinds", "competencies", "scopes") if facet in choices]
    active = sum(bool(st.session_state.get(widget(facet))) for facet in rest)
    unfolded = st.session_state.get(UNFOLDED, False)
    label = "Fewer filters" if unfolded else "More filters"
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="filters"):
        if "levels" in choices:
            pills("levels", counts.get("levels"))
        # What it opens follows it, as the Tab key does; what a popover holds comes last.
        st.button(
            f"{label}: {active} in use" if active else label,
            key="more_filters",
            icon=":material/tune:",
            type="tertiary",
            on_click=fold,
        )
    if unfolded:
        with st.container(border=True, key="unfolded_filters"):
            for facet in rest:
                pills(facet, counts.get(facet), label_visibility="visible")


def fold() -> None:
    st.session_state[UNFOLDED] = not st.session_state.get(UNFOLDED, False)


def pills(
    facet: str,
    counts: Mapping[str, int] | None,
    label_visibility: Literal["visible", "collapsed"] = "collapsed",
) -> None:
    names = choices[facet]

    def named(value: str) -> str:
        counted = "" if counts is None else f" :gray[{counts.get(value, 0)}]"
        return escape_markdown(names[value]) + counted

    st.pills(
        TITLES[facet],
        list(names),
        selection_mode="multi",
        key=widget(facet),
        format_func=named,
        label_visibility=label_visibility,
        # Chosen filters count while they are folded away.
        persist_state="session",
    )


# -- hits ------------------------------------------------------------------------------


def place_of(hit: Hit) -> tuple[str, str, str]:
    return hit.entry.ladder, hit.entry.level, hit.entry.competency_key or ""


def show_hits(hits: Sequence[Hit], key: str = "hits") -> None:
    """The hits in their tiers, under the level and competency they stand in."""
    tiers = [tier for tier in TIERS if any(hit.tier == tier for hit in hits)]
    with st.container(key=f"links_{key}", gap=None):
        for tier in tiers:
            inside = [hit for hit in hits if hit.tier == tier]
            if tiers != ["full"]:
                st.caption(TIER_NAMES[tier])
            order = list(dict.fromkeys(map(place_of, inside)))
            ranked = sorted(inside, key=lambda hit: order.index(place_of(hit)))
            for _, group in groupby(ranked, key=place_of):
                same = list(group)
                st.markdown(f"**{escape_markdown(heading(same[0]))}**")
                for hit in same:
                    show_hit(hit)


def standing(hit: Hit) -> tuple[Ladder, Level]:
    """The ladder and level of a hit; both are there, the index is made from them."""
    return next(
        (ladder, level)
        for ladder, level in context.site.levels()
        if (ladder.key, level.code) == (hit.entry.ladder, hit.entry.level)
    )


def heading(hit: Hit) -> str:
    ladder, level = standing(hit)
    terms = {term.key: term.icon for term in ladder.competencies}
    icon = terms.get(hit.entry.competency_key or "", "")
    family = f"{ladder.name} · " if len(context.site.ladders) > 1 else ""
    place = hit.entry.competency or level.title
    return " ".join(f"{family}{level_code(level)} · {icon} {place}".split())


def show_hit(hit: Hit) -> None:
    entry = hit.entry
    label = escape_with_highlights(entry.text, hit.spans)
    if entry.kind == "fact":
        label = f"{escape_markdown(entry.scope or '')}: {label}"
    if entry.kind != "statement":
        label += f"  :gray-badge[{KIND_TAGS[entry.kind]}]"
    if entry.id and not hit.matched:
        label += f"  :gray-badge[named {escape_markdown(entry.id)}]"
    ladder, level = standing(hit)
    target = LevelsUrl(level=level.code, statement=entry.id or "")
    if url.printing or not entry.id:
        layout.link(
            layout.LEVELS, label, layout.named(target, ladder, context.site), width="stretch"
        )
        return
    with st.container(horizontal=True, gap="small", wrap=False):
        layout.link(
            layout.LEVELS, label, layout.named(target, ladder, context.site), width="stretch"
        )
        name = f"{ladder.key}/{level.code}/{entry.id}"
        opened = st.session_state.get(OPENED) == name
        st.button(
            "Less" if opened else "More",
            key=f"more-{name}",
            type="tertiary",
            on_click=open_more,
            args=(name,),
        )
    if opened:
        more(hit, ladder, level)


def more(hit: Hit, ladder: Ladder, level: Level) -> None:
    """What else can be done with a found statement, in a row below it.

    The ways to Compare are links: after a switch by `st.switch_page` Back leads to an
    empty search, whose address has what was meant for Compare. And they follow their
    button, as the Tab key does; what a popover holds comes last on a page.
    """
    topic = Ref(level.code, hit.entry.id or "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for low, high in pairwise(
            each for each in (ladder.below(level), level, ladder.above(level)) if each
        ):
            pair = CompareUrl(left=low.code, right=high.code)
            layout.link(
                layout.COMPARE,
                f"Compare with {escape_markdown(level_code(low if high is level else high))}",
                layout.named(pair, ladder, context.site),
                icon=":material/compare_arrows:",
            )
        # No callback: what one draws in a fragment's run lands on top of the page.
        if st.button(
            "Add to my conversation list",
            key=f"talk-{ladder.key}/{topic}",
            icon=":material/forum:",
            type="tertiary",
        ):
            said = profile_session.talk_about(
                profile_session.profile_session(ladder, context.settings.personal), topic
            )
            st.toast(said, icon=":material/forum:")


def open_more(name: str) -> None:
    """One hit at a time has its row; pressed again, none."""
    st.session_state[OPENED] = "" if st.session_state.get(OPENED) == name else name


# -- words about what was found --------------------------------------------------------


def said(found: SearchResult) -> str:
    """How many were found, by which words, and what a misspelled word was taken for."""
    by_words = found.total - found.related
    words = list(
        dict.fromkeys(
            word.lower() for hit in found.hits for word, kind in hit.matched if kind != "synonym"
        )
    )
    shown = ", ".join(words[:8]) + (" …" if len(words) > 8 else "")
    parts = []
    if by_words:
        places = count(by_words, "result")
        parts.append(f"{places} with: {shown}" if shown else places)
    if found.related:
        parts.append(f"{count(found.related, 'place')} related in meaning")
    slips = [
        f"“{each.word}” read as {' or '.join(each.words)}"
        for each in found.interpretations
        if each.kind == "typo"
    ]
    return "; ".join(parts) + "".join(f". {slip}" for slip in slips)


def show_nothing(now: SearchUrl) -> None:
    limited = any(getattr(now, field) for field in FIELDS.values())
    way = "Remove a filter, or try other words." if limited else "Try fewer or other words."
    where = (
        "Nothing in these ladders matches"
        if len(context.site.ladders) > 1
        else "Nothing in this ladder matches"
    )
    st.markdown(f"**{where} “{escape_markdown(now.q.strip())}”.** {way}")
    suggestions()


def fruitful_queries() -> list[str]:
    names = [term.name.lower() for term in context.ladder.competencies]
    return [query for query in (*TRY, *names) if context.index.search(query, 1)][:4]


def suggestions() -> None:
    """Queries that find something here, to try."""
    fruitful = context.once(("suggestions",), lambda: "\n".join(fruitful_queries()))
    with st.container(horizontal=True, key="suggestions"):
        for query in fruitful.splitlines():
            layout.link(
                layout.SEARCH,
                escape_markdown(query),
                context.named(SearchUrl(q=query)),
                icon=":material/search:",
            )


# -- the page --------------------------------------------------------------------------


def settle() -> None:
    """Write the query into the address once nobody types any more; it makes a step back."""
    if time.monotonic() - st.session_state.get(TYPED, 0.0) > SETTLED_AFTER:
        url_sync.push_url("search", address())
        st.rerun()


@st.fragment
def search() -> None:
    st.text_input(
        "What are you looking for?",
        key=QUERY,
        type="search",
        live="100ms",
        max_chars=300,
        placeholder="A word, a few words, even misspelled",
        on_change=typed,
    )
    filters = st.container()
    now = address()
    # In a place that never moves: its timer names the place, and fires when the results
    # after it have become fewer.
    with st.container(key="settling"):
        if now != url_sync.read(SearchUrl):
            st.fragment(settle, run_every=SETTLED_AFTER)()
    found = find(now)
    with filters:
        show_filters(found)
    if not now.q.strip():
        st.caption("Words can be in any order, misspelled or half typed. For example:")
        suggestions()
    elif not found.hits:
        show_nothing(now)
    else:
        st.caption(escape_markdown(said(found)))
        show_hits(found.hits[:FEW])
        show_less_likely(found)


def show_less_likely(found: SearchResult) -> None:
    less = found.hits[FEW:]
    if not less:
        return
    label = f"{found.total - FEW} more, less relevant"
    with st.expander(label, key="search_more", on_change="rerun") as opened:
        if opened.open:
            show_hits(less, "more")
            if found.total > MANY:
                st.caption(f"These are the best {MANY}. Add a word to narrow the search.")


def on_paper() -> None:
    found = find(url)
    if not url.q.strip():
        st.markdown("No search yet.")
    elif found.hits:
        st.markdown(f"**{escape_markdown(url.q.strip())}**")
        st.caption(escape_markdown(said(found)))
        show_hits(found.hits)
    else:
        show_nothing(url)


if url_sync.url_changed("search"):
    take_address()
    # From here on only what means something here: unknown filters are dropped.
    url = address(url.view)
layout.heading("Search", context, layout.SEARCH, url)
url_sync.push_url("search", url)
if url.printing:
    on_paper()
else:
    search()

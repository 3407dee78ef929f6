"""Search: results while one types, over every ladder, and from each the way on."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any, Literal

import streamlit as st

from explorer.model import Ladder, Level
from explorer.records import KINDS
from explorer.render import search_html
from explorer.render.html_parts import icon_html, sheet
from explorer.render.level_text import level_name
from explorer.render.search_html import in_app
from explorer.search.results import FACETS, Filters, Hit, Offer, SearchResult, scope_key
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import layout, profile_session, url_sync
from explorer.ui.query_filters import TypedQuery, competencies_named, read_query
from explorer.ui.url_state import CompareUrl, LevelsUrl, SearchUrl

context = layout.page_context()
url = url_sync.read(SearchUrl)
QUERY, TYPED = "q", "q_typed"
SETTLED_AFTER = 0.6
FEW, MANY = 10, 200
FIELDS = dict(zip(FACETS, ("among", "level", "competency", "scope", "kind"), strict=True))
"""Each filter of the search with its name in the address."""
TITLES = {
    "ladders": _("Ladder"),
    "levels": _("Level"),
    "competencies": _("Competency"),
    "scopes": _("Scope"),
    "kinds": _("Kind"),
}
KIND_NAMES = {
    "statement": _("Confirmed"),
    "tentative": _("Under discussion"),
    "example": _("Examples"),
    "summary": _("Summaries"),
    "fact": _("Facts"),
    "note": _("Remarks"),
    "prose": _("Other text"),
}
UNFOLDED = "search_unfolded"
ORDER, BEST = "search_order", "best"
"""In which order hits stand: the best first, or by level where nothing is said."""
TRY = (N_("incidnet review"), N_("error budget"), N_("mentoring"), N_("trade offs"))


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
    return context.named(
        SearchUrl(q=state.get(QUERY, ""), order=state.get(ORDER, ""), view=view, **chosen)
    )


def take_address() -> None:
    """Let the widgets say what the address says; what means nothing here is dropped."""
    st.session_state[QUERY] = url.q
    st.session_state[ORDER] = BEST if url.order == BEST else ""
    for facet, values in choices.items():
        wanted = getattr(url, FIELDS[facet])
        st.session_state[widget(facet)] = [value for value in values if value in wanted]


def find(now: SearchUrl, limit: int = MANY) -> SearchResult:
    query = read_query(now.q, context.site)
    chosen = {facet: frozenset(getattr(now, field)) for facet, field in FIELDS.items()}
    chosen["levels"] |= frozenset(query.levels)
    return context.index.search(query.words, limit, Filters(**chosen))


def typed() -> None:
    st.session_state[TYPED] = time.monotonic()


# -- filters ---------------------------------------------------------------------------


def show_filters(found: SearchResult) -> None:
    """The levels at once, the other filters a press away; beside each, what it would show."""
    looked_for = bool(st.session_state.get(QUERY, "").strip())
    counts = (found.offer or found).counts if looked_for else {}
    rest = [facet for facet in ("ladders", "kinds", "competencies", "scopes") if facet in choices]
    active = sum(bool(st.session_state.get(widget(facet))) for facet in rest)
    unfolded = st.session_state.get(UNFOLDED, False)
    label = _("Fewer filters") if unfolded else _("More filters")
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="filters"):
        if "levels" in choices:
            pills("levels", counts.get("levels"))
        # What it opens follows it, as the Tab key does; what a popover holds comes last.
        st.button(
            _("{label}: {active} in use", label=label, active=active) if active else label,
            key="more_filters",
            icon=":material/tune:",
            type="tertiary",
            on_click=fold,
        )
        if looked_for:
            st.button(
                _("Sorted by level") if by_level() else _("Best first"),
                key="search_reorder",
                icon=":material/sort:",
                type="tertiary",
                on_click=reorder,
                help=_("Press for the best first, whatever its level.")
                if by_level()
                else _("Press to see them level by level."),
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

    # The browser knows a pill by its label, so it is told with each count which are chosen. Of two
    # answers drawn at once Streamlit told it in the first alone: it then chose none, and said so
    # with the next letter (a filter was lost while " review" was typed behind "incident").
    if counts is not None and (chosen := st.session_state.get(widget(facet))):
        st.session_state[widget(facet)] = chosen
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


def by_level() -> bool:
    return st.session_state.get(ORDER) != BEST


def reorder() -> None:
    st.session_state[ORDER] = BEST if by_level() else ""


def show_hits(hits: Sequence[Hit], head: str = "") -> None:
    st.html(search_html.hits_html(context.site, hits, by_level(), head, marks(hits)))


def show_offer(offer: Offer) -> None:
    st.html(search_html.offer_html(context.site, offer, by_level(), marks(offer.hits)))


def marks(hits: Sequence[Hit]) -> dict[search_html.Place, str]:
    """Words for the levels of the hits that are the reader's own, or the next."""
    found_in = {hit.entry.ladder for hit in hits}
    return {
        (ladder.key, code): words
        for ladder in context.site.ladders
        if ladder.key in found_in
        for code, words in profile_session.own_and_next(ladder).items()
    }


def offers(query: TypedQuery, now: SearchUrl) -> list[str]:
    """What the query names beside words, as HTML: the levels it is limited to, and levels and
    competencies to read or to keep to."""
    lines = []
    if query.levels and query.words:
        every = search_link(replace(now, q=query.words.strip()), _("Search every level"))
        lines.append(
            _(
                "Only {names}, as you typed. {every}",
                names=escape(", ".join(query.levels)),
                every=every,
            )
        )
    elif query.levels:
        lines += [
            levels_link(ladder, level)
            for ladder, level in context.site.levels()
            if level.code in query.levels
        ]
    for competency in competencies_named(query.words, context.site):
        name = f"<b>{escape(competency.name)}</b>"
        ways = [
            in_app(
                layout.COMPARE.path,
                context.named(CompareUrl(show="several", competency=competency.key)).parameters(),
                _("Read it at every level"),
            )
        ]
        if "competencies" in choices and competency.key not in now.competency:
            ways.append(
                search_link(replace(now, competency=(competency.key,)), _("Only its results"))
            )
        lines.append(f"{icon_html(competency.icon)}{name}: {' · '.join(ways)}")
    return lines


def search_link(address: SearchUrl, words: str) -> str:
    return in_app(layout.SEARCH.path, address.parameters(), escape(words))


def levels_link(ladder: Ladder, level: Level) -> str:
    address = layout.named(LevelsUrl(level=level.code), ladder, context.site)
    link = in_app("", address.parameters(), f"<b>{escape(level_name(level))}</b>")
    return _("Level {link}", link=link)


# -- words about what was found --------------------------------------------------------


def show_nothing(now: SearchUrl) -> None:
    limited = any(getattr(now, field) for field in FIELDS.values())
    several = len(context.site.ladders) > 1
    where = (
        _("Nothing in these ladders matches “{query}”.", query=escape(now.q.strip()))
        if several
        else _("Nothing in this ladder matches “{query}”.", query=escape(now.q.strip()))
    )
    way = _("Remove a filter, or try other words.") if limited else _("Try fewer or other words.")
    st.html(sheet(f"<p><b>{where}</b> {way}</p>", suggestions()))


def fruitful_queries() -> list[str]:
    names = [term.name.lower() for term in context.ladder.competencies]
    tried = dict.fromkeys((*map(_, TRY), *TRY, *names))
    return [query for query in tried if context.index.search(query, 1)][:4]


def how() -> str:
    """How a query is read, with a level of this ladder where its code tells one."""
    code = context.ladder.levels[-1].code
    limited = bool(read_query(code, context.site).levels)
    example = _("; “{code} incident” keeps to {code}", code=code) if limited else ""
    return _(
        "Words can be in any order, misspelled or half typed{example}. For example:",
        example=example,
    )


def suggestions() -> str:
    """Queries that find something here, to try, as HTML."""
    fruitful = context.once(("suggestions",), lambda: "\n".join(fruitful_queries()))
    tried = (
        search_link(context.named(SearchUrl(q=query)), query) for query in fruitful.splitlines()
    )
    return f'<p class="tries">{" ".join(tried)}</p>'


# -- the page --------------------------------------------------------------------------


def settle() -> None:
    """Write the query into the address once nobody types any more; it makes a step back."""
    if time.monotonic() - st.session_state.get(TYPED, 0.0) > SETTLED_AFTER:
        url_sync.push_url("search", address())
        st.rerun()


@st.fragment
def search() -> None:
    st.text_input(
        _("What are you looking for?"),
        key=QUERY,
        type="search",
        live="100ms",
        max_chars=300,
        placeholder=_("A word, a few words, even misspelled"),
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
    query = read_query(now.q, context.site)
    named = "".join(f"<p>{line}</p>" for line in offers(query, now))
    if not now.q.strip():
        st.html(sheet(f'<p class="quiet">{escape(how())}</p>', suggestions()))
    elif found.hits:
        show_hits(
            found.hits[:FEW],
            f'<p class="quiet">{escape(search_html.found_in_words(found))}</p>{named}',
        )
        show_less_likely(found)
    elif named and not query.words:
        st.html(sheet(named))
    elif found.offer:
        show_offer(replace(found.offer, hits=found.offer.hits[:FEW]))
    else:
        show_nothing(now)


def show_less_likely(found: SearchResult) -> None:
    less = found.hits[FEW:]
    if not less:
        return
    label = _("{value} more, less relevant", value=found.total - FEW)
    with st.expander(label, key="search_more", on_change="rerun") as opened:
        if opened.open:
            show_hits(less)
            if found.total > MANY:
                st.caption(
                    _("These are the best {many}. Add a word to narrow the search.", many=MANY)
                )


def on_paper() -> None:
    found = find(url)
    if not url.q.strip():
        st.markdown(_("No search yet."))
    elif found.hits:
        asked = f"<p><b>{escape(url.q.strip())}</b></p>"
        show_hits(
            found.hits, f'{asked}<p class="quiet">{escape(search_html.found_in_words(found))}</p>'
        )
    elif found.offer:
        show_offer(found.offer)
    else:
        show_nothing(url)


if url_sync.url_changed("search"):
    take_address()
    # From here on only what means something here: unknown filters are dropped.
    url = address(url.view)
layout.heading(_("Search"), context, layout.SEARCH, url)
url_sync.push_url("search", url)
if url.printing:
    on_paper()
else:
    search()

"""Search: results while one types, and from each the way to the statement in its level."""

import time
from collections.abc import Callable, Sequence
from itertools import groupby

import streamlit as st

from explorer.addresses import LevelsAddress, SearchAddress
from explorer.records import KINDS
from explorer.search import Filters, Hit
from explorer.ui import address as bar
from explorer.ui import frame, sheets
from explorer.ui.escaping import escaped, escaped_with_marks

here = frame.enter()
ladder = here.ladder
asked = bar.read(SearchAddress)
QUERY, LEVELS, COMPETENCIES, KIND, TYPED = (
    "q",
    "search_levels",
    "search_competencies",
    "search_kinds",
    "q_typed",
)
SETTLED_AFTER = 0.6
FEW, MANY = 12, 200
KIND_NAMES = {
    "statement": "Statements", "tentative": "Under discussion", "example": "Examples",
    "summary": "Summaries", "fact": "Facts", "note": "Remarks", "prose": "Other text",
}  # fmt: skip
TRY = ("incidnet review", "error budget", "mentoring", "trade offs")


def address(view: str = "") -> SearchAddress:
    """What the widgets say now."""
    state = st.session_state
    return here.named(
        SearchAddress(
            q=state.get(QUERY, ""), level=tuple(state.get(LEVELS, ())),
            competency=tuple(state.get(COMPETENCIES, ())), kind=tuple(state.get(KIND, ())), view=view,
        )
    )  # fmt: skip


def take_address() -> None:
    """Let the widgets say what the address says."""
    state = st.session_state
    state[QUERY] = asked.q
    state[LEVELS] = [level.code for level in ladder.levels if level.code in asked.level]
    state[COMPETENCIES] = [term.key for term in ladder.competencies if term.key in asked.competency]
    state[KIND] = [kind for kind in KINDS if kind in asked.kind]


def find(now: SearchAddress) -> list[Hit]:
    filters = Filters(
        frozenset({ladder.key}),
        frozenset(now.level),
        frozenset(now.competency),
        frozenset(now.kind),
    )
    return here.index.search(now.q, MANY, filters)


def typed() -> None:
    st.session_state[TYPED] = time.monotonic()


def show_filters() -> None:
    names = {term.key: f"{term.icon} {term.name}".strip() for term in ladder.competencies}
    present = {entry.kind for entry in here.index.entries if entry.ladder == ladder.key}
    levels, kinds = (
        [level.code for level in ladder.levels],
        [kind for kind in KIND_NAMES if kind in present],
    )
    with st.container(horizontal=True, gap="medium", key="filters"):
        pills("Only these levels", levels, LEVELS, str)
        pills("Only these kinds", kinds, KIND, KIND_NAMES.__getitem__)
        pills("Only these competencies", list(names), COMPETENCIES, names.__getitem__)


def pills(label: str, options: Sequence[str], key: str, name: Callable[[str], str]) -> None:
    st.pills(
        label,
        options,
        selection_mode="multi",
        key=key,
        label_visibility="collapsed",
        format_func=lambda option: escaped(name(option)),
    )


def place_of(hit: Hit) -> tuple[str, str]:
    return hit.entry.level, hit.entry.competency_key or ""


def show_hits(hits: list[Hit]) -> None:
    """The hits under the level and competency they stand in, the best place first."""
    order = list(dict.fromkeys(place_of(hit) for hit in hits))
    ranked = sorted(hits, key=lambda hit: order.index(place_of(hit)))
    with st.container(key="links_hits", gap=None):
        for place, group in groupby(ranked, key=place_of):
            inside = list(group)
            st.markdown(f"**{escaped(heading(place, inside[0]))}**")
            for hit in inside:
                show_hit(hit)


def heading(place: tuple[str, str], hit: Hit) -> str:
    level = ladder.level(place[0])
    icon = next((term.icon for term in ladder.competencies if term.key == place[1]), "")
    code, title = (sheets.coded(level), level.title) if level else (place[0], "")
    return " ".join(f"{code} · {icon} {hit.entry.competency or title}".split())


def show_hit(hit: Hit) -> None:
    entry = hit.entry
    label = escaped_with_marks(entry.text, hit.spans)
    if entry.kind == "fact":
        label = f"{escaped(entry.scope or '')}: {label}"
    if entry.kind != "statement":
        label += f"  :gray-badge[{KIND_NAMES[entry.kind].lower().removesuffix('s')}]"
    if hit.related:
        label += "  :gray-badge[related in meaning]"
    target = here.named(LevelsAddress(level=entry.level, statement=entry.id or ""))
    frame.link(frame.LEVELS, label, target, width="stretch")


def said(hits: list[Hit]) -> str:
    """How many were found, and by which words."""
    related = sum(hit.related for hit in hits)
    by_words = [hit for hit in hits if not hit.related]
    words = list(dict.fromkeys(word.lower() for hit in by_words for word, _ in hit.matched))
    more = "at least " if len(hits) == MANY else ""
    shown = ", ".join(words[:8]) + (" …" if len(words) > 8 else "")
    parts = []
    if by_words:
        places = f"{more}{sheets.count(len(by_words), 'place')}"
        parts.append(f"{places} with: {shown}" if shown else places)
    if related:
        parts.append(f"{sheets.count(related, 'place')} related in meaning")
    return "; ".join(parts)


def show_nothing(now: SearchAddress) -> None:
    limited = bool(now.level or now.competency or now.kind)
    way = "Take a filter away, or try other words." if limited else "Try fewer or other words."
    st.markdown(f"**Nothing in this ladder says “{escaped(now.q.strip())}”.** {way}")
    suggestions()


def fruitful_queries() -> list[str]:
    names = [term.name.lower() for term in ladder.competencies]
    return [query for query in (*TRY, *names) if find(here.named(SearchAddress(q=query)))][:4]


def suggestions() -> None:
    """Queries that find something in this ladder, to try."""
    fruitful = here.once(("suggestions",), lambda: "\n".join(fruitful_queries()))
    with st.container(horizontal=True, key="suggestions"):
        for query in fruitful.splitlines():
            frame.link(
                frame.SEARCH,
                escaped(query),
                here.named(SearchAddress(q=query)),
                icon=":material/search:",
            )


def settle() -> None:
    """Write the query into the address once nobody types any more; it makes a step back."""
    if time.monotonic() - st.session_state.get(TYPED, 0.0) > SETTLED_AFTER:
        bar.settle("search", address())
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
    show_filters()
    now = address()
    # In a place that never moves: its timer names the place, and fires when the results
    # after it have become fewer.
    with st.container(key="settling"):
        if now != bar.read(SearchAddress):
            st.fragment(settle, run_every=SETTLED_AFTER)()
    hits = find(now)
    if not now.q.strip():
        st.caption("Words may stand in any order, be misspelled or half typed. For example:")
        suggestions()
    elif not hits:
        show_nothing(now)
    else:
        st.caption(escaped(said(hits)))
        show_hits(hits[:FEW])
        if len(hits) > FEW:
            with st.expander(
                f"{len(hits) - FEW} more, less likely", key="search_more", on_change="rerun"
            ) as more:
                if more.open:
                    show_more(hits[FEW:])


def show_more(hits: list[Hit]) -> None:
    with st.container(key="links_more", gap=None):
        for hit in hits:
            show_hit(hit)


if bar.arrived("search"):
    take_address()
    # From here on only what means something here: unknown filters are dropped.
    asked = address(asked.view)
frame.heading("Search", here, frame.SEARCH, asked)
if asked.printing:
    found = find(asked)
    if not asked.q.strip():
        st.markdown("Nothing was looked for yet.")
    elif found:
        st.markdown(f"**{escaped(asked.q.strip())}** in {escaped(ladder.name)}")
        show_hits(found)
    else:
        show_nothing(asked)
else:
    bar.settle("search", asked)
    search()

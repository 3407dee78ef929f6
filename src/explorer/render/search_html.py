"""The hits of a search as one piece of HTML: marked, grouped, each the link to its card.

Two orders: by level, in the ladder's order with the best first in each, which stays as it is
while one types on; or the best first, whatever its level. Each tier has a heading of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from types import MappingProxyType
from urllib.parse import urlencode

from explorer.model import Ladder, Level, Site
from explorer.records import Kind
from explorer.render.html_parts import icon_html, in_language, named, sheet
from explorer.render.level_text import level_code, level_name
from explorer.render.statement_html import card_link
from explorer.search.results import TIERS, Hit, Offer, SearchResult, Tier
from explorer.text.inline_markdown import Span
from explorer.text.plurals import count
from explorer.text.translation import N_, listed
from explorer.text.translation import gettext as _

TIER_NAMES: Mapping[Tier, str] = {
    "full": N_("All of your words"),
    "partial": N_("Some of your words"),
    "related": N_("Related in meaning"),
}
KIND_TAGS: Mapping[Kind, str] = {
    "tentative": N_("under discussion"),
    "example": N_("example"),
    "summary": N_("summary"),
    "fact": N_("fact"),
    "note": N_("remark"),
    "prose": N_("other text"),
}

Place = tuple[str, str]
"""A level of a site: the key of its ladder, and its code."""


def hits_html(
    site: Site,
    hits: Sequence[Hit],
    by_level: bool,
    head: str = "",
    marks: Mapping[Place, str] = MappingProxyType({}),
    all_words: str = "",
) -> str:
    """The hits in their tiers; within one by level, or in the order they were given. `head` is
    safe HTML that stands above them. `marks` are words for levels that mean something to the
    reader, such as their own. Some of the words and other words for them are one group, ranked
    by what they cover, in which the latter are marked."""
    places = {(ladder.key, level.code): (ladder, level) for ladder, level in site.levels()}
    groups = {
        all_words or _(TIER_NAMES["full"]): [hit for hit in hits if hit.tier == "full"],
        _lesser(hits): [hit for hit in hits if hit.tier != "full"],
    }
    parts = []
    only_full = all(hit.tier == "full" for hit in hits)
    for name, same in groups.items():
        if same and not only_full:
            parts.append(f'<h2 class="tier">{name}</h2>')
        # A level's heading is one step below what is above it, for those who hear the page.
        heading = "h2" if only_full else "h3"
        parts.append(
            _by_level(same, places, site, heading, marks)
            if by_level
            else _best_first(same, places, site, marks)
        )
    return sheet(head, f'<div class="hits">{"".join(parts)}</div>')


def _lesser(hits: Iterable[Hit]) -> str:
    """A heading for all that has not every word."""
    tiers = [tier for tier in TIERS[1:] if any(hit.tier == tier for hit in hits)]
    return (
        _(TIER_NAMES[tiers[0]])
        if len(tiers) == 1
        else _("Some of your words, or related in meaning")
    )


def offer_html(
    site: Site,
    offer: Offer,
    by_level: bool,
    marks: Mapping[Place, str] = MappingProxyType({}),
) -> str:
    """What there is for the known words of a query that as a whole finds nothing."""
    head = f"""<p>{_("<b>Nothing with {quoted}.</b> With {quoted_2}: {places}", quoted=_quoted(offer.without, "or"), quoted_2=_quoted(offer.with_words, "and"), places=count(offer.total, "place"))}</p>"""
    return hits_html(site, offer.hits, by_level, head, marks, _("In these words"))


def _quoted(words: Sequence[str], joined: str) -> str:
    each = [f"“{escape(word)}”" for word in words]
    return listed(each, joined)


def in_app(path: str, query: Mapping[str, str], inner: str) -> str:
    """A link (`inner` is safe HTML) to a page of the app that keeps the visit."""
    return f'<a data-in-app href="{escape(f"./{path}?{urlencode(query)}")}">{inner}</a>'


def marked(text: str, spans: Iterable[Span]) -> str:
    """A visible text as HTML, with its spans marked."""
    parts, at = [], 0
    for start, end in spans:
        parts.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
        at = end
    return "".join(parts) + escape(text[at:])


Places = Mapping[Place, tuple[Ladder, Level]]


def _place(hit: Hit) -> Place:
    return hit.entry.ladder, hit.entry.level


def _mark(place: Place, marks: Mapping[Place, str]) -> str:
    return f' <span class="tag">{escape(marks[place])}</span>' if place in marks else ""


def _by_level(
    hits: Sequence[Hit], places: Places, site: Site, heading: str, marks: Mapping[Place, str]
) -> str:
    order = {place: number for number, place in enumerate(places)}
    parts = []
    for place, same in groupby(sorted(hits, key=lambda hit: order[_place(hit)]), key=_place):
        ladder, level = places[place]
        family = f"{escape(ladder.name)} · " if len(site.ladders) > 1 else ""
        named = f"{family}{escape(level_name(level))}{_mark(place, marks)}"
        parts.append(f"<{heading}>{named}</{heading}>")
        parts.append(_list(same, site, lambda hit: _competency(hit, places)))
    return "".join(parts)


def _best_first(hits: Sequence[Hit], places: Places, site: Site, marks: Mapping[Place, str]) -> str:
    def where(hit: Hit) -> str:
        ladder, level = places[_place(hit)]
        family = f"{escape(ladder.name)} · " if len(site.ladders) > 1 else ""
        competency = _competency(hit, places)
        code = f"{family}<b>{escape(level_code(level))}</b>{_mark(_place(hit), marks)}"
        return code + (competency and f" · {competency}")

    return _list(hits, site, where)


def _list(hits: Iterable[Hit], site: Site, where: Callable[[Hit], str]) -> str:
    rows = "".join(f"<li>{_hit(hit, site, where(hit))}</li>" for hit in hits)
    return f"<ul>{rows}</ul>"


def _competency(hit: Hit, places: Places) -> str:
    ladder, _ = places[_place(hit)]
    icons = {term.key: term.icon for term in ladder.competencies}
    icon = icon_html(icons.get(hit.entry.competency_key or "", ""))
    return icon + escape(hit.entry.competency or "")


def _hit(hit: Hit, site: Site, where: str) -> str:
    entry = hit.entry
    ladder = site.ladder(entry.ladder)
    language = ladder.language if ladder else ""
    text = in_language(language, marked(entry.text, hit.spans))
    if entry.kind == "fact":
        text = f"{named(language, entry.scope or '')}: {text}"
    if entry.id:
        link = card_link(entry.ladder, entry.level, entry.id, text)
    else:
        query = {"ladder": entry.ladder} if len(site.ladders) > 1 else {}
        link = in_app("", query | {"level": entry.level}, text).replace(
            "<a ", '<a class="card" ', 1
        )
    tags = [_(KIND_TAGS[entry.kind])] if entry.kind != "statement" else []
    tags += [_("named {id}", id=entry.id)] if entry.id and hit.unseen else []
    tags += [_("by the level's title")] if hit.unseen and entry.kind == "summary" else []
    said = "".join(f' <span class="tag">{escape(tag)}</span>' for tag in tags)
    return f"{link}{said}<small>{where}</small>"


def found_in_words(found: SearchResult) -> str:
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
        parts.append(_("{places} with: {shown}", places=places, shown=shown) if shown else places)
    if found.related:
        parts.append(_("{places} related in meaning", places=count(found.related, "place")))
    slips = [
        _("“{word}” read as {names}", word=each.word, names=listed(each.words, "or"))
        for each in found.interpretations
        if each.kind == "typo"
    ]
    return "; ".join(parts) + "".join(f". {slip}" for slip in slips)

"""The page of a site that searches as one types, by the scripts in `assets`."""

import json
from html import escape

from explorer.model import Site
from explorer.render.level_text import level_name
from explorer.render.search_html import KIND_TAGS, TIER_NAMES
from explorer.site.addresses import SEARCH, Addresses
from explorer.site.page import Page
from explorer.text.plurals import plural
from explorer.text.translation import gettext as _


def search_page(site: Site, addresses: Addresses) -> Page:
    """A form, and what the scripts need to know of the ladders to draw what they find."""
    levels, competencies = {}, {}
    for ladder, level in site.levels():
        family = f"{ladder.name} · " if len(site.ladders) > 1 else ""
        levels[f"{ladder.key}/{level.code}"] = family + level_name(level)
        for each in level.competencies:
            competencies[f"{ladder.key}/{each.key}"] = f"{each.icon} {each.name}".strip()
    named = {key.partition("/")[2]: name for key, name in competencies.items()}
    names = _json_attribute({"levels": levels, "competencies": competencies})
    body = (
        f'<form class="search needs-script" role="search"><input type="search" name="q" aria-label="{_("What are you looking for?")}" '
        f'placeholder="{_("A word, a few words, even misspelled")}" maxlength="300" autocomplete="off">'
        f"{_choice('in', _('Level'), _('Every level'), levels)}"
        f"{_choice('about', _('Competency'), _('Every competency'), named)}</form>"
        '<div class="lx"><p id="said" class="quiet" role="status"></p>'
        f'<div id="results" data-names="{names}" data-words="{_json_attribute(_words())}" data-top="../"></div>'
        f'<p class="without-script">{_("Searching needs JavaScript; everything else on this site does not.")}</p></div>'
    )
    lines = [
        _("# Search"),
        "",
        _("Searching needs the page itself; every text stands in records.json."),
    ]
    return Page(
        SEARCH,
        _("Search"),
        body,
        "\n".join(lines) + "\n",
        _("Find a statement, however it is spelled."),
        _("Search"),
        ladder=site.ladders[0].key if len(addresses.ladders) == 1 else "",
        scripts=("stemmer.js", "search-data.js", "search.js", "results.js"),
    )


def _words() -> dict[str, object]:
    """What `assets/results.js` says; {…} stand for what it fills in."""
    return {
        "kinds": {kind: _(words) for kind, words in KIND_TAGS.items()},
        "full": _(TIER_NAMES["full"]),
        "rest": _("Some of your words, or related in meaning"),
        "results": [plural(number, "result") for number in (1, 2)],
        "offer": _("Nothing with {without}. With {words}:"),
        "nothing": _("Nothing here matches “{query}”. Try fewer or other words."),
        "quotes": _("“{word}”"),
    }


def _choice(name: str, label: str, every: str, values: dict[str, str]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>'
        for value, words in {"": every, **values}.items()
    )
    return f'<select name="{name}" aria-label="{label}">{options}</select>'


def _json_attribute(value: object) -> str:
    """A value as JSON inside an attribute's quotes."""
    return escape(json.dumps(value, ensure_ascii=False, sort_keys=False))

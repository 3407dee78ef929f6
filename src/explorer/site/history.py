"""What changed in the ladders since a revision: a page for readers, and a feed.

The page compares then with now, level by level, as the app compares two versions. The feed has an
entry for each commit that changed what a ladder says; commits that changed nothing a reader
sees have none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from explorer.compare.changes import Comparison
from explorer.compare.comparison import compare
from explorer.model import Ladder, Level, Site
from explorer.render import comparison_html
from explorer.render.comparison_html import Filters
from explorer.render.comparison_markdown import comparison_markdown
from explorer.render.comparison_text import difference_sentence
from explorer.render.html_parts import sheet
from explorer.render.level_text import level_name
from explorer.site.addresses import Addresses
from explorer.site.page import Page
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import gettext as _

FEED = "feed.xml"


@dataclass(frozen=True)
class State:
    """The ladders as they were: their commit and its date, as in 2026-01-31T12:00:00+00:00."""

    site: Site
    commit: str
    date: str


@dataclass(frozen=True)
class Difference:
    """What became of a ladder's levels between two states."""

    added: tuple[Level, ...]
    removed: tuple[Level, ...]
    changed: tuple[Comparison, ...]
    same: tuple[Level, ...]

    @property
    def sentences(self) -> list[str]:
        """One for each level that is not the same."""
        return [
            *(_("{level}: new", level=level_name(level)) for level in self.added),
            *(_("{level}: no longer there", level=level_name(level)) for level in self.removed),
            *(f"{each.after.code}: {difference_sentence(each)}" for each in self.changed),
        ]


def difference(then: Ladder | None, now: Ladder) -> Difference:
    """What became of a ladder; all of it is new where it was not there."""
    before = {level.code: level for level in then.levels} if then else {}
    after = {level.code: level for level in now.levels}
    both = [compare(before[code], after[code], versions=True) for code in after if code in before]
    return Difference(
        tuple(level for code, level in after.items() if code not in before),
        tuple(level for code, level in before.items() if code not in after),
        tuple(each for each in both if not each.unchanged),
        tuple(each.after for each in both if each.unchanged),
    )


def changes_page(then: State, now: Ladder, addresses: Addresses) -> Page:
    """What is new, reworded and no longer said in a ladder since then."""
    found = difference(then.site.ladder(now.key), now)
    day = then.date[:10]
    lines = [
        f"<li>{escape(each)}</li>" for each in found.sentences[: len(found.added + found.removed)]
    ]
    parts = [f"<ul>{''.join(lines)}</ul>" if lines else ""]
    for each in found.changed:
        parts.append(f'<h2 class="later">{escape(level_name(each.after))}</h2>')
        parts.append(comparison_html.comparison(each, Filters("", ("new", "changed", "gone"))))
    same = ", ".join(level.code for level in found.same)
    if same:
        parts.append(f'<p class="quiet">{_("Nothing changed in {same}.", same=escape(same))}</p>')
    markdown = [
        _("# What changed since {day}", day=day),
        "",
        *(f"- {escape_commonmark(s)}" for s in found.sentences),
        "",
    ]
    return Page(
        f"{addresses.ladder(now.key)}changes/",
        _("What changed in {name} since {day}", name=now.name, day=day),
        sheet(*parts),
        "\n".join([*markdown, *map(comparison_markdown, found.changed)]),
        _(
            "What is new, reworded and no longer said in {name} since {day}.",
            name=now.name,
            day=day,
        ),
        _("What changed since {day}", day=day),
        ladder=now.key,
    )


def feed(states: Sequence[State], name: str, base_url: str) -> str:
    """An Atom feed: of each state what changed since the one before, the latest first."""
    entries = []
    for before, after in pairwise(states):
        said = [
            sentence
            for ladder in after.site.ladders
            for sentence in difference(before.site.ladder(ladder.key), ladder).sentences
        ]
        if said:
            entries.append(_entry(after, said, base_url))
    updated = states[-1].date if states else ""
    own = f"{base_url}/{FEED}" if base_url else f"urn:ladder:{states[0].commit}"
    link = f'<link rel="self" href={quoteattr(own)}/>\n' if base_url else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_xml(_('What changed in {name}', name=name))}</title>\n<id>{_xml(own)}</id>\n{link}"
        f"<updated>{_xml(updated)}</updated>\n<author><name>{_xml(name)}</name></author>\n"
        f"{''.join(reversed(entries))}</feed>\n"
    )


def _entry(state: State, said: Sequence[str], base_url: str) -> str:
    items = "".join(f"<li>{escape(each)}</li>" for each in said)
    link = f"<link href={quoteattr(f'{base_url}/')}/>" if base_url else ""
    title = said[0] if len(said) == 1 else _("{number} levels changed", number=len(said))
    return (
        f"<entry><title>{_xml(title)}</title><id>urn:git:{_xml(state.commit)}</id>{link}"
        f"<updated>{_xml(state.date)}</updated>"
        f'<content type="html">{_xml(f"<ul>{items}</ul>")}</content></entry>\n'
    )


def _xml(text: str) -> str:
    """A text in XML, without the control characters that XML cannot hold."""
    return xml_escape("".join(c for c in text if c >= " " or c in "\t\n"))

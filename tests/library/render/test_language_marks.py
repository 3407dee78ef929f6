"""A ladder in another language than the pages is marked as such, and the pages' words are not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from explorer.compare.comparison import compare
from explorer.compare.lineage_paths import thread
from explorer.files.loading import load
from explorer.interviews.rubric import rubric_of
from explorer.lint.findings import Finding
from explorer.model import Ladder, Ref, Site, Statement
from explorer.render import (
    comparison_html,
    findings_html,
    level_html,
    rubric_html,
    search_html,
    statement_html,
    threads_html,
)
from explorer.search.index import Index

ROOT = Path(__file__).parents[3]
STATEMENT = "Ich prüfe die Änderungen anderer zügig und gebe Rückmeldungen, die weiterhelfen."


@pytest.fixture(scope="module")
def site() -> Site:
    return load(ROOT / "tests/relevance/languages/de/ladder")


def found(site: Site) -> str:
    result = Index.of(site).search("Rückmeldungen")
    return search_html.hits_html(site, result.hits, by_level=False)


def finding(site: Site) -> str:
    level = site.ladders[0].levels[0]
    one = Finding("repeated", level.ladder, level.code, level.file, 1, "said", "reviews", STATEMENT)
    return findings_html.findings_html(site.ladders[0], (one,))


def opened(ladder: Ladder) -> Statement:
    return ladder.levels[0].statement("reviews") or pytest.fail("no statement")


def of_ladder(make: Callable[[Ladder], str]) -> Callable[[Site], str]:
    return lambda site: make(site.ladders[0])


VIEWS: dict[str, Callable[[Site], str]] = {
    "a level": of_ladder(lambda one: level_html.level(one.levels[0], one)),
    "a level on paper": of_ladder(lambda one: level_html.level(one.levels[0], open_all=True)),
    "a card": of_ladder(lambda one: statement_html.card(one, one.levels[0], opened(one), "a")),
    "two levels": of_ladder(
        lambda one: comparison_html.comparison(compare(*one.levels[:2], one), cards=one.levels)
    ),
    "several levels": of_ladder(lambda one: threads_html.several(one, one.levels, "technik")),
    "a thread": of_ladder(
        lambda one: threads_html.thread(
            thread(one, Ref(one.levels[0].code, "reviews")) or pytest.fail("no thread"),
            opened(one),
        )
    ),
    "the bar": of_ladder(lambda one: rubric_html.rubric_body(rubric_of(one, one.levels[0]))),
    "hits": found,
    "a finding": finding,
}


def languages(page: str) -> dict[str, str]:
    """Each text of a page with the language that it is marked to be in."""
    tree = html.fromstring(page)
    texts = tree.xpath("//text()[normalize-space()]")
    marks = [text.xpath("ancestor-or-self::*/@lang") for text in map(_holder, texts)]
    return {str(text): (mark[-1] if mark else "") for text, mark in zip(texts, marks, strict=True)}


def _holder(text: html.HtmlElement) -> html.HtmlElement:
    holder = text.getparent()
    return holder.getparent() if text.is_tail else holder


@pytest.mark.parametrize("view", VIEWS)
def test_the_words_of_a_ladder_are_marked_and_those_of_the_page_are_not(
    view: str, site: Site
) -> None:
    marks = languages(VIEWS[view](site))
    said = {text: tag for text, tag in marks.items() if text in STATEMENT and len(text) > 8}
    assert said
    assert set(said.values()) == {"de"}
    ours = {text for text, tag in marks.items() if tag == "de"}
    own = {"Technik", "Betrieb", "Zusammenarbeit"}
    german = {s.text for level in site.ladders[0].levels for s in level.statements}
    assert all(text in own or any(text in one for one in german) for text in ours)


def test_english_needs_no_mark() -> None:
    sample = load(ROOT / "ladder").ladders[0]
    assert "lang=" not in level_html.level(sample.levels[0], sample) + level_html.overview(sample)

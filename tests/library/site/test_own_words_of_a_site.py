"""A site in another language: all words of ours, and none of the ladder's."""

import json
import re
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.lint.runner import findings
from explorer.site.addresses import Addresses
from explorer.site.build import Options, files_of
from explorer.site.history import State, changes_page
from explorer.site.pages import lint_page
from explorer.text.translation import speaking
from library import brackets
from library.writing import ROOT


def every_page(folder: Path) -> dict[str, str]:
    """The HTML of all pages, with those that only a keeper asks for."""
    site = load(folder)
    (ladder,) = site.ladders
    addresses = Addresses.of(site)
    then = State(site, "0" * 40, "2026-01-31T12:00:00+00:00")
    more = [lint_page(ladder, findings(site), addresses), changes_page(then, ladder, addresses)]
    options = Options(app_url="https://example.org")
    files = files_of(site, options, more, [then, then])
    return {name: held.decode() for name, held in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def german() -> dict[str, str]:
    with speaking("de"):
        return every_page(ROOT / "ladder")


def test_every_word_of_ours_went_through_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brackets.bracketing(monkeypatch)
    folder = brackets.greek(ROOT / "ladder", tmp_path)
    with speaking(brackets.BRACKETED):
        pages = every_page(folder)
    assert len(pages) > 30
    found = {
        f"{name}: {each}"
        for name, html in pages.items()
        for each in brackets.not_put_through(brackets.of_html(html), brackets.ids_of(folder))
    }
    assert found == set()


def test_a_page_says_its_language_and_a_text_of_the_ladder_its_own(
    german: dict[str, str],
) -> None:
    page = german["sre/L4/index.html"]
    assert '<html lang="de">' in page
    assert '<span lang="en">I am an expert in many domains' in page
    assert ">Vergleichen</a>" in page


def test_the_search_of_a_page_has_its_words_from_the_page(german: dict[str, str]) -> None:
    (words,) = re.findall(r'data-words="([^"]*)"', german["search/index.html"])
    said = json.loads(words.replace("&quot;", '"'))
    assert said["results"] == ["Treffer", "Treffer"]
    assert said["kinds"]["example"] == "Beispiel"

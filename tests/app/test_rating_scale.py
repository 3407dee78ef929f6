"""A ladder with other rating words than the usual four: three and six of them, on every page
that rates or shows ratings."""

import json
from pathlib import Path

import pytest
import yaml
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.profiles import press_key
from tests.app.test_one_to_one import bring
from tests.app.test_panel import lay
from tests.app.visiting import Visit, unescaped

from explorer.files.loading import load
from explorer.interviews.scorecard import dump_scorecard, new_scorecard
from explorer.model import Ladder, Ref
from explorer.profiles.profile import Profile
from explorer.profiles.profile_file import dump, parse

THREE = ["Not yet", "There", "Beyond"]
SIX = ["Absent", "Shaky", "Growing", "Steady", "Strong", "Role model"]

pytestmark = [
    pytest.mark.usefixtures("checked"),
    pytest.mark.parametrize(
        ("words", "expected"), [(THREE, None), (SIX, "Strong")], ids=["three", "six"]
    ),
]


@pytest.fixture
def ladder(tmp_path: Path, serve: Serve, words: list[str], expected: str | None) -> Ladder:
    """Bakers, served, with these words; the middle word is expected, or the one that is said."""
    meanings = {word: f"It is {word}" for word in words}
    own = {"name": "Bakers", "ratings": meanings, "panel_ratings": dict(meanings)}
    own |= {"expected": expected, "panel_expected": expected} if expected else {}
    text = yaml.safe_dump(own, sort_keys=False)
    group = {"statements": {"work": "I bake alone", "teach": "I teach baking"}}
    level = ladders.level("B1", competencies={"craft": {"groups": [group]}})
    folder = ladders.write(tmp_path / "site", {"bakers/ladder.yaml": text, "bakers/B1.yaml": level})
    serve(folder)
    return load(folder).ladders[0]


def ring_labels(page: Visit) -> list[str]:
    """The texts on the radar, in the order in which they are drawn."""
    layers = json.loads(page.at.get("vega_lite_chart")[0].proto.spec)["layer"]
    rows = [row for layer in layers for row in layer["data"].get("values", ())]
    return [row["text"].replace("\n", " ") for row in rows if "text" in row]


def test_each_word_has_a_button_and_a_key_and_rates(
    visit: Open, ladder: Ladder, words: list[str]
) -> None:
    page = visit("profile", show="rate")
    assert f"Keys 1 to {len(words)} rate, arrows move" in [each.label for each in page.at.toggle]
    for number, word in enumerate(words, start=1):
        button = page.at.button(key=f"rate-{number}")
        assert (unescaped(button.label), button.proto.shortcut) == (word, str(number))
    press_key(page, f"rate-{len(words)}")
    press_key(page, "rate-1")
    expected = ladder.scale.expected_word
    assert page.radar.startswith(f"Rated against B1, which expects {expected} throughout.")
    assert f"Craft: {words[0]} (from 2 statements)" in page.radar
    assert not any(f"rate-{len(words) + 1}" == button.key for button in page.at.button)


def test_the_overview_offers_the_words_explains_them_and_draws_a_ring_for_each(
    visit: Open, ladder: Ladder, words: list[str]
) -> None:
    page = visit("profile").rate("craft", words[-1])
    choices = page.at.segmented_control(key="rating-bakers-B1-craft").options
    assert [unescaped(each) for each in choices] == words
    assert all(f"{word} It is {word}" in page.text for word in words)
    head, *figures = page.radar_table
    assert head[1:3] == ["B1 expects", "Your ratings"]
    assert [row[1:3] for row in figures] == [[ladder.scale.expected_word, words[-1]]]
    rings = [text for text in ring_labels(page) if text in words]
    assert list(dict.fromkeys(rings)) == words
    page.rate("craft", words[0])
    assert "What would make the difference" in page.text
    page.rate("craft", ladder.scale.expected_word)
    assert "What would make the difference" not in page.text


def test_a_profile_is_downloaded_and_opened_with_its_words(
    visit: Open, ladder: Ladder, words: list[str], downloads: list[str]
) -> None:
    page = visit("profile").rate("craft", words[-1])
    text = downloads[-1]
    found, problems = parse(text.encode())
    assert not problems
    assert found
    assert found.ratings("B1").competencies == {"craft": words[-1]}
    page = visit("profile").upload("mine.yaml", text.encode())
    assert f"Craft: {words[-1]}" in page.radar
    old = Profile("bakers", "B1").with_rating("B1", "craft", "Performing")
    page = visit("profile").upload("old.yaml", dump(old).encode())
    assert "Craft: not rated" in page.radar
    assert '"Performing" for "craft" in B1, which is no rating word here' in unescaped(page.text)


def test_two_views_are_revealed_in_the_ladders_words(
    visit: Open, ladder: Ladder, words: list[str]
) -> None:
    own = Profile("bakers", "B1").with_statement_rated(Ref("B1", "work"), words[0])
    manager = Profile("bakers", "B1", perspective="manager").with_statement_rated(
        Ref("B1", "work"), words[-1]
    )
    page = visit("one_to_one", show="both")
    bring(page, "self", own.marked_ready("2026-11-23"))
    bring(page, "manager", manager.marked_ready("2026-11-23"))
    assert f"Own view {words[0]}, Manager's view {words[-1]}" in page.radar
    assert f"which expects {ladder.scale.expected_word} throughout" in page.radar


def test_a_panel_fills_in_and_debriefs_in_the_ladders_words(
    visit: Open, ladder: Ladder, words: list[str]
) -> None:
    page = visit("panel", show="card")
    choices = page.at.segmented_control(key="panel_word-B1--work").options
    assert [unescaped(each) for each in choices] == ["No evidence seen", *words]
    level = ladder.levels[0]
    cards = [
        new_scorecard(ladder, level)
        .with_panellist_id(panellist_id)
        .with_reference("blue")
        .for_interview("", level.statements)
        .with_word("work", word)
        .with_evidence("work", "seen")
        for panellist_id, word in (("1", words[0]), ("2", words[-1]))
    ]
    files = [(f"{card.panellist_id}.yaml", dump_scorecard(card).encode()) for card in cards]
    page = lay(visit("panel", show="together"), *files)
    assert f"{ladder.scale.expected_word}<small>what B1 expects</small>" in page.html
    assert page.html.count("what B1 expects") == 1
    spread = page.html[page.html.index('class="spread"') :].partition("</table>")[0]
    assert spread.count('<th scope="col">') == len(words) + 1

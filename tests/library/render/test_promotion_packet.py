"""The promotion document: the ladder's words and one's own, ratings never, text as text."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from explorer.files.loading import load
from explorer.model import Ladder, Level, Ref
from explorer.profiles.profile import Evidence, new
from explorer.render.promotion_packet import skeleton
from library.writing import level, write

EVIL = "<script>alert(1)</script> [l](javascript:x) ![i](u) *b* `c` &lt; # x\n# heading\n- item"


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    parts = {
        "summary": "I *lead* things",
        "tentative": {"maybe": "I may"},
    }
    files = {
        "ladder.yaml": {"name": "Dev", "competencies": {"craft": {"name": "Craft", "icon": "🔧"}}},
        "L1.yaml": level("L1", {"a": "I do **a**", "b": "I do b"}, **parts),
        "L2.yaml": level("L2", {"a": "I do more"}),
    }
    return load(write(tmp_path / "dev", files)).ladders[0]


def first(ladder: Ladder) -> Level:
    return ladder.levels[0]


def note(id: str, text: str = "I led it", on: str = "2026-11-23", whole: bool = False) -> Evidence:
    return Evidence(on, Ref("L1", id), text, (), whole)


def test_without_evidence_the_expectations_stand_in_one_list(ladder: Ladder) -> None:
    assert skeleton(new(ladder, "L1"), first(ladder)) == (
        "# Towards L1 Engineer L1\n\n> I lead things\n\n## 🔧 Craft\n\n"
        "### Without evidence so far\n\n- I do a\n- I do b\n"
    )


def test_what_has_evidence_comes_first_with_room_for_ones_own_words(ladder: Ladder) -> None:
    profile = new(ladder, "L1").with_evidence(
        Evidence("2026-11-23", Ref("L1", "b"), "I led it", ("https://example.org/a_b?c=*d*",))
    )
    said = skeleton(profile, first(ladder))
    assert said.endswith(
        "## 🔧 Craft\n\n### I do b\n\n*What I did, and what came of it: …*\n\n"
        "- 2026-11-23: I led it <https://example.org/a_b?c=*d*>\n\n"
        "### Without evidence so far\n\n- I do a\n"
    )
    assert 'href="https://example.org/a_b?c=*d*"' in MarkdownIt().render(said)


def test_notes_on_a_whole_competency_stand_below_its_heading(ladder: Ladder) -> None:
    profile = (
        new(ladder, "L1")
        .with_evidence(note("craft", "Early", "2025-01-01", whole=True))
        .with_evidence(note("craft", "Late", whole=True))
    )
    said = skeleton(profile, first(ladder))
    assert "## 🔧 Craft\n\n- 2026-11-23: Late\n- 2025-01-01: Early\n\n### Without" in said


def test_where_everything_has_evidence_nothing_is_without(ladder: Ladder) -> None:
    profile = new(ladder, "L1").with_evidence(note("a")).with_evidence(note("b"))
    assert "Without evidence" not in skeleton(profile, first(ladder))


def test_ratings_stay_out_of_it_and_so_does_another_level(ladder: Ladder) -> None:
    empty = skeleton(new(ladder, "L1"), first(ladder))
    profile = (
        new(ladder, "L1")
        .with_rating("L1", "craft", "Exceeding")
        .with_statement_rated(Ref("L1", "a"), "Improvement needed")
        .with_evidence(Evidence("2026-11-23", Ref("L2", "a"), "Elsewhere"))
    )
    assert skeleton(profile, first(ladder)) == empty


def test_a_note_that_has_no_place_any_more_is_not_lost(ladder: Ladder) -> None:
    profile = (
        new(ladder, "L1")
        .with_evidence(note("maybe", "On what may come"))
        .with_evidence(note("gone", "On what was"))
        .with_evidence(note("old", "On a whole", whole=True))
    )
    said = skeleton(profile, first(ladder))
    tail = said[said.index("## Also noted") :]
    for text in (
        "### I may",
        "On what may come",
        "### gone",
        "On what was",
        "### old",
        "On a whole",
    ):
        assert text in tail
    assert said.count("I may") == 1, "and it is no expectation"


def test_text_is_text_on_one_line(ladder: Ladder) -> None:
    said = skeleton(new(ladder, "L1").with_evidence(note("a", EVIL)), first(ladder))
    (line,) = [line for line in said.splitlines() if "2026-11-23" in line]
    assert line.startswith("- 2026-11-23: ")
    drawn = MarkdownIt().render(line)
    assert drawn.count("<") == drawn.count("<ul>") * 2 + drawn.count("<li>") * 2
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert "href" not in drawn


def test_the_sample_ladder_makes_a_document_for_each_level(sre: Ladder) -> None:
    for each in sre.levels:
        said = skeleton(new(sre, each.code), each)
        for competency in each.competencies:
            assert f"{competency.name}\n" in said


def test_what_does_not_apply_is_no_open_expectation(ladder: Ladder) -> None:
    profile = new(ladder, "L1").with_statement_not_applicable(Ref("L1", "a"), "no *on-call* here")
    assert skeleton(profile, first(ladder)).endswith(
        "## 🔧 Craft\n\n### Without evidence so far\n\n- I do b\n\n"
        "### Does not apply here\n\n- I do a: *no \\*on-call\\* here*\n"
    )
    noted = profile.with_evidence(note("a"))
    assert "### Does not apply here" not in skeleton(noted, first(ladder))
    whole = noted.with_competency_not_applicable("L1", "craft", "no on-call in my team")
    said = skeleton(whole, first(ladder))
    assert "## 🔧 Craft\n\n*Does not apply here: no on-call in my team.*\n\n### I do a" in said
    assert "Without evidence" not in said

"""Cards laid together: a sentence for each file that needs one, the spread."""

import inspect
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.interviews import debrief
from explorer.interviews.debrief import (
    MAX_SCORECARDS,
    Debrief,
    debrief_of,
    debrief_rows,
    debrief_summary,
)
from explorer.interviews.scorecard import Scorecard, dump_scorecard, new_scorecard
from explorer.model import DEFAULT_PANEL_SCALE, Ladder, Level
from library.writing import level, write

GAP, MATURING, PERFORMING, EXCEEDING = DEFAULT_PANEL_SCALE.words


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    made = level("L1", {"a": "I plan", "b": "I test", "c": "I am calm"}, tentative={"t": "I may"})
    made["competencies"]["people"] = {"groups": [{"statements": {"d": "I listen"}}]}
    return load(
        write(tmp_path / "dev", {"L1.yaml": made, "L2.yaml": level("L2", {"a": "x"})})
    ).ladders[0]


@pytest.fixture
def first(ladder: Ladder) -> Level:
    return ladder.levels[0]


def card(
    ladder: Ladder, level: Level, panellist_id: str, interview: str = "", **words: str | None
) -> Scorecard:
    """A card that looked for the named expectations; None: no evidence seen."""
    made = new_scorecard(ladder, level).with_panellist_id(panellist_id).with_reference("blue")
    made = made.for_interview(interview, [s for s in level.statements if s.id in words])
    for id, word in words.items():
        if word:
            made = made.with_word(id, word).with_evidence(id, f"{panellist_id} on {id}")
    return made


def files(*found: Scorecard) -> list[tuple[str, bytes]]:
    return [(f"{n}.yaml", dump_scorecard(each).encode()) for n, each in enumerate(found, start=1)]


def test_the_spread_comes_widest_first_with_the_evidence_of_each(
    ladder: Ladder, first: Level
) -> None:
    found = debrief_of(
        files(
            card(ladder, first, "1", "Talk", a=PERFORMING, b=MATURING, d=PERFORMING),
            card(ladder, first, "2", "Design", a=PERFORMING, b=EXCEEDING, d=None),
            card(ladder, first, "3", "", b=PERFORMING, c=None),
        ),
        ladder,
        first,
    )
    assert found.remarks == ()
    assert found.reference == "blue"
    rows = debrief_rows(found, ladder, first)
    assert [(row.statement.id, row.width, len(row.opinions)) for row in rows] == [
        ("b", 2, 3),
        ("a", 0, 2),
        ("d", 0, 1),
        ("c", 0, 0),
    ]
    assert [(v.author, v.word, v.evidence) for v in rows[0].opinions] == [
        ("1 · Talk", MATURING, "1 on b"),
        ("2 · Design", EXCEEDING, "2 on b"),
        ("3", PERFORMING, "3 on b"),
    ]
    assert rows[2].without_evidence == ("2 · Design",)
    assert rows[3].without_evidence == ("3",)
    assert debrief_summary(found, rows) == (
        "3 cards: 1 expectation was seen differently, 1 alike by several, 1 by one panellist alone."
    )


def test_what_is_under_discussion_is_in_no_spread(ladder: Ladder, first: Level) -> None:
    rows = debrief_rows(Debrief(), ladder, first)
    assert [row.statement.id for row in rows] == ["a", "b", "c", "d"]


def test_evidence_without_a_word_is_a_note(ladder: Ladder, first: Level) -> None:
    noted = card(ladder, first, "1", a=MATURING).with_word("a", None)
    row = debrief_rows(debrief_of(files(noted), ladder, first), ladder, first)[0]
    assert (row.opinions, row.without_evidence, row.notes) == ((), (), (("1", "1 on a"),))


# -- files that cannot be used, or not wholly ------------------------------------------


def good(ladder: Ladder, first: Level) -> list[tuple[str, bytes]]:
    return files(
        card(ladder, first, "1", a=MATURING, b=PERFORMING),
        card(ladder, first, "2", a=EXCEEDING, b=None),
    )


def bad_files(ladder: Ladder, first: Level) -> dict[str, tuple[bytes, str]]:
    """Each bad file with what its sentence says."""
    one = dump_scorecard(card(ladder, first, "3", a=MATURING))
    second = dump_scorecard(card(ladder, ladder.levels[1], "3", a=MATURING))
    return {
        "cut.yaml": (one[:-12].encode(), "an early end: the file was cut off"),
        "level.yaml": (second.encode(), 'it is for "L2", and this is "L1"'),
        "ladder.yaml": (
            one.replace("ladder: dev", "ladder: ops").encode(),
            'it is for the ladder "ops"',
        ),
        "twice.yaml": (
            dump_scorecard(card(ladder, first, "1", c=MATURING)).encode(),
            'another card of panellist "1"',
        ),
        "again.yaml": (good(ladder, first)[0][1], 'the same card of panellist "1" once more'),
        "red.yaml": (
            one.replace("reference: blue", "reference: red").encode(),
            'it carries "red", and the others carry "blue"',
        ),
        "none.yaml": (
            one.replace("reference: blue\n", "").encode(),
            'it carries no reference, and the others carry "blue"',
        ),
        "big.yaml": (b"#" * (10 * 1024 * 1024), "found 10,485,760 bytes"),
        "<img src=x onerror=alert(1)>.yaml": (b"<script>alert(1)</script>", "another kind of file"),
        "tag.yaml": (b"!!python/object/apply:os.system [x]", "found the tag"),
        "bomb.yaml": (one.replace("seen:", "seen: &a").encode(), "found the anchor"),
        "key.yaml": (
            one.replace("version: 1", "version: 1\nversion: 1").encode(),
            '"version" a second time',
        ),
        "newer.yaml": (
            one.replace("version: 1", "version: 9").encode(),
            "from a newer Ladder Explorer",
        ),
        "empty.yaml": (b"", "another kind of file"),
        "picture.yaml": (b"\x89PNG\r\n", "which is not UTF-8"),
    }


def test_each_bad_file_gets_a_sentence_and_spoils_nothing_of_the_others(
    ladder: Ladder, first: Level
) -> None:
    alone = debrief_of(good(ladder, first), ladder, first)
    bad = bad_files(ladder, first)
    mixed = debrief_of(
        [*good(ladder, first), *((name, raw) for name, (raw, _) in bad.items())], ladder, first
    )
    assert mixed.scorecards == alone.scorecards
    assert len(mixed.remarks) == len(bad)
    for name, (_, why) in bad.items():
        (said,) = [each for each in mixed.remarks if each.startswith(f'"{name}" was left out: ')]
        assert why in said
        assert said.endswith(".")


def test_a_card_for_an_older_wording_is_used_and_shows_the_words_it_answered(
    ladder: Ladder, first: Level
) -> None:
    older = dump_scorecard(card(ladder, first, "3", a=MATURING, b=MATURING))
    older = older.replace("wording: ", "wording: 000000000000 # ").replace("I plan", "I draw plans")
    older = older.replace("000000000000", "'000000000000'")
    found = debrief_of([*good(ladder, first), ("old.yaml", older.encode())], ladder, first)
    assert found.remarks == (
        '"old.yaml" is used, but it was filled in for an older wording of L1: of its expectations '
        "1 reads otherwise now.",
    )
    rows = {row.statement.id: row for row in debrief_rows(found, ladder, first)}
    assert [opinion.text_at_the_time for opinion in rows["a"].opinions] == ["", "", "I draw plans"]
    assert [opinion.text_at_the_time for opinion in rows["b"].opinions] == ["", ""]


def test_one_panellist_may_have_a_card_for_each_conversation(ladder: Ladder, first: Level) -> None:
    found = debrief_of(
        files(card(ladder, first, "1", "x", a=MATURING), card(ladder, first, "1", "y", b=MATURING)),
        ladder,
        first,
    )
    assert len(found.scorecards) == 2
    assert found.remarks == (
        '"2.yaml" is used, but panellist "1" has a card for another interview too.',
    )


def test_what_the_level_does_not_ask_and_words_that_are_none_are_told(
    ladder: Ladder, first: Level
) -> None:
    raw = dump_scorecard(card(ladder, first, "1", a="Brilliant", b=MATURING, t=MATURING)).encode()
    found = debrief_of([("x.yaml", raw)], ladder, first)
    assert found.remarks == (
        '"x.yaml" is used, but L1 does not ask "t".',
        '"x.yaml" is used, but "Brilliant" is no rating word of this ladder.',
    )
    rows = {row.statement.id: row for row in debrief_rows(found, ladder, first)}
    assert rows["a"].opinions == ()
    assert len(rows["b"].opinions) == 1


def test_the_reference_that_most_cards_carry_is_the_panels(ladder: Ladder, first: Level) -> None:
    one, two, three = (card(ladder, first, sign, a=MATURING) for sign in "123")
    found = debrief_of(files(one.with_reference("red"), two, three), ladder, first)
    assert found.reference == "blue"
    assert len(found.scorecards) == 2


def test_there_is_an_end_to_how_many_cards_are_read(ladder: Ladder, first: Level) -> None:
    many = files(*(card(ladder, first, str(n), a=MATURING) for n in range(MAX_SCORECARDS + 1)))
    found = debrief_of(many, ladder, first)
    assert len(found.scorecards) == MAX_SCORECARDS
    assert found.remarks == (
        f'"{MAX_SCORECARDS + 1}.yaml" was left out: there is room for {MAX_SCORECARDS} cards.',
    )


def test_no_cards_are_no_panel(ladder: Ladder, first: Level) -> None:
    found = debrief_of([], ladder, first)
    assert found == Debrief()
    assert found.reference == ""


def test_nothing_is_averaged() -> None:
    source = inspect.getsource(debrief)
    for word in ("mean(", "median", "average(", "statistics", " / "):
        assert word not in source

"""Over time: frozen words with the wording of their day, what moved, what the ladder changed."""

from pathlib import Path
from typing import Any

import pytest

from explorer.files.loading import load
from explorer.model import DEFAULT_SCALE, Ladder, Ref
from explorer.profiles.assessment import orphaned_entries
from explorer.profiles.profile import Profile, Snapshot, new
from explorer.profiles.profile_file import dump, parse
from explorer.profiles.snapshots import LadderChange, freeze, ladder_changes, rating_changes, series
from library.writing import level, write

NEEDED, MATURING, PERFORMING, EXCEEDING = DEFAULT_SCALE.words
DAY, LATER = "2026-08-20", "2026-11-23"
DESIGN = "I design services that stay up when one of their parts is lost"
TEACH = "I teach people who joined recently how we run incidents"


def ladder_of(folder: Path, **statements: str) -> Ladder:
    """A ladder of two levels; the statements are L2's."""
    tentative = {"maybe": "I *may*"} | {
        id: text.removeprefix("? ") for id, text in statements.items() if text.startswith("? ")
    }
    confirmed = {id: text for id, text in statements.items() if not text.startswith("? ")}
    files: dict[str, Any] = {
        "L1.yaml": level("L1", {"z": "I try"}),
        "L2.yaml": level("L2", confirmed, tentative=tentative, scope="In my group"),
    }
    return load(write(folder / "dev", files)).ladders[0]


@pytest.fixture
def before(tmp_path: Path) -> Ladder:
    return ladder_of(tmp_path / "before", design=DESIGN, teach=TEACH, help="I *help*")


def rated(ladder: Ladder, **words: str) -> Profile:
    made = new(ladder, "L2").with_current("L1")
    for id, word in words.items():
        made = made.with_statement_rated(Ref("L2", id), word)
    return made


def kinds(found: tuple[LadderChange, ...]) -> list[tuple[str, str, str | None]]:
    return [(change.kind, str(change.ref), change.word) for change in found]


# -- frozen ----------------------------------------------------------------------------


def test_a_snapshot_keeps_the_words_and_the_wording_of_the_levels_they_are_about(
    before: Ladder,
) -> None:
    profile = rated(before, design=MATURING).with_rating("L9", "craft", PERFORMING)
    snapshot = freeze(profile, before, DAY, "Summer")
    assert (snapshot.date, snapshot.name, snapshot.target) == (DAY, "Summer", "L2")
    assert snapshot.levels == profile.levels
    assert set(snapshot.wording) == {"L1", "L2"}, "L9 is no level of this ladder"
    (competency,) = snapshot.wording["L2"].competencies
    assert [(s.id, s.text, s.scope) for s in competency.statements] == [
        ("design", DESIGN, "In my group"),
        ("teach", TEACH, "In my group"),
        ("help", "I *help*", "In my group"),
    ]
    assert profile.with_statement_rated(Ref("L2", "design"), NEEDED).ratings("L2") != (
        snapshot.ratings("L2")
    ), "what is rated later leaves it alone"


def test_a_snapshot_survives_its_file(before: Ladder, sre: Ladder) -> None:
    for ladder, target in ((before, "L2"), (sre, "L4")):
        profile = new(ladder, target).with_current(ladder.levels[0].code)
        for statement in ladder.levels[1].statements:
            profile = profile.with_statement_rated(
                Ref(ladder.levels[1].code, statement.id), MATURING
            )
        kept = profile.with_snapshot(freeze(profile, ladder, DAY, "Summer"))
        assert parse(dump(kept).encode()) == (kept, [])


def test_a_snapshot_is_a_line_of_the_radar_on_the_axes_of_its_own_day(before: Ladder) -> None:
    snapshot = freeze(rated(before, design=EXCEEDING), before, DAY)
    found = series(snapshot, "L2", before, "Then")
    assert found
    assert [(axis.key, axis.word, axis.size) for axis in found.axes] == [("craft", EXCEEDING, 3)]
    assert series(snapshot, "L9", before, "Then") is None


# -- what moved ------------------------------------------------------------------------


def test_what_moved_is_told_level_by_level_and_what_stayed_is_not(before: Ladder) -> None:
    first = rated(before, design=MATURING, teach=PERFORMING).with_rating("L2", "craft", MATURING)
    second = (
        rated(before, design=EXCEEDING, teach=PERFORMING, help=NEEDED)
        .with_rating("L2", "craft", None)
        .with_statement_rated(Ref("L1", "z"), EXCEEDING)
    )
    found = rating_changes(freeze(first, before, DAY), freeze(second, before, LATER))
    assert [(m.level, m.competency, m.text, m.before, m.after) for m in found] == [
        ("L2", "Craft", "", MATURING, None),
        ("L2", "Craft", DESIGN, MATURING, EXCEEDING),
        ("L2", "Craft", "I help", None, NEEDED),
        ("L1", "Craft", "I try", None, EXCEEDING),
    ]
    assert rating_changes(freeze(first, before, DAY), freeze(first, before, LATER)) == ()


def test_a_move_is_worded_as_in_the_later_snapshot(before: Ladder, tmp_path: Path) -> None:
    after = ladder_of(tmp_path / "after", design="I design otherwise", teach=TEACH)
    then = freeze(rated(before, design=MATURING, help=MATURING), before, DAY)
    now = freeze(rated(after, design=EXCEEDING), after, LATER)
    assert [(m.text, m.before, m.after) for m in rating_changes(then, now)] == [
        ("I design otherwise", MATURING, EXCEEDING),
        ("I help", MATURING, None),
    ]


def test_a_statement_that_changed_its_competency_moves_once(tmp_path: Path) -> None:
    def ladder(name: str, competency: str) -> Ladder:
        made = level("L2", {"a": "I do a"}, competency=competency)
        return load(write(tmp_path / name / "dev", {"L2.yaml": made})).ladders[0]

    then, now = ladder("then", "craft"), ladder("now", "people")
    found = rating_changes(
        freeze(rated(then, a=MATURING), then, DAY), freeze(rated(now, a=EXCEEDING), now, LATER)
    )
    assert [(m.competency, m.text, m.before, m.after) for m in found] == [
        ("People", "I do a", MATURING, EXCEEDING)
    ]


def test_what_no_wording_knows_moves_by_its_id(before: Ladder) -> None:
    then = freeze(rated(before, lost=MATURING), before, DAY)
    now = Snapshot(LATER, "L2")
    assert [(m.competency, m.text, m.before, m.after) for m in rating_changes(then, now)] == [
        ("", "lost", MATURING, None)
    ]


def test_what_no_longer_applies_or_applies_again_moves(before: Ladder) -> None:
    first = (
        rated(before, design=MATURING)
        .with_statement_not_applicable(Ref("L2", "teach"), "no newcomers")
        .with_statement_not_applicable(Ref("L2", "help"), "")
    )
    second = (
        rated(before, teach=PERFORMING)
        .with_statement_not_applicable(Ref("L2", "design"), "")
        .with_statement_not_applicable(Ref("L2", "help"), "")
        .with_competency_not_applicable("L2", "craft", "no services")
    )
    then = freeze(first, before, DAY)
    kept = parse(dump(second.with_snapshot(then)).encode())[0]
    assert kept is not None
    assert kept.snapshots == (then,)
    found = rating_changes(then, freeze(second, before, LATER))
    assert [(m.text, *m.texts) for m in found] == [
        ("", "not rated", "does not apply here: no services"),
        (DESIGN, MATURING, "does not apply here"),
        (TEACH, "does not apply here: no newcomers", PERFORMING),
    ]
    assert [(m.before, m.before_reason, m.after, m.after_reason) for m in found[1:]] == [
        (MATURING, None, None, ""),
        (None, "no newcomers", PERFORMING, None),
    ]


# -- the ladder changed ----------------------------------------------------------------


def test_a_ladder_that_stayed_the_same_changed_nothing(before: Ladder) -> None:
    profile = rated(before, design=MATURING)
    assert ladder_changes(freeze(profile, before, DAY), profile, before) == ()


def test_reworded_dropped_discussed_and_added_are_told_with_their_ratings(
    before: Ladder, tmp_path: Path
) -> None:
    profile = rated(before, design=MATURING, teach=PERFORMING, help=EXCEEDING)
    snapshot = freeze(profile, before, DAY)
    after = ladder_of(
        tmp_path / "after",
        design=DESIGN.replace("one", "two"),
        teach=f"? {TEACH}",
        new="I count what it costs",
    )
    found = ladder_changes(snapshot, profile, after)
    assert kinds(found) == [
        ("reworded", "L2/design", MATURING),
        ("discussed", "L2/teach", PERFORMING),
        ("dropped", "L2/help", EXCEEDING),
        ("added", "L2/new", None),
    ]
    assert ("gone", "one") in {(kind, text.strip()) for kind, text in found[0].words}
    assert ("new", "two") in {(kind, text.strip()) for kind, text in found[0].words}
    lost = orphaned_entries(profile, after)
    assert any('"help" of L2, which is no longer there' in said for said in lost)
    assert any('"teach" of L2, which is under discussion' in said for said in lost)
    assert profile.ratings("L2") == snapshot.ratings("L2"), "no rating was moved or lost"


def test_other_marks_around_the_same_words_are_no_change(before: Ladder, tmp_path: Path) -> None:
    profile = rated(before, help=MATURING)
    after = ladder_of(tmp_path / "after", design=DESIGN, teach=TEACH, help="I **help**")
    assert ladder_changes(freeze(profile, before, DAY), profile, after) == ()


def test_a_new_statement_that_says_much_the_same_is_offered_in_the_place_of_a_dropped_one(
    before: Ladder, tmp_path: Path
) -> None:
    profile = rated(before, design=MATURING, teach=PERFORMING)
    snapshot = freeze(profile, before, DAY)
    after = ladder_of(
        tmp_path / "after", resilient=DESIGN.replace("lost", "lost or slow"), help="I *help*"
    )
    dropped = {
        str(c.ref): c for c in ladder_changes(snapshot, profile, after) if c.kind == "dropped"
    }
    heir = dropped["L2/design"].successor
    assert heir
    assert heir.id == "resilient"
    assert dropped["L2/teach"].successor is None, "nothing says much the same"
    assert "resilient" not in profile.ratings("L2").statements, "offered, and no more"


def test_a_level_that_is_gone_drops_each_of_its_statements(before: Ladder, tmp_path: Path) -> None:
    profile = rated(before, design=MATURING)
    files = {"L1.yaml": level("L1", {"z": "I try"})}
    after = load(write(tmp_path / "after" / "dev", files)).ladders[0]
    found = ladder_changes(freeze(profile, before, DAY), profile, after)
    assert kinds(found) == [
        ("dropped", "L2/design", MATURING),
        ("dropped", "L2/teach", None),
        ("dropped", "L2/help", None),
    ]


def test_the_rating_beside_a_change_is_todays(before: Ladder, tmp_path: Path) -> None:
    profile = rated(before, design=MATURING)
    snapshot = freeze(profile, before, DAY)
    now = profile.with_statement_rated(Ref("L2", "design"), EXCEEDING)
    after = ladder_of(tmp_path / "after", design="I design otherwise", teach=TEACH, help="I help")
    assert kinds(ladder_changes(snapshot, now, after)) == [("reworded", "L2/design", EXCEEDING)]

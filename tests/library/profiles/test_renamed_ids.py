"""A profile follows renamed ids, and loses nothing by it."""

from explorer.model import Competency, Ladder, Level, Ref, ScopeGroup, Statement
from explorer.profiles.profile import Evidence, Profile, Ratings, Step
from explorer.profiles.renamed_ids import following

LEVEL = Level(
    "craft",
    "L2",
    "Baker",
    "L2.yaml",
    competencies=(
        Competency(
            "craft", "Craft", "", "", (ScopeGroup(None, (Statement("new", "I bake", 1, "craft"),)),)
        ),
    ),
    was={"new": ("old", "older")},
)
LADDER = Ladder("craft", "Craft", levels=(LEVEL,))
OLD = Ref("L2", "old")


def profile(**statements: str) -> Profile:
    return Profile(
        "craft",
        "L2",
        levels={"L2": Ratings(statements=statements)},
        conversation=(OLD, Ref("L1", "old")),
        agreed={OLD: Step("try it")},
        evidence=(Evidence("2026-11-23", OLD, "done"),),
    )


def test_whatever_hangs_on_an_old_id_hangs_on_todays() -> None:
    made = following(profile(old="Performing"), LADDER)
    assert made.ratings("L2").statements == {"new": "Performing"}
    assert made.conversation == (Ref("L2", "new"), Ref("L1", "old"))
    assert made.agreed == {Ref("L2", "new"): Step("try it")}
    assert made.evidence[0].about == Ref("L2", "new")


def test_a_word_under_the_new_id_stays() -> None:
    made = following(profile(old="Maturing", new="Performing"), LADDER)
    assert made.ratings("L2").statements == {"new": "Performing"}


def test_nothing_changes_where_nothing_was_renamed() -> None:
    same = profile(other="Performing")
    assert following(same, Ladder("craft", "Craft")) is same

"""What two people go through: the widest distance first, and everything once."""

from dataclasses import replace

from explorer.model import Ladder, Ref
from explorer.profiles.paired_review import PairedReview, pair_reviews
from explorer.profiles.profile import Profile, new
from explorer.profiles.shared_agenda import agenda
from explorer.render.room_html import item_on_stage, seats_html, step_html
from explorer.render.room_minutes import room_minutes, room_minutes_html
from explorer.rooms.room import AgreedStep

HOSTILE = "<script>alert(1)</script> *x*"


def paired(own: Profile, manager: Profile, ladder: Ladder) -> PairedReview:
    found = pair_reviews(own.marked_ready("x"), manager.marked_ready("x"), ladder)
    assert isinstance(found, PairedReview)
    return found


def two(sre: Ladder) -> tuple[Profile, Profile]:
    own, manager = new(sre, "L4"), new(sre, "L4", "manager")
    own = own.with_rating("L4", "domain-expertise", "Maturing")
    own = own.with_rating("L4", "culture-and-leadership", "Performing")
    own = own.with_statement_rated(Ref("L4", "consulting"), "Performing")
    manager = manager.with_rating("L4", "domain-expertise", "Performing")
    return own, manager.with_rating("L4", "culture-and-leadership", "Improvement needed")


def test_the_widest_distance_comes_first_then_what_somebody_wants_to_talk_about(
    sre: Ladder,
) -> None:
    own, manager = two(sre)
    manager = manager.with_topic(Ref("L4", "well-rounded")).with_topic(Ref("L3", "elsewhere"))
    names = [item.name for item in agenda(paired(own, manager, sre), sre)]
    assert names == [
        "L4//culture-and-leadership",
        "L4//domain-expertise",
        "L4/well-rounded",
        "L4/consulting",
    ]


def test_a_step_to_the_level_ends_with_its_questions(sre: Ladder) -> None:
    own, manager = two(sre)
    for pair in ((own.with_current("L3"), manager), (own, manager.with_current("L3"))):
        items = agenda(paired(*pair, sre), sre)
        assert [item.name for item in items[-3:]] == [
            "question/proud",
            "question/gap",
            "question/opportunities",
        ]
        assert "L4" in item_on_stage(items[-1], sre.levels[0], sre.scale) or items[-1].question


def test_the_minutes_say_where_they_differ_and_what_they_agreed(sre: Ladder) -> None:
    own, manager = two(sre)
    found = paired(own.with_current("L3"), manager, sre)
    items = agenda(found, sre)
    agreed = {
        "L4/consulting": AgreedStep(HOSTILE, "2027-01-15", "self"),
        "question/gap": AgreedStep("Yes, both", "", "manager"),
    }
    text = room_minutes(found.level, items, agreed, "2026-11-26")
    assert "\n- Next step: \\<script\\>" in text
    assert "(by 2027-01-15)" in text
    assert "- Own view: Maturing\n- Manager's view: Performing\n- Next step: …" in text
    assert "Do you both see the same gap" in text
    assert "- Answer: Yes, both" in text
    page = room_minutes_html(found.level, items, agreed, "2026-11-26")
    assert "<script>" not in page
    assert "by 2027-01-15" in page
    nothing = room_minutes(found.level, (), {}, "2026-11-26")
    assert "Nothing was agreed" in nothing
    assert "Nothing was agreed" in room_minutes_html(found.level, (), {}, "2026-11-26")


def test_one_thing_is_large_with_both_words(sre: Ladder) -> None:
    own, manager = two(sre)
    reason = manager.with_statement_not_applicable(Ref("L4", "well-rounded"), HOSTILE)
    found = paired(own, reason, sre)
    stages = {i.name: item_on_stage(i, found.level, sre.scale) for i in agenda(found, sre)}
    assert "as a whole" in stages["L4//domain-expertise"]
    assert "Maturing" in stages["L4//domain-expertise"]
    assert "does not apply here" in stages["L4/well-rounded"]
    assert "<script>" not in "".join(stages.values())


def test_what_people_write_is_escaped() -> None:
    assert "<script>" not in seats_html([(HOSTILE, HOSTILE, True)])
    assert "<script>" not in step_html(AgreedStep(HOSTILE, "", "self"), HOSTILE)
    assert replace(AgreedStep("a"), writer="x").said == ("a", "")

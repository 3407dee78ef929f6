"""What grows out of what stays so, whatever levels come between or go."""

from explorer.files.schema import LadderShape, LevelShape
from explorer.importing.ladder_sides import Side
from explorer.updating.merging import ALL, NOTHING, Take
from explorer.updating.update_lineage import (
    Ids,
    Lineage,
    in_order,
    merged_lineage,
    resolved,
    written,
)

NAMES = {code: f"{code}.yaml" for code in ("L1", "L1.5", "L2", "L3")}


def merged(
    base: Lineage, now: Lineage, new: Lineage, before: Ids, after: Ids, take: Take = NOTHING
) -> Lineage:
    return merged_lineage((base, now, new), before, after, NAMES, take)[0]


def level(code: str, **lineage: list[str]) -> LevelShape:
    return LevelShape.model_validate({"code": code, "title": code, "lineage": lineage})


def test_a_bare_reference_follows_its_level_when_another_comes_between() -> None:
    side = {"L1": level("L1"), "L2": level("L2", b=["a"])}
    found = resolved(Side(None, side))
    ids = {"L1": {"a"}, "L2": {"b"}, "L1.5": {"x"}}
    made = merged(found, found, found, ids, ids)
    assert written(made["L2"], "L2", ["L1", "L1.5", "L2"]) == {"b": ["L1/a"]}
    assert written(made["L2"], "L2", ["L1", "L2"]) == {"b": ["a"]}


def test_what_leads_nowhere_any_more_goes_and_what_never_did_stays() -> None:
    now = {"L2": {"b": (("L1", "a"), ("L1", "never")), "c": (("L1", "a"),), "d": ()}}
    before, after = {"L1": {"a"}, "L2": {"b", "c", "d"}}, {"L1": set[str](), "L2": {"b", "c", "d"}}
    ours = merged({}, now, {"L2": {}}, before, after)
    assert ours["L2"] == {"b": (("L1", "never"),), "d": ()}
    theirs = merged(now, now, now, before, {**after, "L2": {"d"}})
    assert theirs["L2"] == {"d": ()}


def test_what_people_changed_stays_and_what_the_export_changed_is_taken() -> None:
    ids = {"L1": {"a", "z"}, "L2": {"b"}}
    one, other = {"L2": {"b": (("L1", "a"),)}}, {"L2": {"b": (("L1", "z"),)}}
    assert merged(one, one, other, ids, ids)["L2"] == other["L2"]
    assert merged(one, other, one, ids, ids)["L2"] == other["L2"]
    assert merged({}, one, other, ids, ids)["L2"] == one["L2"]
    assert merged({}, one, other, ids, ids, ALL)["L2"] == other["L2"]


def test_what_becomes_of_lineage_is_told_where_its_statement_stays() -> None:
    ids = {"L1": {"a", "z"}, "L2": {"b", "c", "new"}}
    base = {"L2": {"b": (("L1", "a"),), "c": (("L1", "a"),)}}
    now = {"L2": {"b": (("L1", "z"),), "c": (("L1", "a"),)}}
    new = {"L2": {"c": (("L1", "z"),), "new": (("L1", "a"),)}}
    _, changes = merged_lineage(
        (base, now, new), {**ids, "L2": {"b", "c"}}, ids, {"L1": "L1.yaml", "L2": "L2.yaml"}
    )
    told = [(each.kind, each.label, each.before, each.after) for each in changes]
    assert told == [
        ("both", "L2.yaml: lineage b", "L1/z", ""),
        ("changed", "L2.yaml: lineage c", "L1/a", "L1/z"),
    ]


def test_a_level_that_the_export_drops_keeps_its_lineage_and_what_speaks_of_it() -> None:
    side = {"L1": {}, "L2": {"b": (("L1", "a"),)}, "L3": {"c": (("L2", "b"),)}}
    new = {"L1": {}, "L3": {"c": (("L1", "a"),)}}
    ids = {"L1": {"a"}, "L2": {"b"}, "L3": {"c"}}
    assert merged(side, side, new, ids, ids) == side


def test_levels_are_in_the_order_of_the_ladder_and_then_of_their_names() -> None:
    said = LadderShape.model_validate({"name": "S", "order": ["Senior", "Lead"]})
    assert in_order(["L10", "Lead", "L2", "Senior"], said) == ["Senior", "Lead", "L2", "L10"]
    assert in_order(["L10", "L2"], None) == ["L2", "L10"]

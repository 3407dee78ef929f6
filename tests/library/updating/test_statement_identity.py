"""A statement of a new export keeps the id of the one that it is."""

from explorer.files.schema import LadderShape, LevelShape
from explorer.importing.ladder_sides import Side
from explorer.updating.merging import StatementPiece
from explorer.updating.statement_identity import ids_for, ids_now, keys_now, pieces_now, statements


def level(was: dict[str, list[str]] | None = None, **said: str) -> LevelShape:
    """A level with a statement per competency: id__competency=text."""
    told: dict[str, object] = {}
    for name, text in said.items():
        id, _, competency = name.partition("__")
        told[competency] = {"groups": [{"statements": {id: text}}]}
    return LevelShape.model_validate(
        {"code": "L1", "title": "T", "competencies": told, "was": was or {}}
    )


def new(**said: str) -> list[StatementPiece]:
    return [StatementPiece(name, "", "statement", text) for name, text in said.items()]


def test_the_same_words_in_the_same_place_come_first() -> None:
    last = level(a__craft="I bend", b__care="I bend")
    assert ids_for(new(care="I bend", craft="I bend"), statements(last), {}, "en") == {
        "I bend": ["b", "a"]
    }


def test_what_is_most_alike_goes_on_and_the_rest_is_new() -> None:
    last = level(a__craft="I bend steel for gates", b__care="I ask first")
    found = ids_for(
        new(other="I bend steel for all gates", more="We sing together"),
        statements(last),
        statements(last),
        "en",
    )
    assert found["I bend steel for all gates"] == ["a"]
    (fresh,) = found["We sing together"]
    assert fresh not in ("a", "b")


def test_what_stands_alone_in_its_place_is_the_same_under_a_name_that_changed() -> None:
    last = level(a__craft="I bend steel")
    found = ids_for(new(craft="Numbers are friends"), statements(last), {}, "en")
    assert found == {"Numbers are friends": ["a"]}


def test_ids_that_people_changed_are_followed() -> None:
    last = level(a__craft="I bend", b__care="I ask", c__rest="I go")
    now = level({"asking": ["b"]}, bending__craft="I bend", asking__care="I do ask")
    assert ids_now(last, now) == {"a": "bending", "b": "asking", "c": "c"}
    last_pieces = pieces_now(last, ids_now(last, now), {})
    assert {key[1] for key in last_pieces if key[0] == "statement"} == {
        "bending",
        "asking",
        "c",
    }
    assert list(statements(now)) == ["bending", "asking"]


def test_an_id_that_is_taken_is_given_to_nothing_else() -> None:
    last = level(sing__craft="I bend steel")
    found = ids_for(new(care="Sing"), statements(last), {}, "en")
    assert found["Sing"] != ["sing"]


def test_an_id_of_the_last_import_is_its_own_statement_s_whatever_both_say() -> None:
    last = level(a__craft="I bend", b__care="I ask")
    now = level(b__craft="I bend", c__care="I ask")
    assert ids_now(last, now) == {"a": "a", "b": "b"}, "b was there before: a did not become b"


def ladder(**names: str) -> LadderShape:
    terms = {key: {"name": name} for key, name in names.items()}
    return LadderShape.model_validate({"name": "S", "competencies": terms})


def test_a_competency_that_people_renamed_is_the_same() -> None:
    last, now = (
        level(a__craft="I bend", b__care="I ask"),
        level(a__making="I bend", b__care="I ask"),
    )
    before = Side(ladder(craft="Craft", care="Care"), {"L1": last})

    def today(level: LevelShape, **names: str) -> Side:
        return Side(ladder(**names), {"L1": level})

    assert keys_now(before, today(last, making="Craft", care="Care")) == {"craft": "making"}
    renamed = keys_now(before, today(now, making="Making", care="Care"))
    assert renamed == {"craft": "making"}, "as its statements went there"
    assert pieces_now(last, {}, renamed) == pieces_now(now, {}, {})
    assert keys_now(before, today(now, care="Care")) == {}
    assert keys_now(Side(), before) == {}

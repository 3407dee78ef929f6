"""Which of the texts along one side of a grid are levels."""

from explorer.drafts.tables.table_levels import levels_among


def test_what_is_mostly_no_code_is_one_where_each_has_a_title_of_its_own() -> None:
    texts = {1: "V1 Host", 2: "V2 Team Host"}
    assert [(each.code, each.title) for each in levels_among(texts).values()] == [
        ("V1", "Host"),
        ("V2", "Team Host"),
    ]
    assert not any(each.sure for each in levels_among({1: "Q1 Launch", 2: "Q2 Growth"}).values())


def test_what_stands_beside_the_word_level_is_a_code() -> None:
    assert levels_among({0: "Level", 1: "H1"})[1].code == "H1"
    assert not levels_among({0: "Half", 1: "H1"})


def test_letters_and_roman_numbers_are_codes_and_a_title_with_its_number_is_none() -> None:
    codes = [each.code for each in levels_among({1: "CN I", 2: "CN II", 3: "CN IV"}).values()]
    assert codes == ["CN I", "CN II", "CN IV"]
    assert {each.code for each in levels_among({1: "Keeper I", 2: "Keeper II"}).values()} == {None}


def test_initials_of_a_title_are_its_code() -> None:
    texts = {1: "APM - Associate Product Manager", 2: "PM: Product Manager", 3: "Editor (E)"}
    texts[4] = "Senior Product Manager (SPM)"
    assert [(each.code, each.title) for each in levels_among(texts).values()] == [
        ("APM", "Associate Product Manager"),
        ("PM", "Product Manager"),
        (None, "Editor (E)"),
        ("SPM", "Senior Product Manager"),
    ]
    assert not levels_among({1: "CI - Continuous Integration", 2: "TDD: Test Driven Design"})


def test_steps_of_which_most_are_somebody_are_levels_and_those_of_a_recipe_are_none() -> None:
    texts = {0: "Ferdighet", 1: "Trinn 1 – Assistent", 2: "Trinn 2 – Fagarbeider"}
    texts[3] = "Trinn 3 – Pedagogisk leder"
    found = levels_among(texts)
    assert [(each.code, each.title) for each in found.values()][1:] == [
        ("2", "Fagarbeider"),
        ("3", "Pedagogisk leder"),
    ]
    assert 0 not in found
    assert not levels_among({1: "Trinn 1 Rør", 2: "Trinn 2 Stek", 3: "Trinn 3 Hvil"})

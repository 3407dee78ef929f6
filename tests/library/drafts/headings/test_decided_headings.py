"""A heading is a level, or none, because somebody said so."""

import pytest

from explorer.drafts.decisions import Decisions
from explorer.importing import read_documents
from explorer.importing.pipeline import ImportResult

PAGE = "# Bakers\n\n## Crumb\n\n- I sweep\n\n## Crust\n\n- I bake\n\n## Legend\n\n- Old words\n"


def read(text: str, **decided: object) -> ImportResult:
    return read_documents({"page.md": text.encode()}, Decisions.model_validate(decided))


def levels(made: ImportResult) -> dict[str, str]:
    return {m.level.code: m.level.title for ladder in made.ladders for m in ladder.members}


def idle(made: ImportResult) -> list[str]:
    return [each.text for each in made.remarks if each.file == "decisions"]


def test_headings_that_no_word_names_are_levels() -> None:
    assert not read(PAGE).ladders
    made = read(PAGE, levels={"crumb": "L1", "Crust": None})
    assert levels(made) == {"L1": "Crumb", "Crust": "Crust"}
    assert "Old words" in [each.text for each in made.drafts[0].prose]
    assert not idle(made)


def test_a_heading_that_names_a_level_is_none() -> None:
    page = (
        PAGE.replace("Crumb", "L1: Crumb").replace("Crust", "L2: Crust").replace("Leg", "L9: Leg")
    )
    assert list(levels(read(page))) == ["L1", "L2", "L9"]
    for name in ("L9: Legend", "Legend", "L9", "L9 Legend"):
        made = read(page, not_levels=[name])
        assert list(levels(made)) == ["L1", "L2"], name
        assert not idle(made)


def test_a_level_has_the_code_that_was_said() -> None:
    page = "# Junior Baker\n\n- I sweep\n\n# Senior Baker\n\n- I bake\n"
    made = read(page, levels={"Senior Baker": "B2", "Junior Baker": "B1"})
    assert levels(made) == {"B1": "Junior Baker", "B2": "Senior Baker"}


def test_a_level_in_data_is_none_and_its_words_are_kept() -> None:
    text = b"levels:\n- code: L1\n  title: Baker\n  Ovens: [I sweep]\n- code: L2\n  title: Legend\n  Dough: [Old]\n"
    decided = Decisions(not_levels=["L2"], levels={"Baker": "B1"})
    made = read_documents({"page.yaml": text}, decided)
    assert levels(made) == {"B1": "Baker"}
    (draft,) = made.drafts
    assert [each.text for each in draft.prose] == ["L2: Legend", "Dough", "Old"]
    assert not idle(made)


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        ({"levels": {"Guru": "L9"}}, 'Nothing here is called "Guru"'),
        ({"levels": {"Guru": None}}, 'Nothing here is called "Guru"'),
        ({"not_levels": ["Guru"]}, 'Nothing here is called "Guru"'),
        ({"names": {"Guru": "scope"}}, 'Nothing here is called "Guru"'),
        ({"columns": {"Guru": "left out"}}, 'Nothing here is called "Guru"'),
        ({"left_out": ["Guru"]}, '"Guru" is not among what has no place'),
        ({"placed": [{"text": "I sweep", "level": "L1"}]}, '"I sweep" is not among'),
    ],
)
def test_a_decision_that_meets_nothing_is_said(decided: dict[str, object], said: str) -> None:
    (sentence,) = idle(read("# L1 Baker\n\n## Ovens\n\n- I sweep\n", **decided))
    assert said in sentence

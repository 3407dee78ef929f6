"""Decisions in words, and as options that decide the same."""

from hypothesis import given

from explorer.drafts.decisions import Decisions
from explorer.importing.decisions_said import as_options, in_words
from library.drafts.test_ledger import DECIDED

ALL = Decisions.model_validate(
    {
        "name": "Smiths",
        "orientation": "columns",
        "rows": "scopes",
        "levels": {"Guru": "L9", "Bun": None},
        "not_levels": ["Legend"],
        "names": {"Craft": "competency"},
        "columns": {"Owner": "left out", "Seen": "examples"},
        "numbers": "left out",
        "placed": [{"text": "a", "level": "L9"}],
        "left_out": ["b", "c"],
        "right": ['Is "Craft" the only competency?'],
    }
)


def test_each_decision_has_its_words() -> None:
    assert list(in_words(ALL)) == [
        'the ladder is called "Smiths"',
        "levels are columns",
        "rows are scopes",
        '"Guru" is level L9',
        '"Bun" is a level',
        '"Legend" is no level',
        '"Craft" is a competency',
        '"Owner" is left out',
        '"Seen" holds examples',
        "numbers are left out",
        "1 line placed",
        "2 lines left out",
        'answered: Is "Craft" the only competency?',
    ]


def test_options_say_what_a_shell_reads() -> None:
    assert as_options(ALL) == (
        "--orientation columns --rows scopes --level Guru=L9 --level Bun --not-level Legend "
        "--competency Craft --column 'Owner=left-out' --column Seen=examples --numbers left-out "
        "--right 'Is \"Craft\" the only competency?'"
    ).replace("'Owner=left-out'", "Owner=left-out")


@given(DECIDED)
def test_nothing_decided_is_without_words(decided: Decisions) -> None:
    assert bool(list(in_words(decided))) == decided.any()

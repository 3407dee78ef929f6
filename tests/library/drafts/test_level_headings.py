"""Levels that no word names: by the sections that they share, and by labels that they share."""

from explorer.drafts.draft import Doubt, Draft
from explorer.drafts.markdown_pages import read_blocks
from explorer.drafts.roles import read
from library.drafts.table_readers import told

BODY = "## {}\n\n### Craft\n{}bakes\n\n### Care\n{}asks\n\n"


def draft(text: str) -> Draft | None:
    return read(read_blocks(text.split("\n")), "growth.md")


def document(*names: str, mark: str = "- ") -> str:
    return "# Growth\n\n" + "".join(BODY.format(name, mark, mark) for name in names)


def test_headings_with_the_same_sections_are_levels_and_a_question() -> None:
    made = draft(document("Acorn", "Sapling", "Oak"))
    assert made is not None
    assert [level.title for level in made.levels] == ["Acorn", "Sapling", "Oak"]
    (asked,) = (each for each in made.warnings if isinstance(each, Doubt))
    assert asked.text.startswith('Are "Acorn", "Sapling", "Oak" levels?')


def test_roles_and_steps_are_no_question_also_where_all_is_told_in_paragraphs() -> None:
    for names in (("Baker", "Senior Designer"), ("Own step", "Team step")):
        made = draft(document(*names, mark=""))
        assert made is not None
        assert not made.warnings
        assert [row[1:4] for row in told(made)] == [
            ("statement", "Craft", None),
            ("statement", "Care", None),
        ] * 2


def test_one_known_role_makes_levels_of_those_with_its_sections() -> None:
    made = draft(document("Bäckerin am Anfang", "Bäckerin", "Senior Bäckerin"))
    assert made is not None
    assert len(made.levels) == 3


def test_what_no_word_calls_a_ladder_is_none() -> None:
    assert draft(document("Acorn", "Sapling", "Oak").replace("# Growth", "# Trees")) is not None
    lines = document("Acorn", "Sapling", "Oak").replace("# Growth", "# Trees").split("\n")
    assert read(read_blocks(lines), "trees.md") is None


def test_headings_with_sections_of_their_own_are_no_levels() -> None:
    assert (
        draft("# Trip\n\n## Rome\n\n### Food\n- a\n\n### Walks\n- b\n\n## Oslo\n\n### Snow\n- c\n")
        is None
    )


def test_labels_that_all_levels_share_are_competencies() -> None:
    said = "- Craft: bakes good bread\n- Care: asks when stuck\n"
    made = draft(f"# L1\n\n{said}\n# L2\n\nA summary.\n\n{said}")
    assert made is not None
    assert told(made) == [
        ("L1", "statement", "Craft", None, "bakes good bread"),
        ("L1", "statement", "Care", None, "asks when stuck"),
        ("L2", "summary", None, None, "A summary."),
        ("L2", "statement", "Craft", None, "bakes good bread"),
        ("L2", "statement", "Care", None, "asks when stuck"),
    ]


def test_labels_of_one_level_and_sentences_with_a_colon_stay_as_they_are() -> None:
    made = draft(
        "# L1\n\n- Craft: bakes good bread\n- asks when stuck\n\n# L2\n\n- Craft: bakes for others\n"
    )
    assert made is not None
    assert {row[2] for row in told(made)} == {None}

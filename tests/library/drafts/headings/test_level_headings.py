"""Levels that no word names: by the sections that they share, and by labels that they share."""

import pytest

from explorer.drafts.draft import Doubt, Draft
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.drafts.pages.roles import read
from library.drafts.tables.table_readers import told

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


def test_french_chefs_told_again_under_each_topic_are_levels() -> None:
    names = ("Commis", "Chef de partie", "Sous-chef")
    inner = "".join(f"## {name}\n\n- coupe\n\n" for name in names)
    made = draft(f"# Technique\n\n{inner}# Hygiène\n\n{inner}")
    assert made is not None
    assert not made.warnings
    assert [level.title for level in made.levels] == [*names]


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


def titles(text: str, file: str = "growth.md") -> list[str]:
    made = read(read_blocks(text.split("\n")), file)
    return [level.title for level in made.levels] if made else []


def test_names_that_no_word_knows_need_a_document_that_speaks_of_somebody() -> None:
    pieces = document("Pawn", "Knight", "Rook").replace("# Growth", "# The club")
    assert not titles(pieces, "club.md")
    spoken = pieces.replace("bakes", "You open well").replace("asks", "You help the others")
    assert titles(spoken, "club.md") == ["Pawn", "Knight", "Rook"]
    assert titles(pieces.replace("# The club", "# The club\n\nThree steps."), "club.md")


def test_what_documents_count_besides_levels_and_recipes_are_none() -> None:
    assert not titles(
        document("Week 1: Yeast", "Week 2: Rye").replace("# Growth", "# A course"), "x.md"
    )
    assert not titles(document("Beginner: soup", "Expert: roast").replace("Craft", "Ingredients"))


def test_persons_told_again_under_topics_are_levels() -> None:
    inner = "### Shelver\n- asks\n\n### Librarian\n- answers\n\n### Captain\n- leads\n\n"
    made = draft(f"# Library\n\n## Stock\n\n{inner}## Desk\n\n{inner}")
    assert made is not None
    assert [level.title for level in made.levels] == ["Shelver", "Librarian", "Captain"]
    assert {row[2] for row in told(made)} == {"Stock", "Desk"}


def test_persons_in_bold_before_a_text_are_levels_where_they_are_told_again() -> None:
    told_once = "\n\n*What it is.*\n\n**Shelver** — Asks.\n\n**Binder** — Answers.\n\n**Captain** — Leads.\n\n"
    made = draft(f"# Library\n\n## Stock{told_once}## Desk{told_once}")
    assert made is not None
    assert [level.title for level in made.levels] == ["Shelver", "Binder", "Captain"]
    assert draft(f"# Library\n\n## Stock{told_once}") is None


def test_roles_with_years_beside_them_are_of_somebodys_life() -> None:
    text = "# Ann\n\n## Tester, Hull\n2009-2012\n- tested\n\n## Senior Tester\nsince 2012\n- led\n"
    assert not titles(text, "ann.md")
    assert titles(text.replace("2009-2012", "Learns.").replace("since 2012", "Leads."), "ann.md")


def test_names_told_again_under_each_step_are_no_levels_whatever_they_end_in() -> None:
    names = ("Keeps learning", "Thinks of the passenger")
    text = "".join(
        f"## {step} step\n\nYou sail.\n\n"
        + "".join(f"### {name}\n\n- Does it\n\n" for name in names)
        for step in ("Own", "Crew", "Fleet")
    )
    made = draft(f"# Career steps\n\n{text}")
    assert made is not None
    assert [level.title for level in made.levels] == ["Own step", "Crew step", "Fleet step"]
    assert {row[2] for row in told(made)} == {None, *names}


def test_groups_around_topics_with_labelled_levels_are_the_competencies() -> None:
    one = "### {}\n\n- **D1:** Draws\n- **D2:** Decides\n\n"
    text = "".join(
        f"## {group}\n\n{''.join(map(one.format, topics))}"
        for group, topics in (("Making", ("Layout", "Type")), ("Leading", ("Critique",)))
    )
    made = draft(f"# Design map\n\n{text}")
    assert made is not None
    assert [row[:4] for row in told(made)][:3] == [
        ("D1", "statement", "Making", "Layout"),
        ("D1", "statement", "Making", "Type"),
        ("D1", "statement", "Leading", "Critique"),
    ]


def test_persons_that_are_counted_under_each_topic_are_levels_with_a_number() -> None:
    one = "## {}\n\n- **Gardener 1:** Plants\n- **Gardener 2:** Plans\n\n"
    made = draft(f"# Guide\n\n{''.join(map(one.format, ('Beds', 'Machines')))}")
    assert made is not None
    assert [(level.code, level.title) for level in made.levels] == [
        ("1", "Gardener 1"),
        ("2", "Gardener 2"),
    ]


def test_a_rank_before_a_profession_makes_somebody_of_it() -> None:
    one = "## {}\n\n**Trainee Actuary:** Rebuilds it.\n\n**Actuary:** Owns it.\n\n**Chief Actuary:** Decides.\n\n"
    made = draft(f"# Guide\n\n{''.join(map(one.format, ('Models', 'Rules')))}")
    assert made is not None
    assert [level.title for level in made.levels] == ["Trainee Actuary", "Actuary", "Chief Actuary"]


def test_examples_as_deep_as_what_can_be_unfolded_holds_are_of_the_level() -> None:
    one = "<details>\n<summary>D{0} – Engineer</summary>\n\n### Data\n\n- Loads\n\n### Care\n\n- Keeps\n\n### Examples\n\n- Moved {0}\n\n</details>\n\n"
    made = draft(f"# Levels\n\n{one.format(1)}{one.format(2)}")
    assert made is not None
    assert [row[:4] for row in told(made) if row[1] == "example"] == [
        ("D1", "example", None, None),
        ("D2", "example", None, None),
    ]


def test_letters_of_a_quarter_are_a_code_beside_a_role_only() -> None:
    assert titles("# Q1 Tester\n- runs\n\n# Q2 Test Engineer\n- writes\n", "qa.md")
    assert not titles("# Q1 Plans\n- runs\n\n# Q2 Testing\n- writes\n", "plans.md")


def test_lines_below_the_last_list_close_the_document() -> None:
    levels = "# L1\n\n## Craft\n- bakes\n\n# L2\n\n## Craft\n- asks\n\n{}Ask the guild.\n"
    for rule in ("", "---\n\n"):
        made = draft(levels.format(rule))
        assert made is not None
        assert [fragment.text for fragment in made.prose] == ["Ask the guild."]
    made = draft(levels.format("").replace("bakes", "bakes\n\nMore of it."))
    assert made is not None
    assert not made.prose


def test_letters_that_go_on_are_codes_where_two_of_them_name_something_else() -> None:
    assert titles("# H1\n- a\n\n# H2\n- b\n\n# H3\n- c\n", "x.md") == ["H1", "H2", "H3"]
    assert not titles("# H1\n- a\n\n# H2\n- b\n", "x.md")


def test_a_step_is_a_code_beside_a_word_for_a_ladder_or_before_a_person() -> None:
    assert titles("# Growth framework - Step 4\n\n## Craft\n- a\n", "x.md") == ["Growth framework"]
    assert titles("## Step 1: Picker\n- a\n\n## Step 2: Supervisor\n- b\n", "x.md")
    assert not titles("## Step 1: Mix\n- a\n\n## Step 2: Bake\n- b\n", "x.md")
    steps = "".join(f"## Step {n}: Part {n}\n\n### Do\n\n- a\n\n### Say\n\n- b\n\n" for n in (1, 2))
    assert titles(f"# Career steps\n\n{steps}", "x.md") == ["Part 1", "Part 2"]
    made = read(read_blocks(f"# Ten steps to bread\n\n{steps}".split("\n")), "x.md")
    assert made is not None
    assert "No word says so" in str(made.warnings[0])


def test_names_told_again_under_each_topic_are_levels_where_some_are_known() -> None:
    names = ("APM", "PM", "Senior PM", "Group PM")
    text = "".join(
        f"## {topic}\n\n" + "".join(f"**{name}**\n\n- Writes {topic}\n\n" for name in names)
        for topic in ("Plans", "Notes")
    )
    made = draft(f"# Product managers by skill\n\n{text}")
    assert made is not None
    assert [level.title for level in made.levels] == [*names]


def test_trades_are_levels_where_the_document_is_of_a_trade_and_rooms_are_none() -> None:
    text = "".join(BODY.format(name, "- ", "- ") for name in ("Sarment", "Cep", "Cru"))
    for title, ladder in (("Métiers de la vigne", True), ("Parcours de visite", False)):
        made = read(
            read_blocks(f"# {title}\n\n{text}".replace("asks", "Forme").split("\n")), "x.md"
        )
        assert (made is not None) == ladder


def test_a_person_may_be_told_under_one_topic_only() -> None:
    text = "# P\n\n## Stock\n\n### Clerk\n- a\n\n### Keeper\n- b\n\n### Leader\n- c\n\n"
    made = draft(f"{text}## Desk\n\n### Clerk\n- d\n\n### Keeper\n- e\n")
    assert made is not None
    assert {row[2] for row in told(made)} == {"Stock", "Desk"}


def test_names_with_a_word_of_the_title_and_quoted_summaries_are_levels() -> None:
    belts = "# Belts\n\n## {0} belt\n- Trues a wheel\n\n## {1} belt\n- Builds a wheel\n\n## {2} belt\n- Says no to it\n"
    assert titles(belts.format("White", "Green", "Black"), "x.md") == [
        "White belt",
        "Green belt",
        "Black belt",
    ]
    assert not titles(
        belts.format("White", "Green", "Black").replace("# Belts", "# Bikes", 1), "x.md"
    )
    quoted = "".join(f"## {name}\n> Is so.\n- a\n\n" for name in ("Seed", "Sapling", "Oak"))
    assert titles(f"# Copse\n\n{quoted}", "x.md") == ["Seed", "Sapling", "Oak"]


def test_lines_in_capitals_are_the_headings_of_a_text_without_marks() -> None:
    text = "RANKS OF THE GUILD\n\nAPPRENTICE\nDraws.\n- copies\n\nJOURNEYMAN\nWorks.\n- sails\n\nMASTER\nSigns.\n- answers\n"
    assert titles(text, "guild.txt") == ["APPRENTICE", "JOURNEYMAN", "MASTER"]
    assert not titles(
        text.replace("JOURNEYMAN", "Journeyman works").replace("MASTER", "Master"), "x.txt"
    )


def test_numbered_lines_are_headings_also_where_they_are_set_in() -> None:
    text = (
        "Guild\n\n1. Apprentice Printer\n   1.1 Craft\n       - inks\n\n"
        "2. Master Printer\n   2.1 Craft\n       - signs\n   2.2 Care\n       - asks\n"
    )
    made = draft(text)
    assert made is not None
    assert [level.title for level in made.levels] == ["Apprentice Printer", "Master Printer"]
    assert {row[2] for row in told(made)} == {"Craft", "Care"}


def test_persons_beside_a_role_are_levels() -> None:
    text = "# Shop\n\n## Level One: Assistant\n- Weighs\n\n## Level Two: Dispenser\n- Checks\n"
    assert titles(text, "x.md") == ["Level One: Assistant", "Level Two: Dispenser"]
    offer = f"{text}\n## What we offer\n- leave\n"
    assert "What we offer" not in titles(offer, "x.md")


def test_what_a_level_says_of_itself_is_a_competency() -> None:
    made = draft(
        "## Leader\n\n### I am a mentor\n\n- asks\n\n### I am a servant leader\n\n- helps\n"
    )
    assert made is not None
    assert [row[:3] for row in told(made)] == [
        ("Leader", "statement", "I am a mentor"),
        ("Leader", "statement", "I am a servant leader"),
    ]


def test_headings_without_a_name_are_levels_only_with_a_question() -> None:
    made = draft("# **\n\n## Craft\n\n- a\n\n# **\n\n## Craft\n\n- b\n")
    assert made is not None
    assert any(isinstance(each, Doubt) for each in made.warnings)


@pytest.mark.parametrize("summary", ["", "Works on the floor.\n\n"])
def test_bold_lines_in_capitals_hold_other_bold_lines(summary: str) -> None:
    parts = "**Picking**\n\n- picks by {0}\n\n**Machines**\n\n- drives {0}\n\n"
    names = ("HANDLER", "SHIFT LEADER")
    text = "".join(f"**{name}**\n\n{summary}{parts.format(name)}" for name in names)
    made = draft(f"**What we expect**\n\nBy shift.\n\n{text}")
    assert made
    assert [level.code for level in made.levels] == ["HANDLER", "SHIFT LEADER"]
    told_of = [each.competency for each in made.levels[0].fragments]
    assert list(filter(None, told_of)) == ["Picking", "Machines"]


def test_bold_lines_right_above_those_that_come_again_hold_them() -> None:
    page = "".join(
        f"**{name}**\n\n**Classroom**\n\n- Teaches {name}\n\n**Students**\n\n- Marks {name}\n\n"
        for name in ("Teacher", "Senior Teacher", "Director of Studies")
    )
    made = draft(f"{page}**School**\n\n- Plans the year\n")
    assert made
    assert [level.title for level in made.levels] == [
        "Teacher",
        "Senior Teacher",
        "Director of Studies",
    ]
    assert [each.competency for each in made.levels[2].fragments] == [
        "Classroom",
        "Students",
        "School",
    ]
    # Under headings a bold line may hold others, and be no level.
    titled = draft("".join(f"# E{n}\n\n**Now**\n\n**Craft**\n\n- I bake {n}\n\n" for n in (1, 2)))
    assert titled
    assert [level.code for level in titled.levels] == ["E1", "E2"]


def test_chapters_of_one_level_are_counted_and_have_no_number() -> None:
    made = draft(
        "# Grade 4 – Lead Operator\n\n## 1. Purpose\n\nKeeps water flowing.\n\n## 2. Expectations\n\n"
        "### 2.1 Network\n\n- Plans ahead\n\n### 2.2 People\n\n- Trains\n\n## 3. Examples\n\n- A freeze\n"
    )
    assert made
    assert [(e.kind, e.competency, e.text) for e in made.levels[0].fragments] == [
        ("summary", None, "Keeps water flowing."),
        ("statement", "Network", "Plans ahead"),
        ("statement", "People", "Trains"),
        ("example", None, "A freeze"),
    ]


def test_women_who_are_told_of_again_under_topics_are_levels() -> None:
    names = ("Auszubildende", "Gesellin", "Meisterin")
    inner = "".join(f"## {name}\n\n- Hobelt\n\n" for name in names)
    made = draft(f"# Holz\n\n{inner}# Kundschaft\n\n{inner}")
    assert made is not None
    assert [level.title for level in made.levels] == [*names]

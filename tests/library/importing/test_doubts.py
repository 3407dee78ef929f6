"""Each sign of a wrong shape is a question, and a ladder without them raises none."""

import pytest

from explorer.importing.pipeline import read_documents
from explorer.importing.report import as_json, report_lines

HEAD = "| Skill | L2 | L3 |\n|---|---|---|\n"
GOOD = HEAD + "| Craft | I write | I review |\n| Care | I ask | I mentor |\n"
MANY = "".join(f"- I do thing {number}\n" for number in range(7))


def questions(text: str) -> list[str]:
    return [each.text for each in read_documents({"text.md": text.encode()}).questions]


def test_a_ladder_as_it_should_be_raises_none() -> None:
    assert questions(GOOD) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            HEAD + "| Craft | 2 | 3.5 |\n| Care | I ask | I mentor |\n",
            'Are these scores? 2 statements are numbers, such as "2".',
        ),
        (
            f"# L2 Engineer\n\n## Craft\n\n{MANY}\n# L3 Staff\n\n## Craft\n\n> In short.\n",
            'Is "L3 Staff" a level? It has no statement.',
        ),
        (
            "# Mentoring for engineers\n\n## Month 1: Meeting\n\n- Agree on a goal\n\n## Month 2\n\n- Work\n",
            'Is "Mentoring for engineers" a ladder? "Month 1: Meeting" speaks of something else.',
        ),
        (
            f"# L1 Cook\n\n## Heat\n\n{MANY}- L2 Chef: teaches\n\n# L3 Head\n\n## Heat\n\n{MANY}",
            'Is "L2 Chef: teaches" a level? It begins with a code as the levels have.',
        ),
        (
            "# Roles\n\n## L1 Cook Helps the others of the kitchen with all they cook.\n\n### Heat\n\n- a\n",
            'Are these levels? "Cook Helps the others of the kitchen with all they cook." reads like a sentence.',
        ),
        (
            "| Area | Skill | L2 | L3 |\n|---|---|---|---|\n"
            + "".join(
                f"| Heat | {name} | Does it | Does more |\n" for name in ("a1", "b1", "c1", "d1")
            )
            + "| Cold |  | Cools it | Cools more |\n",
            'What is the name of the row of "Cools it"? It has none, as 2 of 10 statements.',
        ),
        (
            f"# L2 Engineer\n\n## Craft\n\n{MANY}",
            'Is "Craft" the only competency? All 7 statements stand under it.',
        ),
        (
            HEAD + "| I check what I have made before I show it. | a | b |\n",
            'Are these competencies? "I check what I have made before I show it." reads like an '
            "expectation.",
        ),
        (
            "".join(
                f"# L{n} Cook\n\n## Area {n}a\n\n- a\n\n## Area {n}b\n\n- b\n\n" for n in (1, 2, 3)
            ),
            'Are these competencies? No two levels share one, such as "Area 1a".',
        ),
        (
            HEAD + "| Shifts | Early and late | Office hours |\n"
            "| Craft | I write what the next person reads | I review what others have written |\n"
            "| Care | I ask before I change a thing | I help whoever comes to me |\n",
            'Is "Shifts" a fact about each level? It says no more than "Early and late".',
        ),
        (
            "".join(
                f"# L{n} Cook\n\n## Heat\n\n- Craft\n- I know how hot a pan is, {n} times over\n"
                "- I say what is missing before we open\n\n"
                for n in (1, 2, 3)
            ),
            'Is "Craft" a name? 3 levels say it, as if it were expected.',
        ),
        (
            "# L7 Chapter\n\n## Test Engineer\n\n- a\n\n## Senior Test Engineer\n\n- b\n",
            'Are "Test Engineer" and "Senior Test Engineer" competencies, or levels?',
        ),
        (
            "# L1 Writer\n\n**Craft:** Writes what a new customer can follow without a call.\n\n"
            "## Tools\n\n- a\n\n# L2 Editor\n\n**Craft:** Builds that in which others find their place.\n\n"
            "## Tools\n\n- b\n",
            'Is "Craft" a fact about each level? "Writes what a new customer can follow without a call." '
            "reads like an expectation.",
        ),
        (
            "# Growing up\n\n"
            + "".join(
                f"## {area}\n\n### Starting\n\n- a\n\n### Shaping\n\n- b\n\n"
                for area in ("Books", "Visitors")
            ),
            'Are "Books", "Visitors" levels? No word says so.',
        ),
        (
            "## Tech lead\n\n- decides\n\n## Engineering manager\n\n- hires\n",
            'Are "Tech lead" and "Engineering manager" levels of one ladder, or two roles side by side?',
        ),
        (
            f"# L2 Engineer\n\n## Craft\n\n- I write\n\n```\n{'words ' * 50}\n```\n",
            "Was this read as it should be? 52 of its words stand in no level.",
        ),
        (
            "| Skill | Alpha | Beta |\n|-|-|-|\n| Craft | a | b |\n| Care | c | d |\n",
            'Are the columns levels ("Alpha", "Beta")? No word says so.',
        ),
        (
            "# Senior Gardener\n\n## You will\n\n- dig\n- plant\n\n## We offer\n\n- a bicycle\n",
            'Is "Gardener" a ladder? "We offer" speaks of something else.',
        ),
        (
            "# Engineer\n\n## Bread\n\n1. **Kneads**: by hand\n2. **Proves**: in time\n3. **Bakes**: all\n\n"
            "## Shop\n\n1. **Sweeps**: daily\n2. **Sells**: bread\n3. **Counts**: the till\n",
            'Does "Engineer" ask for all of it? Kneads, Proves, Bakes look like steps.',
        ),
        (
            "# Music\n\n## L2 Organist\n\n> 2009–2012\n\n### Duties\n\n- plays\n\n"
            "## L3 Organist\n\n> since 2012\n\n### Duties\n\n- leads\n",
            'Is "Music" a ladder? "2009–2012" speaks of something else.',
        ),
        (
            "| Name | Title | Room |\n|-|-|-|\n| Ines Karr | Senior Engineer | 2b |\n| Tom Abel | Designer | 3 |\n",
            'Are the rows levels ("Senior Engineer", "Designer")? No word says so.',
        ),
        (
            "# L2 Engineer\n\nYou can:\n\n- a\n- b\n\nYou know:\n\n- c\n",
            "Where are the competencies? None of 3 statements stands under one.",
        ),
        (
            f"# L2 Engineer\n\n- I begin\n\n## Craft\n\n{MANY}\n## Care\n\n- I ask\n",
            'Under which competency does "I begin" stand? It is under none, as 1 of 9 statements.',
        ),
        (
            f"# L2 Engineer\n\n## Craft\n\n- I write\n\n# Afterwards\n\n{'Many words. ' * 30}\n",
            "Was this read as it should be? 61 of its words stand in no level.",
        ),
        (
            "# How we choose\n\n## L3 Engineer\n\n- Call, 20 min\n- Pairing, 1 hour\n\n"
            "## L4 Engineer\n\n- Call, 20 min\n- Lunch\n",
            'Is "How we choose" a ladder? "Call, 20 min" speaks of something else.',
        ),
        (
            "# Open requisitions\n\n| Title | Level | Team |\n|-|-|-|\n| Engineer | E3 | Pay |\n| Cook | E4 | Food |\n",
            'Is "Open requisitions" a ladder? "Open requisitions" speaks of something else.',
        ),
        (
            "# Which ticket goes where?\n\n## L1 - Desk\n\n### Hours\n\n- all\n\n"
            "## L2 - Network\n\n### Hours\n\n- a few\n",
            'Is "Which ticket goes where?" a ladder? "ticket" speaks of something else.',
        ),
        (
            HEAD + "| Hours | all day | a few |\n| Channel | chat | phone |\n",
            'Is "Text" a ladder? "Hours" speaks of something else.',
        ),
        (
            "# Growing up\n\n## Junior is a great place\n\n- a\n\n## Senior is not the end\n\n- b\n",
            'Are these levels? "Junior is a great place" reads like a sentence.',
        ),
        (
            "# Open positions\n\n## L1 Engineer\n\n### Work\n\n- a\n\n## L2 Engineer\n\n### Work\n\n- b\n",
            'Is "Open positions" a ladder? "Open positions" speaks of something else.',
        ),
        (
            "# Backend\n\n## Junior\n\n- What is a lock?\n- Why?\n\n## Senior\n\n- Who locks?\n- When?\n",
            'Is "Backend" a ladder? "What is a lock?" speaks of something else.',
        ),
        (
            "# Policy\n\n## Level 1: Public\n\n### Mail\n\n- a\n\n## Level 2: Internal\n\n### Mail\n\n- b\n",
            'Is "Policy" a ladder? "Public" speaks of something else.',
        ),
        (
            "# Releases\n\n## R1\n\n- Login\n- Search\n\n## R2\n\n- Exports\n- Billing\n",
            'Is "Releases" a ladder? "Releases" speaks of something else.',
        ),
        (
            "# Incident levels\n\n## Level 1\n\n### First\n\n- a\n\n## Level 2\n\n### First\n\n- b\n",
            'Is "Incident levels" a ladder? "Incident" speaks of something else.',
        ),
    ],
)
def test_a_sign_of_a_wrong_shape_is_a_question(text: str, asked: str) -> None:
    assert asked in questions(text)


@pytest.mark.parametrize(
    "text",
    [
        f"# L2 Engineer\n\n{MANY}",  # bullets without any section
        "# Incident engineers\n\n## L1 Engineer\n\n### Care\n\n- a\n\n## L2 Engineer\n\n### Care\n\n- b\n",
        "- [L2 Cook](#a)\n- [L3 Chef](#b)\n\n# L2 Cook\n\n## Heat\n\n- a\n\n# L3 Chef\n\n## Heat\n\n- b\n",
    ],
)
def test_nobody_is_asked_what_no_reader_would(text: str) -> None:
    assert questions(text) == []


def test_what_was_turned_round_is_turned_back_by_an_answer() -> None:
    text = "".join(
        f"## {area}\n\n### Starting\n\n- a\n\n### Shaping\n\n- b\n\n"
        for area in ("Books", "Visitors")
    )
    document = {"growing.md": f"# Growing up\n\n{text}".encode()}
    (asked,) = read_documents(document).questions
    assert asked.answers[1].label == 'No, "Starting" and "Shaping" are'
    (ladder,) = read_documents(document, asked.answers[1].decisions).ladders
    assert [each.level.title for each in ladder.members] == ["Starting", "Shaping"]


@pytest.mark.parametrize("name", ["", "&nbsp;", "[](x)", "word " * 90])
def test_headings_without_a_name_or_with_a_long_one_are_asked_about(name: str) -> None:
    text = "".join(
        f"## {area}\n\n### Starting\n\n- a\n\n### {name}\n\n- b\n\n### Shaping\n\n- c\n\n"
        for area in ("Books", "Visitors", name)
    )
    assert read_documents({"growing.md": f"# Growing up\n\n{text}".encode()}).questions


def test_levels_taken_for_competencies_are_levels_by_an_answer() -> None:
    text = "# L7 Chapter\n\n## Test Engineer\n\n- a\n\n## Senior Test Engineer\n\n- b\n"
    (asked,) = read_documents({"text.md": text.encode()}).questions
    (ladder,) = read_documents({"text.md": text.encode()}, asked.answers[-1].decisions).ladders
    titles = [each.level.title for each in ladder.members]
    assert titles == ["Test Engineer", "Senior Test Engineer"]


def test_dates_that_are_left_are_no_words() -> None:
    rows = "".join(
        f"Plans and marks {number} days,T{number % 2},Craft,{{0}}\n" for number in range(14)
    )
    text = f"Standard,Level,Area,Changed\n{rows}"
    asked = read_documents({"x.csv": text.format("2024-09-02 11:14").encode()}).questions
    assert not [each for each in asked if each.text.startswith("Was this read")]


def test_whether_numbers_are_scores_is_asked_once_of_a_document() -> None:
    part = "## {0}\n\n### {0} 1\n\n#### Craft\n\n- 2\n\n### {0} 2\n\n#### Craft\n\n- 3\n\n"
    text = f"# Levels\n\n{part.format('Cook')}{part.format('Waiter')}".encode()
    made = read_documents({"levels.md": text})
    assert len(made.ladders) == 2
    assert sum(each.text.startswith("Are these scores?") for each in made.questions) == 1


def test_a_question_is_in_the_report_with_its_place() -> None:
    made = read_documents({"ladder.md": f"# L2 Engineer\n\n## Craft\n\n{MANY}".encode()})
    assert [line for line in report_lines(made) if line.startswith("question: ladder.md:5: Is ")]
    (question,) = as_json(made)["questions"]
    assert (question["file"], question["line"]) == ("ladder.md", 5)

"""Kinds of documents that were once misread, each in the smallest form that shows it."""

import json

import pytest

from explorer.drafts.decisions import Decisions
from explorer.importing import detect, pipeline, plan, read_documents
from explorer.importing.pipeline import ImportResult, stopped

Said = dict[str, list[tuple[str, str | None, str | None, str]]]


def read(text: str, name: str = "doc.md", **how: str) -> ImportResult:
    made = read_documents({name: text.encode()}, Decisions(**how))  # type: ignore[arg-type]
    assert not made.refused, made.refused
    return made


def said(made: ImportResult, *kinds: str) -> Said:
    """(kind, competency, scope, text) of what each level says, of these kinds or of all."""
    return {
        member.level.code: [
            (each.kind, each.competency, each.scope, each.text)
            for each in member.level.fragments
            if not kinds or each.kind in kinds
        ]
        for ladder in made.ladders
        for member in ladder.members
    }


def titles(made: ImportResult) -> dict[str, str]:
    return {m.level.code: m.level.title for ladder in made.ladders for m in ladder.members}


def around(made: ImportResult) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for ladder in made.ladders for each in ladder.fragments]


def statement(competency: str | None, text: str, scope: str | None = None) -> tuple[object, ...]:
    return "statement", competency, scope, text


def test_bold_that_is_never_closed_heads_what_follows() -> None:
    made = read("**L3 Buyer\n\n***Suppliers\n\n- I know them\n\n***Prices\n\n- I ask twice\n", "x")
    assert titles(made) == {"L3": "Buyer"}
    assert said(made) == {
        "L3": [statement("Suppliers", "I know them"), statement("Prices", "I ask twice")]
    }


def test_a_tab_after_a_dash_is_legal_yaml() -> None:
    text = "---\ntopics:\n  - name: care\n    content:\n      - level: 1\n        criteria:\n"
    assert said(read(text + "          -\tI ask\n---\n")) == {"1": [statement("Care", "I ask")]}


def test_front_matter_that_cannot_be_read_says_where_and_why() -> None:
    made = read_documents({"x.md": b"---\ntopics:\n\t- name: care\n---\n"})
    assert "line 3: found a tab" in made.refused[0].reason


def test_competencies_by_name_stay_apart_beside_a_theme() -> None:
    text = (
        "---\ncode: QA1\nposition: Tester\ntier: qa\ntheme: Learns\ndescription: New here\n"
        "competencies:\n  tools:\n    keyword: Uses\n    summary: Ours.\n    bullets:\n"
        "      - Runs them\n  people:\n    summary: All.\n    bullets:\n      - Asks\n---\n"
    )
    made = read(text)
    assert titles(made) == {"QA1": "Tester"}
    assert said(made, "statement", "summary", "fact")["QA1"] == [
        ("summary", None, None, "New here"),
        ("fact", None, "Tier", "qa"),
        ("fact", None, "Theme", "Learns"),
        ("summary", "Tools", None, "Ours."),
        statement("Tools", "Runs them"),
        ("summary", "People", None, "All."),
        statement("People", "Asks"),
    ]


def test_a_code_with_a_time_and_two_rows_of_heads() -> None:
    text = (
        'Level,Dex,Str\n,Skill,Work\n"E0, ~ 6 mth",Uses it,Ships\n,,\n"E1, 1 - 2 yrs",Knows it,Plans\n'
        "How to read this,,\n* Each adds to the last,,\n"
    )
    made = read(text, "x.csv")
    assert said(made, "fact", "statement") == {
        "E0": [
            ("fact", None, "Time", "~ 6 mth"),
            statement("Skill", "Uses it"),
            statement("Work", "Ships"),
        ],
        "E1": [
            ("fact", None, "Time", "1 - 2 yrs"),
            statement("Skill", "Knows it"),
            statement("Work", "Plans"),
        ],
    }
    assert around(made) == [("prose", "How to read this"), ("prose", "Each adds to the last")]


def test_a_heading_may_be_broken_over_lines_in_html() -> None:
    page = (
        "<html><style>\nh2 {color: red}</style>\n<h2>L2 - Engineer</h2>\n<h3>Craft</h3><ul><li>I\n"
        ' write</li></ul>\n<h2>\n L3 - Senior\n <a href="#l3">#</a>\n</h2>\n<h3>Craft</h3>\n<li>I plan'
    )
    made = read(page, "page.html")
    assert titles(made) == {"L2": "Engineer", "L3": "Senior"}
    assert said(made) == {
        "L2": [statement("Craft", "I write")],
        "L3": [statement("Craft", "I plan")],
    }


def test_columns_of_scores_beside_levels_are_none() -> None:
    text = (
        "Beginner,0,Intermediate,0,Advanced,0\n,,,,,\nI ask before I start.,2,I estimate.,0,I plan.,0\n"
        "I check my own work.,1,I test it all.,1,I look after it.,0\n"
    )
    made = read(text, "x.csv")
    assert said(made) == {
        "Beginner": [
            statement(None, "I ask before I start."),
            statement(None, "I check my own work."),
        ],
        "Intermediate": [statement(None, "I estimate."), statement(None, "I test it all.")],
        "Advanced": [statement(None, "I plan."), statement(None, "I look after it.")],
    }
    assert ("remainder", "2 | 0 | 0") in around(made)
    assert any("kept as the remainder" in each.text for each in made.remarks)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("LVL 5 - Senior", "5"),
        ("l4: Senior", "l4"),
        ("L 4 Senior", "L 4"),
        ("L5/L6 - Senior", "L5-L6"),
        ("L4, Senior", "L4"),
    ],
)
def test_a_code_is_known_however_it_is_written(heading: str, code: str) -> None:
    made = read(f"## {heading}\n\n- I ask\n")
    assert titles(made) == {code: "Senior"}


def test_a_role_in_the_file_name_is_the_level_where_no_heading_names_a_profession() -> None:
    text = "#### [README](README.md)\n\n### Expertise\n\n#### Adopts\n\n- Uses it\n\n### People\n\n"
    text += "#### Supports\n\n- Helps one\n"
    made = read(text, "Product Manager 3.md")
    assert said(made, "statement") == {
        "Product Manager 3": [
            statement("Expertise", "Uses it", "Adopts"),
            statement("People", "Helps one", "Supports"),
        ]
    }


def test_a_table_that_lists_the_levels_gives_facts() -> None:
    text = (
        "# Baker\n\nLevel | Shift | Position\n--- | --- | ---\n1 | Night | [B1 - Baker](#b1)\n"
        "2 | Day | [B2 - Chief Baker](#b2)\n\n## B1 - Baker\n* **Bread**: bakes\n\n"
        "## B2 - Chief Baker\n* **Bread**: plans\n"
    )
    assert said(read(text)) == {
        "B1": [
            ("fact", None, "Shift", "Night"),
            statement("Bread", "bakes"),
        ],
        "B2": [
            ("fact", None, "Shift", "Day"),
            statement("Bread", "plans"),
        ],
    }


def test_competencies_as_deep_as_the_last_role_belong_to_it() -> None:
    text = (
        "# Repairs\n\n## Mender\n\n### Craft\n- I mend\n\n### Care\n- I ask\n\n"
        "## Senior Mender\n\n## Craft\n- I find it\n\n## Care\n- I say no\n"
    )
    made = read(text)
    assert said(made) == {
        "Mender": [statement("Craft", "I mend"), statement("Care", "I ask")],
        "Senior Mender": [statement("Craft", "I find it"), statement("Care", "I say no")],
    }
    assert any('"Craft", "Care"' in each.text for each in made.remarks)


def test_what_nobody_should_do_is_no_statement() -> None:
    text = (
        "# L2 Cook\n\n## Care\n\n- I ask\n- **Anti-patterns:**\n  - shouts\n\n## Craft\n\n- I cook\n\n"
        "### Red flags\n\n- Burns it\n"
    )
    made = read(text)
    assert said(made, "statement") == {
        "L2": [statement("Care", "I ask"), statement("Craft", "I cook")]
    }
    assert said(made, "prose") == {
        "L2": [
            ("prose", "Care", None, "Anti-patterns:"),
            ("prose", "Care", None, "shouts"),
            ("prose", "Craft", None, "Red flags"),
            ("prose", "Craft", None, "Burns it"),
        ]
    }


def test_labels_before_examples_and_over_them() -> None:
    text = (
        "# L2 Cook\n\n## Care\n\n- I ask\n- **Example:** I asked Bo\n\n**Examples:** I asked Al.\n\n"
        "## Craft\n\n- I cook\n\nWhat this looks like:\n\n- I cooked\n"
    )
    assert said(read(text), "example") == {
        "L2": [
            ("example", "Care", None, "I asked Bo"),
            ("example", "Care", None, "I asked Al."),
            ("example", "Craft", None, "I cooked"),
        ]
    }


def test_a_sharp_is_part_of_a_name() -> None:
    assert said(read("# L2 Dev\n\n## C# ##\n\n- I write it\n")) == {
        "L2": [statement("C#", "I write it")]
    }


def test_a_bullet_with_details_is_a_statement_beside_bullets_without() -> None:
    text = "# L2 Dev\n\n## Craft\n\n- Leads small projects\n  - from the start\n- Reviews code\n"
    assert said(read(text)) == {
        "L2": [
            statement("Craft", "Leads small projects"),
            statement("Craft", "from the start"),
            statement("Craft", "Reviews code"),
        ]
    }


def test_stages_in_bold_bullets_are_levels() -> None:
    text = "# Testing\n\n- **Beginner**\n  - runs tests\n- **Competent**\n  - writes tests\n"
    assert said(read(text)) == {
        "Beginner": [statement(None, "runs tests")],
        "Competent": [statement(None, "writes tests")],
    }


def test_paragraphs_are_statements_where_a_level_has_nothing_else() -> None:
    text = "## L1 Dev\n\nWrites code.\n\n## L2 Dev\n\nIn short.\n\n### Craft\n\n- Plans it\n"
    assert said(read(text)) == {
        "L1": [statement(None, "Writes code.")],
        "L2": [("summary", None, None, "In short."), statement("Craft", "Plans it")],
    }


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("Area,L1,L1\nCraft,a,b\n", "x.csv:1", 'another column is called "L1"'),
        ("Area,L1,L2\nCraft,a,b \ufffd\n", "x.csv:2", "a character here was lost"),
        ('Area,L1,L2\nCraft,"a,b\nCare,c,d\n', "x.csv:2", "a quote is never closed"),
    ],
)
def test_what_may_be_damaged_is_said_with_its_place(text: str, place: str, words: str) -> None:
    remarks = read(text, "x.csv").remarks
    assert [
        each.place for each in remarks if words in each.text.casefold().replace("l1", "L1")
    ] == [place]


def test_numbered_things_beside_codes_are_no_levels() -> None:
    made = read("Area,E1,E2\nArea 0,asks,answers\nArea 1,writes,plans\n", "x.csv")
    assert list(titles(made)) == ["E1", "E2"]


GROUPED = "Area,L1,L2\nWork,,\n{}Care,I ask,I answer\nWords,I read,I write\n"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (None, ["Craft", "Care", "Words"]),
        ("competencies", ["Craft", "Care", "Words"]),
        ("scopes", ["Work"]),
    ],
)
def test_rows_in_one_group_are_the_axes_unless_somebody_says_otherwise(
    rows: str | None, wanted: list[str]
) -> None:
    made = read(GROUPED.format("Craft,I cut,I plan\n"), "x.csv", **({"rows": rows} if rows else {}))
    assert list(made.ladders[0].competencies()) == wanted
    shape = "competencies" if wanted[0] == "Craft" else "scopes"
    assert made.drafts[0].shape.endswith(f"rows as {shape}")
    assert any("--rows scopes" in each.text for each in made.remarks) == (rows is None)


def test_groups_are_the_axes_where_there_are_three_of_them() -> None:
    rows = "".join(f"{group},,\nOne,a,b\nTwo,c,d\n" for group in ("Craft", "Care", "Words"))
    made = read(f"Area,L1,L2\n{rows}", "x.csv")
    assert list(made.ladders[0].competencies()) == ["Craft", "Care", "Words"]
    turned = read(f"Area,L1,L2\n{rows}", "x.csv", rows="competencies")
    assert list(turned.ladders[0].competencies()) == ["One", "Two"]


def test_the_description_of_a_row_is_the_summary_of_its_competency_once() -> None:
    text = "Area,Description,L1,L2\nCraft,How we make things and why we make them.,a,b\n"
    text += "Craft,How we make things and why we make them.,c,d\n"
    made = read(text, "x.csv")
    assert said(made, "summary") == {
        "L1": [("summary", "Craft", None, "How we make things and why we make them.")],
        "L2": [],
    }


def test_codes_above_and_titles_with_the_names_of_columns_below() -> None:
    text = (
        "Our matrix. All rights reserved,,,\n,,E1,E2\nKey area,Theme,Junior,Senior\n"
        "Skills,Code,Writes,Plans\n,Tests,Runs,see E1\nPeople,,Asks,Helps\nImpact,,Own,Team\n"
    )
    made = read(text, "x.csv")
    assert titles(made) == {"E1": "Junior", "E2": "Senior"}
    assert said(made)["E2"] == [
        statement("Skills", "Plans", "Code"),
        statement("Skills", "see E1", "Tests"),
        statement("People", "Helps"),
        statement("Impact", "Team"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Area,L1 Expectations,L1 Examples,L2 Expectations,L2 Examples\n",
        ",L1,,L2,\nArea,Expectation,Example,Expectation,Example\n",
    ],
)
def test_a_level_may_have_a_column_for_expectations_and_one_for_examples(head: str) -> None:
    made = read(f"{head}Craft,Cuts,Cut it,Plans,Planned it\n", "x.csv")
    assert said(made) == {
        "L1": [statement("Craft", "Cuts"), ("example", "Craft", None, "Cut it")],
        "L2": [statement("Craft", "Plans"), ("example", "Craft", None, "Planned it")],
    }


def test_roles_with_several_levels_each_are_ladders() -> None:
    text = "Role,Level,Area,Expectation\nCook,L1,Craft,Cuts\nCook,L2,Craft,Plans\n"
    text += "Chef,M1,People,Hires\nChef,M2,People,Grew a lead\n"
    made = read(text, "x.csv")
    assert [(each.name, [m.level.code for m in each.members]) for each in made.ladders] == [
        ("Cook", ["L1", "L2"]),
        ("Chef", ["M1", "M2"]),
    ]


def test_headings_that_gather_roles_name_ladders() -> None:
    text = "# Roles\n\n## Kitchen\n\n### Cook\n- Cuts\n\n### Senior Cook\n- Plans\n\n## Hall\n\n"
    text = text.replace("Cook", "Designer") + "### Tester\n- Asks\n\n### Senior Tester\n- Hosts\n"
    assert [each.name for each in read(text).ladders] == ["Kitchen", "Hall"]


def test_tracks_of_a_document_stay_in_its_order() -> None:
    text = "## IC1 Dev\n- a\n## IC2 Dev\n- b\n## EM1 Head\n- c\n"
    assert list(titles(read(text))) == ["IC1", "IC2", "EM1"]


def test_a_number_before_a_numbered_title_is_the_code() -> None:
    made = read("| Level | Craft |\n|-|-|\n| 1: Associate | a |\n| 2: Engineer II | b |\n")
    assert titles(made) == {"1": "Associate", "2": "Engineer II"}


def test_levels_in_italics_over_labels() -> None:
    text = (
        "# Makers\n\n*Level 1 – Beginning*\n\n**Work:** You do tasks.\n\n*Level 2 – Building*\n\n"
    )
    made = read(text + "**Work:** You do features.\n")
    assert said(made) == {
        "1": [statement("Work", "You do tasks.")],
        "2": [statement("Work", "You do features.")],
    }


def test_how_it_looks_is_what_is_expected_where_nothing_else_is() -> None:
    text = "# L3 Cook\n\n## Care\n\n**What it looks like**\n\n- Asks\n\n**What it doesn't look like**\n\n- Waits\n"
    made = read(text)
    assert said(made, "statement") == {"L3": [statement("Care", "Asks")]}
    assert said(made, "prose")["L3"][-1] == ("prose", "Care", None, "Waits")


def test_tables_of_a_level_stand_beside_its_lists() -> None:
    page = (
        "<h1>IC3 Cook</h1><p>I cook.</p><h2>Scope</h2><ul><li><p>A kitchen</p></li></ul><h2>Results</h2>"
        "<table><tr><th>Responsibility</th><th>Behaviors</th></tr><tr><td>Impact</td><td><ul><li>Cooks"
        "</li><li>Serves</li></ul></td></tr></table>"
    )
    assert said(read(page, "x.html")) == {
        "IC3": [
            ("summary", None, None, "I cook."),
            statement("Scope", "A kitchen"),
            statement("Results", "Cooks", "Impact"),
            statement("Results", "Serves", "Impact"),
        ]
    }


def test_milestones_are_levels_by_their_place() -> None:
    text = (
        '{"tracks": {"WEB": {"displayName": "Web", "milestones": [{"summary": "Small.", "signals": '
        '["Mends"], "examples": ["Mended"]}, {"summary": "Large.", "signals": ["Makes"]}]}}}'
    )
    assert said(read(text, "x.json")) == {
        "1": [
            ("summary", "Web", None, "Small."),
            statement("Web", "Mends"),
            ("example", "Web", None, "Mended"),
        ],
        "2": [("summary", "Web", None, "Large."), statement("Web", "Makes")],
    }


@pytest.mark.parametrize("key", ["expects", "expectations", "signals"])
def test_a_key_may_only_say_that_expectations_follow(key: str) -> None:
    area = f"areas:\n  - {{area: Craft, {key}: [Cuts], examples: [Cut a door]}}\n"
    text = "levels:\n" + "".join(
        f"- id: C{number}\n  title: Cutter\n  {area}".replace("\n  -", "\n    -")
        for number in (1, 2)
    )
    assert said(read(text, "x.yaml"))["C1"] == [
        statement("Craft", "Cuts"),
        ("example", "Craft", None, "Cut a door"),
    ]


def test_a_level_in_a_list_is_summed_up_where_competencies_hold_the_rest() -> None:
    levels = "".join(
        f"  - {{code: S{number}, title: Cook, summary: Cooks {number} meals a day.}}\n"
        for number in (1, 2)
    )
    text = f"levels:\n{levels}skills:\n  - name: Craft\n    levels: {{S1: [Cuts], S2: [Plans]}}\n"
    text += "  - name: Care\n    levels: {S1: [Asks], S2: [Hears]}\n"
    assert said(read(text, "x.yaml"))["S2"] == [
        ("summary", None, None, "Cooks 2 meals a day."),
        statement("Craft", "Plans"),
        statement("Care", "Hears"),
    ]


def test_a_role_without_a_code_has_facts_too() -> None:
    roles = [
        {"role": name, "reports_to": "Shop Lead", "contract": hours}
        | {"expectations": [{"area": "Coffee", "text": deed}, {"area": "Guests", "text": "Greets"}]}
        for name, hours, deed in (
            ("Barista", "16 hours", "Pours"),
            ("Senior Barista", "24 hours", "Dials in"),
        )
    ]
    made = read(json.dumps({"name": "Behind the bar", "roles": roles}, indent=1), "x.json")
    assert said(made)["Senior Barista"] == [
        ("fact", None, "Reports to", "Shop Lead"),
        ("fact", None, "Contract", "24 hours"),
        statement("Coffee", "Dials in"),
        statement("Guests", "Greets"),
    ]


def test_a_list_of_competencies_with_their_levels() -> None:
    text = '[{"competency": "Craft", "levels": {"L1": "Cuts", "L2": ["Plans", "Asks"]}}]'
    assert said(read(text, "x.json")) == {
        "L1": [statement("Craft", "Cuts")],
        "L2": [statement("Craft", "Plans"), statement("Craft", "Asks")],
    }


def test_a_table_at_a_glance_gives_facts() -> None:
    text = "## At a glance\n\n| | L1 | L2 |\n|-|-|-|\n| Title | Cook | Chef |\n| Years | 0-1 | 3+ |\n\n"
    text += "## Craft\n\n| | L1 | L2 |\n|-|-|-|\n| Knife | Cuts | Plans |\n"
    made = read(text)
    assert titles(made) == {"L1": "Cook", "L2": "Chef"}
    assert ("fact", None, "Years", "3+") in said(made)["L2"]


def test_two_tracks_side_by_side_in_a_table_are_two_ladders() -> None:
    text = ",Individual,,Manager,\n,IC1,IC2,M1,M2\nImpact,Own,Team,Team,Firm\nCraft,Asks,Helps,Guides,Sets\n"
    made = read(text, "x.csv")
    assert [(each.name, [m.level.code for m in each.members]) for each in made.ladders] == [
        ("Individual", ["IC1", "IC2"]),
        ("Manager", ["M1", "M2"]),
    ]


def test_weights_and_comments_beside_levels_are_no_names() -> None:
    made = read("Area,Weight,Junior,Mid,Senior,Comment\nCraft,3,a,b,c,see page 2\n", "x.csv")
    assert list(titles(made)) == ["Junior", "Mid", "Senior"]
    assert said(made)["Mid"] == [statement("Craft", "b")]
    assert ("note", "see page 2") in around(made)
    assert ("remainder", "3") in around(made)


def test_a_database_calls_its_texts_name() -> None:
    text = (
        "Name,Level,Competency\nWrites small features,L1 Junior,Craft\nOwns features,L2 Mid,Craft\n"
    )
    text += "Asks good questions,L1 Junior,Talk\n"
    assert said(read(text, "x.csv")) == {
        "L1": [
            statement("Craft", "Writes small features"),
            statement("Talk", "Asks good questions"),
        ],
        "L2": [statement("Craft", "Owns features")],
    }


def test_heads_in_other_languages_are_known() -> None:
    text = "Stufe;Rolle;Kompetenz;Beschreibung\n1;Koch;Technik;Schneidet\n2;Chef;Technik;Plant\n"
    made = read(text, "x.csv")
    assert titles(made) == {"1": "Koch", "2": "Chef"}
    assert said(made)["1"] == [statement("Technik", "Schneidet")]


def test_words_of_seniority_under_each_competency_are_levels() -> None:
    text = "# Craft\n\n## Junior\nCuts.\n\n## Senior\nPlans.\n\n# Talk\n\n## Junior\nAsks.\n\n## Senior\nTells.\n"
    assert said(read(text)) == {
        "Junior": [statement("Craft", "Cuts."), statement("Talk", "Asks.")],
        "Senior": [statement("Craft", "Plans."), statement("Talk", "Tells.")],
    }


def test_a_level_that_has_only_a_description_is_expected_to_do_it() -> None:
    made = read(
        "| Level | Title | Description |\n|-|-|-|\n| L1 | Cook | You cut. |\n| L2 | Chef | You plan. |\n"
    )
    assert said(made) == {
        "L1": [statement(None, "You cut.")],
        "L2": [statement(None, "You plan.")],
    }


def test_topics_over_parts_may_be_named_themselves() -> None:
    text = "Area,Technical,,People,\nTopic,Code,Tests,Talk,Hiring\nL1,a,b,c,d\nL2,e,f,g,h\n"
    assert said(read(text, "x.csv"))["L2"] == [
        statement("Technical", "e", "Code"),
        statement("Technical", "f", "Tests"),
        statement("People", "g", "Talk"),
        statement("People", "h", "Hiring"),
    ]


def test_a_checklist_is_no_role() -> None:
    assert read_documents({"x.md": b"# Checklist: Cook to Chef Engineer\n\n- Led\n"}).refused


def test_a_code_may_stand_among_the_facts() -> None:
    text = "# Lead Engineer\n\n| | |\n|-|-|\n| **Level** | P4 |\n| **Reports** | None |\n\n## Summary\n\n"
    text += "You cook.\n\n## Craft\n\n- Cuts\n"
    made = read(text)
    assert titles(made) == {"P4": "Lead Engineer"}
    assert said(made)["P4"] == [
        ("fact", None, "Reports", "None"),
        ("summary", None, None, "You cook."),
        statement("Craft", "Cuts"),
    ]


def test_lines_that_end_in_a_colon_name_competencies_where_nothing_else_does() -> None:
    text = "### Engineer 1\nScope: Task\nYears: 0-2\n\nKnowledge:\n- One\n\nCare:\n- Asks\n"
    assert said(read(text), "statement") == {
        "Engineer 1": [statement("Knowledge", "One"), statement("Care", "Asks")]
    }


def test_a_table_typed_with_tabs_is_one_whatever_its_ending() -> None:
    made = read("Level\tCraft\tTeam\nE3\tWrites\tLeads self\nE4\tArchitects\tLeads team\n", "x.txt")
    assert said(made)["E4"] == [statement("Craft", "Architects"), statement("Team", "Leads team")]


def test_columns_that_count_are_levels_whatever_they_are_called() -> None:
    made = read("Code,Skill,1 Follow,2 Assist,3 Apply\nPROG,Programming,a,b,c\n", "x.csv")
    assert titles(made) == {"1": "Follow", "2": "Assist", "3": "Apply"}
    assert statement("Programming", "a") in said(made)["1"]


def test_letters_are_levels_and_numbers_of_sections_no_names() -> None:
    made = read("## Level A\n\n### 1.1 Craft\n- a\n\n## Level B\n\n### 2.1 Craft\n- b\n")
    assert said(made) == {"A": [statement("Craft", "a")], "B": [statement("Craft", "b")]}


def test_front_matter_that_cannot_be_read_is_said_beside_a_text_that_can() -> None:
    made = read("---\ntitle: [Bakers\n---\n\n# L1: Baker\n\n## Craft\n\n- I bake\n")
    assert said(made) == {"L1": [statement("Craft", "I bake")]}
    (remark,) = made.remarks
    assert remark.text.startswith("its front matter cannot be read: line ")


def test_data_may_have_nordic_keys() -> None:
    text = "navn: Karrierestige\nniveauer:\n"
    for code, name, task in (("U1", "Udvikler", "Retter fejl"), ("U2", "Chef", "Leder andre")):
        text += f"  - kode: {code}\n    navn: {name}\n    beskrivelse: Er {name}\n"
        text += f"    kompetencer:\n      Kode:\n        - {task}\n"
    made = read(text, "x.yaml")
    assert titles(made) == {"U1": "Udvikler", "U2": "Chef"}
    assert said(made)["U1"] == [
        ("summary", None, None, "Er Udvikler"),
        statement("Kode", "Retter fejl"),
    ]


@pytest.mark.parametrize("name", ["vagtplan.md", "Mötesprotokoll.md", "referat af møde.md"])
def test_nordic_rosters_and_minutes_are_asked_about_and_recipes_are_none(name: str) -> None:
    text = "## Tekniker\n\n- Mette skifter disken\n\n## Konsulent\n\n- Lars skriver rapport\n"
    assert read(text, name).questions
    recipe = b"# Opskrift\n\n## Trin 1\n\n- Bland mel\n\n## Trin 2\n\n- Bag i en time\n"
    assert read_documents({"brod.md": recipe}).refused


@pytest.mark.parametrize(
    ("titles", "order"),
    [
        ("Lecturer,Senior Lecturer,Professor", "Lecturer,Senior Lecturer,Professor"),
        ("Principal Cook,Senior Cook,Cook", "Cook,Senior Cook,Principal Cook"),
        ("Senior Cook,Junior Cook,Lead Cook,Cook", "Junior Cook,Cook,Senior Cook,Lead Cook"),
        ("Novice,Advanced Beginner,Competent,Expert",) * 2,
        ("Senior Lecturer,Professor", "Senior Lecturer,Professor"),
    ],
)
def test_a_document_has_its_levels_in_order(titles: str, order: str) -> None:
    rows = "".join(
        f"| {each} | teaches the {at} year | asks for {at} plans |\n"
        for at, each in enumerate(titles.split(","))
    )
    made = read_documents({"a.md": f"| Level | Craft | Care |\n|-|-|-|\n{rows}".encode()})
    (ladder,) = made.ladders
    assert [member.level.title for member in ladder.members] == order.split(",")


def test_numbers_that_count_sections_are_no_codes() -> None:
    part = "{0}. {1}\n\n{0}.1 Craft\n\n- Cuts {0}\n\n{0}.2 Care\n\n- Asks {0}\n\n"
    text = "Tailors\n\n" + part.format(1, "Junior Designer") + part.format(2, "Senior Designer")
    made = read(text, "levels.txt")
    assert list(titles(made)) == ["Junior Designer", "Senior Designer"]
    assert said(made)["Senior Designer"] == [
        statement("Craft", "Cuts 2"),
        statement("Care", "Asks 2"),
    ]


def test_capitals_that_are_underlined_are_as_deep_as_their_lines() -> None:
    part = "{0} - COOK\n=========\n\nCooks.\n\nCraft\n-----\n  - Cuts for\n    {0}.\n\n"
    made = read("LEVELS OF COOKS\n\n" + "".join(map(part.format, ("K1", "K2", "K3"))), "cooks.txt")
    assert said(made)["K2"] == [
        ("summary", None, None, "Cooks."),
        statement("Craft", "Cuts for K2."),
    ]


def test_names_between_lists_are_told_by_their_indentation() -> None:
    part = "T{0}: Agent\nHelps.\n    Tickets\n        * Asks\n          twice\n    Product\n        * Finds {0}\n\n"
    assert said(read("Support\n\n" + part.format(1) + part.format(2), "x.txt"))["T2"] == [
        ("summary", None, None, "Helps."),
        statement("Tickets", "Asks twice"),
        statement("Product", "Finds 2"),
    ]


def test_the_name_of_a_ladder_may_stand_in_a_mapping_of_its_own() -> None:
    text = '[ladder]\nname = "Bakers"\nowner = "guild"\n'
    for code in ("B1", "B2"):
        text += f'[levels.{code}]\n[levels.{code}.competencies]\nCraft = ["Bakes with {code}"]\n'
    made = read(text, "x.toml")
    assert [each.name for each in made.ladders] == ["Bakers"]
    assert around(made) == []


def test_a_sheet_of_one_column_beside_others_is_prose() -> None:
    tab = b"Area,L1,L2\nCraft,Bakes bread,Teaches baking\n"
    made = read_documents(
        {"Bakers - L.csv": tab, "Bakers - Read me.csv": b'Read on\n"So, we do"\n'}
    )
    assert around(made) == [("prose", "Read on"), ("prose", "So, we do")]
    assert not made.refused
    legend = b"Word;Meaning\nBasic;can do it\n"
    assert read_documents({"Bakers - L.csv": tab, "Words.csv": legend}).refused


def test_the_first_of_some_roles_in_capitals_is_no_title() -> None:
    text = "JUNIOR COOK\n  - I sweep\n\nCOOK\n  - I bake\n\nSENIOR COOK\n  - I plan\n"
    (ladder,) = read_documents({"kitchen.txt": text.encode()}).ladders
    assert [each.level.title for each in ladder.members] == ["JUNIOR COOK", "COOK", "SENIOR COOK"]
    assert ladder.name == "Kitchen"


def test_a_table_of_skills_below_a_level_is_what_is_expected() -> None:
    text = "".join(
        f"## {title}\n\n{title}s bake.\n\n| Skill | Description |\n|-|-|\n| Dough | You can {deed} what is needed. |\n| Ovens | You {deed} with the others. |\n\n"
        for title, deed in (("Cook", "weigh"), ("Senior Cook", "explain"))
    )
    (ladder,) = read_documents({"a.md": f"# Kitchen\n\n{text}".encode()}).ladders
    assert list(ladder.competencies()) == ["Dough", "Ovens"]
    assert not any(f.kind == "fact" for each in ladder.members for f in each.level.fragments)


def test_keys_of_records_in_one_line_are_no_remainder() -> None:
    rows = ",\n".join(
        f'{{"id":"a{at}","summary":"I {deed}","links":[],"level":"{level}","area":"{area}"}}'
        for at, (deed, level, area) in enumerate(
            (deed, level, area)
            for level, deeds in (("junior-to-mid", "bake ask"), ("mid-to-senior", "plan host"))
            for deed, area in zip(deeds.split(), ("Craft", "Care"), strict=True)
        )
    )
    (ladder,) = read_documents({"a.json": f"[{rows}]".encode()}).ladders
    assert not ladder.fragments


def test_labels_under_skills_needed_are_competencies_beside_what_you_will_do() -> None:
    text = "".join(
        f"## {title}\n\nAt this role level, you will:\n\n- {deed} bread\n\n### Skills needed for this role level\n\n"
        f"- **Dough.** You can {deed} dough.\n- **Ovens.** You can {deed} in ovens.\n\n"
        for title, deed in (("Baker", "bake"), ("Senior Baker", "teach"))
    )
    (ladder,) = read_documents({"a.md": f"# Bakery\n\n{text}".encode()}).ladders
    assert list(filter(None, ladder.competencies())) == ["Dough", "Ovens"]


def test_too_much_memory_is_said_by_who_limits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr(detect, "read_document", fails)
    monkeypatch.setattr(pipeline, "stopped", stopped)
    with pytest.raises(MemoryError):
        read_documents({"large.csv": b"a,b\n"})


def test_a_mistake_of_ours_stops_no_other_document(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = detect.read_document

    def fails(raw: bytes, file: str, *more: object) -> object:
        return 1 // 0 if file == "form.csv" else reads(raw, file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(detect, "read_document", fails)
    monkeypatch.setattr(pipeline, "stopped", stopped)
    made = read_documents({"form.csv": b"a,b\n", "levels.md": b"# L2 Cook\n\n## Heat\n\n- boils\n"})
    assert len(made.ladders) == 1
    (refused,) = made.refused
    assert refused.file == "form.csv"
    assert refused.reason.startswith(
        "this program failed at it (ZeroDivisionError, test_pipeline.py:"
    )


def test_a_table_of_the_levels_in_a_readme_says_facts_of_each() -> None:
    """Titles and facts of R1.md and R2.md beside it; a fact told twice is one where it is the same."""
    page = "# R{0}\n\n- **Reports to:** Lead\n\n## Craft\n\n- Does {0}\n\n## Care\n\n- Asks {0}\n"
    listed = "| Level | Title | Reports to |\n|---|---|---|\n| [R1](r/R1.md) | Engineer | Lead |\n| [R2](r/R2.md) | Staff Engineer | CTO |\n"
    pages = {f"r/R{n}.md": page.format(n).encode() for n in (1, 2)}
    made = read_documents({"README.md": f"# Ours\n\nOne each.\n\n{listed}".encode(), **pages})
    assert titles(made) == {"R1": "Engineer", "R2": "Staff Engineer"}
    assert around(made) == [("prose", "One each.")]
    facts = said(made, "fact")
    assert [text for *_, text in facts["R2"]] == ["CTO", "Lead"]
    written = [str(each.content) for each in plan(made.ladders).files]
    assert sum("Reports to: Lead" in each for each in written) == 1

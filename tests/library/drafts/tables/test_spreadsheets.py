from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drafts.draft import Draft
from explorer.drafts.tables import spreadsheets
from explorer.importing import read_documents
from library.drafts.tables.table_readers import around, read, titles, told, unread


def draft(text: str, kept: Sequence[str] = (), **options: str) -> Draft:
    return read(spreadsheets.read, text, kept=kept, **options)


@pytest.mark.parametrize(
    ("mark", "display_name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "pipes")]
)
def test_the_delimiter_is_found_and_said(mark: str, display_name: str) -> None:
    made = draft(
        f"Area{mark}L1{mark}L2\nCraft{mark}Writes, and reads; mostly{mark}b".replace(
            "Writes, and reads; mostly", "Writes" if mark in ",;" else "Writes, and reads; mostly"
        )
    )
    assert made.shape == f"spreadsheet with {display_name}, levels as columns"
    assert told(made)[1] == ("L2", "statement", "Craft", None, "b")


def test_a_delimiter_can_be_said() -> None:
    made = draft("Area#L1#L2\nCraft#a#b", delimiter="#")
    assert titles(made) == {"L1": "L1", "L2": "L2"}


def test_excels_own_line_about_the_delimiter_counts() -> None:
    assert titles(draft("sep=;\nArea;L1;L2\nCraft;a;b")) == {"L1": "L1", "L2": "L2"}


@pytest.mark.parametrize("head", ["Your level", "Current level", "Target level"])
def test_a_column_for_the_level_that_somebody_has_is_no_level(head: str) -> None:
    made = draft(
        f"Category,Skill,S1,S2,{head}\n,,Associate,Engineer,\n"
        "Run,Watch,Looks at it,Plans it,\n,Plan,,Asks for it,\n"
    )
    assert titles(made) == {"S1": "Associate", "S2": "Engineer"}
    assert told(made)[0] == ("S1", "statement", "Run", "Watch", "Looks at it")


def test_titles_over_blocks_with_the_same_header_are_competencies() -> None:
    block = ",T1,T2\nHazards,Knows the list,Adds to it\n"
    made = draft(f",T1,T2\nTitle,Tester,Senior Tester\n\nSafety\n{block}\nSoftware\n{block}")
    assert titles(made) == {"T1": "Tester", "T2": "Senior Tester"}
    assert {row[2:4] for row in told(made)} == {("Safety", "Hazards"), ("Software", "Hazards")}


def test_lines_in_quotes_are_several_statements_and_know_their_lines() -> None:
    made = draft('Area,L1,L2\nCraft,"- One\n- Two\n  goes on\n\nThree.",b')
    assert [(p.text, p.lines) for p in made.levels[0].fragments] == [
        ("One", (2,)),
        ("Two goes on", (3, 4)),
        ("Three.", (6,)),
    ]


def test_a_wide_sheet_with_title_lines_codes_and_titles_and_two_name_columns() -> None:
    made = draft(
        "Cooks of ours,,,\n,,,\nCategory,Skill,E1,E2\n,,Associate,Engineer\n"
        "Craft,Testing,a,b\n,Design,c,\nPeople,Talk,-,n/a\n",
        kept=["People,Talk,-,n/a"],
    )
    assert around(made) == [("prose", "Cooks of ours")]
    assert titles(made) == {"E1": "Associate", "E2": "Engineer"}
    assert told(made) == [
        ("E1", "statement", "Craft", "Testing", "a"),
        ("E1", "statement", "Craft", "Design", "c"),
        ("E2", "statement", "Craft", "Testing", "b"),
    ]


def test_a_row_a_text_names_its_level_competency_scope_and_kind() -> None:
    made = draft(
        "Competency;Level;Scope;Kind;Text\nCraft;L1;Team;statement;a\nCraft;L1;Team;tentative;b\n"
        ";L1;;example;c\nCare;L2;;note;d\n"
    )
    assert told(made) == [
        ("L1", "statement", "Craft", "Team", "a"),
        ("L1", "tentative", "Craft", "Team", "b"),
        ("L1", "example", "Craft", None, "c"),
        ("L2", "note", "Care", None, "d"),
    ]


def test_levels_as_rows_take_titles_and_known_facts() -> None:
    made = draft(
        "Level,Title,Craft,Years\nL1,Cook,Cooks what is there to cook.,0-2\nL2,Chef,Plans,3+"
    )
    assert titles(made) == {"L1": "Cook", "L2": "Chef"}
    assert told(made)[:2] == [
        ("L1", "statement", "Craft", None, "Cooks what is there to cook."),
        ("L1", "fact", None, "Years", "0-2"),
    ]


def test_a_header_said_again_begins_a_group() -> None:
    made = draft("Craft,L1,L2\nTests,a,b\nPeople,L1,L2\nTalks,c,d")
    assert told(made)[:2] == [
        ("L1", "statement", "Craft", "Tests", "a"),
        ("L1", "statement", "People", "Talks", "c"),
    ]


def test_a_formula_is_text() -> None:
    made = draft("Area,L1,L2\nCraft,=cmd|' /C calc'!A0,b")
    assert told(made)[0][-1] == "=cmd|' /C calc'!A0"


def test_a_quote_that_is_never_closed_takes_nothing_with_it() -> None:
    made = draft('Area,L1,L2\nCraft,"a,b\nCare,c,d\nMore,e,f')
    assert ("L2", "statement", "Care", None, "d") in told(made)
    assert made.warnings[0].line == 2


def test_a_field_longer_than_the_modules_limit_is_read() -> None:
    made = draft(f"Area,L1,L2\nCraft,{'word ' * 40_000},b")
    assert len(told(made)[0][-1]) == 199_999


def test_one_column_is_refused_with_the_reason() -> None:
    assert "no delimiter" in str(spreadsheets.read(["one", "two"], "x"))
    assert "one character" in str(spreadsheets.read(["a,b"], "x", delimiter=",,"))


@given(
    st.lists(
        st.sampled_from([",", '"', "\n", "L1", "Craft", ";", " ", "x", "=1", "\x0b"]), max_size=40
    )
)
def test_no_spreadsheet_is_too_odd(parts: list[str]) -> None:
    lines = f"Area,L1,L2\nCraft,a,b\n{''.join(parts)}".split("\n")
    made = spreadsheets.read(lines, "x")
    assert isinstance(made, str) or unread(made, lines) is not None


def test_more_filled_cells_than_memory_allows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_FILLED", 5)
    lines = ["Area,L1,L2", "Craft,a,b", "Care,,"]
    assert spreadsheets.read(lines, "x") == "it has more than 5 cells with text"


def test_a_title_above_the_header_names_the_ladder_before_the_file_does() -> None:
    rows = "Area,L1,L2\nCraft,I cut,I plan\n"
    named = {
        title: read_documents({"export.csv": f"{title},,\n{rows}".encode()}).ladders[0].name
        for title in (
            "Bakery growth framework",
            "Copy this sheet to change it.",
            "Last seen in May",
        )
    }
    assert list(named.values()) == ["Bakery growth framework", "Export", "Export"]


def test_a_track_is_a_competency_where_each_has_the_same_levels() -> None:
    made = read(
        spreadsheets.read, "Track,Milestone,Signals\nBread,1,Bakes\nBread,2,Plans\nTill,1,Adds"
    )
    assert [row[:3] + row[4:] for row in told(made)] == [
        ("1", "statement", "Bread", "Bakes"),
        ("1", "statement", "Till", "Adds"),
        ("2", "statement", "Bread", "Plans"),
    ]


def test_a_track_is_a_ladder_beside_competencies() -> None:
    rows = ["A,A1,Craft,Cuts", "A,A2,Craft,Carves", "B,B1,Craft,Hangs", "B,B2,Craft,Lights"]
    made = read(spreadsheets.read, "\n".join(["Track,Level,Competency,Expectation", *rows]))
    assert [(level.code, level.ladder) for level in made.levels] == [
        ("A1", "A"),
        ("A2", "A"),
        ("B1", "B"),
        ("B2", "B"),
    ]


def test_short_values_before_the_texts_are_facts() -> None:
    head = "Level,Licence,Pay band,Ships,Talk"
    rows = "P1,Class 3,A,Brings small ships in by day,Says what he does\nP2,Class 1,B,Brings all ships in by night,Says it before"
    made = read(spreadsheets.read, f"{head}\n{rows}")
    assert [row for row in told(made) if row[1] == "fact"] == [
        ("P1", "fact", None, "Licence", "Class 3"),
        ("P1", "fact", None, "Pay band", "A"),
        ("P2", "fact", None, "Licence", "Class 1"),
        ("P2", "fact", None, "Pay band", "B"),
    ]


def test_a_row_a_level_with_skills_and_amounts_is_no_row_a_text() -> None:
    rows = "1,Developer,Knows the language,Asks for help,30-40k\n2,Lead,Knows it all,Helps,50-60k"
    made = read(
        spreadsheets.read, f"Level,Title,Technical skills,Leadership,Typical salary\n{rows}"
    )
    assert told(made)[:3] == [
        ("1", "statement", "Technical skills", None, "Knows the language"),
        ("1", "statement", "Leadership", None, "Asks for help"),
        ("1", "fact", None, "Typical salary", "30-40k"),
    ]


def test_what_stands_beside_its_code_is_a_title() -> None:
    rows = "Plans,T1,Beginner,Lessons,2 May\nMarks,T1,Beginner,Books,3 May\nLeads,T2,Host,Lessons,4 May"
    head = "Standard,Stage code,Stage,Area,Changed"
    made = read(spreadsheets.read, f"{head}\n{rows}", kept=[head])
    assert titles(made) == {"T1": "Beginner", "T2": "Host"}
    assert told(made)[0] == ("T1", "statement", "Lessons", None, "Plans")
    assert "fact" not in [row[1] for row in told(made)]


@pytest.mark.parametrize(("first", "kind"), [("none", "fact"), ("as agreed", "statement")])
def test_amounts_above_the_texts_may_be_none(first: str, kind: str) -> None:
    rows = f"Time in post,{first},18 months\nCraft,Bakes bread,Plans the day\nCare,Asks first,Helps out"
    made = read(spreadsheets.read, f"Indicator,L1,L2\n{rows}")
    assert [row[1] for row in told(made) if row[4] == first] == [kind]


def test_a_row_called_description_says_what_each_level_is() -> None:
    rows = "Title,Cook,Chef\nDescription,Learns it,Owns it\nCraft,Bakes,Plans\nCare,Asks,Helps"
    made = read(spreadsheets.read, f",L1,L2\n{rows}")
    assert told(made)[0] == ("L1", "summary", None, None, "Learns it")


def test_titles_may_stand_over_a_row_of_codes_under_another_name() -> None:
    rows = "Level,E1,E2\nCraft,Writes code,Owns features"
    made = read(spreadsheets.read, f"Competency,Junior Engineer,Engineer\n{rows}")
    assert [(e.code, e.title) for e in made.levels] == [
        ("E1", "Junior Engineer"),
        ("E2", "Engineer"),
    ]


def test_things_with_a_level_each_are_no_levels() -> None:
    rows = "Course,Level,Trainer\nTalks,Beginner,Ann\nMore talks,Beginner,Bo\nSpeeches,Advanced,Ann"
    assert isinstance(spreadsheets.read(rows.split("\n"), "x"), str)


def test_two_models_are_no_levels() -> None:
    rows = "Name,Corvid 40,Corvid 60\nEngine,Starts well in the cold,Wants preheating"
    made = spreadsheets.read(rows.split("\n"), "x")
    assert isinstance(made, str) or any(getattr(each, "answers", ()) for each in made.warnings)


@pytest.mark.parametrize(
    "rows",
    [
        "Name,Role,Responsibilities\nAnna Berg,Junior Cook,Bakes the bread for us\nJo Weil,Head Cook,Plans the menus of a year",
        "Employee,Level,Manager,Location\nAnna Berg,L1,Jo Weil,Berlin\nSam Katz,L2,Jo Weil,Lisbon",
        "Name,Title,Reports to,Department\nMira Holt,CTO,Lena Vogt,Engineering\n"
        "Jo Weil,Engineering Manager,Mira Holt,Engineering\nAnna Berg,Senior Engineer,Jo Weil,Engineering",
        "First name,Last name,Level,Goals\nAnna,Berg,L2,Leads one project\nJo,Weil,L3,Mentors two",
        "Role,Name,Work\nTech Lead,Omar Sy,Decides how it is built\nSenior Cook,Lena Voss,Plans the week",
        "Consultant,Level,Client,Project\nOmar Sy,Junior,Fjord,Writes the reports\n"
        "Lena Voss,Principal,Nordbank,Steers the programme",
        "Topic,Manager,Engineer\nBilling,Mira Holt,Jo Weil\nSearch,Tom Reyes,Anna Berg",
        "Area,V1 Beta,V2 Release\nExport,Writes one format,Writes all formats",
    ],
)
def test_lists_of_people_and_versions_are_asked_about(rows: str) -> None:
    made = read(spreadsheets.read, rows)
    assert any(each.answers for each in made.warnings)


@pytest.mark.parametrize(
    "rows",
    [
        "Code,Name,Craft\nP1,Thrower,Throws bowls all day\nP2,Glazer,Glazes what others threw",
        "Role,Name,Craft\nJunior,Apprentice potter,Throws bowls of a kilo all day\nSenior,Master potter,Teaches others to throw",
        "Name,Level,Craft\nJunior Potter,P1,Throws bowls all day\nSenior Potter,P2,Teaches others to throw",
        "Area,V1 Editor,V2 Head Editor\nPages,Reads all of them,Decides which are printed",
    ],
)
def test_names_of_levels_are_no_people(rows: str) -> None:
    assert not any(each.answers for each in read(spreadsheets.read, rows).warnings)


def test_a_column_filled_beside_the_names_of_groups_says_what_these_are() -> None:
    made = read(
        spreadsheets.read,
        "Skill,About,L1,L2\nBUILD,How it is made,,\nMarkup,,Writes it,Reviews it\n"
        "State,,Keeps it,Explains it\nSHIP,How it reaches people,,\nSpeed,,Checks it,Finds it\n",
    )
    assert told(made)[:5] == [
        ("L1", "summary", "BUILD", None, "How it is made"),
        ("L1", "statement", "BUILD", "Markup", "Writes it"),
        ("L1", "statement", "BUILD", "State", "Keeps it"),
        ("L1", "summary", "SHIP", None, "How it reaches people"),
        ("L1", "statement", "SHIP", "Speed", "Checks it"),
    ]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ("Ancienneté;0 à 2 ans;up to 5 years", "fact"),
        ("Reports to;Lead;Head\nHours;37;38.5", "fact"),
        ("Hours;37;38.5\nReports to;Lead;Head", "fact"),
        ("Hours;37;38.5", "statement"),
        ("Mode;Alone;With two", "statement"),
    ],
)
def test_amounts_above_the_first_texts_are_facts(rows: str, kind: str) -> None:
    texts = "Care;Calls back before the evening;Calms somebody who shouts"
    made = read(spreadsheets.read, f"Area;N1;N2\n{rows}\n{texts}")
    assert {row[1] for row in told(made) if row[2] != "Care"} == {kind}


def test_yes_and_no_beside_each_level_are_scores_and_numbers_no_names() -> None:
    made = read(
        spreadsheets.read,
        "No.,Criterion,Tech Lead,Met?,Architect,Met?\n1,Delivery,,,,\n1.1,Roadmap,Keeps one,Y,"
        "Joins two,\n1.2,Risk,Raises it in time,N,Takes it to the board,N\n",
    )
    assert told(made) == [
        ("Tech Lead", "statement", "Delivery", "Roadmap", "Keeps one"),
        ("Tech Lead", "statement", "Delivery", "Risk", "Raises it in time"),
        ("Architect", "statement", "Delivery", "Roadmap", "Joins two"),
        ("Architect", "statement", "Delivery", "Risk", "Takes it to the board"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Level,Client work,Client work - example,Team,Team - example",
        "Level,Client work,Examples of client work,Team,Examples (Team)",
        "Level,Client work,Example,Team,Example",
    ],
)
def test_examples_beside_a_competency_are_its_own(head: str) -> None:
    made = read(spreadsheets.read, f"{head}\nAnalyst,Takes notes,Took some,Helps,\nPartner,Leads,,")
    assert told(made) == [
        ("Analyst", "statement", "Client work", None, "Takes notes"),
        ("Analyst", "example", "Client work", None, "Took some"),
        ("Analyst", "statement", "Team", None, "Helps"),
        ("Partner", "statement", "Client work", None, "Leads"),
    ]


def test_tables_beside_each_other_are_two_ladders_called_as_above_them() -> None:
    made = read(
        spreadsheets.read,
        "Both ladders,,,,,\nProduct,,,,Design,,\nArea,PM1,PM2,,Area,UX1,UX2\n"
        "Numbers,Reads them,Sets a goal,,Visual,Uses it,Extends it\nTeam,Is missed,Hires,,,,\n",
    )
    assert told(made)[0] == ("PM1", "statement", "Numbers", None, "Reads them")
    assert told(made)[-1] == ("UX2", "statement", "Visual", None, "Extends it")
    ladders = [(level.ladder, level.code) for level in made.levels]
    assert ladders == [("Product", "PM1"), ("Product", "PM2"), ("Design", "UX1"), ("Design", "UX2")]


def test_a_data_base_writes_its_heads_with_underscores() -> None:
    rows = "Web,B1,Craft,Tests\nWeb,B2,Craft,Plans\nApps,M1,Craft,Ships\nApps,M2,Craft,Leads\n"
    made = read(spreadsheets.read, f"JOB_FAMILY,GRADE,CAPABILITY,DESCRIPTOR\n{rows}")
    assert [level.ladder for level in made.levels] == ["Web", "Web", "Apps", "Apps"]
    assert {row[1] for row in told(made)} == {"statement"}


def test_who_ticks_beside_each_level_is_none() -> None:
    made = read(
        spreadsheets.read,
        "Area,L1,Self,Manager,L2,Self,Manager\nCraft,Writes it,Y,N,Plans it,N,N\n"
        "Care,Asks,Y,Y,Helps,,\n",
    )
    assert [level.code for level in made.levels] == ["L1", "L2"]


def test_several_texts_of_a_level_below_questions_are_expected() -> None:
    text = "Level,Questions,Queries\nAnalyst I,Asks what will be done,Joins two tables\n"
    text += "Analyst I,Says when a number surprises,Comments the odd filter\n"
    text += "Senior Analyst,Plans a year of experiments,Retires what is not read\n"
    made = read(spreadsheets.read, text)
    assert told(made)[:2] == [
        ("Analyst I", "statement", "Questions", None, "Asks what will be done"),
        ("Analyst I", "statement", "Queries", None, "Joins two tables"),
    ]


def test_texts_under_a_head_of_their_own_stand_beside_examples() -> None:
    text = (head := "Role,Competency,We expect that the person…,Example") + "\n"
    text += "Field Engineer,Safety,Leads the toolbox talk,Led it in Narvik\n"
    text += "Field Engineer,Installation,Commissions a site at once,\n"
    text += "Senior Field Engineer,Safety,Stops a site and starts it again,\n"
    assert told(read(spreadsheets.read, text, kept=[head]))[:2] == [
        ("Field Engineer", "statement", "Safety", None, "Leads the toolbox talk"),
        ("Field Engineer", "example", "Safety", None, "Led it in Narvik"),
    ]


def test_a_column_without_a_head_says_what_each_row_holds() -> None:
    text = (
        "Level,Title,,Feel\nG1,Programmer,Expectation,Tunes a jump\nG1,Programmer,Example,A hook\n"
    )
    text += "G2,Lead,Expectation,Guards the feel\nG2,Lead,Example,\n"
    assert told(read(spreadsheets.read, text)) == [
        ("G1", "statement", "Feel", None, "Tunes a jump"),
        ("G1", "example", "Feel", None, "A hook"),
        ("G2", "statement", "Feel", None, "Guards the feel"),
    ]


def test_a_log_of_changes_below_a_matrix_is_left_over() -> None:
    text = "Pottery ladder,,\nCompetency,P1,P2\nGlazing,Mixes a glaze,Mends a glaze\n,,\n"
    text += "Change log,,\nDate,Who,Change\n3 May 2024,Ada,Glazing added\n"
    made = read(spreadsheets.read, text)
    assert len(told(made)) == 2
    assert around(made) == [
        ("prose", "Pottery ladder"),
        ("remainder", "Change log"),
        ("remainder", "Date | Who | Change"),
        ("remainder", "3 May 2024 | Ada | Glazing added"),
    ]


def test_versions_and_dates_are_no_levels() -> None:
    log = "Version,Date,Change\n1.0,2024,first\n1.1,2025,second\n"
    made = read(spreadsheets.read, "Level,Code,Talk\nL1,Writes,Asks\nL2,Reviews,Guides\n" + log)
    assert [each.code for each in made.levels] == ["L1", "L2"]
    assert read_documents({"changes.csv": log.encode()}).refused


def test_notes_beside_scores_are_about_somebody() -> None:
    text = "Area,Junior Writer,Senior Writer,My score,Notes\nTone,Follows the guide,Adapts it,2,see May\n"
    made = read(spreadsheets.read, text)
    assert ("remainder", "2 | see May") in around(made)
    text = text.replace("My score", "").replace(",2,", ",,")
    assert ("note", "see May") in around(read(spreadsheets.read, text))


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("Område,Emne", "Juniorudvikler,Udvikler,Seniorudvikler"),
        ("Område,Förmåga", "Nivå 1 – Drifttekniker,Nivå 2 – Tekniker,Nivå 3 – Driftansvarig"),
        ("Kompetanse,Tema", "Juniorutvikler,Utvikler,Seniorutvikler"),
        ("Osaaminen,Taito", "Nuorempi kehittäjä,Kehittäjä,Johtava kehittäjä"),
    ],
)
def test_two_groups_of_three_rows_are_the_competencies_in_nordic_languages_too(
    area: str, names: str
) -> None:
    topics = ("Test", "Drift", "Log", "Service", "Team", "Salg")
    rows = "".join(
        f"{'AB'[at > 2]},{each},Løser {at},Finner {at},Velger {at}\n"
        for at, each in enumerate(topics)
    )
    made = read(spreadsheets.read, f"{area},{names}\n{rows}")
    assert [each.title for each in made.levels] == [
        each.rpartition(" – ")[2] for each in names.split(",")
    ]
    assert told(made)[0][1:] == ("statement", "A", "Test", "Løser 0")


def test_a_code_and_its_title_stand_over_the_table_of_their_level() -> None:
    head = "Area,Expectation,Example"
    text = f"Grades,,\nT1,Tester,\n{head}\nBench,Sets it up,Bench 4\n,,\nT2,Senior Tester,\n{head}\nBench,Plans it,\n"
    assert told(read(spreadsheets.read, text, kept=["Grades"])) == [
        ("T1", "statement", "Bench", None, "Sets it up"),
        ("T1", "example", "Bench", None, "Bench 4"),
        ("T2", "statement", "Bench", None, "Plans it"),
    ]


def test_rows_of_points_between_texts_are_left_over() -> None:
    text = (
        "Area,Row,L1,L2\nCraft,Expected,Bakes,Plans\nCraft,My rating,3,2\n"
        "Care,Expected,Cleans,Mends\nCare,My rating,4,1"
    )
    assert [row[-1] for row in told(read_documents({"x.csv": text.encode()}).drafts[0])] == [
        "Bakes",
        "Cleans",
        "Plans",
        "Mends",
    ]


def test_a_column_of_sentences_before_the_levels_says_why_a_row_matters() -> None:
    text = (
        "Area,Intent,Junior Cook,Senior Cook\nCraft,Bread is why people come back.,Bakes rolls,Plans the week\n"
        "Care,Nobody comes back to a dirty shop.,Cleans the oven,Writes the rota"
    )
    made = read(spreadsheets.read, text, kept=["Area,Intent"])
    assert [*titles(made).values()] == ["Junior Cook", "Senior Cook"]


def test_long_titles_below_codes_are_titles_over_short_texts() -> None:
    named = ["Network Operator", "Network Specialist", "Senior Network Engineer"]
    text = f"Area,N1,N2,N3\n,{','.join(named)}\nCables,Pulls,Plans,Buys\nNights,Watches,Leads,Cuts"
    assert [*titles(read(spreadsheets.read, text)).values()] == named

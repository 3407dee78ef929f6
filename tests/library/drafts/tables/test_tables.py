"""Where levels stand in tables and what headings over them name; what is no ladder is none."""

import io
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from explorer.drafts.tables import spreadsheets
from explorer.importing import read_documents
from library.drafts.tables.table_readers import around, markdown, read, titles, told


def workbook(sheets: Mapping[str, Sequence[Sequence[str | int | None]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_headings_in_headings_over_tables_name_a_competency_and_its_scope() -> None:
    table = "| Level | Expectation |\n|-|-|\n| L1 | {} |\n| L2 | {} |\n"
    made = read(
        markdown,
        "# Gardeners\n\n## Plants\n\n### Pruning\n\n" + table.format("cuts", "shapes") + "\n### "
        "Sowing\n\n" + table.format("sows", "plans") + "\n## People\n\n### Talks\n\n"
        "" + table.format("asks", "guides"),
    )
    assert told(made)[:3] == [
        ("L1", "statement", "Plants", "Pruning", "cuts"),
        ("L1", "statement", "Plants", "Sowing", "sows"),
        ("L1", "statement", "People", "Talks", "asks"),
    ]


@pytest.mark.parametrize("head", ["Expected", "Attendu", "Attendus", "Erwartung"])
def test_a_column_of_what_is_expected_names_no_scope(head: str) -> None:
    table = f"| Area | {head} |\n|-|-|\n| Craft | cuts |\n| Care | asks |\n\n"
    made = read_documents({"x.md": f"# L1: Cook\n\n{table}# L2: Chef\n\n{table}".encode()})
    (draft,) = made.drafts
    assert told(draft)[0] == ("L1", "statement", "Craft", None, "cuts")


def test_headings_over_other_levels_name_ladders_with_competencies_in_them() -> None:
    text = "# Levels\n"
    for family, letter in (("Designers", "D"), ("Engineers", "E")):
        text += f"\n## {family}\n"
        for area in ("Craft", "Care"):
            text += f"\n### {area}\n\n| | {letter}1 | {letter}2 |\n|-|-|-|\n| Here | a | b |\n"
    made = read(markdown, text)
    assert {(level.ladder, level.code) for level in made.levels} == {
        ("Designers", "D1"),
        ("Designers", "D2"),
        ("Engineers", "E1"),
        ("Engineers", "E2"),
    }
    assert told(made)[0] == ("D1", "statement", "Craft", "Here", "a")


@pytest.mark.parametrize(
    "text",
    [
        "Week,Early,Late,Night\n1,Ann,Bob,Cid\n2,Bob,Cid,Ann\n3,Cid,Ann,Bob\n",
        "Day,Lead,Support,Engineer\nMonday,Ann,Bob,Cid\nTuesday,Bob,Cid,Ann\nFriday,Cid,Ann,Bob\n",
        "Theme,Q1,Q2,Q3\nPayments,Contactless cards,Refunds,Gift cards\nHardware,,New printer,\n",
        "Severity,What it means,Who is woken\nSEV1,No customer can book,All\nSEV2,Some cannot,One\n",
        "Feature,Basic,Advanced,Expert\nSeats,1,10,any\nSupport,mail,chat,phone\n",
        "Permission,Viewer,Editor,Administrator\nRead,yes,yes,yes\nWrite,no,yes,yes\n",
    ],
)
def test_a_table_of_people_days_or_short_values_is_refused_or_asked_about(text: str) -> None:
    made = read_documents({"table.csv": text.encode()})
    assert made.refused or made.questions


@pytest.mark.parametrize(
    "text",
    [
        "Time,Group 1,Group 2\n09:00,Writing a letter,Reading it\n11:30,Reading it,Lunch\n",
        "Step,Junior Engineer,Senior Engineer,Manager\nCut,R,A,I\nTest,R,R,A\nGo,I,C,A\nBack,I,R,A\n",
        "Hour,Tent,Barn\n9,Opening of the fair,\n11,Brass band plays,Sheep shearing\n14,,Dance\n",
    ],
)
def test_a_timetable_and_a_list_of_who_does_what_are_refused(text: str) -> None:
    assert read_documents({"table.csv": text.encode()}).refused


def test_title_in_the_second_column_of_names_and_short_rows_above_the_first_group() -> None:
    heads = "Domain,Capability,T1,T2\n,Title,Technician,Senior Technician of Wards\n,Team,0,3–6\n"
    made = read(
        spreadsheets.read, heads + "PEOPLE,,,\nCare,Wards,Answers politely,Agrees times\n", "x.csv"
    )
    assert [level.title for level in made.levels] == ["Technician", "Senior Technician of Wards"]
    assert not [each for each in told(made) if each[2] == "Title"]


def test_a_row_of_summaries_leaves_what_stands_below_it_above_the_first_group() -> None:
    rows = (
        "Summary,Works alone.,Works with others.\nUsual time,2 years,open\nCRAFT,,\nCode,Adds,Cuts"
    )
    made = read(spreadsheets.read, f",E1 – Engineer,E2 – Engineer\n{rows}")
    assert told(made)[1] == ("E1", "fact", None, "Usual time", "2 years")


def test_groups_may_reach_over_the_columns_of_ticks() -> None:
    text = "Expectation,T1,T2\nTickets,Tickets,Tickets\nAnswers in time,✓,✓\nWrites it down,,✓"
    made = read(spreadsheets.read, text)
    assert told(made) == [
        ("T1", "statement", "Tickets", None, "Answers in time"),
        ("T2", "statement", "Tickets", None, "Answers in time"),
        ("T2", "statement", "Tickets", None, "Writes it down"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Competency,Seed,Shoot,Tree\nCraft,I learn the trade,I work alone,I give shade\n",
        "Stage,Craft,Care\nSeed,I learn the trade,I ask twice\nShoot,I work alone,I ask once\n",
    ],
)
def test_names_that_no_word_knows_are_levels_with_a_question(text: str) -> None:
    made = read_documents({"table.csv": text.encode()})
    assert any("No word says so" in each.text for each in made.questions)


def test_a_sentence_in_italics_between_heading_and_table_says_what_the_competency_means() -> None:
    table = "| | L1 | L2 |\n|-|-|-|\n| Wards | feeds | plans |"
    made = read(
        markdown,
        f"# Ladder\n\n## Pets\n\n*All that is at the table.*\n\n{table}\n\n## Owners\n\n{table}",
    )
    assert ("L1", "summary", "Pets", None, "All that is at the table.") in told(made)
    assert ("L1", "statement", "Pets", "Wards", "feeds") in told(made)


def test_tables_stacked_in_one_sheet_are_under_the_name_above_each() -> None:
    part = "Junior,Regular,Senior\nknows the wood,chooses it,buys whole trees"
    made = read(spreadsheets.read, f"Wood,,\n{part}\n,,\nJoints,,\n{part}")
    assert {row[2] for row in told(made)} == {"Wood", "Joints"}
    assert len(told(made)) == 6


@pytest.mark.parametrize(
    ("corner", "heads", "levels"),
    [
        ("", "Rookie | Deckhand | Bosun", ["Rookie", "Deckhand", "Bosun"]),
        ("Badge", "Ropes | Night | Fish", ["Gold", "Silver"]),
    ],
)
def test_levels_that_no_word_names_are_asked_about(
    corner: str, heads: str, levels: list[str]
) -> None:
    rows = (
        "| Gold | Ties knots | Stays up | Cooks |\n| Silver | Splices rope | Keeps watch | Fries |"
    )
    text = f"# Crew\n\n| {corner} | {heads} |\n|-|-|-|-|\n{rows}"
    made = read_documents({"crew.md": text.encode()})
    assert [level.code for level in made.drafts[0].levels] == levels
    assert "No word says so." in str(made.questions[0].text)


@pytest.mark.parametrize(
    "text",
    [
        "# Tools\n\n| Tool | What it is for |\n|-|-|\n| Post | Sends letters |\n| Git | Keeps versions |",
        "# Tractors\n\n| | Old | New |\n|-|-|-|\n| Engine | Starts well | Needs care |\n| Cab | Has a roof | Has heat |",
        "# Fruit\n\n| Fruit | Price | Season |\n|-|-|-|\n| Plum | 2 | July |\n| Pear | 3 | May |",
    ],
)
def test_other_tables_are_no_levels_by_their_form(text: str) -> None:
    assert not read_documents({"x.md": text.encode()}).drafts


def test_headings_over_tables_of_one_form_are_asked_about() -> None:
    table = "| Area | Expectation |\n|-|-|\n| Ropes | {} |\n| Night | {} |\n\n"
    parts = [("Step 1: Rookie", "Ties", "Sleeps"), ("Step 2: Bosun", "Splices", "Watches")]
    text = "# Crew\n\n" + "".join(f"## {name}\n\n" + table.format(*said) for name, *said in parts)
    made = read_documents({"crew.md": text.encode()})
    assert [(level.code, level.title) for level in made.drafts[0].levels] == [
        ("1", "Rookie"),
        ("2", "Bosun"),
    ]
    assert made.questions


def _sheets(**sheets: str) -> str:
    tables = []
    for name, text in sheets.items():
        rows = [f"| {' | '.join(row.split(','))} |" for row in text.split("\n")]
        rows.insert(1, "|-" * (rows[0].count("|") - 1) + "|")
        tables.append(f"## {name}\n\n" + "\n".join(rows))
    return "# Brokers\n\n" + "\n\n".join(tables)


def test_sheets_around_a_matrix_list_the_levels_and_explain_its_words() -> None:
    text = _sheets(
        Legend="Proficiency,Meaning\nBasic,Needs help\nAdvanced,Helps",
        Profiles="Grade,Job title,Reports to\nB1,Clerk,Lead\nB2,Broker,Head",
        Meanings="Competency,Definition\nTariff,Finding the number\nCare,Keeping calm",
        Matrix="Competency,B1,B2\nTariff,Basic,Advanced\nCare,Basic,Basic",
    )
    made = read(markdown, text, kept=["Legend", "Meanings"])
    assert [row for row in told(made) if row[0] == "B1"] == [
        ("B1", "fact", None, "Reports to", "Lead"),
        ("B1", "summary", "Tariff", None, "Finding the number"),
        ("B1", "statement", "Tariff", None, "Basic"),
        ("B1", "summary", "Care", None, "Keeping calm"),
        ("B1", "statement", "Care", None, "Basic"),
    ]
    assert ("remainder", "Basic | Needs help") in [(f.kind, f.text) for f in made.prose]


@pytest.mark.parametrize("place", ["beside", "below", "close"])
def test_a_legend_of_a_matrix_explains_what_is_expected_of_roles(place: str) -> None:
    rows = [
        "Group,Skill,Junior Engineer,Senior Engineer",
        "Loads,Models,Aware,Expert",
        "Loads,Fatigue,Aware,Working",
        "Site,Safety,Working,Expert",
        "Site,Ground,Aware,Working",
    ]
    legend = ["Proficiency,What it means", "Aware,Has seen it", "Working,Does it alone"]
    if place == "below":
        rows += legend
    else:
        gap = ",,," if place == "beside" else ","
        rows[:3] = [f"{row}{gap}{beside}" for row, beside in zip(rows[:3], legend, strict=True)]
    made = read_documents({"grid.csv": "\n".join(rows).encode()})
    assert "No word says so" in str(made.questions[0].text)
    (draft,) = made.drafts
    if place != "close":
        assert told(draft)[:2] == [
            ("Junior Engineer", "statement", "Loads", "Models", "Aware"),
            ("Junior Engineer", "statement", "Loads", "Fatigue", "Aware"),
        ]
        assert len(told(draft)) == 8
        assert ("remainder", "Working | Does it alone") in [(f.kind, f.text) for f in draft.prose]


@pytest.mark.parametrize("head", ["{0} {1}", "{1}"])
def test_a_list_over_what_is_expected_at_a_level_says_its_facts(head: str) -> None:
    text = "".join(
        f"\n## {head.format(code, title)}\n\n| Grade | {code} |\n|-|-|\n| Job title | {title} |\n"
        f"| Shift | Early |\n| Purpose | Keeps one line of the plant running. |\n\n"
        "| Area | Expectation |\n|-|-|\n| Craft | Logs it |\n| Care | Asks why |\n"
        for code, title in (("T1", "Technician"), ("T2", "Senior Technician"))
    )
    made = read(markdown, f"# Works\n{text}")
    assert [row for row in told(made) if row[0] == "T2"] == [
        ("T2", "fact", None, "Shift", "Early"),
        ("T2", "summary", None, None, "Keeps one line of the plant running."),
        ("T2", "statement", "Craft", None, "Logs it"),
        ("T2", "statement", "Care", None, "Asks why"),
    ]


def test_a_table_that_says_its_level_again_and_has_scores() -> None:
    table = "| {0} | | | |\n|-|-|-|-|\n| Skill | What it looks like | Self | Manager |\n{1}"
    rows = ("| SQL | Reads queries | 4 | 3 |\n| Talks | Labels axes | 3 | 3 |\n",) * 2
    names = ("D1 Analyst", "D2 Senior Analyst")
    text = "".join(
        f"\n## {name}\n\n{table.format(name, row)}" for name, row in zip(names, rows, strict=True)
    )
    made = read(markdown, f"# Analysts\n{text}")
    assert told(made)[:2] == [
        ("D1", "statement", "SQL", None, "Reads queries"),
        ("D1", "statement", "Talks", None, "Labels axes"),
    ]
    assert len(told(made)) == 4


@pytest.mark.parametrize(
    ("shifts", "kind"),
    [("Early and late | Early and late", "fact"), ("Early and late | At all hours", "statement")],
)
def test_few_words_of_several_levels_above_the_groups_are_a_fact(shifts: str, kind: str) -> None:
    rows = f"| Shifts | {shifts} |\n| Care | | |\n| Tone | Writes replies | Calms a caller |\n"
    made = read(markdown, f"| | T1 | T2 |\n|-|-|-|\n{rows}| Pace | Says when | Says why not |\n")
    assert next(row[1] for row in told(made) if row[4] == "Early and late") == kind


def test_products_compared_are_no_ladder() -> None:
    table = "| Criterion | Forge | Mill |\n|-|-|-|\n| Queue | {} | Yes |\n| Logs | No | {} |\n"
    assert not read_documents({"x.md": table.format("14", "plugin").encode()}).ladders
    assert read_documents({"x.md": table.format("Yes", "Yes").encode()}).questions


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (("Research", "Evidence"), "statement"),
        (("Research", "Examples"), "example"),
        (("Expectations", "Evidence"), "example"),
        (("Research", "Evidence", "Launch", "Evidence"), "example"),
    ],
)
def test_evidence_among_names_of_rows_is_one(rows: tuple[str, ...], kind: str) -> None:
    text = "".join(
        f"\n| {name} | Asks {at} people | Plans {at} days |" for at, name in enumerate(rows)
    )
    (draft,) = read_documents({"x.md": f"| Skill | P1 | P2 |\n|-|-|-|{text}".encode()}).drafts
    assert [row[1] for row in told(draft) if row[4] == "Asks 1 people"] == [kind]


@pytest.mark.parametrize(
    ("heads", "cell", "ladders"),
    [
        ("Beleuchter | Stellwerker | Meister", "Zeichnet den Plan", 1),
        ("Beleuchter | Stellwerker | Meister", "Anna", 0),
        ("Licht | Ton | Bild", "Zeichnet den Plan", 0),
    ],
)
def test_persons_over_table_after_table_are_levels_and_a_question(
    heads: str, cell: str, ladders: int
) -> None:
    table = f"| | {heads} |\n|-|-|-|-|\n" + "".join(
        f"| {name} | {cell} {name} | {cell} | {cell} |\n" for name in "AB"
    )
    made = read_documents({"x.md": f"# Haus\n\n## Probe\n\n{table}\n## Abend\n\n{table}".encode()})
    assert len(made.ladders) == ladders
    if ladders:
        assert [level.title for level in made.drafts[0].levels] == heads.split(" | ")
        assert [each.text[:23] for each in made.questions] == ["Are the columns levels "]
        assert {row[2] for row in told(made.drafts[0])} == {"Probe", "Abend"}


def test_evidence_among_names_within_an_area_is_one() -> None:
    rows = "| Care | Food | Cooks | Plans |\n| Learning | Talks | Asks | Tells |\n| | Evidence | Reads | Writes |"
    made = read(markdown, f"| Area | Skill | N1 | N2 |\n|-|-|-|-|\n{rows}\n")
    assert told(made)[2] == ("N1", "statement", "Learning", "Evidence", "Reads")


def test_a_sheet_of_numbers_beside_others_holds_facts() -> None:
    text = _sheets(
        Events="Level,What good looks like\nFundraiser,Runs the list\nDirector,Cancels events",
        Gifts="Level,What good looks like\nFundraiser,Writes\nDirector,Brings founders",
        Pay="Level,Low,High\nFundraiser,27,31\nDirector,55,70",
    )
    made = read(markdown, text)
    assert [row for row in told(made) if row[1] == "fact"] == [
        ("Fundraiser", "fact", None, "Low", "27"),
        ("Fundraiser", "fact", None, "High", "31"),
        ("Director", "fact", None, "Low", "55"),
        ("Director", "fact", None, "High", "70"),
    ]
    assert {row[2] for row in told(made) if row[1] == "statement"} == {"Events", "Gifts"}


def test_a_matrix_below_a_list_of_the_levels_in_one_sheet_is_a_table_of_its_own() -> None:
    text = "Plan\n\nLevel,Title,Pay\nD1,Trainee,A\nD2,Manager,D\n\nArea,Topic,D1,D2\nChair,Tools,Cleans,Buys"
    made = read(spreadsheets.read, text)
    assert told(made) == [
        ("D1", "fact", None, "Pay", "A"),
        ("D1", "statement", "Chair", "Tools", "Cleans"),
        ("D2", "fact", None, "Pay", "D"),
        ("D2", "statement", "Chair", "Tools", "Buys"),
    ]


def test_a_code_that_one_table_takes_for_a_title_is_one_level() -> None:
    (made,) = read_documents(
        {
            "x.md": b"# Career\n\n| Level | Title | Experience |\n|-|-|-|\n| V1 | Surveyor | none |\n"
            b"| V2 | Head Surveyor | 3 years |\n\n## Skills\n\n| Area | Skill | V1 | V2 |\n|-|-|-|-|\n"
            b"| Field | Measure | Sets it up | Plans a day |\n| Field | Compute | Checks | Balances |\n"
        }
    ).ladders
    assert [(m.level.code, m.level.title) for m in made.members] == [
        ("V1", "Surveyor"),
        ("V2", "Head Surveyor"),
    ]


def test_a_table_of_eight_thousand_rows_is_read_in_a_moment() -> None:
    rows = "Craft,does this,does that\n" * 8000
    made = spreadsheets.read(f"Area,L1,L2\n{rows}".splitlines(), "x")
    assert not isinstance(made, str)
    assert len(told(made)) == 16000


def test_bold_labels_of_several_texts_in_a_cell_are_scopes_as_in_a_list() -> None:
    made = read(
        markdown,
        "| | L1 |\n|---|---|\n| Craft | - **Tests:** writes them<br>- **Logs:** reads them |",
    )
    assert [row[2:] for row in told(made)] == [
        ("Craft", "Tests", "writes them"),
        ("Craft", "Logs", "reads them"),
    ]


def test_a_heading_beside_the_title_of_the_page_is_prose() -> None:
    page = "---\ntitle: Bakers\n---\n\n# Our matrix\n\n| | L1 | L2 |\n|---|---|---|\n| Craft | a | b |\n"
    (ladder,) = read_documents({"x.md": page.encode()}).ladders
    assert ladder.name == "Bakers"
    assert [(each.kind, each.text) for each in ladder.fragments] == [("prose", "Our matrix")]


def test_a_band_of_another_code_is_a_fact_of_the_level() -> None:
    text = "".join(
        f"\n## {name}\n\n| Reports to | {lead} |\n|-|-|\n| Band | {band} |\n| Purpose | Runs it all. |\n\n"
        "| Competency | Expectations | Examples |\n|-|-|-|\n| Pipes | Loads it | Loaded parking |\n"
        for name, lead, band in (("D1 Engineer", "Lead", "B4"), ("D2 Lead", "CTO", "B5"))
    )
    made = read(markdown, f"# Data\n{text}")
    assert [row for row in told(made) if row[0] == "D2"] == [
        ("D2", "fact", None, "Reports to", "CTO"),
        ("D2", "fact", None, "Band", "B5"),
        ("D2", "summary", None, None, "Runs it all."),
        ("D2", "statement", "Pipes", None, "Loads it"),
        ("D2", "example", "Pipes", None, "Loaded parking"),
    ]


@pytest.mark.parametrize("comments", ["Comments", "Manager comment"])
def test_remarks_about_whoever_was_rated_are_left_over(comments: str) -> None:
    rows = "| E1 Cook | I bake | 3 | As on Monday |\n| E2 Chef | I plan | 2 | |\n"
    text = f"# Craft\n\n| Level | Expectation | Self-rating (1–5) | {comments} |\n|-|-|-|-|\n{rows}"
    made = read(markdown, text)
    assert [row[4] for row in told(made)] == ["I bake", "I plan"]
    columns = f"| Area | Level 1 | Level 2 | My rating | {comments} |\n|-|-|-|-|-|\n| Craft | I bake | I plan | 3 | As on Monday |\n"
    made = read(markdown, columns)
    assert [row[4] for row in told(made)] == ["I bake", "I plan"]


def test_a_column_of_names_right_of_competencies_holds_their_scopes() -> None:
    head = "| Level | Pillar | {0} | Expectation |\n|-|-|-|-|\n"
    rows = "".join(
        f"| D{n} | {pillar} | {practice} | Does {practice} at {n} |\n"
        for pillar, practice in (("Insight", "Asking"), ("Insight", "Telling"), ("Rigour", "Sums"))
        for n in (1, 2)
    )
    made = read(markdown, head.format("Practice") + rows)
    assert told(made)[0] == ("D1", "statement", "Insight", "Asking", "Does Asking at 1")
    # Who keeps a competency is no part of it.
    text = head.format("Owner") + rows.replace("| Sums ", "| Asking ")
    made = read(markdown, text, kept=["Level | Pillar | Owner | Expectation"])
    assert told(made)[0][3] is None


def test_points_are_known_by_their_form_in_a_row_per_text() -> None:
    rows = "".join(
        f"| {skill} | {role} | Does {skill} | {n} | {n + 1} | Go on |\n"
        for skill in ("Triage", "Tools")
        for n, role in enumerate(("Junior Analyst", "Analyst"))
    )
    text = f"| Skill | Level | What we expect of you | Me | Lead | Remarks |\n|-|-|-|-|-|-|\n{rows}"
    made = read(
        markdown, text, kept=["Skill | Level | What we expect of you | Me | Lead | Remarks"]
    )
    assert [row[4] for row in told(made)] == ["Does Triage", "Does Tools"] * 2


def test_a_merged_group_says_nothing_of_itself_and_facts_follow_a_fact() -> None:
    rows = [
        ["", "Why it matters", "L1 Cook", "L2 Chef"],
        ["Typical experience", "", "1 year", "2 years"],
        ["Works on", "", "One single dish", "Two whole menus"],
        ["Craft"] * 4,
        ["Knives", "All that we sell was cut by somebody.", "Cuts evenly", "Teaches cutting"],
    ]
    made = read(spreadsheets.read, "\n".join(",".join(row) for row in rows), "x.csv")
    assert told(made)[:4] == [
        ("L1", "fact", None, "Typical experience", "1 year"),
        ("L1", "fact", None, "Works on", "One single dish"),
        ("L1", "summary", "Craft", None, "All that we sell was cut by somebody."),
        ("L1", "statement", "Craft", "Knives", "Cuts evenly"),
    ]


def test_a_form_to_be_filled_in_is_no_ladder_and_no_crash() -> None:
    """Its only role stands alone in its row, below `Job title`."""
    form = "Employee,\nJob title,Catering assistant\nLine manager,\nDate of review,\n"
    assert read_documents({"probation.csv": form.encode()}).ladders == ()


@pytest.mark.parametrize("codes", ["C1 C2 O1 O2", "L1 L2 L1 L2"])
@pytest.mark.parametrize("again", [True, False])
def test_a_track_beside_rows_of_levels_names_their_ladder(codes: str, again: bool) -> None:
    c1, c2, o1, o2 = codes.split()
    crew, office = ("Crew", "Office") if again else ("", "")
    text = (
        "Track,Grade,Title,Tone,People\n"
        f"Crew,{c1},Hand,Speaks plainly to all,Helps new people\n{crew},{c2},Mate,Writes as well,Leads two or three\n"
        f"Office,{o1},Clerk,Answers the phone kindly,Asks others first\n{office},{o2},Chief Clerk,Writes for all of us,Leads ten more"
    )
    made = read(spreadsheets.read, text)
    assert [(level.ladder, level.title) for level in made.levels] == [
        ("Crew", "Hand"),
        ("Crew", "Mate"),
        ("Office", "Clerk"),
        ("Office", "Chief Clerk"),
    ]
    assert told(made)[0] == (c1, "statement", "Tone", None, "Speaks plainly to all")


@pytest.mark.parametrize("part", ["Skill", "Practice"])
def test_a_sheet_of_one_level_has_facts_and_names_within_names(part: str) -> None:
    rows = "| Craft | {0} | Tests |\n| | Review | Reads it |\n| Care | Talks | Asks others |\n"
    table = f"| Area | {part} | What we expect to see |\n|-|-|-|\n{rows}\n"
    made = read(
        markdown, f"# E1 Cook\n\n{table.format('Testing')}# E2 Chef\n\n{table.format('Trials')}"
    )
    assert told(made)[:2] == [
        ("E1", "statement", "Craft", "Testing", "Tests"),
        ("E1", "statement", "Craft", "Review", "Reads it"),
    ]


def test_a_running_number_is_nothing_in_a_sheet_of_one_level_with_facts() -> None:
    rows = "| Reports to | Lead | |\n| Area | No. | We expect that they |\n| Craft | 1 | Bake bread |\n"
    page = "".join(f"# {name}\n\n| | | |\n|-|-|-|\n{rows}\n" for name in ("E1 Cook", "E2 Chef"))
    made = read(markdown, page)
    assert told(made)[:2] == [
        ("E1", "fact", None, "Reports to", "Lead"),
        ("E1", "statement", "Craft", None, "Bake bread"),
    ]
    assert around(made) == []


@pytest.mark.parametrize(
    "heads",
    ["grade;grade_title;area", "LEVEL_ID;LEVEL_NAME;SKILL_NAME", "Level code;Role title;Skill"],
)
def test_what_a_data_base_calls_its_columns_says_what_they_hold(heads: str) -> None:
    rows = "1;Clerk;Duty;Adds it up\n1;Clerk;Talks;Asks first\n2;Officer;Duty;Checks it again\n"
    made = read(spreadsheets.read, f"{heads};requirement\n{rows}")
    assert [(level.code, level.title) for level in made.levels] == [
        ("1", "Clerk"),
        ("2", "Officer"),
    ]
    assert told(made)[0] == ("1", "statement", "Duty", None, "Adds it up")


def test_a_pay_group_is_a_fact() -> None:
    rows = "T1;Driver;5;Keeps the timetable well;Greets at the front door\nT2;Trainer;8;Teaches on every line;Answers letters"
    made = read(spreadsheets.read, f"Level;Title;Pay group;Driving;Passengers\n{rows}")
    assert told(made)[0] == ("T1", "fact", None, "Pay group", "5")


@pytest.mark.parametrize(
    ("first", "second", "levels"),
    [("Attendant", "Supervisor", ["1", "2"]), ("Get the keys", "Meet the team", [])],
)
def test_steps_that_somebody_stands_on_are_asked_about(
    first: str, second: str, levels: list[str]
) -> None:
    rows = "Rooms,Guests\nMakes fourteen rooms a shift to standard,Knocks twice and waits\n"
    text = f"Step 1: {first},\n{rows},\nStep 2: {second},\n{rows}"
    made = read_documents({"rooms.csv": text.encode()})
    assert [each.level.code for of in made.ladders for each in of.members] == levels
    assert bool(made.questions) == bool(levels)


def test_a_name_that_ends_like_an_announcement_is_one_of_the_names() -> None:
    """`Anti-social behaviour` beside `Lettings` (housing_officers.tsv)."""
    made = read(
        spreadsheets.read,
        "Area,Skill,T1,T2\nHomes,Lettings,Shows a flat,Matches people\n,Anti-social behaviour,Listens,Brings two together\n",
    )
    assert told(made)[1] == ("T1", "statement", "Homes", "Anti-social behaviour", "Listens")


def test_the_summary_of_details_below_a_matrix_heads_what_is_in_them() -> None:
    matrix = "| Area | L1 | L2 |\n|---|---|---|\n| Craft | Learns it | Teaches it |\n"
    closed = "<details>\n<summary>FAQ</summary>\n\nMay I? No.\n\n</details>\n"
    made = read(markdown, f"# Bakers\n\n{matrix}\n{closed}", kept=["FAQ"])
    assert around(made) == [("prose", "May I? No.")]


@pytest.mark.parametrize(
    ("heads", "levels"),
    [(("Trin 1 Bager", "Trin 2 Bagermester"), ["1", "2"]), (("Trin 1 Rør", "Trin 2 Bag"), [])],
)
def test_steps_with_persons_beside_them_are_levels(
    heads: tuple[str, str], levels: list[str]
) -> None:
    made = read_documents({"x.csv": f"Del,{','.join(heads)}\nDej,rører,hviler\n".encode()})
    assert [level.code for draft in made.drafts for level in draft.levels] == levels


def test_a_role_in_italian_heads_levels_and_experience_is_a_fact() -> None:
    text = "Ruolo,Esperienza,Vini\nCommis di sala,nessuna,Sa quali si servono\nChef de rang,2 anni,Consiglia il vino\n"
    assert told(read(spreadsheets.read, text))[:2] == [
        ("Commis di sala", "fact", None, "Esperienza", "nessuna"),
        ("Commis di sala", "statement", "Vini", None, "Sa quali si servono"),
    ]


def test_the_key_of_a_list_of_skills_is_no_ladder() -> None:
    text = _sheets(
        People="Name,Team,Go,Postgres\nAnn,Search,2,1\nTariq,Billing,1,3\nEwa,Search,3,2",
        Key="0,never used\n1,have read some\n2,use it weekly\n3,can be asked",
    )
    assert not read_documents({"skills.md": text.encode()}).ladders


def test_persons_over_rows_of_the_same_groups_are_levels_and_a_question() -> None:
    group = '<tr><td colspan="2">{0}</td></tr><tr><td>1</td><td>Cleans {1} {0} within the hour, and says what is broken in there</td></tr>'
    page = "".join(
        f"<h2>{name}</h2><table><tr><td>Shift</td><td>{hours}</td></tr>"
        f"{group.format('ROOMS', word)}{group.format('LINEN', word)}</table>"
        for name, hours, word in (
            ("Room Attendant", "07:00 to 15:30", "its"),
            ("Floor Supervisor", "All", "all"),
        )
    )
    made = read_documents({"hotel.html": f"<html><body>{page}</body></html>".encode()})
    first = made.drafts[0].levels[0]
    assert [(e.kind, e.competency, e.scope, e.text) for e in first.fragments][:2] == [
        ("fact", None, "Shift", "07:00 to 15:30"),
        (
            "statement",
            "ROOMS",
            None,
            "Cleans its ROOMS within the hour, and says what is broken in there",
        ),
    ]
    assert made.questions


def test_numbers_below_a_fact_are_levels_with_a_question() -> None:
    text = "Reports to,Head\nROOMS,\n1,Cleans a room in time\n2,Reports a dripping tap\n"
    assert read_documents({"x.csv": text.encode()}).questions


def test_a_row_of_summaries_below_names_of_competencies_is_no_competency() -> None:
    text = "Competency,A1 Cook,A2 Chef\nSummary,One pan.,All pans.\nHeat,Fries it,Plans it\n"
    assert told(read(spreadsheets.read, text))[:2] == [
        ("A1", "summary", None, None, "One pan."),
        ("A1", "statement", "Heat", None, "Fries it"),
    ]


def test_a_line_over_the_table_of_one_level_is_its_summary() -> None:
    rows = (
        "<tr><td>{0} says it.</td></tr><tr><td>Competency</td><td>Expectations</td></tr>"
        "<tr><td>Heat</td><td>Fries it</td></tr>"
    )
    page = "\n\n".join(
        f"# {name}\n\n<table>{rows.format(name[3:])}</table>" for name in ("E1 Cook", "E2 Chef")
    )
    made = read(markdown, page)
    assert told(made)[:2] == [
        ("E1", "summary", None, None, "Cook says it."),
        ("E1", "statement", "Heat", None, "Fries it"),
    ]
    assert around(made) == []


@pytest.mark.parametrize(("over", "group"), [("EXPECTATIONS", None), ("Kitchen", "Kitchen")])
def test_a_list_of_facts_gives_a_title_and_its_merged_rows_are_groups(
    over: str, group: str | None
) -> None:
    facts = (("Job title", "Pastry Specialist"), ("Level", "E4"), ("Reports to", "Head of Pastry"))
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in facts)
    rows += f'<tr><td colspan="2">{over}</td></tr>'
    for name in ("Heat", "Care"):
        rows += f"<tr><td>{name}</td><td><ul><li>Sees to all of the {name} each day</li><li>Asks about it before it is late</li></ul></td></tr>"
    page = f"<html><body><h1>Role profile</h1><table>{rows}</table></body></html>"
    (level,) = read_documents({"pastry E4.html": page.encode()}).ladders[0].members
    assert (level.level.code, level.level.title) == ("E4", "Pastry Specialist")
    names = (group, "Heat") if group else ("Heat", None)
    assert [(each.kind, each.competency, each.scope) for each in level.level.fragments][:2] == [
        ("fact", None, "Reports to"),
        ("statement", *names),
    ]


def test_a_row_of_a_list_that_names_roles_heads_no_levels() -> None:
    """What certificates of whom cost: the row of a tester is like those above it."""
    rows = "Aurelio,Engineer,Kubernetes,Linux body\nBryn,Engineer,Cloud,Vendor\nCosmin,Engineer,Tests,Board\n"
    tester = "Eluned,Security Engineer,Penetration Tester,School\nFadila,Senior,Database,Vendor\n"
    text = f"Name,Role,Certificate,Provider\n{rows}{tester}"
    assert read_documents({"budget.csv": text.encode()}).ladders == ()


def test_a_summary_before_the_names_of_rows_is_of_the_level_where_each_has_one() -> None:
    rows = (
        "L1,Developer,Breaks nothing.,Code,Checks input\n,,,Design,Draws\n"
        "L2,Champion,Makes it safer.,Code,Reviews\n,,,Design,Plans\n"
    )
    made = read_documents({"x.csv": f"Level,Title,Summary,Pillar,Expectation\n{rows}".encode()})
    assert told(made.drafts[0])[:2] == [
        ("L1", "summary", None, None, "Breaks nothing."),
        ("L1", "statement", "Code", None, "Checks input"),
    ]


def test_the_one_role_of_all_rows_is_what_the_ladder_is_called() -> None:
    one = "Tram Driver,T{0},{1},Driving,Brakes for {0}\nTram Driver,T{0},{1},Safety,Looks for {0}\n"
    rows = "".join(one.format(n, name) for n, name in ((1, "Trainee"), (2, "Driver")))
    text = f"role,level,level_title,theme,behaviour\n{rows}"
    (ladder,) = read_documents({"export.csv": text.encode()}).ladders
    assert ladder.name == "Tram Driver"
    assert [each.level.title for each in ladder.members] == ["Trainee", "Driver"]


def test_a_criterion_before_the_levels_of_rows_is_their_competency() -> None:
    rows = (
        "Research,Lecturer,Publishes from the thesis,Two articles\n,Professor,Has changed the field,\n"
        "Teaching,Lecturer,Runs a module,\n,Professor,Shapes how it is taught,A textbook\n"
    )
    head = "Criterion,Rank,What the committee expects,Typical evidence"
    made = read_documents({"x.csv": f"{head}\n{rows}".encode()})
    assert told(made.drafts[0])[:3] == [
        ("Lecturer", "statement", "Research", None, "Publishes from the thesis"),
        ("Lecturer", "example", "Research", None, "Two articles"),
        ("Lecturer", "statement", "Teaching", None, "Runs a module"),
    ]


@pytest.mark.parametrize(
    ("head", "codes"),
    [("job_code,job_title,skill", ["P1", "P2"]), ("role_code,grade,skill", ["Junior", "Senior"])],
)
def test_a_code_of_jobs_is_a_level_where_nothing_else_is(head: str, codes: list[str]) -> None:
    rows = "".join(
        f"P{n},{name},{skill},{n},{name} {deed}\n"
        for n, name in ((1, "Junior"), (2, "Senior"))
        for skill, deed in (("Files", "opens a file"), ("Court", "goes to court"))
    )
    made = read_documents({"x.csv": f"{head},behaviour_no,behaviour\n{rows}".encode()})
    assert [each.code for each in made.drafts[0].levels] == codes


def test_what_a_data_base_says_of_each_competency_is_its_summary_once() -> None:
    head = "job_family\tgrade\tgrade_title\tcompetency_name\tcompetency_description\texpected_behaviour"
    rows = [
        f"Data\tD{n}\t{title}\t{name}\tAbout {name}.\tDoes {name} for {n}"
        for n, title in ((1, "Analyst"), (2, "Lead Analyst"))
        for name in ("asking", "telling")
    ]
    (ladder,) = read_documents({"export.tsv": "\n".join([head, *rows]).encode()}).ladders
    assert ladder.name == "Data"
    said = [[(e.kind, e.competency) for e in m.level.fragments] for m in ladder.members]
    assert said == [
        [(kind, name) for name in ("asking", "telling") for kind in ("summary", "statement")],
        [("statement", "asking"), ("statement", "telling")],
    ]


def test_a_name_on_either_side_of_the_codes_is_their_title() -> None:
    for text in ("Name,Code,{}\nBaker,B1,{}\nChef,B2,{}", "Code,Name,{}\nB1,Baker,{}\nB2,Chef,{}"):
        rows = text.format("In one line,Craft", "Bakes.,Weighs it all", "Leads.,Plans the week")
        (made,) = read_documents({"x.csv": rows.encode()}).drafts
        assert titles(made) == {"B1": "Baker", "B2": "Chef"}
        assert told(made)[0] == ("B1", "summary", None, None, "Bakes.")


def test_several_columns_of_points_may_stand_beside_each_level() -> None:
    text = "Skill,FE1,Self,Manager,FE2,Self,Manager\nForms,Builds it,4,3,Plans it,2,1\nTests,Runs it,3,3,Keeps it,1,1\n"
    (made,) = read_documents({"x.csv": text.encode()}).drafts
    assert [row for row in told(made) if row[1] == "statement"] == [
        ("FE1", "statement", "Forms", None, "Builds it"),
        ("FE1", "statement", "Tests", None, "Runs it"),
        ("FE2", "statement", "Forms", None, "Plans it"),
        ("FE2", "statement", "Tests", None, "Keeps it"),
    ]


def test_numbers_in_most_cells_of_a_first_row_are_facts() -> None:
    text = "Area,M1,M2,M3\nSize of team,4-6 people,2-3 teams,a department\nPeople,Holds talks,Coaches leads,Builds a bench of leads\n"
    (made,) = read_documents({"x.csv": text.encode()}).drafts
    assert [row[1:] for row in told(made)][:2] == [
        ("fact", None, "Size of team", "4-6 people"),
        ("statement", "People", None, "Holds talks"),
    ]


def test_lines_above_the_titles_of_stacked_tables_are_prose_of_the_ladder() -> None:
    one = "Niveau {} – {},\nDomaine,Attendus\nCuisson,{}\n"
    rows = one.format(1, "Commis", "Taille") + one.format(2, "Chef de partie", "Tient le poste")
    made = read(spreadsheets.read, f"Compétences de la brigade,\nÀ relire en mai.,\n,\n{rows}")
    assert around(made) == [("prose", "Compétences de la brigade"), ("prose", "À relire en mai.")]
    assert told(made)[0] == ("1", "statement", "Cuisson", None, "Taille")


def test_a_sentence_over_the_only_table_of_a_competency_sums_it_up() -> None:
    rows = [[], ["Level", "Title", "Expectation"], [1, "New", "asks"], [2, "Sure", "tells"]]
    said = {"Care": "Know what people need.", "Safety": "Version 3"}
    raw = workbook({name: [[text], *rows] for name, text in said.items()})
    (draft,) = read_documents({"x.xlsx": raw}).drafts
    assert told(draft)[0] == ("1", "summary", "Care", None, "Know what people need.")
    assert ("prose", "Version 3") in around(draft)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["Status", "Not started", "Signed off"], "remainder"),
        (["To be filled in by both", "Ask Prue in the office if in doubt"], "prose"),
    ],
)
def test_a_sheet_of_a_few_words_lists_what_cells_may_say(words: list[str], kind: str) -> None:
    rows = [["", "E1", "E2"], ["Heat", "Fries it", "Roasts it"], ["Care", "Asks", "Tells"]]
    raw = workbook({"Kitchen": rows, "Lists": [[word] for word in words]})
    (draft,) = read_documents({"x.xlsx": raw}).drafts
    assert around(draft)[: len(words)] == [(kind, word) for word in words]


def test_a_form_above_the_table_of_a_level_and_who_has_signed_say_nothing_of_it() -> None:
    rows = [
        ["Name of nurse", None, "Start date", None],
        ["Domain", "What you will be seen doing", "Self (date)", "Initials"],
        ["Ward", "Asks about pain before the round", "12/02", "MB"],
        ["Team", "Says no to a task without training", None, None],
    ]
    raw = workbook({"E1 Nurse": rows, "E2 Sister": rows})
    (draft,) = read_documents({"x.xlsx": raw}).drafts
    assert told(draft)[:2] == [
        ("E1", "statement", "Ward", None, "Asks about pain before the round"),
        ("E1", "statement", "Team", None, "Says no to a task without training"),
    ]
    assert len(told(draft)) == 4


def test_amounts_above_what_is_expected_are_facts_where_some_level_has_none() -> None:
    text = (
        "Competency,Trainee,Associate,Partner\nExperience in law,none,0 to 4 years,usually 9+ years\n"
        "Chargeable hours,no target,1350,1100\nClients,Takes a note that can go out,Calls first,Ends it\n"
    )
    made = told(read(spreadsheets.read, text))
    assert [row[1:] for row in made if row[0] == "Trainee"] == [
        ("fact", None, "Experience in law", "none"),
        ("fact", None, "Chargeable hours", "no target"),
        ("statement", "Clients", None, "Takes a note that can go out"),
    ]
    assert ("Partner", "fact", None, "Chargeable hours", "1100") in made


def test_lists_beside_names_in_the_table_of_a_level_are_expected() -> None:
    """A role profile that names other levels (qa-role-profiles.docx)."""
    one = (
        "<h2>{0}</h2><table><tr><td>Title</td><td>{1}</td></tr><tr><td>Reports to</td><td>Lead</td></tr>"
        "<tr><td>Purpose</td><td>Finds out what the software does.</td></tr><tr><td>Skills</td>"
        "<td><ul><li>Reads SQL and traffic</li><li>Knows the process of a {1}</li></ul></td></tr></table>"
    )
    levels = one.format("Q1 Tester", "Tester") + one.format("Q2 Lead", "Lead")
    page = f"<html><body><h1>Profiles</h1>{levels}</body></html>"
    (made,) = read_documents({"x.html": page.encode()}).drafts
    assert told(made)[:3] == [
        ("Q1", "fact", None, "Reports to", "Lead"),
        ("Q1", "summary", None, None, "Finds out what the software does."),
        ("Q1", "statement", "Skills", None, "Reads SQL and traffic"),
    ]


def test_a_head_of_two_names_announces_nothing() -> None:
    rows = "M1,Developer,Builds a screen,Fixes crashes,Settings\nM2,Lead,Writes modules,Takes a release,Tickets\n"
    text = f"Level,Title,Platform craft,Release & quality,Example project\n{rows}"
    (made,) = read_documents({"x.csv": text.encode()}).drafts
    assert [row[1:3] for row in told(made)][:3] == [
        ("statement", "Platform craft"),
        ("statement", "Release & quality"),
        ("example", None),
    ]


def test_points_and_what_is_said_beside_them_are_about_whoever_was_scored() -> None:
    rows = "E1 Engineer,Asks in public,4,5\nE2 Senior Engineer,Writes summaries,3,4\n"
    text = f"Level,What we look for,Self (1–5),Manager (1–5)\n{rows}"
    (made,) = read_documents({"asking.csv": text.encode()}).drafts
    assert [row[1:] for row in told(made)] == [
        ("statement", None, None, "Asks in public"),
        ("statement", None, None, "Writes summaries"),
    ]
    text = "Skill,L1,L2,Self,Comment\nForms,Builds them,Plans them,2,Better than you think\nTests,Runs them,Keeps them,1,\n"
    (made,) = read_documents({"x.csv": text.encode()}).drafts
    assert ("remainder", "2 | Better than you think") in around(made)


def test_numbers_below_a_head_for_points_are_no_levels() -> None:
    tables = (
        "| Skill | Level 1 | Level 2 |\n|---|---|---|\n| Forms | Builds them well | Plans them well |\n",
        "| Score | Meaning |\n|---|---|\n| 1 | Not there yet |\n| 2 | Reliably |\n",
    )
    (made,) = read_documents({"x.md": "\n## Scale\n\n".join(tables).encode()}).drafts
    assert [row[:4] for row in told(made)] == [
        ("1", "statement", "Forms", None),
        ("2", "statement", "Forms", None),
    ]


def test_what_a_row_only_announces_names_nothing_below_the_name_of_a_sheet() -> None:
    """A sheet for each competency, and some of them without examples (paralegals.xlsx)."""
    one = (
        "## {0}\n\n|  | P1 | P2 |\n|---|---|---|\n| What we expect | Opens {0} | Keeps {0} |\n{1}\n"
    )
    page = one.format("Files", "| Example | Found the annex | |\n") + one.format("Clients", "")
    (made,) = read_documents({"x.md": f"# Paralegals\n\n{page}".encode()}).drafts
    assert [row[:4] for row in told(made)] == [
        ("P1", "statement", "Files", None),
        ("P1", "example", "Files", None),
        ("P1", "statement", "Clients", None),
        ("P2", "statement", "Files", None),
        ("P2", "statement", "Clients", None),
    ]


def test_what_a_merged_cell_says_of_a_competency_is_its_summary() -> None:
    head = "ID,Competency,What it is about,Level,Indicator"
    rows = "1,Watching,Seeing it before users write.,R1,Adds a metric\n2,,,R2,Adds a trace\n3,Growing,Having enough.,R1,Reads the report\n"
    (made,) = read_documents({"x.csv": f"{head}\n{rows}".encode()}).drafts
    assert [row[:3] for row in told(made)] == [
        ("R1", "summary", "Watching"),
        ("R1", "statement", "Watching"),
        ("R1", "summary", "Growing"),
        ("R1", "statement", "Growing"),
        ("R2", "statement", "Watching"),
    ]


def test_a_level_of_ones_own_and_a_legend_may_stand_beside_the_levels() -> None:
    head = "Dimensión,Competencia,N1,N2,Mi nivel,,Símbolo,Significado"
    rows = (
        ",Puesto,Enfermera,Supervisora,,,+,Lo hace siempre\n"
        "Atención,Dolor,Pregunta en cada turno,Acuerda el protocolo,N1,,o,A veces\n"
        ",Relevo,Da el relevo a tiempo,Organiza los turnos,N2,,-,Nunca\n"
    )
    (made,) = read_documents({"x.csv": f"{head}\n{rows}".encode()}).drafts
    assert titles(made) == {"N1": "Enfermera", "N2": "Supervisora"}
    assert [row[:4] for row in told(made)][:2] == [
        ("N1", "statement", "Atención", "Dolor"),
        ("N1", "statement", "Atención", "Relevo"),
    ]


def test_responsibilities_beside_requirements_are_names_also_under_a_role() -> None:
    one = "## {0}\n\nKnows the code of the {0}.\n\n| Responsibilities | Requirements |\n|---|---|\n| Reviews for the {0} | One merge |\n\n"
    page = "# Contributor ladder\n\n" + one.format("Reviewer") + one.format("Maintainer")
    (made,) = read_documents({"x.md": page.encode()}).drafts
    assert [row[:4] for row in told(made) if row[1] == "statement"] == [
        (name, "statement", part, None)
        for name in ("Reviewer", "Maintainer")
        for part in ("Responsibilities", "Requirements")
    ]

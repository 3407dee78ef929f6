"""The names of files, sheets and folders as names of ladders."""

import pytest

from explorer.drafts.file_titles import names_more, title_of, title_of_file
from explorer.importing import read_documents


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("DevOps levels - Sheet1.csv", "DevOps levels"),
        ("Kompetencematrix - Ark1.csv", "Kompetencematrix"),
        ("Expectations-Grid view.csv", "Expectations"),
        ("Robotics ladder - Matrix (1).csv", "Robotics ladder"),
        ("Engineering ladder - IC.csv", "Engineering ladder – IC"),
        ("Data team self-assessment v3.xlsx", "Data team self-assessment v3"),
        ("Career levels 2025-03.xlsx", "Career levels 2025-03"),
        ("backend_levels-2025.csv", "Backend levels 2025"),
        ("iOS-growth.csv", "iOS growth"),
        ("levels v0.9.docx", "Levels v0.9"),
        ("a/b/qa-levels.tsv", "QA levels"),
        ("sre-matrix.xlsx", "SRE matrix"),
        ("warehouse-roles.docx", "Warehouse roles"),
        ("04-data-engineers.csv", "Data engineers"),
        ("2025 levels.csv", "2025 levels"),
        ("(1).csv", ""),
        ("Dev ladder (5 axes) - copy.xlsx", "Dev ladder (5 axes)"),
        ("Copy of Cook levels - Sheet1 (2).csv", "Cook levels"),
        ("EM levels (working copy).docx", "EM levels"),
        ("Laufbahn – Kopie 2.docx", "Laufbahn"),
        ("Growth_framework - copy for Ines.xlsx", "Growth framework"),
        ("Career framework (EN).csv", "Career framework"),
        ("Copywriters.csv", "Copywriters"),
        ("Nursing ladder FINAL.xlsx", "Nursing ladder"),
        ("qa_career_path_FINAL2.xlsx", "QA career path"),
        ("garden grades (draft).docx", "Garden grades"),
        ("Maker track (2025) - shared.xlsx", "Maker track (2025)"),
        ("Officers (union draft).csv", "Officers (union draft)"),
        ("Finalists.csv", "Finalists"),
        ("Frontend levels TEMPLATE (make a copy).xlsx", "Frontend levels"),
        ("data_levels_export (3).xlsx", "Data levels"),
        ("Security skills db 0c9e41a7.csv", "Security skills db"),
        ("Levels 4b7d91e2f0a84c.csv", "Levels"),
        ("Levels 20250311.csv", "Levels 20250311"),
    ],
)
def test_a_file_is_called_as_a_person_would_call_it(file: str, title: str) -> None:
    assert title_of_file(file, ["QA Analyst", "SRE I", "WAREHOUSE OPERATIVE"]) == title


def test_what_is_in_the_name_of_a_folder_is_kept() -> None:
    assert title_of("career-ladders.main") == "Career ladders main"


@pytest.mark.parametrize(
    ("sheet", "more"),
    [
        ("Matrix", False),
        ("Tabelle1", False),
        ("Self-assessment", False),
        ("Stege", False),
        ("Backend", True),
    ],
)
def test_a_sheet_may_say_no_more_than_its_file(sheet: str, more: bool) -> None:
    assert names_more(sheet, "Kompetensstege driftavdelningen.xlsx") is more


def test_a_page_of_confluence_is_called_without_its_space() -> None:
    page = (
        "<html><head><title>Docs : Levels of writers</title></head><body>"
        "<h1><span id='title-text'>Docs : Levels of writers</span></h1>"
        "<h2>W1 Writer</h2><ul><li>writes</li></ul><h2>W2 Editor</h2><ul><li>edits</li></ul></body></html>"
    )
    made = read_documents({"Levels_12.html": page.encode()})
    assert [each.name for each in made.ladders] == ["Levels of writers"]


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("Growing people at Krume Farm", "Growing people at Krume Farm"),
        ("Market farm: what we ask of each other", "Market farm: what we ask of each other"),
        ("Matrix for the farm – work in progress (Anders)", "Matrix for the farm"),
        ("Farm ladder, growers and hands", "Farm ladder, growers and hands"),
        ("Farm ladder, licensed CC BY", "Farm ladder"),
        ("Farm ladder, May 2025", "Farm ladder"),
        ("Approved by the market in May", "Market farm"),
        ("How this market farm works, and why.", "Market farm"),
        ("Ask Ines first", "Market farm"),
        ("How we grow with this matrix", "Market farm"),
    ],
)
def test_the_first_line_of_a_sheet_may_name_its_ladder(above: str, name: str) -> None:
    rows = f'"{above}",,\n,,\nArea,L1 Hand,L2 Grower\nSoil,digs,tests\nSales,helps,plans\n'
    made = read_documents({"market-farm.csv": rows.encode()})
    assert [each.name for each in made.ladders] == [name]


def test_tracks_are_called_by_the_headings_over_them() -> None:
    one = "### {0}1 Cook\n\n#### Heat\n\n- a\n\n### {0}2 Chef\n\n#### Heat\n\n- b\n\n"
    text = f"# Careers 🍲\n\n## Kitchen\n\nHot.\n\n{one.format('K')}## Service\n\nKind.\n\n{one.format('S')}"
    made = read_documents({"careers.md": text.encode()})
    assert [each.name for each in made.ladders] == ["Kitchen", "Service"]
    one_track = text.partition("## Service")[0].replace("## Kitchen\n", "")
    made = read_documents({"careers.md": one_track.encode()})
    assert [each.name for each in made.ladders] == ["Careers"]


def test_one_role_is_no_ladder_of_half_its_name() -> None:
    made = read_documents({"support-lead.md": b"# Support Lead\n\n## Tickets\n\n- sorts them\n"})
    assert [each.name for each in made.ladders] == ["Support Lead"]


def test_folders_beside_each_other_name_what_lies_in_them() -> None:
    page = "# {0}: {1}Cook\n\n## Heat\n\n- I cook {1}\n"
    pages = {
        f"{folder}/{code}.md": page.format(code, rank).encode()
        for folder, codes in (("hot-kitchen", ("K1", "K2")), ("bakery", ("B1", "B2")))
        for code, rank in zip(codes, ("", "Senior "), strict=True)
    }
    assert {each.name for each in read_documents(pages).ladders} == {"Hot kitchen", "Bakery"}


def test_a_title_that_says_nothing_gives_way_to_the_page_of_its_sheets() -> None:
    table = "<table><tr><td>Area</td><td>L1</td><td>L2</td></tr><tr><td>Heat</td><td>fries</td><td>plans</td></tr></table>"
    page = f"<html><head><title>Kitchen ladder - Drive</title></head><body><h2>Ladder</h2>{table}</body></html>"
    made = read_documents({"Sheet.html": page.encode()})
    assert [each.name for each in made.ladders] == ["Kitchen ladder"]


def test_a_readme_names_the_ladder_of_the_documents_beside_it() -> None:
    page = "# {0}: {1}Cook\n\n## Heat\n\n- I cook {1}\n"
    pages = {
        f"{code}.md": page.format(code, rank).encode()
        for code, rank in (("K1", ""), ("K2", "Senior "))
    }
    made = read_documents({**pages, "README.md": b"# Kitchen ladder\n\nOne file a level.\n"})
    assert [each.name for each in made.ladders] == ["Kitchen ladder"]


def test_a_folder_called_roles_only_says_what_is_in_it() -> None:
    page = "# {} Fundraiser\n\n## Money\n\n- Banks {}\n\n## Events\n\n- Runs {}\n"
    pages = {
        f"Fundraising team/Roles/F{n} {rank}.md": page.format(rank, n, n).encode()
        for n, rank in enumerate(("Assistant", "Manager"), 1)
    }
    pages = {name: text.replace(b" Fundraiser", b"") for name, text in pages.items()}
    assert [each.name for each in read_documents(pages).ladders] == ["Fundraising team"]


def test_a_memorandum_is_called_by_what_it_is_about() -> None:
    text = (
        b"# Memorandum: grades\n\n## L1 Cook\n\n### Heat\n\n- a\n\n## L2 Chef\n\n### Heat\n\n- b\n"
    )
    assert [each.name for each in read_documents({"memo.md": text}).ladders] == ["grades"]

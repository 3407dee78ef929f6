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
    ],
)
def test_a_file_is_called_as_a_person_would_call_it(file: str, title: str) -> None:
    assert title_of_file(file, ["QA Analyst", "SRE I", "WAREHOUSE OPERATIVE"]) == title


def test_what_is_in_the_name_of_a_folder_is_kept() -> None:
    assert title_of("career-ladders.main") == "Career ladders main"


@pytest.mark.parametrize(
    ("sheet", "more"),
    [("Matrix", False), ("Tabelle1", False), ("Stege", False), ("Backend", True)],
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

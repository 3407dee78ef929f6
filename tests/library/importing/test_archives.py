"""Zips of documents: a folder in memory, tidied as exports need it, and bombs as sentences."""

import io
import pickle
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.documents.limits import MAX_DOCUMENT_BYTES
from explorer.importing import archives
from explorer.importing.pipeline import ImportResult, read_documents

HEX = "0123456789abcdef0123456789abcdef"
ROLE = b"# L%d Engineer\n\n## Delivery\n\n- I finish part %d\n"


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return file.getvalue()


def imported(files: dict[str, bytes], name: str = "Export.zip") -> ImportResult:
    return read_documents({name: packed(files)})


def codes(made: ImportResult) -> list[str]:
    return [level.code for draft in made.drafts for level in draft.levels]


def reasons(made: ImportResult) -> dict[str, str]:
    return {each.file: each.reason for each in made.refused}


def test_a_notion_export_is_a_folder_without_numbers() -> None:
    made = imported(
        {
            f"Baking {HEX}/L1 Engineer {HEX}.md": ROLE % (1, 1),
            f"Baking {HEX}/L2 Engineer {HEX}.md": ROLE % (2, 2),
            f"Baking {HEX}/oven.png": b"x",
        }
    )
    assert [draft.file for draft in made.drafts] == ["L1 Engineer.md", "L2 Engineer.md"]
    assert codes(made) == ["L1", "L2"]
    assert [ladder.name for ladder in made.ladders] == ["Engineer"]
    assert reasons(made) == {}
    assert "1 picture left out; what a picture says is not read." in [r.text for r in made.remarks]


@pytest.mark.parametrize(
    ("sheet", "called"),
    [("Matrix", "Backend levels"), ("Levels", "Backend levels"), ("Ops", "Ops")],
)
def test_a_sheet_called_as_what_it_is_has_the_name_of_its_zip(sheet: str, called: str) -> None:
    table = b"<table><tr><td>Area</td><td>L1</td><td>L2</td></tr><tr><td>Craft</td><td>Asks</td><td>Helps</td></tr></table>"
    made = imported(
        {f"{sheet}.html": table, "About.html": b"<p>Read me.</p>"}, "Backend levels.zip"
    )
    assert [ladder.name for ladder in made.ladders] == [called]


def test_an_export_in_an_export_is_read_and_no_deeper() -> None:
    inner = packed({"L1 Engineer.md": ROLE % (1, 1)})
    assert codes(imported({"ExportBlock-Part-1.zip": inner})) == ["L1"]
    deep = imported({"a.zip": packed({"b.zip": inner})})
    assert "archive in an archive" in reasons(deep)["b.zip"]


def database(text: bytes) -> dict[str, bytes]:
    table = b"Name,Level,Expectation\nBaker,L1,I bake bread\nChef,L2,I choose the oven\n"
    page = b"# %s\n\nLevel: L%d\nExpectation: %s\n%s"
    return {
        f"Roles {HEX}.csv": table,
        f"Roles {HEX}_all.csv": table,
        f"Roles {HEX}/Baker {HEX}.md": page % (b"Baker", 1, b"I bake bread", text),
        f"Roles {HEX}/Chef {HEX}.md": page % (b"Chef", 2, b"I choose the oven", text),
    }


def test_a_database_and_its_pages_are_read_once() -> None:
    table = imported(database(b""))
    assert [draft.file for draft in table.drafts] == ["Roles.csv"]
    assert "its row in Roles.csv" in reasons(table)["Roles/Baker.md"]
    pages = imported(database(b"\n## Craft\n\n- I knead the dough\n"))
    assert [draft.file for draft in pages.drafts] == ["Roles/L1 Baker.md", "Roles/L2 Chef.md"]
    assert codes(pages) == ["L1", "L2"]
    assert "were read there" in reasons(pages)["Roles.csv"]


def test_the_sheets_of_a_google_spreadsheet_are_one_page() -> None:
    sheet = (
        '<table class="waffle"><thead><tr><th></th><th>A</th><th>B</th><th>C</th></tr></thead>'
        "<tr><th>1</th><td>Skill</td><td>L1</td><td>L2</td></tr>"
        "<tr><th>2</th><td>%s</td><td>I ask</td><td>I teach</td></tr></table>"
    )
    made = imported(
        {
            "Craft.html": (sheet % "Testing").encode(),
            "People.html": (sheet % "Talking").encode(),
            "resources/sheet.css": b".ritz {}",
        },
        "Growth.zip",
    )
    assert [draft.file for draft in made.drafts] == ["Growth.html"]
    texts = [fragment.text for draft in made.drafts for fragment in draft.fragments()]
    assert texts.count("I teach") == 2


def encrypted() -> bytes:
    raw = bytearray(packed({"a.md": ROLE % (1, 1)}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def lying() -> bytes:
    raw = packed({"a.md": b"# L1\n" * 14_000})
    changed = raw.replace((70_000).to_bytes(4, "little"), (70).to_bytes(4, "little"))
    assert changed != raw
    return changed


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (packed({"a.md": b" " * (2 << 20)}), "200 times as large"),
        (packed({"a.md": b" " * (MAX_DOCUMENT_BYTES + 1)}), "at most 10,485,760 are read"),
        (packed({f"{at}.md": b"" for at in range(archives.MAX_NAMES + 1)}), "more than 5,000"),
        (packed({"a.png": b"x"}), "no document in it"),
        (encrypted(), "protected by a password"),
        (lying(), "damaged in its archive"),
    ],
    ids=["bomb", "large", "many", "pictures", "encrypted", "lying"],
)
def test_what_cannot_be_taken_is_a_sentence(raw: bytes, said: str) -> None:
    made = read_documents({"a.zip": raw})
    assert not made.ladders
    assert any(said in reason for reason in reasons(made).values())


def test_names_lead_nowhere() -> None:
    made = imported({"../../etc/L1 Engineer.md": ROLE % (1, 1), "/abs/L2.md": ROLE % (2, 2)})
    assert [draft.file for draft in made.drafts] == ["etc/L1 Engineer.md", "abs/L2.md"]


@given(st.integers(0, 400), st.integers(1, 255))
def test_damage_anywhere_is_a_sentence_or_a_ladder(at: int, bits: int) -> None:
    raw = bytearray(packed({f"{number}.md": ROLE % (number, number) for number in (1, 2)}))
    raw[at % len(raw)] ^= bits
    made = read_documents({"a.zip": bytes(raw)})
    assert made.refused or made.drafts


def test_documents_of_a_competency_each_are_one_ladder() -> None:
    levels = "## C1 Counsel\n\n- %s\n\n## C2 Senior Counsel\n\n- %s\n"
    made = imported(
        {
            "law/advice.md": f"# Advice\n\nIn time.\n\n{levels % ('Answers', 'Advises')}".encode(),
            "law/drafting.md": f"# Drafting\n\n{levels % ('Marks', 'Drafts')}".encode(),
        }
    )
    (ladder,) = made.ladders
    assert [
        (member.level.code, each.kind, each.competency, each.text)
        for member in ladder.members
        for each in member.level.fragments
    ] == [
        ("C1", "summary", "Advice", "In time."),
        ("C1", "statement", "Advice", "Answers"),
        ("C1", "statement", "Drafting", "Marks"),
        ("C2", "statement", "Advice", "Advises"),
        ("C2", "statement", "Drafting", "Drafts"),
    ]
    assert "Each document was read as a competency" in made.remarks[0].text
    # The page has it from a process of its own.
    assert pickle.loads(pickle.dumps(made)).ladders == made.ladders


def test_documents_of_a_role_each_are_a_ladder_each() -> None:
    levels = "## C1 Junior\n\n- Answers\n\n## C2 Senior\n\n- Advises\n"
    made = imported(
        {f"{role}s.md": f"# {role}s\n\n{levels}".encode() for role in ("Nurse", "Teacher")}
    )
    assert [ladder.name for ladder in made.ladders] == ["Nurses", "Teachers"]


def test_a_page_about_the_others_is_text_of_their_ladder() -> None:
    files = {"x/L1 Engineer.md": ROLE % (1, 1), "x/L2 Engineer.md": ROLE % (2, 2)}
    for name in ("x/README.md", "x.md"):
        made = imported({**files, name: b"# Ours\n\nRead them.\n\n## How\n\n- Ask.\n"})
        (ladder,) = made.ladders
        said = [(each.kind, each.text) for each in ladder.fragments]
        assert said == [("prose", "Read them."), ("remainder", "How"), ("prose", "Ask.")]
        assert not made.refused
    assert "README.md" in reasons(imported({"README.md": b"# Ours\n\nRead them.\n"}))


def test_a_page_of_html_about_the_others_is_text_of_their_ladder() -> None:
    page = b"<h1>Engineers</h1><p>Read.<ul><li><a href='L1.html'>L1</a></ul><table><td>a<td>b"
    files = {"L1 Engineer.md": ROLE % (1, 1), "L2 Engineer.md": ROLE % (2, 2), "index.html": page}
    (ladder,) = imported(files).ladders
    assert [each.text for each in ladder.fragments] == ["Read.", "L1", "a | b"]


def test_a_file_without_a_name_is_left_out() -> None:
    raw = packed({"Qx": b"y"}).replace(b"Qx", b"\0x")
    assert "no document in it" in reasons(read_documents({"Export.zip": raw}))["Export.zip"]


def test_a_page_about_the_others_is_decoded_and_lies_where_they_do() -> None:
    role = {"ab/L1 Engineer.md": ROLE % (1, 1), "a/L2 Engineer.md": ROLE % (2, 2)}
    made = imported(
        {**role, "a/README.md": "---\nid: 1\n---\n# Ours\n\nAsk René.\n".encode("cp1252")}
    )
    assert [[f.text for f in each.fragments] for each in made.ladders] == [[], ["Ask René."]]
    assert [(each.file, "Windows-1252" in each.text) for each in made.remarks] == [
        ("a/README.md", True)
    ]


def test_documents_of_a_competency_each_may_have_a_page_about_them() -> None:
    levels = "## C1 Counsel\n\n- a\n\n## C2 Senior Counsel\n\n- b\n"
    files = {f"x/{name}.md": f"# {name}\n\n{levels}".encode() for name in ("Advice", "Drafting")}
    for name in ("README", "SUMMARY", "01-introduction", "about"):
        (ladder,) = imported({**files, f"x/{name}.md": b"# Law\n\nRead both.\n"}).ladders
        assert [*ladder.competencies()] == ["Advice", "Drafting"]
        assert [each.text for each in ladder.fragments] == ["Read both."]

"""From documents to files: stable, and never over somebody's work."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.drafts.decisions import Decisions
from explorer.errors import WriteError
from explorer.files import yaml_writer
from explorer.files.loading import load
from explorer.files.schema import schema_line
from explorer.files.yaml_reader import read
from explorer.importing import plan, plan_on_disk, read_documents, write_plan
from explorer.importing.write_plan import WritePlan
from explorer.records import of_site
from explorer.text import slugs
from explorer.updating.update_plan import plan_update

ROLE = "# L2: Engineer\n\n> Good.\n\n- **Reach**: team\n\n## 🦉 Craft\n- I build things\n- I mend things\n"


def planned(files: dict[str, str], target: Path | None = None, **options: Any) -> WritePlan:
    documents = {name: text.encode() for name, text in files.items()}
    made = read_documents(documents, Decisions(**options))
    return plan(made.ladders, plan_on_disk.existing_files(target, made.ladders) if target else None)


def written(files: dict[str, str], target: Path, overwrite: bool = False) -> tuple[str, ...]:
    return plan_on_disk.write(planned(files, target), target, overwrite)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_ladder_is_written_as_a_person_would_have(tmp_path: Path) -> None:
    names = ("engineer/ladder.yaml", "engineer/L2.yaml", "engineer/imported.json")
    assert written({"L2.md": ROLE}, tmp_path) == names
    assert (tmp_path / "engineer/L2.yaml").read_text("utf-8") == (
        f'{schema_line("level")}code: "L2"\ntitle: Engineer\nsource: Imported from L2.md\nsummary: Good.\n'
        "facts:\n  Reach: team\ncompetencies:\n  craft:\n    groups:\n      - statements:\n"
        "          build-things: I build things\n          mend-things: I mend things\n"
    )
    assert 'icon: "🦉"' in (tmp_path / "engineer/ladder.yaml").read_text("utf-8")
    assert load(tmp_path).problems == ()


def test_the_same_source_again_changes_nothing(tmp_path: Path) -> None:
    double = ROLE + "- I build things\n- I build things\n"
    written({"L2.md": double}, tmp_path)
    before = everything(tmp_path)
    assert written({"L2.md": double}, tmp_path) == ()
    assert everything(tmp_path) == before


def test_a_file_that_differs_is_not_touched_without_a_yes(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    before = everything(tmp_path)
    with pytest.raises(WriteError, match="would change"):
        written({"L2.md": ROLE + "- I sing\n"}, tmp_path)
    assert everything(tmp_path) == before


def test_with_a_yes_the_old_file_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    old = (tmp_path / "engineer/L2.yaml").read_bytes()
    for song in ("sing", "dance"):
        written({"L2.md": ROLE + f"- I {song}\n"}, tmp_path, overwrite=True)
    assert (tmp_path / "engineer/L2.yaml.old").read_bytes() == old
    assert b"I sing" in (tmp_path / "engineer/L2.yaml.old-2").read_bytes()
    assert b"I dance" in (tmp_path / "engineer/L2.yaml").read_bytes()
    assert load(tmp_path).problems == ()


def test_the_difference_is_shown_line_by_line(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    changed, record = planned({"L2.md": ROLE.replace("mend", "repair")}, tmp_path).different()
    assert (record.path, record.difference()) == ("engineer/imported.json", "")
    assert "-          mend-things: I mend things" in changed.difference()
    assert "+          repair-things: I repair things" in changed.difference()


def test_an_id_that_somebody_gave_stays(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    file = tmp_path / "engineer/L2.yaml"
    file.write_text(file.read_text("utf-8").replace("build-things:", "building:"), "utf-8")
    assert written({"L2.md": ROLE}, tmp_path) == ()


def test_another_level_of_a_ladder_joins_what_is_there(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    explained = tmp_path / "engineer/ladder.yaml"
    explained.write_text(explained.read_text("utf-8") + "summary: Ours.\n", "utf-8")
    more = ROLE.replace("L2", "L3") + "## Care\n- I ask\n"
    written({"L3.md": more}, tmp_path, overwrite=True)
    (ladder,) = load(tmp_path).ladders
    assert ladder.summary == "Ours."
    assert [level.code for level in ladder.levels] == ["L2", "L3"]
    assert [term.name for term in ladder.competencies] == ["Craft", "Care"]


COMMENTED = """\
# Ours: ask before you change it.
# as on the door
name: Engineer

# The order is the order of the pages.
competencies:
  craft:
    name: Craft
    # a picture for it
    icon: "🦉"  # not a hammer
  # more will come
# facts: to be explained
facts:
  Reach:
# the end
"""


def test_an_import_into_a_ladder_keeps_every_comment(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    (tmp_path / "engineer/ladder.yaml").write_text(COMMENTED, "utf-8")
    assert written({"L2.md": ROLE}, tmp_path) == ()
    more = ROLE.replace("L2", "L3") + "## Care\n- I ask\n"
    written({"L3.md": more}, tmp_path, overwrite=True)
    assert (tmp_path / "engineer/ladder.yaml").read_text("utf-8") == COMMENTED.replace(
        "  # more will come\n", "  care:\n    name: Care\n# more will come\n"
    )


def test_a_level_that_is_imported_again_keeps_every_comment(tmp_path: Path) -> None:
    written({"L2.md": ROLE}, tmp_path)
    file = tmp_path / "engineer/L2.yaml"
    file.write_text(
        "# Agreed in May.\n"
        + file.read_text("utf-8")
        .replace("summary: Good.", "# too short?\nsummary: Good.")
        .replace('"L2"', '"L2"  # or L3', 1)
        + "# The end.\n",
        "utf-8",
    )
    before = file.read_bytes()
    assert written({"L2.md": ROLE}, tmp_path) == ()
    assert file.read_bytes() == before
    written({"L2.md": ROLE + "- I sing\n"}, tmp_path, overwrite=True)
    now = file.read_text("utf-8")
    assert now.startswith(f'# Agreed in May.\n{schema_line("level")}code: "L2"  # or L3\n')
    assert "# too short?\nsummary: Good.\n" in now
    assert now.endswith("sing: I sing\n# The end.\n")


def test_a_level_that_is_imported_again_keeps_what_no_document_says(tmp_path: Path) -> None:
    written({"L1.md": ROLE.replace("L2", "L1"), "L2.md": ROLE}, tmp_path)
    file = tmp_path / "engineer/L2.yaml"
    lineage = (
        "lineage:\n  build-things:\n    - build-things\n  mend-things:\n    - L1/mend-things\n"
    )
    own = "core:\n  - mend-things\n  - build-things\naccepted:\n  lineage: As it was.\n"
    file.write_text(f"{file.read_text('utf-8')}{lineage}{own}draft: true\n", "utf-8")
    assert written({"L2.md": ROLE}, tmp_path) == ()
    written({"L2.md": ROLE.replace("- I mend things\n", "- I sing\n")}, tmp_path, overwrite=True)
    (ladder,) = load(tmp_path).ladders
    assert load(tmp_path).problems == ()
    level = ladder.levels[1]
    assert level.draft
    assert level.core == {"build-things"}
    assert level.accepted == {"lineage": "As it was."}
    assert [(ref.id, [below.id for below in under]) for ref, under in ladder.ancestors.items()] == [
        ("build-things", ["build-things"])
    ]


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/passwd", "..", "CON", "a/b", "ladder", "Ü", "💥"]
)
def test_no_name_leads_out_of_the_target(tmp_path: Path, name: str) -> None:
    target = tmp_path / "deep" / "target"
    made = read_documents(
        {"x.md": ROLE.encode(), "y.md": f"# Engineer {name}\n## C\n- a\n".encode()},
        Decisions(name=name),
    )
    plan_on_disk.write(plan(made.ladders), target)
    assert {p.name for p in tmp_path.iterdir()} == {"deep"}
    assert {p.name for p in (tmp_path / "deep").iterdir()} == {"target"}
    assert load(target).problems == ()


@given(st.text(max_size=60))
def test_any_words_make_a_harmless_key(words: str) -> None:
    assert set(slugs.slug(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugs.slug(words)
    name = slugs.level_file_name(words, slugs.UniqueNames({"l1"}))
    assert name.endswith(".yaml")
    assert not {"/", "\\", ":", "\0"} & set(name)
    assert not name.startswith(".")


def test_a_text_too_long_for_one_is_kept_as_remainder_and_told() -> None:
    made = read_documents({"L1.md": b"# L1: E\n## C\n- a\n- " + b"word " * 5000})
    assert [p.kind for p in made.ladders[0].members[0].level.fragments] == [
        "statement",
        *["remainder"] * 2,
    ]
    assert any("25,000" in r.text or "24,999" in r.text for r in made.remarks)
    assert plan(made.ladders).obstacles == ()


def test_what_no_file_can_hold_is_refused_with_the_reason(tmp_path: Path) -> None:
    large = "# L1: E\n## C\n" + f"- I do something that takes {'a few words ' * 12}to say\n" * 7_000
    with pytest.raises(WriteError, match="at most"):
        written({"L1.md": large}, tmp_path / "to")
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize(
    ("bullet", "times", "has"),
    [(f"I build {'what is wanted here ' * 20}now", 5_000, "bytes"), ("I do", 25_001, "pieces")],
    ids=["bytes", "pieces"],
)
def test_what_no_file_can_hold_is_refused_before_any_is_made(
    bullet: str, times: int, has: str
) -> None:
    made = read_documents({"L1.md": f"# L1: E\n## C\n{f'- {bullet}{chr(10)}' * times}".encode()})
    for planned in (plan(made.ladders), plan_update(made.ladders, {}).files):
        assert planned.files == ()
        (said,) = planned.obstacles
        assert re.fullmatch(rf".*/L1\.yaml would have [\d,]+ {has} or more; .* at most .*", said)


def test_statements_without_any_section_have_no_competency(tmp_path: Path) -> None:
    written({"L1.md": "# L1: Engineer\n- I build\n"}, tmp_path)
    (record,) = of_site(load(tmp_path))
    assert (record.competency, record.text) == (None, "I build")


def test_prose_of_no_level_is_kept_and_is_a_record_without_a_level(tmp_path: Path) -> None:
    written({"all.md": "# All\n\nHello.\n\n## L1\n- a\n## L2\n- b\n"}, tmp_path)
    first = next(of_site(load(tmp_path)))
    assert (first.level, first.kind, first.text) == (None, "prose", "Hello.")
    assert first.file == "all/ladder.yaml"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1
).filter(lambda text: text.strip() == text and "\ufeff" not in text)


@given(
    st.dictionaries(
        TEXTS,
        TEXTS | st.lists(TEXTS, min_size=1) | st.lists(TEXTS, min_size=2).map("\n\n".join),
        min_size=1,
    )
)
def test_whatever_is_written_is_read_back_as_it_was(data: dict[str, Any]) -> None:
    document = read(yaml_writer.document({"all": data}).encode())
    assert document.problems == []
    assert document.data == {"all": data}


def test_the_files_are_downloaded_as_one_that_is_always_the_same() -> None:
    pack = write_plan.zip_archive(planned({"L2.md": ROLE}))
    assert pack == write_plan.zip_archive(planned({"L2.md": ROLE}))
    with zipfile.ZipFile(io.BytesIO(pack)) as held:
        names = ["engineer/ladder.yaml", "engineer/L2.yaml", "engineer/imported.json"]
        assert held.namelist() == names
        assert held.read("engineer/L2.yaml").startswith(
            schema_line("level").encode() + b'code: "L2"'
        )

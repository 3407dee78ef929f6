"""A new export merged into files that people have edited: nothing that they wrote is ever lost."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.drafts.decisions import UNDECIDED
from explorer.errors import WriteError
from explorer.files.loading import load
from explorer.files.yaml_reader import read
from explorer.importing import plan, plan_on_disk
from explorer.importing.decisions_file import read_as_before
from explorer.updating.merging import NOTHING, Take
from explorer.updating.update_plan import UpdatePlan, plan_update
from explorer.updating.update_report import as_json, report_lines
from explorer.updating.update_target import recorded, target_of

ROWS = {
    "Craft": ["I bend steel for small gates", "I shape steel for any gate"],
    "Care": ["I ask before I begin", "I listen to those who ask"],
    "Guests": ["I greet people at the door", "I turn complaints into visits"],
    "Money": ["I count the till", "I plan the week"],
}
Rows = dict[str, list[str]]


def table(rows: Rows, codes: Sequence[str] = ("L1", "L2")) -> bytes:
    """A matrix; the levels after the second say the first's words in their own way."""
    rows = {
        name: [*said, *(f"{said[0]} at {code}" for code in codes[2:])]
        for name, said in rows.items()
    }
    file = io.StringIO()
    csv.writer(file).writerows([["Skill", *codes], *([name, *said] for name, said in rows.items())])
    return file.getvalue().encode()


def first_import(target: Path, rows: Rows = ROWS) -> None:
    made, _ = read_as_before({"smiths.csv": table(rows)}, UNDECIDED, target)
    plan_on_disk.write(plan(made.ladders), target)


def update(
    target: Path,
    rows: Rows,
    name: str = "smiths.csv",
    codes: Sequence[str] = ("L1", "L2"),
    take: Take = NOTHING,
) -> UpdatePlan:
    made, _ = read_as_before({name: table(rows, codes)}, UNDECIDED, target)
    ladders = target_of(made.ladders, target)
    there = plan_on_disk.existing_files(target, ladders)
    merge = plan_update(ladders, there, UNDECIDED, take)
    plan_on_disk.write(merge.files, target, overwrite=True)
    return merge


def edit(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def told(merge: UpdatePlan) -> list[tuple[str, str]]:
    return [(each.kind, each.what) for each in merge.changes]


def texts(target: Path) -> dict[str, str]:
    """code/id: text of every statement; the folder has no problem."""
    site = load(target)
    assert not site.problems, site.problems
    return {f"{level.code}/{s.id}": s.text for _, level in site.levels() for s in level.statements}


def test_what_changed_on_one_side_is_taken_or_kept(tmp_path: Path) -> None:
    first_import(tmp_path)
    level = tmp_path / "smiths/L1.yaml"
    edit(level, ("title: L1", "# ours\ntitle: Apprentice"), ("I ask before", "I always ask before"))
    rows = {
        **ROWS,
        "Craft": ["I bend steel for large gates", ROWS["Craft"][1]],
        "Press": ["I speak", "I write"],
    }
    del rows["Money"]
    merge = update(tmp_path, rows, "smiths 2027.csv")
    assert sorted(told(merge)) == [
        ("changed", "statement bend-steel"),
        ("gone", "statement count-till"),
        ("gone", "statement plan-week"),
        ("kept", "statement ask-before"),
        ("kept", "title"),
        ("new", "statement speak"),
        ("new", "statement write"),
    ]
    now = texts(tmp_path)
    assert now["L1/bend-steel"] == "I bend steel for large gates"
    assert now["L1/ask-before"] == "I always ask before I begin"
    assert "L1/count-till" not in now
    assert "# ours\ntitle: Apprentice" in level.read_text("utf-8")
    (ladder,) = load(tmp_path).ladders
    ancestors = {str(ref.id): [a.id for a in below] for ref, below in ladder.ancestors.items()}
    assert ancestors["write"] == ["speak"]
    assert ancestors["shape-steel"] == ["bend-steel"]


def test_what_changed_on_both_sides_is_listed_and_stays(tmp_path: Path) -> None:
    first_import(tmp_path)
    edit(tmp_path / "smiths/L1.yaml", ("I greet people at the door", "I greet everybody"))
    merge = update(
        tmp_path, {**ROWS, "Guests": ["I welcome people at the door", ROWS["Guests"][1]]}
    )
    (change,) = merge.changes
    assert (change.kind, change.before, change.after) == (
        "both",
        "I greet everybody",
        "I welcome people at the door",
    )
    assert texts(tmp_path)["L1/greet-people"] == "I greet everybody"
    assert list(report_lines(merge)) == [
        "changed on both sides, nothing taken: L1.yaml: statement greet-people",
        '  here: "I greet everybody"',
        '  export: "I welcome people at the door"',
    ]
    assert as_json(merge)[0]["kind"] == "both"


def test_an_id_that_somebody_changed_is_followed(tmp_path: Path) -> None:
    first_import(tmp_path)
    level = tmp_path / "smiths/L1.yaml"
    edit(
        level, ("bend-steel:", "bending:"), ("ask-before: I ask before", "asking: I do ask before")
    )
    level.write_text(level.read_text("utf-8") + "was:\n  asking: [ask-before]\n", "utf-8")
    edit(tmp_path / "smiths/L2.yaml", ("- bend-steel", "- bending"), ("- ask-before", "- asking"))
    assert told(update(tmp_path, ROWS)) == [("kept", "statement asking")]
    merge = update(tmp_path, {**ROWS, "Craft": ["I bend steel for big gates", ROWS["Craft"][1]]})
    assert ("changed", "statement bending") in told(merge)
    assert texts(tmp_path)["L1/bending"] == "I bend steel for big gates"


def test_the_cell_of_a_matrix_keeps_its_id_however_it_is_reworded(tmp_path: Path) -> None:
    first_import(tmp_path)
    update(tmp_path, {**ROWS, "Money": ["Numbers are my friends", ROWS["Money"][1]]})
    assert texts(tmp_path)["L1/count-till"] == "Numbers are my friends"


def test_what_people_deleted_or_refer_to_stays_so(tmp_path: Path) -> None:
    first_import(tmp_path)
    level = tmp_path / "smiths/L1.yaml"
    edit(
        level, ("          greet-people: I greet people at the door\n", "          hello: I wave\n")
    )
    edit(tmp_path / "smiths/L2.yaml", ("- greet-people", "- hello"))
    level.write_text(level.read_text("utf-8") + "core: [count-till]\n", "utf-8")
    rows = {name: said for name, said in ROWS.items() if name != "Money"}
    merge = update(tmp_path, rows)
    assert ("kept although gone", "statement count-till") in told(merge)
    now = texts(tmp_path)
    assert now["L1/hello"] == "I wave"
    assert "L1/greet-people" not in now
    assert now["L1/count-till"] == "I count the till"


def test_levels_come_and_are_never_taken_away(tmp_path: Path) -> None:
    first_import(tmp_path)
    (tmp_path / "smiths/L2.yaml").unlink()
    assert told(update(tmp_path, ROWS)) == [("kept", "level L2")]
    assert not (tmp_path / "smiths/L2.yaml").exists()
    made, _ = read_as_before(
        {"smiths.csv": b"Skill,L3,L4\nCraft,I lead,I own\n"}, UNDECIDED, tmp_path
    )
    merge = plan_update(made.ladders, plan_on_disk.existing_files(tmp_path, made.ladders))
    assert ("new", "level L3") in told(merge)
    assert ("kept although gone", "level L1") in told(merge)
    plan_on_disk.write(merge.files, tmp_path, overwrite=True)
    assert [level.code for _, level in load(tmp_path).levels()] == ["L1", "L3", "L4"]


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (
            lambda home: (home / "imported.json").write_text("{\n["),
            "imported.json: this is no record",
        ),
        (lambda home: (home / "imported.json").write_text("[1]"), "this is no record of an import"),
        (
            lambda home: (home / "imported.json").write_text(
                '{"version": 1, "files": {"ladder.yaml": {"name": "S"}, "L1.yaml": {}}}'
            ),
            "this is no record of an import",
        ),
        (
            lambda home: (home / "L1.yaml").write_text("code: [L1]"),
            r"Mend this before.*L1.yaml:1:7",
        ),
        (lambda home: (home / "ladder.yaml").unlink(), "ladder.yaml is not there"),
        (
            lambda home: (home / "copy.yaml").write_bytes((home / "L1.yaml").read_bytes()),
            "copy.yaml and smiths/L1.yaml are both of the level L1",
        ),
    ],
)
def test_what_cannot_be_merged_is_said(
    tmp_path: Path, break_it: Callable[[Path], object], said: str
) -> None:
    first_import(tmp_path)
    break_it(tmp_path / "smiths")
    made, _ = read_as_before({"smiths.csv": table(ROWS)}, UNDECIDED, tmp_path)
    with pytest.raises(WriteError, match=said):
        plan_update(made.ladders, plan_on_disk.existing_files(tmp_path, made.ladders))


def test_a_ladder_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    first_import(tmp_path)
    made, _ = read_as_before({"bakers.csv": table(ROWS)}, UNDECIDED, tmp_path)
    (ladder,) = target_of(made.ladders, tmp_path)
    assert ladder.key == "smiths"
    (tmp_path / "smiths").rename(tmp_path / "chefs")
    first_import(tmp_path)
    assert recorded(tmp_path) == ["chefs", "smiths"]
    with pytest.raises(WriteError, match=r"no bakers to update \(there is: chefs, smiths\)"):
        target_of(made.ladders, tmp_path)


def test_without_a_record_the_import_is_recorded_and_nothing_else_changes(tmp_path: Path) -> None:
    first_import(tmp_path)
    (tmp_path / "smiths/imported.json").unlink()
    edit(tmp_path / "smiths/L1.yaml", ("I greet people at the door", "I greet everybody"))
    before = texts(tmp_path)
    merge = update(tmp_path, ROWS)
    assert told(merge) == [("kept", "statement greet-people")]
    assert "there was no record of its last import" in next(report_lines(merge))
    assert texts(tmp_path) == before
    rows = {**ROWS, "Craft": ["I bend all steel", ROWS["Craft"][1]]}
    rows["Guests"] = ["I welcome people at the door", ROWS["Guests"][1]]
    assert told(update(tmp_path, rows)) == [
        ("changed", "statement bend-steel"),
        ("both", "statement greet-people"),
    ]


# -- what a reader with bad luck found ---------------------------------------------------------


def test_a_level_gone_from_the_export_keeps_lineage_and_who_grows_out_of_it(tmp_path: Path) -> None:
    made, _ = read_as_before({"smiths.csv": table(ROWS, ("L1", "L2", "L3"))}, UNDECIDED, tmp_path)
    plan_on_disk.write(plan(made.ladders), tmp_path)
    before = load(tmp_path).ladders[0].ancestors
    files = {name: (tmp_path / f"smiths/{name}.yaml").read_bytes() for name in ("L2", "L3")}
    shorter = b"Skill,L1,L3\n" + b"".join(
        f"{name},{said[0]},{said[0]} at L3\n".encode() for name, said in ROWS.items()
    )
    made, _ = read_as_before({"smiths.csv": shorter}, UNDECIDED, tmp_path)
    merge = plan_update(made.ladders, plan_on_disk.existing_files(tmp_path, made.ladders))
    plan_on_disk.write(merge.files, tmp_path, overwrite=True)
    assert load(tmp_path).ladders[0].ancestors == before
    assert files == {n: (tmp_path / f"smiths/{n}.yaml").read_bytes() for n in files}
    assert [each for each in told(merge) if each[0] != "both"] == [
        ("kept although gone", "level L2")
    ]


def test_lineage_that_people_changed_stays_and_is_told(tmp_path: Path) -> None:
    first_import(tmp_path)
    edit(
        tmp_path / "smiths/L2.yaml",
        ("shape-steel:\n    - bend-steel", "shape-steel:\n    - ask-before"),
    )
    assert told(update(tmp_path, ROWS)) == [("kept", "lineage shape-steel")]
    (ladder,) = load(tmp_path).ladders
    ancestors = {str(ref.id): [a.id for a in below] for ref, below in ladder.ancestors.items()}
    assert ancestors["shape-steel"] == ["ask-before"]


def test_the_record_is_written_after_all_else(tmp_path: Path) -> None:
    first_import(tmp_path)
    merge = update(tmp_path, {**ROWS, "Money": ["I count coins", ROWS["Money"][1]]})
    assert [file.path for file in merge.files.files][-1] == "smiths/imported.json"


def test_a_new_level_takes_no_file_of_another(tmp_path: Path) -> None:
    first_import(tmp_path)
    home = tmp_path / "smiths"
    edit(home / "L1.yaml", ('code: "L1"', "code: L0"))
    (home / "L2.yaml").rename(home / "l1.5.yaml")
    edit(home / "ladder.yaml", ("name: Smiths", "name: Smiths\norder: [L0, L2]"))
    merge = update(tmp_path, ROWS, codes=("L1", "L2", "L1.5"))
    paths = [file.path for file in merge.files.files]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert "smiths/L1.5-2.yaml" in paths
    assert "code: L0" in (home / "L1.yaml").read_text("utf-8")
    assert told(merge)[-3:-1] == [("kept", "level L1"), ("new", "level L1.5")] or told(merge)


def test_a_competency_that_people_renamed_is_no_change_of_all_that_is_in_it(tmp_path: Path) -> None:
    first_import(tmp_path)
    for name in ("ladder", "L1", "L2"):
        edit(tmp_path / f"smiths/{name}.yaml", ("  craft:", "  making:"))
    edit(tmp_path / "smiths/ladder.yaml", ("name: Craft", "name: Making"))
    rows = {**ROWS, "Craft": ["I bend steel for large gates", ROWS["Craft"][1]]}
    merge = update(tmp_path, rows)
    assert told(merge) == [("changed", "statement bend-steel")]
    text = (tmp_path / "smiths/L1.yaml").read_text("utf-8")
    assert "  making:" in text
    assert "  craft:" not in text
    assert "I bend steel for large gates" in text


def test_a_group_that_people_left_empty_stays(tmp_path: Path) -> None:
    first_import(tmp_path)
    level = tmp_path / "smiths/L1.yaml"
    edit(
        level,
        (
            "          count-till: I count the till\n",
            "          count-till: I count the till\n      - scope: Later\n",
        ),
    )
    update(tmp_path, {name: said for name, said in ROWS.items() if name != "Money"})
    assert "scope: Later" in level.read_text("utf-8")


# -- which side is taken ------------------------------------------------------------------------


def test_the_export_is_taken_where_somebody_chose_it(tmp_path: Path) -> None:
    first_import(tmp_path)
    edit(
        tmp_path / "smiths/L1.yaml",
        ("I greet people at the door", "I greet everybody"),
        ("I count the till", "I count all"),
    )
    rows = {
        **ROWS,
        "Guests": ["I welcome people at the door", ROWS["Guests"][1]],
        "Money": ["I count coins", ROWS["Money"][1]],
    }
    label = "L1.yaml: statement greet-people"
    merge = update(tmp_path, rows, take={label})
    assert [(each.kind, each.label, each.chosen) for each in merge.of_both_sides()] == [
        ("changed", label, True),
        ("both", "L1.yaml: statement count-till", False),
    ]
    assert f"changed on both sides, the export's taken as chosen: {label}" in report_lines(merge)
    assert as_json(merge)[0]["chosen"] or as_json(merge)[1]["chosen"]
    assert texts(tmp_path)["L1/greet-people"] == "I welcome people at the door"
    assert texts(tmp_path)["L1/count-till"] == "I count all"
    assert update(tmp_path, rows).files.changes() == (), "neither is asked about again"


def test_a_level_that_people_deleted_comes_back_where_it_is_chosen(tmp_path: Path) -> None:
    first_import(tmp_path)
    (tmp_path / "smiths/L2.yaml").unlink()
    rows = {**ROWS, "Craft": [ROWS["Craft"][0], "I shape all steel"]}
    merge = update(tmp_path, rows, take={"L2.yaml: level L2"})
    assert [(each.kind, each.what, each.chosen) for each in merge.changes] == [
        ("new", "level L2", True)
    ]
    assert texts(tmp_path)["L2/shape-steel"] == "I shape all steel"


def test_lineage_is_chosen_like_a_statement(tmp_path: Path) -> None:
    first_import(tmp_path)
    edit(
        tmp_path / "smiths/L2.yaml",
        ("shape-steel:\n    - bend-steel", "shape-steel:\n    - ask-before"),
    )
    rows = {**ROWS, "Craft": ["", ROWS["Craft"][1]]}
    merge = update(tmp_path, rows, take={"L2.yaml: lineage shape-steel"})
    (change,) = merge.of_both_sides()
    assert (change.kind, change.before, change.after) == ("gone", "L1/ask-before", "")
    assert "shape-steel:\n    -" not in (tmp_path / "smiths/L2.yaml").read_text("utf-8")


def test_what_did_not_change_on_both_sides_cannot_be_chosen(tmp_path: Path) -> None:
    first_import(tmp_path)
    merge = update(tmp_path, ROWS)
    with pytest.raises(WriteError, match=r'"L1.yaml: title" did not .* there is: nothing'):
        merge.require(["L1.yaml: title"])
    merge.require(["all"])


# -- nothing that people wrote is ever lost ---------------------------------------------------

SAID = st.sampled_from(
    [
        "I bend steel",
        "I bend hot steel",
        "I count",
        "I plan the week",
        "I greet all",
        "Numbers, mostly",
        "",
    ]
)
EXPORT = st.dictionaries(
    st.sampled_from([*ROWS, "Press", "Rest"]), st.lists(SAID, min_size=2, max_size=2), max_size=6
)
CODES = st.sampled_from([["L1", "L2"], ["L1", "L3", "L2"], ["L2", "L3"], ["L1", "L2", "L1.5"]])
WRITTEN = st.lists(
    st.tuples(
        st.sampled_from(["reword", "rename", "delete", "note", "comment", "add", "core"]),
        st.sampled_from(["L1", "L2"]),
        st.integers(0, 9),
    ),
    max_size=6,
)
_STATEMENT = re.compile(r"^ {10}([\w-]+): (.*)$", re.MULTILINE)


def write_as_people(home: Path, edits: list[tuple[str, str, int]]) -> None:
    """Edit the files of a ladder as people do; what leaves it with a mistake is not done."""
    for number, (what, code, at) in enumerate(edits):
        file = home / f"{code}.yaml"
        before = text = file.read_text("utf-8")
        found = list(_STATEMENT.finditer(text))
        one = found[at % len(found)] if found else None
        if what == "note":
            text += f"notes:\n  - Ours {number}\n" if "notes:" not in text else ""
        elif what == "core" and one and "core:" not in text:
            text += f"core: [{one[1]}]\n"
        elif one and what in ("reword", "rename", "delete", "comment", "add"):
            line = one[0]
            instead = {
                "reword": f"          {one[1]}: We say {number}",
                "rename": f"          ours-{number}: {one[2]}",
                "delete": "",
                "comment": f"          # why {number}\n{line}",
                "add": f"{line}\n          more-{number}: We add {number}",
            }[what]
            text = text.replace(line, instead, 1)
        file.write_text(text, "utf-8")
        if any(each.severity == "error" for each in load(home.parent).problems):
            file.write_text(before, "utf-8")


@settings(max_examples=25, deadline=None)
@given(edits=WRITTEN, export=EXPORT, again=EXPORT, codes=CODES)
def test_nothing_that_people_wrote_is_lost(
    edits: list[tuple[str, str, int]], export: Rows, again: Rows, codes: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder)
        first_import(target)
        home = target / "smiths"
        write_as_people(home, edits)
        ours = re.compile(r"We (?:say|add) \d+|Ours \d+|# why \d+|ours-\d+(?=: We)")
        for rows in (export, again):
            if not any(text for said in rows.values() for text in said):
                continue
            before = {f.name: f.read_text("utf-8") for f in home.glob("L*.yaml")}
            try:
                update(target, rows, codes=codes)
            except WriteError:  # one level alone is called otherwise
                assert before == {f.name: f.read_text("utf-8") for f in home.glob("L*.yaml")}
                continue
            for name, text in before.items():
                after = (home / name).read_text("utf-8")
                assert set(ours.findall(text)) <= set(ours.findall(after)), (name, text, after)
                assert read((home / name).read_bytes()).problems == []
            assert not [p for p in load(target).problems if p.severity == "error"]
            assert update(target, rows, codes=codes).files.changes() == ()


@settings(max_examples=15, deadline=None)
@given(export=EXPORT)
def test_files_that_nobody_edited_say_what_the_export_says(export: Rows) -> None:
    export = {name: said for name, said in export.items() if all(said)}
    if len(export) < 2:
        return
    with TemporaryDirectory() as folder:
        target, fresh = Path(folder) / "a", Path(folder) / "b"
        first_import(target)
        first_import(fresh, export)
        update(target, export)
        assert sorted(texts(target).values()) == sorted(texts(fresh).values())

"""Where lineage is open: what lacks is listed, likely ones have a reason, nothing is written."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from explorer import cli
from explorer.compare.alignment import NEIGHBOURS, SUGGESTED
from explorer.compare.lineage_gaps import OpenEnd, open_ends
from explorer.files.loading import load
from explorer.model import Ladder
from library.writing import SAMPLE, level, write

LEARNS = "I learn from incidents and write postmortems"
TEACHES = "I teach my group to learn from incidents and to write postmortems"


def ladder_of(folder: Path, *levels: dict[str, Any]) -> Ladder:
    site = load(write(folder, {f"{each['code']}.yaml": each for each in levels}))
    assert site.problems == ()
    return site.ladders[0]


def short(found: list[OpenEnd]) -> list[tuple[str, str, list[str]]]:
    return [
        (
            f"{end.level.code}/{end.statement.id}",
            end.lacks,
            [f"{each.level.code}/{each.statement.id}" for each in end.likely],
        )
        for end in found
    ]


def test_what_lacks_an_ancestor_or_an_heir_is_listed_with_likely_ones(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"learns": LEARNS, "bakes": "I bake bread"}),
        level("L2", {"teaches": TEACHES, "sings": "Songs are sung at dusk"}),
    )
    assert short(list(open_ends(ladder))) == [
        ("L1/learns", "heir", ["L2/teaches"]),
        ("L1/bakes", "heir", []),
        ("L2/teaches", "ancestor", ["L1/learns"]),
        ("L2/sings", "ancestor", []),
    ]
    (likely,) = next(open_ends(ladder)).likely
    assert likely.why.startswith("both speak of ")
    assert '"postmortems"' in likely.why


def test_what_is_linked_or_known_to_have_no_ancestor_is_not_open(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"learns": LEARNS}),
        level(
            "L2",
            {"teaches": TEACHES, "sings": "I sing"},
            lineage={"teaches": ["learns"], "sings": []},
        ),
    )
    assert list(open_ends(ladder)) == []


def test_the_lowest_level_lacks_no_ancestor_and_the_highest_no_heir(sre: Ladder) -> None:
    found = list(open_ends(sre))
    assert found
    assert not [end for end in found if end.lacks == "ancestor" and end.level is sre.levels[0]]
    assert not [end for end in found if end.lacks == "heir" and end.level is sre.levels[-1]]


def test_an_heir_in_a_level_further_up_is_an_heir(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path,
        level("L1", {"learns": LEARNS}),
        level("L2", {"sings": "I sing"}, lineage={"sings": []}),
        level("L3", {"teaches": TEACHES}, lineage={"teaches": ["L1/learns"]}),
    )
    assert short(list(open_ends(ladder))) == [("L2/sings", "heir", [])]


@pytest.mark.parametrize("levels", [[], [level("L1", {"a": LEARNS})]], ids=["none", "one"])
def test_a_ladder_of_less_than_two_levels_has_no_open_ends(
    tmp_path: Path, levels: list[dict[str, Any]]
) -> None:
    assert list(open_ends(Ladder("x", "X"))) == []
    if levels:
        assert list(open_ends(ladder_of(tmp_path, *levels))) == []


def test_an_empty_level_is_no_obstacle(tmp_path: Path) -> None:
    ladder = ladder_of(
        tmp_path, level("L1", {"a": LEARNS}), level("L2"), level("L3", {"b": TEACHES})
    )
    assert short(list(open_ends(ladder))) == [("L1/a", "heir", []), ("L3/b", "ancestor", [])]


def test_suggestions_are_few_from_the_next_level_and_say_why(sre: Ladder, tmp_path: Path) -> None:
    bare = load(_without_lineage(tmp_path)).ladders[0]
    codes = [each.code for each in bare.levels]
    found = list(open_ends(bare))
    assert len(found) > 100
    suggested = [(end, each) for end in found for each in end.likely]
    assert len(suggested) > 20
    for end, each in suggested:
        step = 1 if end.lacks == "heir" else -1
        assert codes.index(each.level.code) == codes.index(end.level.code) + step
        assert each.why.startswith(("both speak of", "both say much the same"))
        assert len(end.likely) <= 2


def test_what_is_suggested_is_mostly_what_the_authors_wrote(sre: Ladder, tmp_path: Path) -> None:
    assert SUGGESTED < NEIGHBOURS, "a person is asked about more than is paired"
    bare = load(_without_lineage(tmp_path)).ladders[0]
    firsts = [end for end in open_ends(bare) if end.likely and end.lacks == "ancestor"]
    right = [
        end
        for end in firsts
        if any(
            ancestor.id == end.likely[0].statement.id
            for _, ancestor in sre.grows_from(end.level, end.statement)
        )
    ]
    assert len(right) > len(firsts) / 3


def _without_lineage(folder: Path) -> Path:
    for file in sorted((SAMPLE / "sre").glob("*.yaml")):
        text = file.read_text("utf-8").partition("\nlineage:")[0] + "\n"
        write(folder, {f"sre/{file.name}": text})
    return folder


# -- on the command line ---------------------------------------------------------------


def run(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli.main, ["check", str(folder), "--lineage", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def home(tmp_path: Path) -> Path:
    files = {
        "sre/L1.yaml": level("L1", {"learns": LEARNS}),
        "sre/L2.yaml": level("L2", {"teaches": TEACHES}),
    }
    return write(tmp_path / "all", files)


def test_open_ends_are_printed_by_file_and_line(home: Path) -> None:
    result = run(home)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"{home}/sre/L1.yaml:7: L1/learns has no descendant yet: {LEARNS}"
    assert lines[1].endswith(f"L2/teaches has no ancestor yet: {TEACHES}")
    assert lines[2].startswith("    likely L1/learns (both speak of "), "each pair once"
    assert lines[-1] == (
        "1 statement without an ancestor, 1 without a descendant. "
        "Write `id: []` under lineage for what is known to have no ancestor; "
        "`ladder lineage suggest` prints lines to paste."
    )


def test_open_ends_are_json_for_scripts(home: Path) -> None:
    found = json.loads(run(home, "--json").stdout)
    assert [(each["level"], each["id"], each["lacks"]) for each in found] == [
        ("L1", "learns", "heir"),
        ("L2", "teaches", "ancestor"),
    ]
    for each in found:
        assert list(each) == ["file", "line", "level", "id", "lacks", "likely"]
        line = Path(each["file"]).read_text("utf-8").splitlines()[each["line"] - 1]
        assert line.strip().startswith(f"{each['id']}:")
        (likely,) = each["likely"]
        assert list(likely) == ["level", "id", "text", "why"]


def test_nothing_is_ever_written(home: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        return {
            str(path): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
            for path in sorted(home.rglob("*"))
        }

    before = state()
    for words in ((), ("--json",)):
        run(home, *words)
    assert state() == before


def test_a_folder_without_a_ladder_is_said_in_a_sentence(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "There is no level to read in" in result.stderr
    assert list(tmp_path.iterdir()) == []

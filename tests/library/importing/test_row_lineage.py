"""What stands in one row of a matrix is written as lineage, and compared as a pair."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from explorer.compare.comparison import compare
from explorer.files.loading import load
from explorer.importing import plan, plan_on_disk, read_documents
from explorer.model import Ladder, Ref


def imported(text: str, target: Path, name: str = "matrix.csv") -> Ladder:
    made = read_documents({name: text.encode()})
    plan_on_disk.write(plan(made.ladders), target)
    site = load(target)
    assert not site.problems
    return site.ladders[0]


def lineage(ladder: Ladder) -> dict[str, dict[str, tuple[str, ...]]]:
    return {level.code: dict(level.lineage) for level in ladder.levels if level.lineage}


def test_a_row_pairs_its_cells_through_an_empty_one(tmp_path: Path) -> None:
    ladder = imported("Area,L1,L2,L3\nCraft,Cuts,,Plans\nCare,Asks,Answers,Teaches\n", tmp_path)
    assert lineage(ladder) == {
        "L2": {"answers": ("asks",)},
        "L3": {"plans": ("L1/cuts",), "teaches": ("answers",)},
    }


def test_several_texts_of_a_row_are_paired_by_their_words(tmp_path: Path) -> None:
    text = 'Area,L1,L2\nCare,"Mends tools\nListens to clients","Listens to all clients\nMends machines\nTeaches"\n'
    assert lineage(imported(text, tmp_path)) == {
        "L2": {
            "listens-clients": ("listens-clients",),
            "mends-machines": ("mends-tools",),
            "teaches": ("listens-clients",),
        }
    }


def test_a_column_pairs_the_levels_of_rows(tmp_path: Path) -> None:
    text = "| Level | Craft | Care |\n|-|-|-|\n| L1 | Cuts | Asks |\n| L2 | Plans | Answers |\n"
    ladder = imported(text, tmp_path, "matrix.md")
    assert lineage(ladder) == {"L2": {"plans": ("cuts",), "answers": ("asks",)}}


def test_a_comparison_pairs_what_stands_in_one_row(tmp_path: Path) -> None:
    ladder = imported("Area,L1,L2\nCraft,Cuts,Sets the style\nCraft,Sweeps,Hires\n", tmp_path)
    pairs = compare(*ladder.levels, ladder).competencies[0].pairs
    assert [([s.text for s in p.before], [s.text for s in p.after]) for p in pairs] == [
        (["Cuts"], ["Sets the style"]),
        (["Sweeps"], ["Hires"]),
    ]


def test_what_a_keeper_wrote_stays_and_the_rest_is_written_again(tmp_path: Path) -> None:
    text = "Area,L1,L2\nCraft,Cuts,Plans\nCare,Asks,Answers\n"
    imported(text, tmp_path)
    file = tmp_path / "matrix" / "L2.yaml"
    file.write_text(file.read_text().replace("  answers:\n    - asks\n", "  answers: [cuts]\n"))
    again = plan(
        read_documents({"matrix.csv": text.encode()}).ladders,
        {"matrix/L2.yaml": file.read_bytes()},
    )
    assert {each.path: each.state for each in again.files}["matrix/L2.yaml"] == "same"


CELL = st.lists(st.sampled_from(["Asks", "Answers", "Cuts wood", "Cuts", "Plans"]), max_size=4)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5))
def test_each_text_of_a_row_grows_out_of_the_row(
    rows: list[tuple[list[str], list[str], list[str]]],
) -> None:
    cells = ["| " + " | ".join(["Craft", *map("<br>".join, row)]) + " |" for row in rows]
    text = "\n".join(["| Area | L1 | L2 | L3 |", "|-|-|-|-|", *cells])
    if not any(map(any, rows)):
        return
    with TemporaryDirectory() as target:
        ladder = imported(text, Path(target), "x.md")
    for at, level in enumerate(ladder.levels):
        told = [len(row[at]) for row in rows if any(row[:at])]
        assert len(level.lineage) == sum(told)
        assert all(ladder.ancestors[Ref(level.code, id)] for id in level.lineage)

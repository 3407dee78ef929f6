"""An import is bounded before its work is done, and what it does grows with its size."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from explorer.documents import limits
from explorer.importing import plan, read_documents
from explorer.importing.pipeline import ImportResult
from explorer.text.slugs import UniqueNames, level_file_name


def _row(cells: str) -> str:
    return (
        f"{cells} I take a thing that somebody needs and do it with some care, as does everybody\n"
    )


TOO_LARGE = {
    "rows.md": "| Area | L1 |\n|--|--|\n" + _row("| Craft |") * 130_000,
    "rows.csv": "Area,L1\n" + _row("Craft,") * 140_000,
    "rows.html": "<table><tr><th>Area<th>L1\n" + "<tr><td>Craft<td>I do" * 160_000,
    "cr.md": "# L1: Baker\r" + "- I bake\r" * 260_000,
    "bytes.md": "# L1: Baker\n- " + "word " * 2_100_000,
}


def _steps(work: Callable[[int], None], number: int) -> int:
    """How many lines of Python run: the same on every machine, however busy it is."""
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work(number)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_document_beyond_a_limit_is_refused_at_once(name: str) -> None:
    raw = TOO_LARGE[name].encode()
    small = {"L1.md": b"# L1: Baker\n- I bake\n"}
    read: list[ImportResult] = []
    alone = _steps(lambda _: read.append(read_documents(small)), 0)
    taken = _steps(lambda _: read.append(read_documents({**small, name: raw})), 0)
    # Its cells are counted, a step each; to read them takes a hundred.
    assert taken < alone + raw.count(b"<") + 200
    _, made = read
    (refused,) = made.refused
    assert refused.file == name
    most = ("more than 250,000 lines", "more than 300,000 cells", "at most 10,485,760 are read")
    assert any(words in refused.reason for words in most)
    assert len(made.ladders) == 1


def test_more_levels_than_a_folder_holds_are_never_planned() -> None:
    text = "".join(f"# Level {at} - Baker\n\n- I bake\n\n" for at in range(1, 700))
    made = read_documents({"x.md": text.encode()})
    assert [each.reason for each in made.refused] == [
        "with it there are more than 500 levels, the most that one import reads"
    ]
    assert made.ladders == ()


def test_the_limits_count_all_documents_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FRAGMENTS", 5)
    role = "# L{}: Baker\n\n- I bake\n- I sell\n"
    made = read_documents({f"{at}.md": role.format(at).encode() for at in range(1, 5)})
    assert [each.file for each in made.refused] == ["3.md", "4.md"]
    assert len(made.ladders[0].members) == 2


def _names(number: int) -> None:
    names = UniqueNames()
    assert len({level_file_name("日本", names) for _ in range(number)}) == number


def _competencies(number: int) -> None:
    names = (chr(0x4E00 + at) for at in range(number))
    text = "# L1: Baker\n" + "".join(f"## {name}\n- {name}\n" for name in names)
    assert not plan(read_documents({"L1.md": text.encode()}).ladders).obstacles


def _same_words(number: int) -> None:
    text = "# L1: Baker\n## Ovens\n" + "- I do a thing\n" * number
    assert not plan(read_documents({"L1.md": text.encode()}).ladders).obstacles


def _titles(number: int) -> None:
    text = "".join(f"# Level {at} - Baker\n\n- I bake\n\n" for at in range(1, number // 10))
    assert not plan(read_documents({"x.md": text.encode()}).ladders).obstacles


@pytest.mark.parametrize("work", [_names, _competencies, _same_words, _titles])
def test_four_times_the_size_takes_about_four_times_the_steps(work: Callable[[int], None]) -> None:
    work(200)  # what is loaded and compiled once
    # Quadratic work would take sixteen times the steps.
    assert _steps(work, 800) < 6 * _steps(work, 200)


def test_a_file_name_that_turns_a_line_around_is_shown_without_it() -> None:
    made = read_documents({"L2-\u202egnp.md": b"# L2: Baker\n- I bake\n", "\u2066x\x07.md": b"-"})
    assert [each.draft.file for each in made.read] == ["L2-\N{REPLACEMENT CHARACTER}gnp.md"]
    assert made.refused[0].file == "\N{REPLACEMENT CHARACTER}x\N{REPLACEMENT CHARACTER}.md"
    assert b"\xe2\x80\xae" not in b"".join(file.content for file in plan(made.ladders).files)

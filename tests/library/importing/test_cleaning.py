"""Whatever a document holds, the files that are planned for it load without a problem."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load
from explorer.importing import plan, plan_on_disk, read_documents

# Words beside what is blank, hidden, or means something to one of the readers.
PIECES = st.sampled_from(
    [
        *("I bake", "Reach", "Owl", "L2", "L3", "Senior Baker", "maybe:", "Examples", "TODO: more"),
        *("", " ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{IDEOGRAPHIC SPACE}", "\ufeff"),
        *("&nbsp;", "&#xFEFF;", "&#0;", "&#133;", "&#x202E;", "&#xD800;", "&lt;b&gt;"),
        *(
            "\u202e",
            "**",
            "** **",
            "`",
            "` `",
            "<br>",
            "<!-- -->",
            "<b></b>",
            "🦉",
            "- ",
            "> ",
            "#",
        ),
        *("\\", "_ _", "[x]", "[ ]", "[](x)", "![](y)", "---", "…", ": ", "\t", "1.", "ﬁ", "日本"),
    ]
)
WORDS = st.lists(PIECES, max_size=4).map(" ".join)
LISTS = st.lists(WORDS, min_size=1, max_size=5)


def _role(words: list[str]) -> tuple[str, str]:
    starts = (
        "# L2: ",
        "> ",
        "- **Reach**: ",
        "## ",
        "- ",
        "  - ",
        "### ",
        "* ",
        "",
        "**",
        "- [ ] ",
    )
    lines = [f"{starts[at % len(starts)]}{each}" for at, each in enumerate(words)]
    return "role.md", "\n\n".join(["# L1: Baker", "- a", *lines])


def _rows(words: list[str]) -> list[list[str]]:
    return [["Area", "L1", "L2"], ["Craft", "I bake", "I sell"]] + [
        [words[(at + more) % len(words)] for more in range(3)] for at in range(len(words))
    ]


def _pipes(words: list[str]) -> tuple[str, str]:
    lines = ["| " + " | ".join(row) + " |" for row in _rows(words)]
    return "table.md", "\n".join([lines[0], "|---|---|---|", *lines[1:]])


def _html(words: list[str]) -> tuple[str, str]:
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in _rows(words)]
    return "table.html", "<table>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>"


def _csv(words: list[str]) -> tuple[str, str]:
    return "table.csv", "\n".join(
        ",".join(f'"{cell}"' for cell in row) for row in _rows([escape(word) for word in words])
    )


def _front_matter(words: list[str]) -> tuple[str, str]:
    quoted = [word.replace("'", "''").replace("\t", " ") for word in words]
    topics = "\n".join(
        f"  - name: '{word}'\n    title: '{word}'\n    content:\n      - level: 1\n        criteria:\n"
        f"          - '{word}'\n          - \"\\uFEFF\"\n          - I bake"
        for word in quoted
    )
    return "topics.md", f"---\ntopics:\n{topics}\n---\n{words[0]}\n"


def problems_of(files: dict[str, str]) -> list[str]:
    """What stands against the planned files, and what the loader says of them when written."""
    made = read_documents({name: text.encode() for name, text in files.items()})
    planned = plan(made.ladders)
    if planned.obstacles or not planned.files:
        return list(planned.obstacles)
    with TemporaryDirectory() as folder:
        plan_on_disk.write(planned, Path(folder))
        return [str(problem) for problem in load(folder).problems]


@given(LISTS, st.sampled_from([_role, _pipes, _html, _csv, _front_matter]), WORDS)
def test_what_is_planned_loads_without_a_problem(words, make, file_name) -> None:  # type: ignore[no-untyped-def]
    name, text = make(words)
    assert problems_of({name: text}) == []
    stem, _, ending = name.partition(".")
    assert problems_of({f"{file_name.replace('/', '')}{stem}.{ending}": text}) == []


@pytest.mark.parametrize(
    "text",
    [
        "# L2: Baker\n## Ovens\n- &#xFEFF;\n- I light them\n",
        "# L2: Baker\n## Ovens\n- \N{NO-BREAK SPACE}\n- I light them\n",
        "# L2: Baker\n## &#8203;\n- I light them\n",
        "| Area | L1 | L2 |\n|---|---|---|\n| Craft | I | I |\n| \u200b | I |  |\n| I |  |  |\n|  |  | \u200b |\n",
    ],
)
def test_what_is_blank_once_it_is_clean_forbids_nothing(text: str) -> None:
    assert problems_of({"L2.md": text}) == []


def test_the_lines_of_a_blank_text_stay_accounted_for() -> None:
    text = "<table>\n<tr><th>Area<th>L1<th>L2\n<tr><td>Craft<td>&#xFEFF;<td>I bake\n<tr><td>Care\n<td>&#xFEFF;\n<td>x\n</table>"
    (read,) = read_documents({"x.html": text.encode()}).read
    kinds = {fragment.kind for fragment in read.draft.fragments()}
    assert "remainder" not in kinds
    assert all(fragment.text.strip() for fragment in read.draft.fragments())

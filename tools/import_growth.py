"""Prints how time and memory grow when tables and front matter are imported, up to 5 MB.

Each document is made in three sizes, each twice the one before: where both figures about
double with the size, the growth is linear. Run with `python -m tools.import_growth`; a word
after it picks the documents with that word in their name.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence

from explorer.documents import web_pages
from explorer.drafts.draft import Draft
from explorer.drafts.pages import front_matter
from explorer.drafts.pages.markdown_pages import read_blocks
from explorer.drafts.tables import spreadsheets, tables

SIZES = (1_250_000, 2_500_000, 5_000_000)

Reader = Callable[[Sequence[str], str], Draft | str]

_PIPES = "| Category | A (L2) | B (L3) |\n|--|--|--|\n"
_CELL = "You set direction for **teams** and `code`<br>again and again with care"
_HTML = "<table><tr><th></th><th>L1</th><th>L2</th></tr>\n"
_YAML = "      - level: 1\n        criteria:\n          - does this\n"


def _page(lines: Sequence[str], file: str) -> Draft | str:
    page = web_pages.read(lines)
    return page if isinstance(page, str) else _markdown(page.lines, file)


def _markdown(lines: Sequence[str], file: str) -> Draft | str:
    return tables.read(read_blocks(lines), file, "Markdown table")


def documents(size: int) -> Iterator[tuple[str, Reader, str]]:
    """(name, reader, text) of documents of about `size` characters, sound and hostile ones."""

    def filled(begin: str, part: str, end: str = "") -> str:
        return begin + part * (size // len(part)) + end

    md, html, sheet, yaml = (
        _markdown,
        _page,
        spreadsheets.read,
        front_matter.read,
    )
    yield "pipe table", md, filled(_PIPES, f"| *Skill* | {_CELL} | {_CELL} |\n")
    yield "pipe: one long cell", md, filled(f"{_PIPES}| a | ", "word ", "| b |")
    yield "pipe: nothing but pipes", md, filled(_PIPES, "|")
    yield "pipe: backticks", md, filled(f"{_PIPES}| a | ", "`", " |")
    yield "pipe: many tables", md, filled("", "## L3\n\n| Area | Text |\n|--|--|\n| a | b |\n\n")
    yield "html table", html, filled(_HTML, "<tr><td>Craft<td><b>a</b><ul><li>b<li>c</ul><td>d\n")
    yield "html: unclosed tags", html, filled(f"{_HTML}<tr><td>a<td>", "<b>x")
    yield "html: angle brackets", html, filled(f"{_HTML}<tr><td>a<td>", "<")
    yield "html: comments", html, filled(f"{_HTML}<tr><td>a<td>", "<!--")
    yield "html: open attributes", html, filled(f"{_HTML}<tr><td>a<td>", '<a b="')
    yield "html: endless spans", html, filled(_HTML, "<tr><td rowspan=60000 colspan=1000>x")
    yield "html: tables in cells", html, filled(f"{_HTML}<tr><td>", "<table><tr><td>")
    yield "csv", sheet, filled("Area,L1,L2\n", 'Craft,"Writes, and\nreads",Does\n')
    yield "csv: one cell", sheet, filled('Area,L1,L2\nx,"', "a b\n", '",c')
    yield "csv: open quotes", sheet, filled("Area,L1,L2\n", 'x,"a\n', '"')
    yield "csv: nothing but commas", sheet, filled("Area,L1,L2\n", ",")
    yield "csv: one line", sheet, filled("", "x")
    yield "front matter", yaml, filled("---\ntopics:\n  - name: a\n    content:\n", _YAML, "---\n")
    yield (
        "front matter: one text",
        yaml,
        filled("---\nlevels:\n  - code: L1\n    criteria:\n      - |\n", "        word\n", "---\n"),
    )
    yield "front matter: brackets", yaml, filled("---\n", "a: [\n")


def measured(reader: Reader, text: str) -> tuple[float, float]:
    """Seconds, and megabytes at the peak, that reading a text takes."""
    lines = text.split("\n")
    began = time.perf_counter()
    reader(lines, "x")
    seconds = time.perf_counter() - began
    tracemalloc.start()
    reader(lines, "x")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, peak / 1_000_000


def main() -> None:
    wanted = sys.argv[1:]
    print(f"{'document':26}" + "".join(f"{size / 1e6:>10.2f} MB        " for size in SIZES))
    for made in zip(*(documents(size) for size in SIZES), strict=True):
        name = made[0][0]
        if wanted and not any(word in name for word in wanted):
            continue
        figures = [measured(reader, text) for _, reader, text in made]
        print(f"{name:26}" + "".join(f"{s:8.2f} s {mb:7.0f} MB " for s, mb in figures), flush=True)


if __name__ == "__main__":
    main()

"""How time and memory of an import grow with the size of a document, up to 5 MB.

Each form of document is read at two sizes, the larger four times the smaller; growth of
time and memory near 4 is linear. What is beyond the limits of an import is said to be refused, in
the time that it took. The figures are for people.
"""

import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage

import docx
import openpyxl  # type: ignore[import-untyped]

from explorer.importing import plan, read_documents

MEGABYTE = 1_000_000
_BULLET = "- I do **things** with [care](https://example.org) and with patience.\n"


def _filled(fragment: str, size: int, head: str = "# L1: Engineer\n\n## Craft\n\n") -> str:
    return head + fragment * ((size - len(head)) // len(fragment))


def _different(fragment: str, size: int, head: str) -> str:
    """Fragments of which each has a number: what is remembered of a text helps no other one."""
    times = (size - len(head)) // len(fragment.format(100_000))
    return head + "".join(map(fragment.format, range(100_000, 100_000 + times)))


def _levels(size: int) -> str:
    """As many levels as one import makes, at most; what they say grows with the size."""
    level = "# L{}: Engineer\n\n> _I build._\n\n- **Reach**: team\n\n## Craft\n\n"
    end = "maybe:\n- I sing.\n\n<details><summary>Examples</summary>\n- I sang.\n</details>\n\n"
    number = min(400, size // 2_000)
    body = _BULLET * ((size // number - len(level) - len(end)) // len(_BULLET)) + end
    return "".join(level.format(at) + body for at in range(number))


def _web_page(size: int) -> str:
    row = "<tr><td>Craft</td><td><ul><li>I do things with care</li></ul></td><td>I plan</td></tr>\n"
    return _filled(row, size, "<table><tr><th></th><th>L1</th><th>L2</th></tr>\n")


def _workbook(size: int) -> bytes:
    """A sheet whose cells have so many letters; packed it is far smaller."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Growth")
    sheet.append(["Area", "L1", "L2"])
    row = ["Craft", "I do things with care and with patience", "I plan what others do"]
    for _ in range(size // sum(map(len, row))):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _word_document(size: int) -> bytes:
    """A document whose paragraphs have so many letters."""
    document = docx.Document()
    document.add_heading("L1: Engineer", 1)
    said = "I do things with care and with patience, and I say so."
    for _ in range(size // len(said)):
        document.add_paragraph(said, "List Bullet")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _nested(size: int) -> str:
    """Bullets as deep as can be written in this size: at 5 MB, ten thousand."""
    count = 10_000 * size // (5 * MEGABYTE)
    step = max(size // count - 8, 2)
    lines = (f"{' ' * min(2 * number, step)}- word {number}" for number in range(count))
    return "# L1: Engineer\n\n## Craft\n\n" + "\n".join(lines)


FORMS: dict[str, tuple[str, Callable[[int], str | bytes]]] = {
    "several levels": ("all.md", _levels),
    "one level of bullets": ("all.md", lambda size: _filled(_BULLET, size)),
    "bullets of facts": (
        "all.md",
        lambda size: _filled("- Name: a value\n", size, "# L1: E\n\n") + "\n## Craft\n\n- Bakes\n",
    ),
    "lines below a rule": (
        "all.md",
        lambda size: _filled(
            "Ask the guild, and ask it again. " * 4 + "\n\n",
            size,
            "# L1: E\n\n## Craft\n\n- Bakes\n\n---\n\n",
        ),
    ),
    "prose beside levels": (
        "all.md",
        lambda size: _filled(
            "Some prose of the house. " * 5 + "\n\n",
            size,
            "".join(f"# E{at}: Cook\n\nPaid: well\n\n## Craft\n\n- Bakes\n\n" for at in range(99))
            + "# About us\n\n",
        ),
    ),
    "one line": ("all.md", lambda size: _filled("word *a* `b` <i>c</i> ", size, "# L1: E\n\n- ")),
    "nested bullets": ("all.md", _nested),
    "marks never closed": (
        "all.md",
        lambda size: _filled("[a *b _c `d <e ", size, "# L1: E\n\n- "),
    ),
    "Markdown table": (
        "all.md",
        lambda size: _filled("| Craft | does a | does b |\n", size, "| | L1 | L2 |\n|--|--|--|\n"),
    ),
    "spreadsheet": (
        "all.csv",
        lambda size: _filled('Craft,"does, a",does b\n', size, "Area,L1,L2\n"),
    ),
    "different rows": (
        "all.csv",
        lambda size: _different(
            "Skill {0},Does the work of week {0},Plans week {0}\n", size, "Area,L1,L2\n"
        ),
    ),
    "different people": (
        "all.csv",
        lambda size: _different(
            "Jane {0},Engineer of machine {0},Looks after {0}\n", size, "Name,Role,Work\n"
        ),
    ),
    "different headings": (
        "all.md",
        lambda size: _different(
            "## Area of machine {0}\n\n- Looks after machine {0} and its papers, and orders what it needs in time\n\n",
            size,
            "# L1: Engineer\n\n",
        ),
    ),
    "front matter": (
        "all.md",
        lambda size: (
            _filled(
                '          - "Does things"\n',
                size - 5,
                "---\ntopics:\n  - name: craft\n    content:\n      - level: 1\n        criteria:\n",
            )
            + "---\n"
        ),
    ),
    "web page": ("all.html", _web_page),
    "workbook": ("all.xlsx", _workbook),
    "Word document": ("all.docx", lambda size: _word_document(size // 4)),
    "no ladder": ("all.md", lambda size: _filled("Some words of prose.\n\n", size, "# Notes\n\n")),
}


def measured(file: str, raw: bytes) -> tuple[float, float, bool]:
    """Seconds of work that reading a document and planning its files take, the megabytes that
    the process had at its largest, and whether it was refused; in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_measured, file, raw).result()


def _measured(file: str, raw: bytes) -> tuple[float, float, bool]:
    start = time.process_time()
    made = read_documents({file: raw})
    plan(made.ladders)
    seconds = time.process_time() - start
    return seconds, getrusage(RUSAGE_SELF).ru_maxrss / 1024, bool(made.refused)


def main(arguments: Iterable[str]) -> None:
    largest = int(next(iter(arguments), "5")) * MEGABYTE
    print(
        f"{'an import of':22} {'MB':>5} {'seconds':>8} {'growth':>7} {'most memory':>12} {'for a MB more':>14}"
    )
    for form, (file, make) in FORMS.items():
        before: tuple[float, float, float] | None = None
        for size in (largest // 4, largest):
            made = make(size)
            raw = made.encode() if isinstance(made, str) else made
            # What is packed is told by the letters in it.
            length = (len(raw) if isinstance(made, str) else size) / MEGABYTE
            seconds, memory, refused = measured(file, raw)
            growth = "refused" if refused else ""
            more = ""
            if before and not refused:
                growth = f"x{seconds / max(before[1], 0.01):.1f}"
                more = f"{(memory - before[2]) / (length - before[0]):.0f} MB"
            print(
                f"{form:22} {length:5.2f} {seconds:8.2f} {growth:>7} {memory:9.0f} MB {more:>14}",
                flush=True,
            )
            before = None if refused else (length, seconds, memory)


if __name__ == "__main__":
    main(sys.argv[1:])

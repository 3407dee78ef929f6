"""The judged documents: what a careful reader would take out of each, and how near a reading comes.

Loads the documents of this folder with the `.expected.json` beside each, and scores any
function from a path to records against them. How documents are read is left to whoever
brings that function; what the set holds and decided is told in README.md.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl

HERE = Path(__file__).parent
SHAPES = (
    "role-a-file",
    "several-roles",
    "matrix",
    "front-matter",
    "workbook",
    "word",
    "page",
    "refused",
)
ENDING = ".expected.json"
COUNTED = ("level", "title", "competency", "scope", "kind", "text")

Row = tuple[str | None, ...]
"""What of a record is compared: the values of `COUNTED`, in that order."""

Reading = Callable[[Path], Sequence[Mapping[str, Any]] | None]
"""The records of a document, as mappings that have at least `COUNTED`; None: refused."""


class JudgedLadder(NamedTuple):
    """The names that a ladder may have, and the codes of its levels from the lowest on."""

    names: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document with what is expected of it. `encoding` is the document's, and
    `mojibake` the encoding that its UTF-8 was once misread as, or None."""

    path: Path
    refused: bool
    ladders: tuple[JudgedLadder, ...]
    records: tuple[Mapping[str, str | None], ...]
    remainder: tuple[str, ...]
    encoding: str
    mojibake: str | None

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def text(self) -> str:
        """The document, decoded and repaired; of a packed one what its cells or paragraphs say."""
        if self.path.suffix == ".xlsx":
            book = openpyxl.load_workbook(self.path)
            cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
            return "\n".join([*book.sheetnames, *(str(value) for value in cells if value)])
        if self.path.suffix == ".docx":
            document = docx.Document(str(self.path))
            told = [
                cell.text for table in document.tables for row in table.rows for cell in row.cells
            ]
            return "\n".join([paragraph.text for paragraph in document.paragraphs] + told)
        text = self.path.read_bytes().decode(self.encoding)
        return text.encode(self.mojibake).decode("utf-8") if self.mojibake else text


@dataclass(frozen=True, slots=True)
class Score:
    """How near one reading came. Both counters hold rows with how often each occurs:
    `missing` was expected and not found, `surplus` found and not expected."""

    name: str
    right: int
    missing: Counter[Row]
    surplus: Counter[Row]
    verdict: bool
    """Whether the document was refused exactly if it should be."""

    @property
    def wanted(self) -> int:
        return self.right + self.missing.total()

    @property
    def found(self) -> int:
        return self.right + self.surplus.total()

    @property
    def precision(self) -> float:
        """From 0 to 1; of a document without records on either side, its verdict."""
        return self.right / self.found if self.found else float(self.verdict and not self.wanted)

    @property
    def recall(self) -> float:
        """From 0 to 1; of a document without records on either side, its verdict."""
        return self.right / self.wanted if self.wanted else float(self.verdict and not self.found)

    @property
    def f1(self) -> float:
        """From 0 to 1: the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def documents(folder: Path = HERE) -> list[Path]:
    """Every document of the shapes' folders, whether or not it has been judged."""
    found = (path for shape in SHAPES for path in sorted((folder / shape).iterdir()))
    return [path for path in found if not path.name.endswith(ENDING)]


def beside(document: Path) -> Path:
    """Where the judgment of a document stands."""
    return document.with_name(document.stem + ENDING)


def load(folder: Path = HERE) -> list[Judged]:
    """The judged documents, shape after shape."""
    return [_judged(path) for path in documents(folder)]


def _judged(path: Path) -> Judged:
    said = json.loads(beside(path).read_text(encoding="utf-8"))
    return Judged(
        path=path,
        refused=said.get("refused", False),
        ladders=tuple(map(_judged_ladder, said.get("ladders", ()))),
        records=tuple(said.get("records", ())),
        remainder=tuple(said.get("remainder", ())),
        encoding=said.get("encoding", "utf-8"),
        mojibake=said.get("mojibake"),
    )


def _judged_ladder(said: Mapping[str, Any]) -> JudgedLadder:
    name = said["name"]
    return JudgedLadder((name,) if isinstance(name, str) else tuple(name), tuple(said["levels"]))


def score(judged: Judged, records: Sequence[Mapping[str, Any]] | None) -> Score:
    """How near these records, or a refusal (None), come to one judgment. The order of the
    records does not count, how often the same one occurs does."""
    wanted, found = _rows(judged.records), _rows(records or ())
    return Score(
        name=judged.name,
        right=(wanted & found).total(),
        missing=wanted - found,
        surplus=found - wanted,
        verdict=judged.refused == (records is None),
    )


def score_all(read: Reading, folder: Path = HERE) -> list[Score]:
    """One score a document; whatever `read` raises is the caller's."""
    return [score(judged, read(judged.path)) for judged in load(folder)]


def total(scores: Iterable[Score], name: str = "all") -> Score:
    """The scores as one: every record weighs the same, whatever document it stands in."""
    kept = list(scores)
    return Score(
        name=name,
        right=sum(one.right for one in kept),
        missing=sum((one.missing for one in kept), Counter()),
        surplus=sum((one.surplus for one in kept), Counter()),
        verdict=all(one.verdict for one in kept),
    )


def table(scores: Sequence[Score]) -> str:
    """A line a document, the totals last: for people."""
    lines = [f"{'document':44} wanted found right   prec    rec     F1"]
    lines += [
        f"{one.name:44} {one.wanted:6} {one.found:5} {one.right:5} "
        f"{one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f}{'' if one.verdict else '  verdict!'}"
        for one in (*scores, total(scores))
    ]
    mean = sum(one.f1 for one in scores) / len(scores) if scores else 0.0
    return "\n".join([*lines, f"mean F1 of a document {mean:.3f}"])


def _rows(records: Iterable[Mapping[str, Any]]) -> Counter[Row]:
    return Counter(tuple(record[name] for name in COUNTED) for record in records)

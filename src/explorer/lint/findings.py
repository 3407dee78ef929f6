"""What is still open in a ladder: the shape of one finding, and the words for each kind.

A finding is no mistake: nothing has to wait for it, and it has no severity. Which findings
there are is the work of the checks beside this module.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

from explorer.problems import quoted
from explorer.text.plurals import count

Kind = Literal[
    "tentative", "note", "example", "repeated", "less", "vague", "name", "link", "lineage", "guide"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which a keeper reads them."""


@dataclass(frozen=True, slots=True)
class About:
    """A kind of finding: its heading, its count in words, and its remedy."""

    title: str
    one: str
    many: str
    remedy: str

    @property
    def advice(self) -> str:
        """The remedy as a sentence of its own."""
        return f"{self.remedy[:1].upper()}{self.remedy[1:]}."


ABOUT: Mapping[Kind, About] = MappingProxyType(
    {
        "tentative": About(
            "Under discussion",
            "statement under discussion",
            "statements under discussion",
            "agree on it and move it to statements, or take it out",
        ),
        "note": About(
            "Open remarks",
            "open remark",
            "open remarks",
            "do what it says, and delete it",
        ),
        "example": About(
            "Without examples",
            "place without examples",
            "places without examples",
            "add what somebody did who met it, under examples",
        ),
        "repeated": About(
            "Said twice",
            "statement said twice",
            "statements said twice",
            "keep one, word them apart, or write under lineage that one grows out of the other",
        ),
        "less": About(
            "Asks less than the level below",
            "place that asks less than the level below",
            "places that ask less than the level below",
            "say what is missing, or write under lineage what the statements here grow out of",
        ),
        "vague": About(
            "Rests on a vague word",
            "statement that rests on a vague word",
            "statements that rest on a vague word",
            "say what somebody would see or hear",
        ),
        "name": About(
            "Names that drift",
            "name that drifts",
            "names that drift",
            "use one name for one thing",
        ),
        "link": About(
            "Links that lead nowhere",
            "link that leads nowhere",
            "links that lead nowhere",
            "correct its target, or add the file",
        ),
        "lineage": About(
            "Without lineage",
            "place without lineage",
            "places without lineage",
            "write under lineage what it grows out of; [] where it is new",
        ),
        "guide": About(
            "Without a guide",
            "ladder without a guide",
            "ladders without a guide",
            "write guide.md beside ladder.yaml: how promotion works here, which level one works on",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is open in one place.

    `file` is relative to the folder that was read, `line` counts from 1, `level` is a code,
    `statement` an id of that level, or None where it is about no single statement. `text` is
    the ladder's own text that it is about, as a reader sees it, where there is one.
    """

    kind: Kind
    ladder: str
    level: str
    file: str
    line: int
    what: str
    statement: str | None = None
    text: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def remark(self) -> str:
        """What to say beside the text, where the heading of the kind does not say it already."""
        return "" if self.kind == "tentative" else self.what

    @property
    def summary(self) -> str:
        """What is open, and in which words, short and on one line."""
        return f"{self.what}: {quoted(self.text)}" if self.text else self.what

    @property
    def sentence(self) -> str:
        """What is open, and its remedy."""
        return f"{self.summary}; {ABOUT[self.kind].remedy}"

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.sentence}"

    def in_file(self, file: str) -> "Finding":
        return replace(self, file=file)

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "file": self.file,
            "line": self.line,
            "ladder": self.ladder,
            "level": self.level,
            "statement": self.statement,
            "sentence": self.sentence,
        }


def counted(found: Iterable[Finding]) -> str:
    """How much of each kind is open, in one sentence."""
    counts = Counter(finding.kind for finding in found)
    parts = [
        count(counts[kind], ABOUT[kind].one, ABOUT[kind].many) for kind in KINDS if counts[kind]
    ]
    if not parts:
        return "Nothing is open."
    return "Open: " + (", ".join(parts[:-1]) + " and " if parts[1:] else "") + parts[-1] + "."

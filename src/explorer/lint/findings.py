"""What is still open in a ladder: the shape of one finding, and the words for each kind.

A finding is no mistake: nothing has to wait for it, and it has no severity. A level may accept
a kind, with the reason: L4 of the sample ladder is somebody's document carried to the letter,
and its open points are theirs. Which findings there are is the work of the checks beside this
module.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, get_args

from explorer.model import FindingKind
from explorer.problems import quoted
from explorer.text.plurals import count
from explorer.text.translation import N_, N_plural, listed
from explorer.text.translation import gettext as _

Kind = FindingKind
KINDS: tuple[Kind, ...] = get_args(FindingKind)
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
        remedy = _(self.remedy)
        return f"{remedy[:1].upper()}{remedy[1:]}."


ABOUT: Mapping[Kind, About] = MappingProxyType(
    {
        "tentative": About(
            N_("Under discussion"),
            *N_plural("statement under discussion", "statements under discussion"),
            N_("agree on it and move it to statements, or take it out"),
        ),
        "note": About(
            N_("Open remarks"),
            *N_plural("open remark", "open remarks"),
            N_("do what it says, and delete it"),
        ),
        "example": About(
            N_("Without examples"),
            *N_plural("place without examples", "places without examples"),
            N_("add what somebody did who met it, under examples"),
        ),
        "repeated": About(
            N_("Said twice"),
            *N_plural("statement said twice", "statements said twice"),
            N_("keep one, word them apart, or write under lineage that one grows out of the other"),
        ),
        "less": About(
            N_("Asks less than the level below"),
            *N_plural(
                "place that asks less than the level below",
                "places that ask less than the level below",
            ),
            N_("say what is missing, or write under lineage what the statements here grow out of"),
        ),
        "vague": About(
            N_("Rests on a vague word"),
            *N_plural(
                "statement that rests on a vague word", "statements that rest on a vague word"
            ),
            N_("say what somebody would see or hear"),
        ),
        "name": About(
            N_("Names that drift"),
            *N_plural("name that drifts", "names that drift"),
            N_("use one name for one thing"),
        ),
        "link": About(
            N_("Links that lead nowhere"),
            *N_plural("link that leads nowhere", "links that lead nowhere"),
            N_("correct its target, or add the file"),
        ),
        "lineage": About(
            N_("Without lineage"),
            *N_plural("place without lineage", "places without lineage"),
            N_("write under lineage what it grows out of; [] where it is new"),
        ),
        "guide": About(
            N_("Without a guide"),
            *N_plural("ladder without a guide", "ladders without a guide"),
            N_(
                "write guide.md beside ladder.yaml: how promotion works here, which level one works on"
            ),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is open in one place.

    `file` is relative to the folder that was read, `line` counts from 1, `level` is a code,
    `statement` an id of that level, or None where it is about no single statement. `text` is
    the ladder's own text that it is about, as a reader sees it, where there is one. `accepted`
    is why the level's keeper lets findings of this kind stand; "" while it is open.
    """

    kind: Kind
    ladder: str
    level: str
    file: str
    line: int
    what: str
    statement: str | None = None
    text: str = ""
    accepted: str = ""

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
        return f"{self.summary}; {_(ABOUT[self.kind].remedy)}"

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
            "accepted": self.accepted or None,
        }


def counted(found: Iterable[Finding]) -> str:
    """How much of each kind is open, in one sentence, and how much is accepted, in another."""
    found = list(found)
    accepted = sum(bool(finding.accepted) for finding in found)
    counts = Counter(finding.kind for finding in found if not finding.accepted)
    parts = [
        count(counts[kind], ABOUT[kind].one, ABOUT[kind].many) for kind in KINDS if counts[kind]
    ]
    told = _("Open: {kinds}.", kinds=listed(parts)) if parts else _("Nothing is open.")
    return _("{told} {number} accepted.", told=told, number=f"{accepted:,}") if accepted else told

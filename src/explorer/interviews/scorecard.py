"""A panellist's card: what one person saw in one conversation, in their own words, as a file.

For each expectation that the conversation looked for: one of the ladder's rating words and
the evidence it rests on, or no word, which says "no evidence seen". The card repeats the
words it answered, so that it can be read alone and a changed wording is noticed. A
panellist is a sign of their choosing, such as a number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import Field

from explorer.files.schema import Key, Name, Shape, Text
from explorer.files.yaml_reader import read
from explorer.interviews import interview_files
from explorer.interviews.interview_files import FileShape, Label, LongText
from explorer.model import Ladder, Level, Statement
from explorer.problems import Problem, quoted

KIND = "ladder-card"
MAX_EVIDENCE = 4_000
NO_EVIDENCE = "No evidence seen"

_HEAD = """\
# A panellist's card, made with Ladder Explorer. It names nobody; keep it that way.
# An expectation without a word says: no evidence seen.
"""


class ObservationShape(Shape):
    """What was seen of one expectation. `reads` are the words it had at the time."""

    expectation: Key
    reads: Text
    word: Name | None = None
    evidence: LongText | None = None


class UnsignedShape(FileShape):
    """A card that is not done yet: nobody has said whose it is."""

    kind: Literal["ladder-card"]
    slot: Label | None = None
    panellist: Label | None = None
    seen: Annotated[list[ObservationShape], Field(max_length=500)] = Field(default_factory=list)


class ScorecardShape(UnsignedShape):
    """A card's file, version 1."""

    panellist: Label


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of one expectation; no word is no evidence seen."""

    expectation: str
    text_at_the_time: str
    word: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One panellist's card for one conversation, about one reference."""

    ladder: str
    level: str
    content_hash: str
    reference: str = ""
    interview: str = ""
    panellist_id: str = ""
    observations: tuple[Observation, ...] = ()

    def observation(self, expectation: str) -> Observation | None:
        return next((each for each in self.observations if each.expectation == expectation), None)

    @property
    def has_content(self) -> bool:
        return any(each.word or each.evidence for each in self.observations)

    @property
    def without_evidence(self) -> tuple[Observation, ...]:
        """Words that say what they rest on nowhere."""
        return tuple(each for each in self.observations if each.word and not each.evidence)

    @property
    def author(self) -> str:
        """Who it is from, as a reader is told."""
        return f"{self.panellist_id} · {self.interview}" if self.interview else self.panellist_id

    def with_reference(self, reference: str) -> "Scorecard":
        return replace(self, reference=interview_files.one_line(reference))

    def with_panellist_id(self, panellist_id: str) -> "Scorecard":
        return replace(self, panellist_id=interview_files.one_line(panellist_id))

    def for_interview(self, interview: str, statements: Iterable[Statement]) -> "Scorecard":
        """The card for a conversation and what it looks for. What was said of something
        else stays, so that a plan that changes loses nothing."""
        asked = list(statements)
        ids = {s.id for s in asked}
        said = {each.expectation: each for each in self.observations}
        entries = [
            replace(
                said.get(s.id) or Observation(s.id, ""),
                text_at_the_time=interview_files.statement_text(s),
            )
            for s in asked
        ]
        kept = [e for e in self.observations if e.expectation not in ids and (e.word or e.evidence)]
        return replace(self, interview=interview, observations=(*entries, *kept))

    def with_word(self, expectation: str, word: str | None) -> "Scorecard":
        return self._with(expectation, lambda each: replace(each, word=word))

    def with_evidence(self, expectation: str, evidence: str) -> "Scorecard":
        noted = interview_files.cleaned(evidence, MAX_EVIDENCE)
        return self._with(expectation, lambda each: replace(each, evidence=noted))

    def _with(self, expectation: str, change: Callable[[Observation], Observation]) -> "Scorecard":
        observations = (
            change(each) if each.expectation == expectation else each for each in self.observations
        )
        return replace(self, observations=tuple(observations))


def in_panel_words(scorecard: Scorecard, ladder: Ladder) -> Scorecard:
    """A card from when panels had the words of profiles: each is the panel's word of the same
    place, where both scales have as many. Any other word stays as it is."""
    before, now = ladder.scale, ladder.panel_scale
    if len(before) != len(now):
        return scorecard
    known = dict(zip(before.words, now.words, strict=True)) | {word: word for word in now.words}
    observations = tuple(
        replace(each, word=known.get(each.word, each.word) if each.word else None)
        for each in scorecard.observations
    )
    return replace(scorecard, observations=observations)


def new_scorecard(ladder: Ladder, level: Level) -> Scorecard:
    return Scorecard(ladder.key, level.code, interview_files.content_hash(level))


def dump_scorecard(scorecard: Scorecard) -> str:
    """The card as the text of its file."""
    return interview_files.dump(_HEAD, scorecard_data(scorecard))


def scorecard_data(scorecard: Scorecard) -> dict[str, Any]:
    """What the file of a card says, as `scorecard_of` reads it."""
    observations = [
        {
            key: value
            for key, value in (
                ("expectation", each.expectation),
                ("reads", each.text_at_the_time),
                ("word", each.word),
                ("evidence", each.evidence),
            )
            if value
        }
        for each in scorecard.observations
    ]
    return {
        "kind": KIND,
        "version": interview_files.VERSION,
        "reference": scorecard.reference,
        "ladder": scorecard.ladder,
        "level": scorecard.level,
        "wording": scorecard.content_hash,
        "slot": scorecard.interview,
        "panellist": scorecard.panellist_id,
        "seen": observations,
    }


def parse_scorecard(raw: bytes, file: str = "card.yaml") -> tuple[Scorecard | None, list[Problem]]:
    """A card from its file's bytes, or None and what is wrong with them."""
    wanted = 'a card that was downloaded from "Hiring panel"'
    shape, problems = interview_files.parse(ScorecardShape, KIND, raw, file, wanted)
    if shape is None:
        return None, problems
    at = interview_files.second([each.expectation for each in shape.seen])
    if at is not None:
        place = read(raw, file, interview_files.MAX_BYTES).place(("seen", at))
        found = f"{quoted(shape.seen[at].expectation)} a second time"
        return None, [Problem(file, *place, found, "each once")]
    return scorecard_of(shape), []


def scorecard_of(shape: UnsignedShape) -> Scorecard:
    """The card that a file's shape says."""
    return Scorecard(
        shape.ladder,
        shape.level,
        shape.wording,
        shape.reference or "",
        shape.slot or "",
        shape.panellist or "",
        tuple(Observation(e.expectation, e.reads, e.word, e.evidence or "") for e in shape.seen),
    )

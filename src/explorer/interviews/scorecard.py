"""A panellist's card: what one person saw in one conversation, in their own words, as a file.

For each expectation that the conversation looked for: one of the ladder's rating words and
the evidence it rests on, or no word, which says "no evidence seen". The card repeats the
words it answered, so that it can be read alone and a changed wording is noticed. A
panellist is a sign of their choosing, such as a number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from explorer.files.schema import Code, Key, Name, Text
from explorer.files.yaml_reader import read
from explorer.interviews import interview_files
from explorer.interviews.interview_files import (
    FORM,
    UNLESS_EMPTY,
    Mark,
    OptionalLabel,
    OptionalText,
)
from explorer.model import Ladder, Level, Statement
from explorer.problems import Problem, quoted
from explorer.text.translation import N_

KIND = "ladder-card"
MAX_EVIDENCE = 4_000
NO_EVIDENCE = N_("No evidence seen")

_HEAD = """\
# A panellist's card, made with Ladder Explorer. It names nobody; keep it that way.
# An expectation without a word says: no evidence seen.
"""


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of one expectation; no word is no evidence seen."""

    __pydantic_config__ = FORM
    expectation: Key
    text_at_the_time: Annotated[Text, Field(alias="reads")]
    word: Annotated[Name | None, UNLESS_EMPTY] = None
    evidence: OptionalText = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One panellist's card for one conversation, about one reference; read and written as its
    file. Without a panellist it is not done yet: nobody has said whose it is."""

    __pydantic_config__ = FORM
    ladder: Name
    level: Code
    content_hash: Annotated[Mark, Field(alias="wording")]
    reference: OptionalLabel = ""
    interview: Annotated[OptionalLabel, Field(alias="slot")] = ""
    panellist_id: Annotated[OptionalLabel, Field(alias="panellist")] = ""
    observations: Annotated[tuple[Observation, ...], Field(alias="seen", max_length=500)] = ()

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
    """What the file of a card says."""
    return interview_files.file_data(KIND, scorecard.reference, scorecard)


def parse_scorecard(raw: bytes, file: str = "card.yaml") -> tuple[Scorecard | None, list[Problem]]:
    """A card from its file's bytes, or None and what is wrong with them."""
    wanted = 'a card that was downloaded from "Hiring panel"'
    card, problems = interview_files.parse(Scorecard, KIND, raw, file, wanted)
    if card is None:
        return None, problems
    document = read(raw, file, interview_files.MAX_BYTES)
    if not card.panellist_id:
        wanted = '"panellist", which says whose card it is'
        return None, [Problem(file, *document.place(()), 'no "panellist" in the file', wanted)]
    at = interview_files.second([each.expectation for each in card.observations])
    if at is not None:
        found = f"{quoted(card.observations[at].expectation)} a second time"
        return None, [Problem(file, *document.place(("seen", at)), found, "each once")]
    return card, []

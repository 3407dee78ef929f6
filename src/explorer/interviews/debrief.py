"""The cards of a panel put together: what was seen alike, and what was not.

Only files go in, all at once, so that nobody has seen another's before. Each file that
cannot be used, or not wholly, gets a sentence and spoils nothing of the others. What comes
out is the spread of words by expectation, widest first, with the evidence side by side.
There is no average, no verdict and no order of people.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.interviews import interview_files
from explorer.interviews.plan import expectations
from explorer.interviews.scorecard import Scorecard, in_panel_words, parse_scorecard
from explorer.model import Competency, Ladder, Level, RatingScale, Statement
from explorer.problems import quoted
from explorer.text.plurals import count
from explorer.text.translation import decimal, ngettext, pgettext
from explorer.text.translation import gettext as _

MAX_SCORECARDS = 24


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one card says of one expectation. `place` is its word's place, 0 to 3.

    `text_at_the_time` is how the expectation read when the card was filled in, if it reads
    otherwise today.
    """

    author: str
    word: str
    place: int
    evidence: str
    text_at_the_time: str = ""


@dataclass(frozen=True, slots=True)
class DebriefRow:
    """One expectation with what was said of it. `without_evidence` are the
    cards that looked for it and saw none; `notes` are from those that wrote something down and
    gave no word."""

    statement: Statement
    competency: Competency
    opinions: tuple[Opinion, ...]
    without_evidence: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def width(self) -> int:
        """How many words lie between the furthest apart; 0 where all say the same."""
        places = [opinion.place for opinion in self.opinions]
        return max(places) - min(places) if places else 0


@dataclass(frozen=True, slots=True)
class Debrief:
    """The cards that could be used, and a sentence for each file that needs one."""

    scorecards: tuple[Scorecard, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        return self.scorecards[0].reference if self.scorecards else ""


def debrief_of(files: Iterable[tuple[str, bytes]], ladder: Ladder, level: Level) -> Debrief:
    """The panel that these files (name, bytes) make for a level."""
    said: list[str] = []
    read: list[tuple[str, Scorecard]] = []
    for number, (name, raw) in enumerate(files):
        shown = quoted(name.replace("\\", "/").rsplit("/", 1)[-1])
        if number >= MAX_SCORECARDS:
            said.append(
                _(
                    "{shown} was left out: there is room for {max_scorecards} cards.",
                    shown=shown,
                    max_scorecards=MAX_SCORECARDS,
                )
            )
            continue
        scorecard, problems = parse_scorecard(raw, name)
        if scorecard is None:
            said.append(
                _(
                    "{shown} was left out: {refusal_reason}.",
                    shown=shown,
                    refusal_reason=interview_files.refusal_reason(problems),
                )
            )
        elif why := interview_files.mismatch_reason(
            scorecard.ladder, scorecard.level, ladder, level
        ):
            said.append(_("{shown} was left out: {why}.", shown=shown, why=why))
        else:
            read.append((shown, in_panel_words(scorecard, ladder)))
    reference = _reference(scorecard for _, scorecard in read)
    accepted: list[Scorecard] = []
    for shown, scorecard in read:
        why = _misplaced(scorecard, reference) or _twice(scorecard, accepted)
        if why:
            said.append(_("{shown} was left out: {why}.", shown=shown, why=why))
            continue
        said += [
            _("{shown} is used, but {remark}.", shown=shown, remark=remark)
            for remark in _remarks(scorecard, accepted, ladder, level)
        ]
        accepted.append(scorecard)
    return Debrief(tuple(accepted), tuple(said))


def _reference(read: Iterable[Scorecard]) -> str:
    """What the panel is about: the reference that most cards carry, else the first."""
    counted = Counter(scorecard.reference for scorecard in read)
    return counted.most_common(1)[0][0] if counted else ""


def _misplaced(scorecard: Scorecard, reference: str) -> str:
    if scorecard.reference == reference:
        return ""
    theirs, ours = (
        quoted(each) if each else _("no reference") for each in (scorecard.reference, reference)
    )
    return _("it carries {theirs}, and the others carry {ours}", theirs=theirs, ours=ours)


def _twice(scorecard: Scorecard, accepted: list[Scorecard]) -> str:
    for other in accepted:
        if (other.panellist_id, other.interview) == (scorecard.panellist_id, scorecard.interview):
            who = _("panellist {panellist_id}", panellist_id=quoted(scorecard.panellist_id))
            if other == scorecard:
                return _("it is the same card of {who} once more", who=who)
            return _(
                "there is another card of {who} for the same interview, and that one came first",
                who=who,
            )
    return ""


def _remarks(
    scorecard: Scorecard, accepted: list[Scorecard], ladder: Ladder, level: Level
) -> list[str]:
    remarks = []
    if any(other.panellist_id == scorecard.panellist_id for other in accepted):
        remarks.append(
            _(
                "panellist {panellist_id} has a card for another interview too",
                panellist_id=quoted(scorecard.panellist_id),
            )
        )
    asked = {s.id: s for s in expectations(level)}
    lost = [each.expectation for each in scorecard.observations if each.expectation not in asked]
    if scorecard.content_hash != interview_files.content_hash(level):
        changed = sum(
            each.expectation in asked
            and interview_files.statement_text(asked[each.expectation]) != each.text_at_the_time
            for each in scorecard.observations
        )
        remarks.append(
            ngettext(
                "it was filled in for an older wording of {code}: of its expectations {number} reads otherwise now",
                "it was filled in for an older wording of {code}: of its expectations {many} read otherwise now",
                changed,
                code=level.code,
                many=decimal(changed) if changed else _("none"),
            )
        )
    if lost:
        remarks.append(
            _(
                "{code} does not ask {names}",
                code=level.code,
                names=", ".join(map(quoted, lost[:5])),
            )
            + (_(" and others") if lost[5:] else "")
        )
    odd = [
        each.word
        for each in scorecard.observations
        if each.word and each.word not in ladder.panel_scale
    ]
    if odd:
        remarks.append(_("{odd} is no rating word of this ladder", odd=quoted(odd[0])))
    return remarks


def debrief_rows(panel: Debrief, ladder: Ladder, level: Level) -> tuple[DebriefRow, ...]:
    """Each expectation of the level, the widest spread first, then where most was observation."""
    rows = [
        _row(panel, competency, statement, ladder.panel_scale)
        for competency in level.competencies
        for statement in competency.statements
        if not statement.tentative
    ]
    return tuple(sorted(rows, key=lambda row: (-row.width, -len(row.opinions))))


def _row(
    panel: Debrief, competency: Competency, statement: Statement, scale: RatingScale
) -> DebriefRow:
    text_now = interview_files.statement_text(statement)
    opinions: list[Opinion] = []
    without_evidence: list[str] = []
    notes: list[tuple[str, str]] = []
    for scorecard in panel.scorecards:
        observation = scorecard.observation(statement.id)
        if observation is None:
            continue
        place = scale.place_of(observation.word)
        if observation.word and place is not None:
            then = "" if observation.text_at_the_time == text_now else observation.text_at_the_time
            opinions.append(
                Opinion(scorecard.author, observation.word, place, observation.evidence, then)
            )
        elif observation.evidence:
            notes.append((scorecard.author, observation.evidence))
        elif not observation.word:
            without_evidence.append(scorecard.author)
    return DebriefRow(statement, competency, tuple(opinions), tuple(without_evidence), tuple(notes))


def debrief_summary(panel: Debrief, rows: Sequence[DebriefRow]) -> str:
    """Where the panel stands, in a sentence that judges nothing."""
    apart = sum(row.width > 0 for row in rows)
    alike = sum(row.width == 0 and len(row.opinions) > 1 for row in rows)
    once = sum(len(row.opinions) == 1 for row in rows)
    number = len(panel.scorecards)
    none = _("none")
    return ngettext(
        "{cards}: {apart} expectation was seen differently, {alike} alike by several, {once} by one panellist alone.",
        "{cards}: {apart} expectations were seen differently, {alike} alike by several, {once} by one panellist alone.",
        apart,
        cards=count(number, "card"),
        apart=apart or pgettext("expectations", "no"),
        alike=alike or none,
        once=once or none,
    )

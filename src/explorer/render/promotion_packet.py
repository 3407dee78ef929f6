"""The skeleton of a promotion document: expectation, own words, evidence, as Markdown.

It is made to be finished by hand. It says what somebody wrote and noted themselves, and
what the ladder expects, in the ladder's words; ratings stay out of it, and what does not
apply to them is no open expectation.
"""

from explorer.model import Competency, Level, Statement
from explorer.profiles.profile import Evidence, Profile
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from explorer.text.translation import N_, day
from explorer.text.translation import gettext as _

_EMPTY = N_("*What I did, and what came of it: …*")


def skeleton(profile: Profile, level: Level) -> str:
    """The document for one level: what has evidence first, then the other expectations."""
    lines = [_("# Towards {value}", value=escape_commonmark(f"{level.code} {level.title}")), ""]
    if level.summary:
        lines += [f"> {escape_commonmark(visible(level.summary.text))}", ""]
    for competency in level.competencies:
        lines += _section(profile, level, competency)
    lines += _rest(profile, level)
    return "\n".join(lines).rstrip() + "\n"


def _section(profile: Profile, level: Level, competency: Competency) -> list[str]:
    notes = [n for n in profile.evidence if n.about.level == level.code]
    whole = [n for n in notes if n.whole_competency and n.about.id == competency.key]
    given = profile.ratings(level.code)
    statements = competency.confirmed
    found = {
        s.id: [n for n in notes if not n.whole_competency and n.about.id == s.id]
        for s in statements
    }
    lines = [f"## {escape_commonmark(f'{competency.icon} {competency.name}'.strip())}", ""]
    whole_left_out = competency.key in given.competencies_not_applicable
    if whole_left_out:
        text = given.of_competency(competency.key).text
        lines += [f"*{escape_commonmark(f'{text[:1].upper()}{text[1:]}')}.*", ""]
    lines += [line for note in whole for line in _note(note)]
    if whole:
        lines.append("")
    for statement in statements:
        if found[statement.id]:
            lines += _expectation(statement, found[statement.id])
    without = [s for s in statements if not found[s.id]]
    left_out = [s for s in without if s.id in given.not_applicable]
    open_ones = [] if whole_left_out else [s for s in without if s not in left_out]
    if open_ones:
        lines += [_("### Without evidence so far"), ""]
        lines += [f"- {escape_commonmark(visible(s.text))}" for s in open_ones]
        lines.append("")
    if left_out and not whole_left_out:
        lines += [_("### Does not apply here"), ""]
        for s in left_out:
            reason = given.not_applicable[s.id]
            why = f": *{escape_commonmark(reason)}*" if reason else ""
            lines.append(f"- {escape_commonmark(visible(s.text))}{why}")
        lines.append("")
    return lines


def _rest(profile: Profile, level: Level) -> list[str]:
    """Notes on what is under discussion or no longer in the ladder: kept, at the end."""
    rest: dict[str, list[Evidence]] = {}
    for note in profile.evidence:
        statement = None if note.whole_competency else level.statement(note.about.id)
        known = level.competency(note.about.id) if note.whole_competency else statement
        if note.about.level == level.code and (not known or (statement and statement.tentative)):
            name = visible(statement.text) if statement else note.about.id
            rest.setdefault(name, []).append(note)
    lines = [_("## Also noted"), ""] if rest else []
    for name, notes in rest.items():
        lines += [
            f"### {escape_commonmark(name)}",
            "",
            *(line for note in notes for line in _note(note)),
            "",
        ]
    return lines


def _expectation(statement: Statement, notes: list[Evidence]) -> list[str]:
    lines = [f"### {escape_commonmark(visible(statement.text))}", "", _(_EMPTY), ""]
    return [*lines, *(line for note in notes for line in _note(note)), ""]


def _note(note: Evidence) -> list[str]:
    links = "".join(f" <{link}>" for link in note.links)
    return [f"- {day(note.date)}: {escape_commonmark(note.text)}{links}"]

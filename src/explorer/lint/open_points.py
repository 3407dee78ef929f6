"""What a level's own file says is open: statements under discussion, remarks, missing examples."""

from collections.abc import Iterator

from explorer.lint.findings import Finding, Kind
from explorer.model import Level
from explorer.problems import quoted
from explorer.text.inline_markdown import visible
from explorer.text.translation import gettext as _


def open_points(level: Level) -> Iterator[Finding]:
    """The tentative statements, then the remarks, then the competencies without examples."""
    yield from _tentative(level)
    yield from _remarks(level)
    yield from _without_examples(level)


def _finding(
    level: Level, kind: Kind, line: int, what: str, id: str | None = None, text: str = ""
) -> Finding:
    return Finding(kind, level.ladder, level.code, level.file, line, what, id, visible(text))


def _tentative(level: Level) -> Iterator[Finding]:
    for statement in level.statements:
        if statement.tentative:
            what = _("{code}/{id} is under discussion", code=level.code, id=statement.id)
            yield _finding(level, "tentative", statement.line, what, statement.id, statement.text)


def _remarks(level: Level) -> Iterator[Finding]:
    for competency in level.competencies:
        for note in competency.notes:
            what = _("{code} has a remark on {name}", code=level.code, name=quoted(competency.name))
            yield _finding(level, "note", note.line, what, text=note.text)


def _without_examples(level: Level) -> Iterator[Finding]:
    with_statements = [each for each in level.competencies if each.statements]
    bare = [each for each in with_statements if not each.examples]
    if len(bare) == len(with_statements) > 1:
        # A ladder that does without examples altogether hears it once for each level.
        yield _finding(
            level, "example", bare[0].line, _("{code} has no examples at all", code=level.code)
        )
    else:
        for each in bare:
            what = _("{code} has no examples for {name}", code=level.code, name=quoted(each.name))
            yield _finding(level, "example", each.line, what)

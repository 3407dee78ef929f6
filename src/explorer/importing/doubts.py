"""Signs that a ladder was read in the wrong shape, as questions to whoever imports it.

Four real documents came out wrong with exit 0, and each bore one of these: a level without a
statement (a legend read as a level), one competency for everything (its name was a label),
statements that are numbers (columns of scores), levels that are bare numbers of rows.
"""

import re
from collections.abc import Iterator, Sequence

from explorer.importing.draft import Fragment
from explorer.importing.ladders import ImportedLadder, Remark
from explorer.problems import quoted
from explorer.text.plurals import count

_STATEMENTS = ("statement", "tentative")
_NUMBER = re.compile(r"[\d\s.,:%/+()-]*\d[\d\s.,:%/+()-]*")
_ENOUGH = 6
"""Statements of which one competency is a doubt; a small ladder may have no more than one."""


def doubts(made: Sequence[ImportedLadder]) -> Iterator[Remark]:
    """What of some ladders looks as if it had been read wrongly, each as one question."""
    for ladder in made:
        yield from _empty_levels(ladder)
        yield from _numbers(ladder)
        yield from _row_numbers(ladder)
        yield from _one_competency(ladder)


def _statements(ladder: ImportedLadder) -> Iterator[tuple[str, Fragment]]:
    for member in ladder.members:
        for fragment in member.level.fragments:
            if fragment.kind in _STATEMENTS:
                yield member.file, fragment


def _empty_levels(ladder: ImportedLadder) -> Iterator[Remark]:
    for member in ladder.members:
        level = member.level
        if not any(fragment.kind in _STATEMENTS for fragment in level.fragments):
            named = " ".join(dict.fromkeys((level.code, level.title)))
            said = f"Is {quoted(named)} a level? It has no statement."
            yield Remark(member.file, level.line, said)


def _numbers(ladder: ImportedLadder) -> Iterator[Remark]:
    found = [(file, each) for file, each in _statements(ladder) if _NUMBER.fullmatch(each.text)]
    if found:
        file, first = found[0]
        many = count(len(found), "statement is a number", "statements are numbers")
        said = f"Are these scores? {many}, such as {quoted(first.text)}."
        yield Remark(file, first.lines[0] if first.lines else 0, said)


def _row_numbers(ladder: ImportedLadder) -> Iterator[Remark]:
    codes = [member.level.code for member in ladder.members]
    untitled = all(member.level.title == member.level.code for member in ladder.members)
    if untitled and len(codes) > 1 and codes == [str(at) for at in range(1, len(codes) + 1)]:
        first = ladder.members[0]
        said = (
            f"Are {', '.join(codes[:3])} levels, or the numbers of rows? None of them has a title."
        )
        yield Remark(first.file, first.level.line, said)


def _one_competency(ladder: ImportedLadder) -> Iterator[Remark]:
    statements = list(_statements(ladder))
    names = {each.competency for _, each in statements}
    if len(names) != 1 or len(statements) < (_ENOUGH if None not in names else _ENOUGH // 2):
        return
    file, first = statements[0]
    (name,) = names
    said = (
        f"Is {quoted(name)} the only competency? All {len(statements)} statements stand under it."
        if name
        else f"Where are the competencies? None of {len(statements)} statements stands under one."
    )
    yield Remark(file, first.lines[0] if first.lines else 0, said)

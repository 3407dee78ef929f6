"""Signs that a ladder was read in the wrong shape, as questions to whoever imports it.

Four real documents came out wrong with exit 0, and each bore one of these: a level without a
statement (a legend read as a level), one competency for everything (its name was a label),
statements that are numbers (columns of scores), levels that are bare numbers of rows. Others of
the kind: competencies that are sentences or of one level each, roles side by side, much left over.
"""

import re
from collections.abc import Iterator, Sequence

from explorer.drafts.codes import is_role, without_seniority
from explorer.drafts.decisions import Answer, Decisions
from explorer.drafts.draft import Fragment
from explorer.importing.decided_drafts import NUMBER
from explorer.importing.ladders import ImportedLadder, Question
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, listed_lazy, ngettext_lazy

_STATEMENTS = ("statement", "tentative")
_LONG_NAME = 80
# In words; below it a page of links beside a small ladder would be a doubt.
_MANY_WORDS = 40
_ORIENTATIONS = (
    Answer(gettext_lazy("No, the levels are columns"), Decisions(orientation="columns")),
    Answer(gettext_lazy("No, the levels are rows"), Decisions(orientation="rows")),
)
_OFFERS = re.compile(
    r"(?:what )?we(?:'ll|’ll)? (?:can )?offer(?: you)?|benefits|(?:our )?perks|perks (?:and|&) benefits|how to apply|apply(?: now)?"
    r"|(?:compensation|salary) (?:and|&) benefits|wir bieten|das bieten wir",
    re.IGNORECASE,
)
_ENOUGH = 6
"""Statements of which one competency is a doubt; a small ladder may have no more than one."""


def doubts(made: Sequence[ImportedLadder]) -> Iterator[Question]:
    """What of some ladders looks as if it had been read wrongly, each as one question."""
    for ladder in made:
        yield from _empty_levels(ladder)
        yield from _numbers(ladder)
        yield from _row_numbers(ladder)
        yield from _one_competency(ladder)
        yield from _sentences_as_names(ladder)
        yield from _competencies_of_one_level(ladder)
        yield from _steps_as_scopes(ladder)
        yield from _roles_side_by_side(ladder)
        yield from _advertisement(ladder)
        yield from _much_left(ladder)


def _statements(ladder: ImportedLadder) -> Iterator[tuple[str, Fragment]]:
    for member in ladder.members:
        for fragment in member.level.fragments:
            if fragment.kind in _STATEMENTS:
                yield member.file, fragment


def _empty_levels(ladder: ImportedLadder) -> Iterator[Question]:
    for member in ladder.members:
        level = member.level
        if not any(fragment.kind in _STATEMENTS for fragment in level.fragments):
            named = " ".join(dict.fromkeys((level.code, level.title)))
            said = gettext_lazy("Is {name} a level? It has no statement.", name=quoted(named))
            no = Answer(gettext_lazy("No"), Decisions(not_levels=[named[:200]]))
            yield Question.of(member.file, level.line, said, (no,))


def _numbers(ladder: ImportedLadder) -> Iterator[Question]:
    found = [(file, each) for file, each in _statements(ladder) if NUMBER.fullmatch(each.text)]
    if found:
        file, first = found[0]
        said = ngettext_lazy(
            "Are these scores? {number} statement is a number, such as {text}.",
            "Are these scores? {number} statements are numbers, such as {text}.",
            len(found),
            text=quoted(first.text),
        )
        scores = Answer(gettext_lazy("Yes, leave them out"), Decisions(numbers="left out"))
        line = first.lines[0] if first.lines else 0
        yield Question.of(file, line, said, (scores,), gettext_lazy("No, they are statements"))


def _row_numbers(ladder: ImportedLadder) -> Iterator[Question]:
    codes = [member.level.code for member in ladder.members]
    untitled = all(member.level.title == member.level.code for member in ladder.members)
    if untitled and len(codes) > 1 and codes == [str(at) for at in range(1, len(codes) + 1)]:
        first = ladder.members[0]
        said = gettext_lazy(
            "Are {codes} levels, or the numbers of rows? None of them has a title.",
            codes=", ".join(codes[:3]),
        )
        rows = Answer(gettext_lazy("The numbers of rows"), Decisions(orientation="columns"))
        yield Question.of(first.file, first.level.line, said, (rows,), gettext_lazy("Levels"))


def _one_competency(ladder: ImportedLadder) -> Iterator[Question]:
    statements = list(_statements(ladder))
    names = {each.competency for _, each in statements}
    if len(names) != 1 or len(statements) < (_ENOUGH if None not in names else _ENOUGH // 2):
        return
    file, first = statements[0]
    (name,) = names
    said = (
        gettext_lazy(
            "Is {name} the only competency? All {number} statements stand under it.",
            name=quoted(name),
            number=len(statements),
        )
        if name
        else gettext_lazy(
            "Where are the competencies? None of {number} statements stands under one.",
            number=len(statements),
        )
    )
    scopes = list(dict.fromkeys(each.scope for _, each in statements if each.scope))
    inner = Decisions(names=dict.fromkeys(scopes, "competency"))
    label = gettext_lazy("No, what stands in it are competencies")
    no = (Answer(label, inner),) if len(scopes) > 1 else ()
    yes = gettext_lazy("Yes") if name else gettext_lazy("There are none")
    line = first.lines[0] if first.lines else 0
    yield Question.of(file, line, said, no, yes)


def _sentences_as_names(ladder: ImportedLadder) -> Iterator[Question]:
    """Texts of a level that were taken for the names of rows: columns moved by one."""
    names = {
        each.competency: (file, each.lines[0] if each.lines else 0)
        for file, each in _statements(ladder)
        if each.competency
    }
    odd = [name for name in names if name.endswith((".", "!")) or len(name) > _LONG_NAME]
    if odd and len(odd) * 4 >= len(names):
        said = gettext_lazy(
            "Are these competencies? {name} reads like an expectation.", name=quoted(odd[0])
        )
        yield Question.of(*names[odd[0]], said, _ORIENTATIONS)


def _competencies_of_one_level(ladder: ImportedLadder) -> Iterator[Question]:
    """Names that no two levels share name something else, mostly what is expected."""
    levels: dict[str, set[str]] = {}
    for member in ladder.members:
        for each in member.level.fragments:
            if each.kind in _STATEMENTS and each.competency:
                levels.setdefault(each.competency, set()).add(member.level.code)
    if len(ladder.members) > 2 and len(levels) > 4 and all(len(at) == 1 for at in levels.values()):
        first = ladder.members[0]
        said = gettext_lazy(
            "Are these competencies? No two levels share one, such as {name}.",
            name=quoted(next(iter(levels))),
        )
        no = Answer(
            gettext_lazy("No, they are scopes"), Decisions(names=dict.fromkeys(levels, "scope"))
        )
        yield Question.of(first.file, first.level.line, said, (no,))


def _steps_as_scopes(ladder: ImportedLadder) -> Iterator[Question]:
    """One level whose competencies have as many scopes each, of one statement each: these are
    the steps of an axis, "Adopts, Specializes, Evangelizes", and not what one level asks for."""
    if len(ladder.members) != 1:
        return
    scopes: dict[str | None, list[str | None]] = {}
    for _, each in _statements(ladder):
        scopes.setdefault(each.competency, []).append(each.scope)
    sizes = {len(each) for each in scopes.values()}
    names = [name for each in scopes.values() for name in each]
    apart = len(set(names)) == len(names) and None not in names
    if len(scopes) > 1 and len(sizes) == 1 and min(sizes) > 2 and apart:
        member = ladder.members[0]
        steps = ", ".join(str(name) for name in names[:3])
        said = gettext_lazy(
            "Does {level} ask for all of it? {steps} look like steps.",
            level=quoted(member.level.title),
            steps=steps,
        )
        no = Answer(
            gettext_lazy("No, it is no level"), Decisions(not_levels=[member.level.title[:200]])
        )
        yield Question.of(member.file, member.level.line, said, (no,))


def _roles_side_by_side(ladder: ImportedLadder) -> Iterator[Question]:
    """Two roles that a text compares, "Tech lead" and "Engineering manager", are no ladder."""
    levels = [member.level for member in ladder.members]
    if len(levels) != 2 or any(character.isdigit() for each in levels for character in each.code):
        return
    cores = [
        set(without_seniority(each.title).casefold().split()) - {"the", "a", "an"}
        for each in levels
    ]
    if all(cores) and not cores[0] & cores[1] and all(is_role(each.title) for each in levels):
        said = gettext_lazy(
            "Are {names} levels of one ladder, or two roles side by side?",
            names=listed_lazy([quoted(each.title) for each in levels]),
        )
        apart = Answer(
            gettext_lazy("Two roles"), Decisions(not_levels=[each.title[:200] for each in levels])
        )
        file = ladder.members[0].file
        yield Question.of(
            file, levels[0].line, said, (apart,), gettext_lazy("Levels of one ladder")
        )


def _advertisement(ladder: ImportedLadder) -> Iterator[Question]:
    """One level that offers something is a vacancy, with the headings of a level."""
    if len(ladder.members) != 1:
        return
    member = ladder.members[0]
    for each in member.level.fragments:
        if found := _OFFERS.fullmatch(each.competency or ""):
            said = gettext_lazy(
                "Is {name} a level? {words} is what a vacancy says.",
                name=quoted(member.level.title),
                words=quoted(found[0]),
            )
            no = Answer(gettext_lazy("No"), Decisions(not_levels=[member.level.title[:200]]))
            yield Question.of(member.file, each.lines[0] if each.lines else 0, said, (no,))
            return


def _much_left(ladder: ImportedLadder) -> Iterator[Question]:
    """A third of all words without a place: there is more to it than was understood."""
    words = {True: 0, False: 0}
    fragments = [*ladder.fragments, *(f for m in ladder.members for f in m.level.fragments)]
    for each in fragments:
        words[each.kind == "remainder"] += len(each.text.split())
    if words[True] > _MANY_WORDS and words[True] * 2 > words[False]:
        said = gettext_lazy(
            "Was this read as it should be? {number} of its words have no place.",
            number=words[True],
        )
        yield Question.of(ladder.members[0].file, 0, said)

"""Signs that a ladder was read in the wrong shape, or is none, as questions to whoever imports it.

Real documents came out wrong with exit 0, and each bore one of these: a level without a statement (a
legend read as a level), one competency for everything (its name was a label), statements that are
numbers (columns of scores), levels that are bare numbers of rows. Each sign is one function from a
ladder to its question, and `_SIGNS` has them all.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from explorer.documents.inline import plain_text
from explorer.drafts.codes import is_role, without_seniority
from explorer.drafts.decisions import Answer, Decisions
from explorer.drafts.draft import KINDS, Doubt, Draft, DraftLevel, Fragment
from explorer.importing.decided_drafts import NUMBER
from explorer.importing.ladders import YES, ImportedLadder, Question
from explorer.importing.other_documents import is_called_so, stem_of, words_of_something_else
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, listed_lazy, ngettext_lazy

_STATEMENTS = ("statement", "tentative")
_LONG_NAME = 80
# In words; below it a page of links beside a small ladder would be a doubt.
_MANY_WORDS = 40
_ENOUGH = 6
"""Statements of which one competency is a doubt; a small ladder may have no more than one."""
_FEW_WORDS = 3
_AFTER_NAME = " |:–—-"
_LABEL = re.compile(r"[^\s:]+(?: [^\s:]+){0,2}: ")
_NO = gettext_lazy("No")
_ORIENTATIONS = (
    Answer(gettext_lazy("No, the levels are columns"), Decisions(orientation="columns")),
    Answer(gettext_lazy("No, the levels are rows"), Decisions(orientation="rows")),
)
# "Staff is a different job" is what a text is about, and no level.
_SENTENCE = re.compile(r".*\b(?:is|are|was|isn[’']t|ist|sind|est|es|è)\b.*", re.IGNORECASE)


class _Told(NamedTuple):
    """A statement, and where it stands."""

    file: str
    line: int
    level: DraftLevel
    fragment: Fragment
    competency: str | None


def questions(drafts: Sequence[Draft], made: Sequence[ImportedLadder]) -> list[Question]:
    """What looks as if it had been read wrongly, to the readers of documents or by a sign. Whether
    something are levels is no question where the document's name says so, and no sign is against."""
    signs = [*doubts(made)]
    against = {each.file for each in signs}
    asked = [
        Question.of(draft.file, said.line, said.text, said.answers)
        for draft in drafts
        for said in draft.warnings
        if isinstance(said, Doubt)
        if draft.file in against or not said.of_form or not is_called_so(draft)
    ]
    return asked + signs


def doubts(made: Sequence[ImportedLadder]) -> Iterator[Question]:
    """What of some ladders looks as if it had been read wrongly, each as one question."""
    for ladder in made:
        told = [
            _Told(member.file, min(each.lines, default=0), member.level, each, each.competency)
            for member in ladder.members
            for each in member.level.fragments
            if each.kind in _STATEMENTS
        ]
        for sign in _SIGNS:
            yield from sign(ladder, told)


def _first(ladder: ImportedLadder) -> tuple[str, int]:
    return ladder.members[0].file, ladder.members[0].level.line


def _no_level(*names: str, label: str = _NO) -> Answer:
    return Answer(label, Decisions(not_levels=[name[:200] for name in names]))


def _titles(ladder: ImportedLadder) -> list[str]:
    return [member.level.title for member in ladder.members]


def _empty_levels(ladder: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    full = {id(each.level) for each in told}
    for member in ladder.members:
        if id(member.level) not in full:
            named = " ".join(dict.fromkeys((member.level.code, member.level.title)))
            said = gettext_lazy("Is {name} a level? It has no statement.", name=quoted(named))
            yield Question.of(member.file, member.level.line, said, (_no_level(named),))


def _sentences_as_levels(ladder: ImportedLadder, _: Sequence[_Told]) -> Iterator[Question]:
    """Headings of an essay that speak of roles."""
    said = [title for title in _titles(ladder) if _SENTENCE.fullmatch(title)]
    if len(said) * 3 >= len(ladder.members):
        text = gettext_lazy("Are these levels? {name} reads like a sentence.", name=quoted(said[0]))
        yield Question.of(*_first(ladder), text, (_no_level(*_titles(ladder)),))


def _numbers(_: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    found = [each for each in told if NUMBER.fullmatch(each.fragment.text)]
    if found:
        said = ngettext_lazy(
            "Are these scores? {number} statement is a number, such as {text}.",
            "Are these scores? {number} statements are numbers, such as {text}.",
            len(found),
            text=quoted(found[0].fragment.text),
        )
        scores = Answer(gettext_lazy("Yes, leave them out"), Decisions(numbers="left out"))
        no = gettext_lazy("No, they are statements")
        yield Question.of(found[0].file, found[0].line, said, (scores,), no)


def _row_numbers(ladder: ImportedLadder, _: Sequence[_Told]) -> Iterator[Question]:
    codes = [member.level.code for member in ladder.members]
    counted = [str(at) for at in range(1, len(codes) + 1)]
    if len(codes) > 1 and codes == counted == _titles(ladder):
        said = gettext_lazy(
            "Are {codes} levels, or the numbers of rows? None of them has a title.",
            codes=", ".join(codes[:3]),
        )
        rows = Answer(gettext_lazy("The numbers of rows"), Decisions(orientation="columns"))
        yield Question.of(*_first(ladder), said, (rows,), gettext_lazy("Levels"))


def _one_competency(_: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    names = {each.competency for each in told}
    without = [each for each in told if each.competency is None]
    if without and len(names) > 1:
        said = gettext_lazy(
            "Under which competency does {text} stand? It is under none, as {number} of {all} statements.",
            text=quoted(without[0].fragment.text[:_LONG_NAME]),
            number=len(without),
            all=len(told),
        )
        none = gettext_lazy("There is none")
        yield Question.of(without[0].file, without[0].line, said, (), none)
    if len(names) != 1 or len(told) < (_ENOUGH // 2 if without else _ENOUGH):
        return
    if without and not _hides_names([each.fragment for each in told]):
        return
    (name,) = names
    said = (
        gettext_lazy(
            "Is {name} the only competency? All {number} statements stand under it.",
            name=quoted(name),
            number=len(told),
        )
        if name
        else gettext_lazy(
            "Where are the competencies? None of {number} statements stands under one.",
            number=len(told),
        )
    )
    scopes = list(dict.fromkeys(each.fragment.scope for each in told if each.fragment.scope))
    inner = Decisions(names=dict.fromkeys(scopes, "competency"))
    label = gettext_lazy("No, what stands in it are competencies")
    no = (Answer(label, inner),) if len(scopes) > 1 else ()
    yield Question.of(
        told[0].file, told[0].line, said, no, YES if name else gettext_lazy("There are none")
    )


def _hides_names(told: Sequence[Fragment]) -> bool:
    """Whether what is expected has the names of competencies in it: rows, scopes, labels."""
    labelled = sum(bool(_LABEL.match(each.text)) for each in told)
    scopes = {each.scope for each in told if each.scope}
    return len(scopes) > 1 or labelled * 2 > len(told) or any(each.row for each in told)


def _sentences_as_names(_: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    """Texts of a level that were taken for the names of rows: columns moved by one."""
    names = {each.competency: each for each in told if each.competency}
    odd = [name for name in names if name.endswith((".", "!")) or len(name) > _LONG_NAME]
    if odd and len(odd) * 4 >= len(names):
        said = gettext_lazy(
            "Are these competencies? {name} reads like an expectation.", name=quoted(odd[0])
        )
        yield Question.of(names[odd[0]].file, names[odd[0]].line, said, _ORIENTATIONS)


def _facts_as_statements(_: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    """One name under which all levels say a word or two, "Early and late" under Shifts, where they
    say more elsewhere (Engineering tracks 2024.xlsx)."""
    below: dict[str | None, list[_Told]] = {}
    for each in told:
        below.setdefault(each.fragment.scope or each.competency, []).append(each)
    if len(below) < 2 or median(len(each.fragment.text.split()) for each in told) < _FEW_WORDS + 2:
        return
    for name, those in below.items():
        short = all(len(each.fragment.text.split()) <= _FEW_WORDS for each in those)
        if name and short and len({each.level.code for each in those}) > 1:
            said = gettext_lazy(
                "Is {name} a fact about each level? It says no more than {text}.",
                name=quoted(name),
                text=quoted(those[0].fragment.text),
            )
            fact = Answer(gettext_lazy("Yes, a fact"), Decisions(names={name: "fact"}))
            no = gettext_lazy("No, it is expected")
            yield Question.of(those[0].file, those[0].line, said, (fact,), no)


def _competencies_of_one_level(ladder: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    """Names that no two levels share name something else, mostly what is expected."""
    levels: dict[str, set[str]] = {}
    for each in told:
        if each.competency:
            levels.setdefault(each.competency, set()).add(each.level.code)
    if len(ladder.members) > 2 and len(levels) > 4 and all(len(at) == 1 for at in levels.values()):
        said = gettext_lazy(
            "Are these competencies? No two levels share one, such as {name}.",
            name=quoted(next(iter(levels))),
        )
        scopes = Decisions(names=dict.fromkeys(levels, "scope"))
        no = Answer(gettext_lazy("No, they are scopes"), scopes)
        yield Question.of(*_first(ladder), said, (no,))


def _steps_as_scopes(ladder: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    """One level whose competencies have as many scopes each, of one statement each: these are
    the steps of an axis, "Adopts, Specializes, Evangelizes", and not what one level asks for."""
    scopes: dict[str | None, list[str | None]] = {}
    for each in told:
        scopes.setdefault(each.competency, []).append(each.fragment.scope)
    sizes = {len(each) for each in scopes.values()}
    names = [name for each in scopes.values() for name in each]
    apart = len(set(names)) == len(names) and None not in names
    if len(ladder.members) == 1 < len(scopes) and len(sizes) == 1 and min(sizes) > 2 and apart:
        (title,) = _titles(ladder)
        said = gettext_lazy(
            "Does {level} ask for all of it? {steps} look like steps.",
            level=quoted(title),
            steps=", ".join(map(str, names[:3])),
        )
        no = _no_level(title, label=gettext_lazy("No, it is no level"))
        yield Question.of(*_first(ladder), said, (no,))


def _roles_side_by_side(ladder: ImportedLadder, _: Sequence[_Told]) -> Iterator[Question]:
    """Two roles that a text compares, "Tech lead" and "Engineering manager", are no ladder."""
    titles = _titles(ladder)
    codes = "".join(member.level.code for member in ladder.members)
    if len(titles) != 2 or any(map(str.isdigit, codes)):
        return
    cores = [
        set(without_seniority(each).casefold().split()) - {"the", "a", "an"} for each in titles
    ]
    if all(cores) and not cores[0] & cores[1] and all(map(is_role, titles)):
        said = gettext_lazy(
            "Are {names} levels of one ladder, or two roles side by side?",
            names=listed_lazy([*map(quoted, titles)]),
        )
        apart = _no_level(*titles, label=gettext_lazy("Two roles"))
        yield Question.of(*_first(ladder), said, (apart,), gettext_lazy("Levels of one ladder"))


def _something_else(ladder: ImportedLadder, told: Sequence[_Told]) -> Iterator[Question]:
    called = f"{ladder.name} {stem_of(ladder.members[0].file)}"
    levels = [member.level for member in ladder.members]
    names = dict.fromkeys(each.competency for each in told if each.competency)
    found = words_of_something_else(called, levels, [e.fragment.text for e in told], names)
    if found:
        said = gettext_lazy(
            "Is {name} a ladder? {words} speaks of something else.",
            name=quoted(ladder.name),
            words=quoted(found[0]),
        )
        yield Question.of(*_first(ladder), said, (_no_level(*_titles(ladder)),))


def _much_left(ladder: ImportedLadder, _: Sequence[_Told]) -> Iterator[Question]:
    """A third of all words without a place, more words around the levels than in them, or rows
    that name levels among what is left: there is more to it than was understood."""
    words = dict.fromkeys(KINDS, 0)
    for each in (*ladder.fragments, *(f for m in ladder.members for f in m.level.fragments)):
        words[each.kind] += len(each.text.split())
    left = words["remainder"]
    around = left + words["prose"]
    told = sum(words.values()) - around
    number = left if left * 2 > told and left > _MANY_WORDS else around
    if number <= _MANY_WORDS or (number != left and around <= told):
        rows = _rows_of_levels(ladder)
        number = sum(len(text.split()) for text in rows.values()) if len(rows) > 1 else 0
    if number:
        said = gettext_lazy(
            "Was this read as it should be? {number} of its words stand in no level.", number=number
        )
        yield Question.of(ladder.members[0].file, 0, said)


def _rows_of_levels(ladder: ImportedLadder) -> dict[str, str]:
    """By its code, a text that begins with a level's name and says more than that: a row of a table.
    One that is but code and title is an entry of a table of contents."""
    named: dict[str, list[DraftLevel]] = {}
    for level in (member.level for member in ladder.members):
        for name in {level.code.casefold(), level.title.casefold()} - {""}:
            named.setdefault(name, []).append(level)
    longest = sorted(named, key=len, reverse=True)
    # One look at a text for all levels: there may be 500 of them, and 50,000 texts.
    beginning = re.compile(rf"({'|'.join(map(re.escape, longest))})(?!\w)")
    rows: dict[str, str] = {}
    for each in ladder.fragments:
        text = plain_text(each.text).casefold()
        if found := beginning.match(text):
            for level in named[found[1]]:
                rest = text[found.end() :].strip(_AFTER_NAME)
                if found[1] == level.code.casefold():
                    rest = rest.removeprefix(level.title.casefold()).strip(_AFTER_NAME)
                if len(rest.split()) > 1:
                    rows[level.code] = each.text
    return rows


_SIGNS = (
    _empty_levels,
    _sentences_as_levels,
    _numbers,
    _row_numbers,
    _one_competency,
    _sentences_as_names,
    _facts_as_statements,
    _competencies_of_one_level,
    _steps_as_scopes,
    _roles_side_by_side,
    _something_else,
    _much_left,
)

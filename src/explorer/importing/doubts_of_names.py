"""Signs that names were misread: competencies that are levels or sentences, facts that are expected
and the other way round, as questions to whoever imports a ladder (`doubts`).
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from explorer.drafts.codes import PROFESSIONS, is_role
from explorer.drafts.decisions import Answer, Decisions, decided
from explorer.drafts.draft import Fragment
from explorer.importing.imported_ladder import YES, ImportedLadder, Question
from explorer.importing.told import LONG_NAME, Told, first_place, no_level, titles_of
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, listed_lazy
from explorer.text.translation import N_

_ENOUGH = 6
"""Statements of which one competency is a doubt; a small ladder may have no more than one."""
_FEW_WORDS = 3
_SENTENCE_WORDS = 5
_LABEL = re.compile(r"[^\s:]+(?: [^\s:]+){0,2}: ")
_ORIENTATIONS = (
    Answer(gettext_lazy("No, the levels are columns"), Decisions(orientation="columns")),
    Answer(gettext_lazy("No, the levels are rows"), Decisions(orientation="rows")),
)


def _one_competency(_: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    names = {each.competency for each in told}
    without = [each for each in told if each.competency is None]
    if without and len(names) > 1:
        asked = N_(
            "Under which competency does {text} stand? It is under none, as {number} of {all} statements."
        )
        yield _of_nameless(asked, without, told)
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
    inner = Decisions(names=decided(scopes, "competency"))
    label = gettext_lazy("No, what stands in it are competencies")
    no = (Answer(label, inner),) if len(scopes) > 1 else ()
    yield Question.of(
        told[0].file, told[0].line, said, no, YES if name else gettext_lazy("There are none")
    )


def _rows_without_a_name(_: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """A few cells of a matrix under no name within their competency, where the others have one: it
    was taken for something else, as "Anti-social behaviour" was for a head."""
    rows = [each for each in told if each.fragment.row is not None]
    without = [each for each in rows if each.fragment.scope is None]
    if without and len(without) * 4 < len(rows):
        asked = N_(
            "What is the name of the row of {text}? It has none, as {number} of {all} statements."
        )
        yield _of_nameless(asked, without, rows)


def _of_nameless(asked: str, without: Sequence[Told], told: Sequence[Told]) -> Question:
    """The question of what stands under no name, as some of all do."""
    first = without[0]
    text, number = quoted(first.fragment.text[:LONG_NAME]), len(without)
    said = gettext_lazy(asked, text=text, number=number, all=len(told))
    return Question.of(first.file, first.line, said, (), gettext_lazy("There is none"))


def _hides_names(told: Sequence[Fragment]) -> bool:
    """Whether what is expected has the names of competencies in it: rows, scopes, labels."""
    labelled = sum(bool(_LABEL.match(each.text)) for each in told)
    scopes = {each.scope for each in told if each.scope}
    return len(scopes) > 1 or labelled * 2 > len(told) or any(each.row for each in told)


def _sentences_as_names(_: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """Texts of a level that were taken for the names of rows: columns moved by one."""
    names = {each.competency: each for each in told if each.competency}
    odd = [name for name in names if name.endswith((".", "!")) or len(name) > LONG_NAME]
    if odd and len(odd) * 4 >= len(names):
        said = gettext_lazy(
            "Are these competencies? {name} reads like an expectation.", name=quoted(odd[0])
        )
        yield Question.of(names[odd[0]].file, names[odd[0]].line, said, _ORIENTATIONS)


def _tells_in_sentences(told: Sequence[Told]) -> bool:
    lengths = [len(each.fragment.text.split()) for each in told]
    return bool(lengths) and median(lengths) >= _SENTENCE_WORDS


def _is_short(each: Told) -> bool:
    return len(each.fragment.text.split()) <= _FEW_WORDS


def _name(each: Told) -> str | None:
    return each.fragment.scope or each.competency


def _facts_as_statements(_: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """One name under which all levels say a word or two, "Early and late" under Shifts, where they
    say more elsewhere (Engineering tracks 2024.xlsx)."""
    below: dict[str | None, list[Told]] = {}
    for each in told:
        below.setdefault(_name(each), []).append(each)
    if len(below) < 2 or not _tells_in_sentences(told):
        return
    for name, those in below.items():
        if name and all(map(_is_short, those)) and len({each.level.code for each in those}) > 1:
            said = gettext_lazy(
                "Is {name} a fact about each level? It says no more than {text}.",
                name=quoted(name),
                text=quoted(those[0].fragment.text),
            )
            fact = Answer(gettext_lazy("Yes, a fact"), Decisions(names=decided([name], "fact")))
            no = gettext_lazy("No, it is expected")
            yield Question.of(those[0].file, those[0].line, said, (fact,), no)


def _names_as_statements(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """A word or two that most levels say alike, beside texts that say more, is the name of what
    comes after it: "Craft" on the slides of a talk, "** Detection" in an outline of a kind that
    nothing here reads."""
    if not _tells_in_sentences(told):
        return
    longer = {_name(each) for each in told if not _is_short(each)}
    levels: dict[str, dict[str, Told]] = {}
    for each in told:
        if _is_short(each) and _name(each) in longer:
            levels.setdefault(each.fragment.text, {}).setdefault(each.level.code, each)
    for text, at in levels.items():
        if len(at) > 1 and len(at) * 2 > len(ladder.members):
            first = next(iter(at.values()))
            said = gettext_lazy(
                "Is {text} a name? {number} levels say it, as if it were expected.",
                text=quoted(text),
                number=len(at),
            )
            no = gettext_lazy("No, it is expected")
            yield Question.of(first.file, first.line, said, (), no)
            return


def _roles_as_names(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """Levels that were taken for what a level asks for: "7.1 Test Engineer" in a chapter."""
    names = {each.competency: each for each in told if each.competency}
    roles = [name for name in names if PROFESSIONS.search(name) and is_role(name)]
    if len(roles) > 1 and len(roles) * 2 > len(names):
        said = gettext_lazy(
            "Are {names} competencies, or levels?", names=listed_lazy([*map(quoted, roles[:3])])
        )
        around = titles_of(ladder) if len(ladder.members) == 1 else []
        these = Decisions(levels=decided(roles, None), not_levels=[*decided(around, None)])
        levels = Answer(gettext_lazy("Levels"), these)
        first = names[roles[0]]
        yield Question.of(first.file, first.line, said, (levels,), gettext_lazy("Competencies"))


def _statements_as_facts(ladder: ImportedLadder, _: Sequence[Told]) -> Iterator[Question]:
    """Names under which several levels say a whole sentence, taken for facts about them."""
    facts: dict[str, list[tuple[str, Fragment]]] = {}
    for member in ladder.members:
        for each in member.level.fragments:
            if each.kind == "fact" and each.scope:
                facts.setdefault(each.scope, []).append((member.file, each))
    told = {
        name: those
        for name, those in facts.items()
        if len(those) > 1 and all(_reads_as_expectation(each.text) for _, each in those)
    }
    if told:
        name = next(iter(told))
        file, first = told[name][0]
        said = gettext_lazy(
            "Is {name} a fact about each level? {text} reads like an expectation.",
            name=quoted(name),
            text=quoted(first.text[:LONG_NAME]),
        )
        names = Decisions(names=decided(told, "competency"))
        no = Answer(gettext_lazy("No, a competency"), names)
        yield Question.of(file, min(first.lines, default=0), said, (no,))


def _reads_as_expectation(text: str) -> bool:
    return len(text.split()) >= _SENTENCE_WORDS + 2 and text.rstrip().endswith((".", "!"))


def _competencies_of_one_level(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
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
        scopes = Decisions(names=decided(levels, "scope"))
        no = Answer(gettext_lazy("No, they are scopes"), scopes)
        yield Question.of(*first_place(ladder), said, (no,))


def _steps_as_scopes(ladder: ImportedLadder, told: Sequence[Told]) -> Iterator[Question]:
    """One level whose competencies have as many scopes each, of one statement each: these are
    the steps of an axis, "Adopts, Specializes, Evangelizes", and not what one level asks for."""
    scopes: dict[str | None, list[str | None]] = {}
    for each in told:
        scopes.setdefault(each.competency, []).append(each.fragment.scope)
    sizes = {len(each) for each in scopes.values()}
    names = [name for each in scopes.values() for name in each]
    apart = len(set(names)) == len(names) and None not in names
    if len(ladder.members) == 1 < len(scopes) and len(sizes) == 1 and min(sizes) > 2 and apart:
        (title,) = titles_of(ladder)
        said = gettext_lazy(
            "Does {level} ask for all of it? {steps} look like steps.",
            level=quoted(title),
            steps=", ".join(map(str, names[:3])),
        )
        no = no_level(title, label=gettext_lazy("No, it is no level"))
        yield Question.of(*first_place(ladder), said, (no,))


SIGNS_OF_NAMES = (
    _one_competency,
    _rows_without_a_name,
    _sentences_as_names,
    _facts_as_statements,
    _names_as_statements,
    _roles_as_names,
    _statements_as_facts,
    _competencies_of_one_level,
    _steps_as_scopes,
)

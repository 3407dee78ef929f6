"""Drafts assembled: which levels are one ladder, and its name.

Documents of one folder are one ladder until a code stands in it twice; a document of
several levels is a ladder of its own. Names stay as they are written; those that look
like the same thing are reported. The data of its files is made in `ladder_files`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from explorer.drafts.codes import (
    LADDER_WORD,
    is_role,
    seniority_rank,
    without_rank,
    without_seniority,
)
from explorer.drafts.draft import Draft, DraftLevel, Fragment
from explorer.drafts.draft_builder import DraftBuilder
from explorer.drafts.file_titles import title_of, title_of_file
from explorer.drafts.frame_words import names_nothing
from explorer.drafts.header_words import LevelName
from explorer.drafts.tables.tables_beside import names_levels, read_beside
from explorer.files.paths import natural
from explorer.files.schema import LONGEST_NAME
from explorer.importing.imported_ladder import (
    ImportedLadder,
    Remark,
    SourcedLevel,
    competency_of,
)
from explorer.problems import quoted
from explorer.text.lazy_messages import gettext_lazy, listed_lazy
from explorer.text.slugs import UniqueNames, slug
from explorer.text.translation import N_

# A ladder's file folds texts; one that fills 200 lines is a document by itself.
LONGEST_TEXT = 20_000
_COUNTING_CODE = re.compile(r"([^\W\d_]{0,8}?)[ .-]?\d[\w.+-]*")
_MOST_ALIKE = 100
# "Product Manager 3", "Engineer II" (I, II, III, IV, V sort as they are written).
_NUMBERED_TITLE = re.compile(r"(.*\S)\s+(\d{1,2}|I{1,3}|IV|VI{0,3})")
# In per cent: "Mentoring" and "Mentorship" are reported, "Craft" and "Care" are not.
_SIMILARITY = 74


# -- which levels are one ladder -------------------------------------------------------------


def assemble_ladders(
    drafts: Sequence[Draft], name: str | None = None, folder: str | None = None
) -> tuple[tuple[ImportedLadder, ...], tuple[Remark, ...]]:
    """The ladders of some documents, and what is to be said about putting them together.

    `name` is what the ladder is to be called; `folder` is where the documents lay.
    """
    remarks: list[Remark] = []
    groups: list[tuple[str, list[SourcedLevel], list[Fragment]]] = []
    alone: dict[str, list[Draft]] = {}
    with_levels = sum(bool(each.levels) for each in drafts)
    for draft in _with_competencies_joined(drafts, folder, remarks):
        if len(draft.levels) > 1:
            parts: dict[str | None, list[SourcedLevel]] = {}
            for level in draft.levels:
                parts.setdefault(level.ladder, []).append(SourcedLevel(level, draft.file))
            for part, members in parts.items():
                display_name = part or _name(draft, folder if with_levels == 1 else None)
                prose = list(draft.prose) if part is next(iter(parts)) else []
                groups.append((display_name, members, prose))
        elif draft.levels:
            alone.setdefault(str(PurePosixPath(draft.file).parent), []).append(draft)
    for home, inside in alone.items():
        members = [SourcedLevel(draft.levels[0], draft.file) for draft in inside]
        prose = [fragment for draft in inside for fragment in draft.prose]
        beside = home != "." and len(alone) > 1
        shared = _shared_name(inside, _lies_in(PurePosixPath(home), folder), beside)
        groups.append((shared, members, prose))
    about = [each.name for each in drafts if each.name and not each.levels]
    about = [each for each in about if LADDER_WORD.search(each) and not names_nothing(each)]
    if about and len(groups) == 1 and with_levels > 1:
        # "# Infrastructure ladder" in a README says it: infrastructure-ladder-main.zip.
        groups[0] = (about[0], *groups[0][1:])
    for draft in (each for each in drafts if groups and not each.levels):
        # What tells of the others is text of the first ladder in its folder.
        folder_of_it = PurePosixPath(draft.file).parent
        inner = (each for each in groups if folder_of_it in PurePosixPath(each[1][0].file).parents)
        _, levels, around = next(inner, groups[0])
        levels[:], text = _with_tables(levels, draft)
        around += text
    parted = [part for group in groups for part in _split_by_code(*group, remarks)]
    made: list[ImportedLadder] = []
    keys = UniqueNames()
    for display_name, members, prose in parted:
        chosen = display_name
        if name:
            chosen = name if len(parted) == 1 else f"{name} {display_name}"
        key = keys.claim(slug(chosen, "ladder"))
        ordered = _in_order(members)
        fitting = tuple(
            SourcedLevel(_within_limits(m.level, m.file, remarks), m.file) for m in ordered
        )
        ladder = ImportedLadder(
            key, chosen[:LONGEST_NAME].strip() or key, fitting, tuple(_split_long_texts(prose))
        )
        remarks += _similar_names(ladder)
        made.append(ladder)
    return tuple(made), tuple(remarks)


def _with_tables(
    members: Sequence[SourcedLevel], about: Draft
) -> tuple[list[SourcedLevel], list[Fragment]]:
    """The levels with what the tables of a text about them say of each, as those beside levels do in
    one document, and the rest of the text (README.md over R1.md and R2.md)."""
    builder = DraftBuilder()
    for each in members:
        title = each.level.title if each.level.title != each.level.code else ""
        entry = builder.begin(each.level.code, title, 0, None)
        entry.fragments = list(each.level.fragments)
    names = [LevelName(each.level.code, each.level.title, True) for each in members]
    grids = [grid for grid in about.tables if names_levels(grid, names)]
    read_beside([(grid, "") for grid in grids], builder)
    lines = {line for grid in grids for line in grid.lines}
    text = [each for each in about.prose if lines.isdisjoint(each.lines)]
    own = {id(said) for each in members for said in each.level.fragments}

    def placed(told: Iterable[Fragment]) -> Iterator[Fragment]:
        # What the text says stands in no line of the level's document.
        return (each if id(each) in own else replace(each, lines=()) for each in told)

    levels = list[SourcedLevel]()
    for each, entry in zip(members, builder.entries, strict=True):
        title, fragments = entry.title or each.level.title, tuple(placed(entry.fragments))
        levels.append(replace(each, level=replace(each.level, title=title, fragments=fragments)))
    return levels, [*text, *placed(builder.prose)]


def _with_competencies_joined(
    drafts: Sequence[Draft], folder: str | None, remarks: list[Remark]
) -> list[Draft]:
    """The drafts, with those as one that tell of a competency each: documents of one folder that name
    the same levels with the same titles, and none of them a competency (legal-competencies.zip)."""
    homes: dict[PurePosixPath, list[Draft]] = {}
    for draft in drafts:
        if draft.levels:
            homes.setdefault(PurePosixPath(draft.file).parent, []).append(draft)
    made: list[Draft] = []
    for home, inside in homes.items():
        titles = [{level.code: level.title for level in draft.levels} for draft in inside]
        most = max(titles, key=len)
        levels = [level for draft in inside for level in draft.levels]
        named = all(each.competency is None for level in levels for each in level.fragments)
        same = all(len(each) > 1 and each.items() <= most.items() for each in titles)
        same = same and sum(map(len, titles)) == len(levels)  # no ladders within a document
        names = [_name(draft)[:LONGEST_NAME] for draft in inside]
        if len({*names}) < 2 or not (named and same) or sum(map(is_role, names)) * 2 > len(names):
            made += inside
            continue
        told: dict[str, list[Fragment]] = {code: [] for code in most}
        for name, draft in zip(names, inside, strict=True):
            about = [replace(e, kind="summary") for e in draft.prose if e.kind == "prose"]
            told[draft.levels[0].code] += [replace(e, competency=name, lines=()) for e in about]
            for level in draft.levels:
                told[level.code] += [replace(e, competency=name, lines=()) for e in level.fragments]
        joined = tuple(DraftLevel(code, most[code], tuple(those)) for code, those in told.items())
        rest = tuple(e for draft in inside for e in draft.prose if e.kind != "prose")
        title = title_of(_lies_in(home, folder)) or "Ladder"
        made.append(replace(inside[0], name=title, levels=joined, prose=rest))
        said = gettext_lazy(
            "Each document was read as a competency: {names}.",
            names=listed_lazy([*map(quoted, names)]),
        )
        remarks.append(Remark(inside[0].file, 0, said))
    return made


def _name(draft: Draft, folder: str | None = None) -> str:
    """What a document is called, or the `folder` that it fills alone: `Matrix.html` in
    Backend levels.zip says less than that."""
    titles = [name for level in draft.levels for name in (level.title, level.code)]
    name = draft.name or title_of_file(draft.file, titles) or "Ladder"
    if folder and " " not in name and names_nothing(name):
        return title_of(_lies_in(PurePosixPath(draft.file).parent, folder), titles)
    return name


def _lies_in(home: PurePosixPath, folder: str | None) -> str:
    """What the folder of some documents is called; one called "skills" only says what is in it."""
    named = (each.name for each in (home, *home.parents) if not names_nothing(each.name))
    return next(filter(None, named), "") or folder or home.name


def _shared_name(drafts: Sequence[Draft], folder: str, beside: bool) -> str:
    """The name of a ladder of documents: what their titles share, or where they lie; the other
    way round in folders beside each other (engineering-progression-main.zip)."""
    if beside and len(drafts) > 1 and folder:
        return title_of(folder)
    titles = [draft.levels[0].title for draft in drafts]
    shared = {without_seniority(title) for title in titles}
    # A "Cellar Master" works in no ladder called "Cellar".
    if len(shared) == 1 and (name := shared.pop()) and not titles[0].startswith(name + " "):
        return name
    names = {draft.name for draft in drafts if draft.name}
    if len(drafts) == 1:
        return next(iter(names), drafts[0].levels[0].title)
    return title_of(folder) if folder else next(iter(names), "Ladder")


def _split_by_code(
    display_name: str, members: list[SourcedLevel], prose: list[Fragment], remarks: list[Remark]
) -> list[tuple[str, list[SourcedLevel], list[Fragment]]]:
    """A group in ladders in which each code stands once."""
    first: dict[str, SourcedLevel] = {}
    for member in members:
        before = first.setdefault(member.level.code, member)
        if before is not member:
            said = gettext_lazy(
                "The code {code} a second time (first in {place}): "
                "its levels become ladders of their own, by title.",
                code=quoted(member.level.code),
                place=f"{before.file}:{before.level.line}",
            )
            remarks.append(Remark(member.file, member.level.line, said))
    if len(first) == len(members):
        return [(display_name, members, prose)]
    by_title: dict[str, list[SourcedLevel]] = {}
    for member in members:
        by_title.setdefault(without_seniority(member.level.title) or display_name, []).append(
            member
        )
    made = []
    for title, inside in by_title.items():
        # The same code and title again: whoever comes second stands in a ladder of their own.
        layers: defaultdict[int, list[SourcedLevel]] = defaultdict(list)
        depth: Counter[str] = Counter()
        for member in inside:
            layers[depth[member.level.code]].append(member)
            depth[member.level.code] += 1
        for layer in layers.values():
            made.append((title, layer, prose))
            prose = []
    return made


def _letters(code: str) -> str:
    """What the codes of one track share: IC of IC4; "" where a code does not count."""
    found = _COUNTING_CODE.fullmatch(code)
    return found[1].casefold() if found else ""


def _in_order(members: list[SourcedLevel]) -> list[SourcedLevel]:
    """By the codes, tracks as they come, where all count; several documents by the usual words for
    seniority. One document has its levels in order, from the lowest or from the highest, unless
    those of one role come in none (rows of data). Only levels of one role are compared: a
    professor is no less than a senior lecturer (promotion-criteria.html)."""
    families: dict[str, int] = {}
    for member in members:
        families.setdefault(_letters(member.level.code), len(families))
    ranks: dict[str, list[int]] = {}
    for member in members:
        title = member.level.title
        ranks.setdefault(without_rank(title), []).append(seniority_rank(title))
    pairs = [pair for each in ranks.values() for pair in combinations(each[:_MOST_ALIKE], 2)]
    rising = sum(one < other for one, other in pairs)
    falling = sum(one > other for one, other in pairs)
    counting = all(_COUNTING_CODE.fullmatch(member.level.code) for member in members)
    in_none = len(ranks) == 1 and min(rising, falling) * 3 >= rising + falling > 0
    if counting or in_none or len({member.file for member in members}) > 1:
        return sorted(members, key=lambda member: _sort_key(member.level, families))
    return members[::-1] if falling > rising else members


def _sort_key(
    level: DraftLevel, families: Mapping[str, int]
) -> tuple[int, int, list[tuple[int, int, str]]]:
    """By code where it counts; else by the usual words for seniority."""
    if _COUNTING_CODE.fullmatch(level.code):
        return (0, families[_letters(level.code)], natural(level.code))
    if numbered := _NUMBERED_TITLE.fullmatch(level.title):
        return (1, seniority_rank(numbered[1]), natural(numbered[2]))
    return (1, seniority_rank(level.title), [])


# -- what does not fit, what looks alike -------------------------------------------------------


def _within_limits(level: DraftLevel, file: str, remarks: list[Remark]) -> DraftLevel:
    """The level with names and texts no longer than a ladder's file can hold."""
    fragments: list[Fragment] = []
    for fragment in level.fragments:
        longest = max(len(fragment.competency or ""), len(fragment.scope or ""))
        if longest <= LONGEST_NAME and len(fragment.text) <= LONGEST_TEXT:
            fragments.append(fragment)
            continue
        at = fragment.lines[0] if fragment.lines else 0
        for which in ("competency", "scope"):
            name = getattr(fragment, which) or ""
            if len(name) > LONGEST_NAME:
                cut = name[: LONGEST_NAME - 1].rstrip() + "…"
                fragment = replace(fragment, **{which: cut})  # type: ignore[arg-type] # noqa: PLW2901
                if name not in {each.text for each in fragments[-3:]}:
                    fragments.append(Fragment("remainder", name, fragment.lines))
                    said = gettext_lazy(
                        "A name of {number} characters was cut; it is kept whole as remainder.",
                        number=len(name),
                    )
                    remarks.append(Remark(file, at, said))
        if len(fragment.text) > LONGEST_TEXT:
            said = gettext_lazy(
                "A text of {number} characters is kept as remainder; at most {most} make one.",
                number=len(fragment.text),
                most=LONGEST_TEXT,
            )
            remarks.append(Remark(file, at, said))
        fragments += _split_long_texts([fragment])
    title = level.title[:LONGEST_NAME].strip() or level.code
    return replace(level, fragments=tuple(fragments), title=title)


def _split_long_texts(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    for fragment in fragments:
        if len(fragment.text) <= LONGEST_TEXT:
            yield fragment
            continue
        for at in range(0, len(fragment.text), LONGEST_TEXT):
            if part := fragment.text[at : at + LONGEST_TEXT].strip():
                yield Fragment("remainder", part, fragment.lines)


def _similar_names(ladder: ImportedLadder) -> Iterator[Remark]:
    """Names that look like the same thing, and never stand beside each other."""
    for said, of in (
        (
            N_(
                "{one} and {other} among the competencies look like the same; both are kept as written."
            ),
            competency_of,
        ),
        (
            N_("{one} and {other} among the facts look like the same; both are kept as written."),
            lambda fragment: fragment.scope if fragment.kind == "fact" else None,
        ),
    ):
        levels: dict[str, set[str]] = {}
        where: dict[str, Remark] = {}
        for member in ladder.members:
            for fragment in member.level.fragments:
                name = of(fragment)
                if name is not None:
                    levels.setdefault(name, set()).add(member.level.code)
                    if name not in where:
                        line = fragment.lines[0] if fragment.lines else 0
                        where[name] = Remark(member.file, line, "")
        for one, other in combinations(list(levels)[:120], 2):
            likeness = fuzz.ratio(one.casefold(), other.casefold())
            if likeness >= _SIMILARITY and not levels[one] & levels[other]:
                text = gettext_lazy(said, one=quoted(one), other=quoted(other))
                yield replace(where[other], text=text)

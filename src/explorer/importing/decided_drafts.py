"""Decisions about what was read, whatever the document's form: levels, names, numbers, leftovers.

Passages that no rule could place go where somebody said, and scores are left out. Nothing
vanishes: what is left out stays in the draft as omitted, and is counted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from explorer.drafts.decisions import Decisions, PlacedLine, key
from explorer.drafts.draft import SCOPE_SEPARATOR, Draft, DraftLevel, Fragment
from explorer.drafts.draft_builder import LevelEntry

NUMBER = re.compile(r"[\d\s.,:%/+()-]*\d[\d\s.,:%/+()-]*")
"""A text that says no more than a score does."""


def with_decisions(draft: Draft, decisions: Decisions) -> Draft:
    """The draft as it was decided, as far as that can still be done once it is read."""
    if not decisions.any():
        return draft
    met = set(draft.met)
    levels: list[DraftLevel] = []
    prose = list(draft.prose)
    for level in draft.levels:
        names = (level.title, level.code, f"{level.code} {level.title}")
        if written := decisions.no_level(*names):
            met.add(written)
            prose += map(_unplaced, level.fragments)
            continue
        if written := decisions.level(*names):
            met.add(written)
            level = replace(level, code=decisions.levels[written] or level.code)  # noqa: PLW2901
        levels.append(level)
    told = {key(name): name for name in decisions.names}
    draft = replace(draft, levels=tuple(levels), prose=tuple(prose))
    draft = draft.mapped(
        lambda those: _facts_joined([_decided(each, decisions, told, met) for each in those])
    )
    return replace(draft, met=frozenset(met))


def _unplaced(fragment: Fragment) -> Fragment:
    """What a level said that is none: text of the ladder, and what was expected has no place."""
    kind = fragment.kind if fragment.kind in ("note", "prose", "omitted") else "remainder"
    return Fragment(kind, fragment.text, fragment.lines)


def _decided(
    fragment: Fragment, decisions: Decisions, told: dict[str, str], met: set[str]
) -> Fragment:
    if fragment.kind == "fact":
        written = told.get(key(fragment.scope or ""))
        if not written or decisions.names[written] != "competency":
            return fragment
        met.add(written)
        return replace(fragment, kind="statement", competency=fragment.scope, scope=None)
    statement = fragment.kind in ("statement", "tentative")
    if statement and decisions.numbers and NUMBER.fullmatch(fragment.text):
        return Fragment("omitted", fragment.text, fragment.lines)
    parts = [p for p in (fragment.competency, *(fragment.scope or "").split(SCOPE_SEPARATOR)) if p]
    known = {part: told[key(part)] for part in parts if key(part) in told}
    if not known:
        return fragment
    met.update(known.values())
    role = {part: decisions.names[name] for part, name in known.items()}
    if fact := next((part for part in parts if role.get(part) == "fact"), None):
        if not statement:
            return Fragment("prose", fragment.text, fragment.lines)
        return Fragment("fact", fragment.text, fragment.lines, None, fact)
    widest = next((part for part in parts if role.get(part) == "competency"), None)
    widest = widest or next((part for part in parts if role.get(part) != "scope"), None)
    rest = SCOPE_SEPARATOR.join(part for part in parts if part != widest)[:200]
    return replace(fragment, competency=widest, scope=rest or None if statement else None)


def _facts_joined(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Fragments with one fact of a name, as readers make them."""
    joined = LevelEntry("", "", 0)
    for each in fragments:
        if each.kind == "fact" and each.scope:
            joined.fact(each.scope, each.text, each.lines)
        else:
            joined.fragments.append(each)
    return joined.fragments


# -- what could not be placed ------------------------------------------------------------------


def pieces(fragment: Fragment) -> tuple[Fragment, ...]:
    """An unplaced passage line by line, each with the source line that it stands in; a line
    without a word, such as a fence around code, is none."""
    texts = [line.strip() for line in fragment.text.split("\n") if line.strip()]
    if len(texts) < 2:
        return (fragment,)
    own = fragment.lines if len(fragment.lines) == len(texts) else None
    return tuple(
        replace(fragment, text=text, lines=(own[at],) if own else fragment.lines)
        for at, text in enumerate(texts)
        if re.search(r"\w", text)
    )


def with_places(
    drafts: Sequence[Draft], decisions: Decisions
) -> tuple[tuple[Draft, ...], frozenset[str]]:
    """The drafts with unplaced passages where they were put, and the texts that were met.

    A level is looked for in the passage's own document first. A passage that stands several
    times becomes one text, which accounts for all of its lines.
    """
    wanted: dict[str, PlacedLine | None] = {as_said(p.text): p for p in decisions.placed}
    wanted |= dict.fromkeys(map(as_said, decisions.left_out))
    if not wanted:
        return tuple(drafts), frozenset()
    codes = [{level.code for level in draft.levels} for draft in drafts]
    made: dict[tuple[int, str], dict[str, Fragment]] = {}
    met: set[str] = set()

    def rest(several: Iterable[Fragment], at: int) -> Iterator[Fragment]:
        for fragment in several:
            inside = [fragment] if as_said(fragment.text) in wanted else pieces(fragment)
            if fragment.kind != "remainder" or not any(as_said(p.text) in wanted for p in inside):
                yield fragment
                continue
            for piece in inside:
                said = as_said(piece.text)
                place = wanted.get(said)
                if said not in wanted:
                    yield piece
                elif place is None:
                    met.add(said)
                    yield replace(piece, kind="omitted")
                elif not (
                    homes := [n for n in (at, *range(len(codes))) if place.level in codes[n]]
                ):
                    yield piece
                else:
                    met.add(said)
                    before = made.setdefault((homes[0], place.level), {})
                    lines = (*before[said].lines, *piece.lines) if said in before else piece.lines
                    before[said] = Fragment(place.kind, piece.text, lines, place.competency)

    left = [
        draft.mapped(lambda those, at=at: rest(those, at))  # type: ignore[misc]
        for at, draft in enumerate(drafts)
    ]
    for (home, code), those in made.items():
        levels = list(left[home].levels)
        at = next(n for n, level in enumerate(levels) if level.code == code)
        levels[at] = replace(levels[at], fragments=(*levels[at].fragments, *those.values()))
        left[home] = replace(left[home], levels=tuple(levels))
    return tuple(left), frozenset(met)


def as_said(text: str) -> str:
    """A passage as it is compared."""
    return " ".join(text.split())

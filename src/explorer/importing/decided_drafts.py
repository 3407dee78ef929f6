"""Decisions about what was read, whatever the document's form: levels, names, numbers, leftovers.

Passages that no rule could place go where somebody said, and scores are left out. Nothing
vanishes: what is left out stays in the draft as omitted, and is counted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from explorer.drafts.decisions import Decisions, PlacedLine, key
from explorer.drafts.draft import Draft, DraftLevel, Fragment
from explorer.text.lazy_messages import gettext_lazy
from explorer.text.translation import N_

_STATEMENTS = ("statement", "tentative")
NUMBER = re.compile(r"[\d\s.,:%/+()-]*\d[\d\s.,:%/+()-]*")
"""A text that says no more than a score does."""
_BETWEEN = " / "


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

    def decided(several: Iterable[Fragment]) -> tuple[Fragment, ...]:
        return tuple(_decided(each, decisions, told, met) for each in several)

    levels = [replace(level, fragments=decided(level.fragments)) for level in levels]
    return replace(draft, levels=tuple(levels), prose=decided(prose), met=frozenset(met))


def _unplaced(fragment: Fragment) -> Fragment:
    """What a level said that is none: text of the ladder, and what was expected has no place."""
    kind = fragment.kind if fragment.kind in ("note", "prose", "omitted") else "remainder"
    return Fragment(kind, fragment.text, fragment.lines)


def _decided(
    fragment: Fragment, decisions: Decisions, told: dict[str, str], met: set[str]
) -> Fragment:
    if fragment.kind == "fact":
        return fragment
    statement = fragment.kind in _STATEMENTS
    if statement and decisions.numbers and NUMBER.fullmatch(fragment.text):
        return Fragment("omitted", fragment.text, fragment.lines)
    parts = [p for p in (fragment.competency, *(fragment.scope or "").split(_BETWEEN)) if p]
    known = {part: told[key(part)] for part in parts if key(part) in told}
    if not known:
        return fragment
    met.update(known.values())
    role = {part: decisions.names[name] for part, name in known.items()}
    widest = next((part for part in parts if role.get(part) == "competency"), None)
    widest = widest or next((part for part in parts if role.get(part) != "scope"), None)
    rest = _BETWEEN.join(part for part in parts if part != widest)[:200]
    return replace(fragment, competency=widest, scope=rest or None if statement else None)


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
    wanted: dict[str, PlacedLine | None] = {_as_said(p.text): p for p in decisions.placed}
    wanted |= dict.fromkeys(map(_as_said, decisions.left_out))
    if not wanted:
        return tuple(drafts), frozenset()
    codes = [{level.code for level in draft.levels} for draft in drafts]
    made: dict[tuple[int, str], dict[str, Fragment]] = {}
    met: set[str] = set()

    def rest(several: Iterable[Fragment], at: int) -> Iterator[Fragment]:
        for fragment in several:
            inside = [fragment] if _as_said(fragment.text) in wanted else pieces(fragment)
            if fragment.kind != "remainder" or not any(_as_said(p.text) in wanted for p in inside):
                yield fragment
                continue
            for piece in inside:
                said = _as_said(piece.text)
                place = wanted.get(said)
                if said not in wanted:
                    yield piece
                elif place is None:
                    met.add(said)
                    yield replace(piece, kind="omitted")
                elif (home := _home(place.level, codes, at)) is None:
                    yield piece
                else:
                    met.add(said)
                    before = made.setdefault((home, place.level), {})
                    lines = (*before[said].lines, *piece.lines) if said in before else piece.lines
                    before[said] = Fragment(place.kind, piece.text, lines, place.competency)

    left = [
        replace(
            draft,
            prose=tuple(rest(draft.prose, at)),
            levels=tuple(
                replace(level, fragments=tuple(rest(level.fragments, at))) for level in draft.levels
            ),
        )
        for at, draft in enumerate(drafts)
    ]
    for (home, code), those in made.items():
        draft = left[home]
        at = next(n for n, level in enumerate(draft.levels) if level.code == code)
        level = draft.levels[at]
        level = replace(level, fragments=(*level.fragments, *those.values()))
        left[home] = replace(draft, levels=(*draft.levels[:at], level, *draft.levels[at + 1 :]))
    return tuple(left), frozenset(met)


def _home(code: str, codes: Sequence[set[str]], at: int) -> int | None:
    order = (at, *range(len(codes)))
    return next((n for n in order if code in codes[n]), None)


def _as_said(text: str) -> str:
    return " ".join(text.split())


_NO_NAME: dict[str, str] = {
    "competency": N_('Nothing here is called "{name}", so that it is a competency had no effect.'),
    "scope": N_('Nothing here is called "{name}", so that it is a scope had no effect.'),
}
_NO_COLUMN: dict[str, str] = {
    "left out": N_('No column is headed "{head}", so that it is left out had no effect.'),
    "examples": N_('No column is headed "{head}", so that it holds examples had no effect.'),
    "scopes": N_('No column is headed "{head}", so that it holds scopes had no effect.'),
}


def unmet(decisions: Decisions, met: frozenset[str]) -> Iterator[str]:
    """A sentence for each decision that no document gave a reason for."""
    for name, code in decisions.levels.items():
        if name not in met:
            yield (
                gettext_lazy(
                    'Nothing here is called "{name}", so that it is the level {code} had no effect.',
                    name=name,
                    code=code,
                )
                if code
                else gettext_lazy(
                    'Nothing here is called "{name}", so that it is a level had no effect.',
                    name=name,
                )
            )
    for name in decisions.not_levels:
        if name not in met:
            yield gettext_lazy(
                'Nothing here is called "{name}", so that it is no level had no effect.', name=name
            )
    for name, role in decisions.names.items():
        if name not in met:
            yield gettext_lazy(_NO_NAME[role], name=name)
    for head, use in decisions.columns.items():
        if head not in met:
            yield gettext_lazy(_NO_COLUMN[use], head=head)
    for text in (*(each.text for each in decisions.placed), *decisions.left_out):
        if _as_said(text) not in met:
            short = text if len(text) <= 60 else f"{text[:59]}…"
            yield gettext_lazy(
                '"{text}" is not among what has no place, so where it goes had no effect.',
                text=short,
            )

"""The state that a page keeps in its URL's query string, read and written side by side.

Each page has one small class: `read` accepts any query parameters, `parameters` gives
them back without the defaults. Ratings, names and evidence are never part of a URL.
Whether a level or statement of that name exists is for the page to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

MAX_LENGTH = 300


def _clean(value: str) -> str:
    return "".join(c for c in value if c.isprintable())[:MAX_LENGTH]


@dataclass(frozen=True, slots=True)
class UrlState:
    """Text parameters are fields of text; lists are fields of tuples, joined by commas."""

    ladder: str = ""
    view: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Self:
        found: dict[str, Any] = {}
        for field in fields(cls):
            text = _clean(str(parameters.get(field.name, "")))
            if isinstance(field.default, tuple):
                found[field.name] = tuple(dict.fromkeys(p for p in text.split(",") if p))
            elif text:
                found[field.name] = text
        return cls(**found)

    def parameters(self) -> dict[str, str]:
        made = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                made[field.name] = ",".join(value) if isinstance(value, tuple) else value
        return made

    @property
    def printing(self) -> bool:
        return self.view == "print"

    @property
    def presenting(self) -> bool:
        """One thing at a time, large, and nothing else on the screen."""
        return self.view == "present"


@dataclass(frozen=True, slots=True)
class LevelsUrl(UrlState):
    """/ — the ladder at a glance, a level, or one statement of it."""

    level: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class GuideUrl(UrlState):
    """/guide — how the ladder is used here."""


@dataclass(frozen=True, slots=True)
class SearchUrl(UrlState):
    """/search — what is looked for, among what (`among` are ladders), and in which order."""

    q: str = ""
    among: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    competency: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    order: str = ""


@dataclass(frozen=True, slots=True)
class CompareUrl(UrlState):
    """/compare — a pair of levels, `left` beside `right`, of it perhaps one `competency` and
    some `kind`s of change; or what `show` says: `level`s of one competency, the thread of one
    statement (L4/consulting), another version."""

    left: str = ""
    right: str = ""
    show: str = ""
    level: tuple[str, ...] = ()
    competency: str = ""
    thread: str = ""
    kind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileUrl(UrlState):
    """/profile — nothing of the profile itself: which of its views `show` opens, and which
    `statement` (L4/consulting) is in view there to be rated."""

    show: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class OneToOneUrl(UrlState):
    """/one-to-one — nothing of what is talked about: only which of its ways `show` opens, or the
    number of a `room`, which opens nothing to who has not its key."""

    show: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class SharingUrl(UrlState):
    """/sharing — the number of the `share` that is open, which opens nothing to anybody else;
    or which of the page's ways `show` opens."""

    show: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class HealthUrl(UrlState):
    """/health — what is open in a ladder, in these levels and of these kinds."""

    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageUrl(UrlState):
    """/lineage — the level whose statements are asked about."""

    level: str = ""


@dataclass(frozen=True, slots=True)
class PanelUrl(UrlState):
    """/panel — the level, which of the page's ways `show` opens, the level that its bar is seen
    `beside`, and which `interview` of the plan a card is for, as a number from 1; nothing else of
    a plan, and nothing of a card or a file. The number of a `room` opens nothing without its key."""

    level: str = ""
    show: str = ""
    beside: str = ""
    interview: str = ""
    room: str = ""

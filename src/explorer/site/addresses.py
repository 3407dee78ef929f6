"""Where everything is on a published site, and where the same is in the app.

A page is a folder with an index.html, named by its path from the site's top: "sre/L4/" is a level,
"sre/L4/#consulting" one of its statements. `to_site` and `to_app` turn one kind of address into
the other and back. What a ladder calls its levels may be any text; a name in a path is made
fit for every file system, and stays the same as long as the ladder says the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from explorer.model import Ladder, Site
from explorer.render.level_html import section

SEARCH = "search/"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
_TAKEN = frozenset({"search", "compare", "threads", "changes", "guide", "lint", "assets", "bar"})
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def _segments(names: Iterable[str]) -> dict[str, str]:
    """A part of a path for each name: the name itself where it can be one, and no other has
    it on a file system that does not tell capitals from small letters."""
    made: dict[str, str] = {}
    for name in names:
        used = {each.casefold() for each in made.values()}
        plain = _PLAIN.fullmatch(name) and not name.endswith(".") and not _WINDOWS.fullmatch(name)
        if not plain or name.casefold() in _TAKEN | used:
            kept = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:40]
            made[name] = f"{kept or 'x'}-{sha256(name.encode()).hexdigest()[:8]}"
        else:
            made[name] = name
    return made


def anchor(id: str) -> str:
    """A statement's id as an element's id, and as the part of an address behind #."""
    return quote(id, safe="")


@dataclass(frozen=True)
class Addresses:
    """The paths of a site: of its ladders, their levels and their competencies."""

    ladders: Mapping[str, str]
    levels: Mapping[str, Mapping[str, str]]
    competencies: Mapping[str, Mapping[str, str]]
    spoken: Mapping[str, Mapping[str, str]]
    """Of each ladder the statements, as L4/consulting, with their competencies."""

    @classmethod
    def of(cls, site: Site) -> "Addresses":
        return cls(
            _segments(ladder.key for ladder in site.ladders),
            {each.key: _segments(level.code for level in each.levels) for each in site.ladders},
            {each.key: _segments(_competencies(each)) for each in site.ladders},
            {
                ladder.key: {
                    f"{level.code}/{each.id}": each.competency
                    for level in ladder.levels
                    for each in level.statements
                }
                for ladder in site.ladders
            },
        )

    def ladder(self, key: str) -> str:
        return f"{self.ladders[key]}/"

    def level(self, key: str, code: str) -> str:
        return f"{self.ladder(key)}{self.levels[key][code]}/"

    def statement(self, key: str, code: str, id: str) -> str:
        return f"{self.level(key, code)}#{anchor(id)}"

    def text(self, key: str, code: str, id: str | None, competency: str | None) -> str:
        """Where any text of a level stands: a statement by itself, else by its competency."""
        if id:
            return self.statement(key, code, id)
        return self.level(key, code) + (f"#{section(competency)}" if competency else "")

    def bar(self, key: str, code: str) -> str:
        return f"{self.level(key, code)}bar/"

    def pairs(self, key: str) -> str:
        return f"{self.ladder(key)}compare/"

    def pair(self, key: str, left: str, right: str) -> str:
        """The page of two levels, which is the same from either side: the lower one first."""
        codes = self.levels[key]
        low, high = sorted((left, right), key=list(codes).index)
        return f"{self.pairs(key)}{codes[low]}--{codes[high]}/"

    def guide(self, key: str) -> str:
        return f"{self.ladder(key)}guide/"

    def threads(self, key: str, competency: str) -> str:
        return f"{self.ladder(key)}threads/{self.competencies[key][competency]}/"

    def thread(self, key: str, statement: str) -> str:
        """The thread of a statement, named L4/consulting."""
        return f"{self.threads(key, self.spoken[key][statement])}#{anchor(statement)}"

    # -- between the app and the site ------------------------------------------------------

    def to_site(self, address: str) -> str | None:
        """Where on the site the app's address leads, such as ./compare?left=L3&right=L4; None
        for what only the app has."""
        parts = urlsplit(address)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        key = query.get("ladder", next(iter(self.ladders), ""))
        page = parts.path.removeprefix(".").strip("/")
        if page == "search":
            return SEARCH + (f"?{urlencode({'q': query['q']})}" if "q" in query else "")
        if key not in self.ladders:
            return None
        if page == "":
            return self._read(key, query)
        if page == "compare":
            return self._compared(key, query)
        if page == "guide":
            return self.guide(key)
        if page == "panel" and query.get("level") in self.levels[key]:
            return self.bar(key, query["level"])
        return None

    def _read(self, key: str, query: Mapping[str, str]) -> str | None:
        code, id = query.get("level"), query.get("statement")
        if "card" in query:
            *of, code, id = ["", *query["card"].split("/")][-3:]
            key = of[0] or key
        if code is None:
            return self.ladder(key)
        if code not in self.levels.get(key, ()):
            return None
        return self.statement(key, code, id) if id else self.level(key, code)

    def _compared(self, key: str, query: Mapping[str, str]) -> str | None:
        levels, competencies = self.levels[key], self.competencies[key]
        if query.get("show") == "several" and query.get("competency") in competencies:
            return self.threads(key, query["competency"])
        if query.get("show") == "thread":
            known = query.get("thread", "") in self.spoken[key]
            return self.thread(key, query["thread"]) if known else None
        left, right = query.get("left", ""), query.get("right", "")
        if left in levels and right in levels and left != right:
            return self.pair(key, left, right)
        return None if left or right else self.pairs(key)

    def to_app(self, path: str) -> str:
        """The app's address for a page of the site, relative to the app's own top; the app's
        start for what only the site has."""
        place, _, id = path.partition("#")
        first, _, rest = place.strip("/").partition("/")
        key = next((key for key, part in self.ladders.items() if part == first), "")
        if place == SEARCH:
            return "search"
        if not key:
            return ""
        query = {"ladder": key}
        codes = {part: code for code, part in self.levels[key].items()}
        level, _, below = rest.partition("/")
        if level in codes:
            page = "panel" if below == "bar" else ""
            query |= {"level": codes[level]} | ({"statement": id} if id else {})
            return f"{page}?{urlencode(query)}"
        if level == "compare" and "--" in below:
            pair = next(
                {"left": low, "right": high}
                for low in codes.values()
                for high in codes.values()
                if low != high and self.pair(key, low, high).endswith(f"/{below}/")
            )
            return f"compare?{urlencode(query | pair)}"
        if level == "guide":
            return f"guide?{urlencode(query)}"
        if level == "threads":
            names = {part: name for name, part in self.competencies[key].items()}
            shown = {"show": "several", "competency": names[below]}
            return f"compare?{urlencode(query | shown)}"
        return f"{'compare' if level == 'compare' else ''}?{urlencode(query)}"


def _competencies(ladder: Ladder) -> list[str]:
    """The competencies that a level has, in the ladder's order."""
    named = [term.key for term in ladder.competencies]
    of_levels = {each.key: None for level in ladder.levels for each in level.competencies}
    return [key for key in dict.fromkeys([*named, *of_levels]) if key in of_levels]


def relative(page: str, target: str) -> str:
    """The link from one page to another, as a file: it also works from a folder on a disk."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]
    if path == page and mark == "#":
        return f"#{rest}"
    file = path if path and not path.endswith("/") else f"{path}index.html"
    return "../" * page.count("/") + file + mark + rest

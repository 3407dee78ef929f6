"""What a typed query says beside words: the code of a level limits the search to it, and the
name of a competency offers it.

Only what is a level's code as a whole word counts, and never inside quotation marks: "L4" in
quotes is looked for as text.
"""

import re
from dataclasses import dataclass

from explorer.model import Competency, Site

_WORD = re.compile(r"\S+")
# Shorter beginnings of a name's word ("on", "the") are part of too many queries.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """The words to look for, and the codes of levels that were typed among them."""

    words: str
    levels: tuple[str, ...] = ()


def read_query(query: str, site: Site) -> TypedQuery:
    """Take the codes of levels out of a query, and leave the rest as it was typed."""
    codes = {level.code for _, level in site.levels()}
    folded = {code.casefold(): code for code in codes if _is_tellable(code)}
    found: list[str] = []
    spans = []
    for match in _WORD.finditer(query):
        word = match.group().rstrip(",;:")
        code = word if word in codes and not word.isdigit() else folded.get(word.casefold())
        if code:
            found.append(code)
            spans.append(match.span())
    rest, at = "", 0
    for start, end in spans:
        rest += query[at:start]
        at = end
    rest = (rest + query[at:]).lstrip()
    return TypedQuery(rest if rest.strip() else "", tuple(dict.fromkeys(found)))


def _is_tellable(code: str) -> bool:
    """Whether the code means a level in any spelling: "l4" does; "lead" and "2" are words, and
    only the code Lead, as it is written, is taken for one."""
    return any(map(str.isdigit, code)) and any(map(str.isalpha, code))


def competencies_named(words: str, site: Site) -> list[Competency]:
    """The competencies whose name has each word of the query, or a word that begins so."""
    typed = [word.casefold() for word in re.findall(r"\w+", words)]
    if not typed or max(map(len, typed)) < _SHORTEST:
        return []
    found: dict[str, Competency] = {}
    for _, level in site.levels():
        for competency in level.competencies:
            name = [word.casefold() for word in re.findall(r"\w+", competency.name)]
            if competency.named and all(
                any(part.startswith(word) for part in name) for word in typed
            ):
                found.setdefault(competency.key, competency)
    return list(found.values())

"""What the keys of data announce, in the languages that people write them in.

"exampleCriteria", "beispiele" and "competencias" are words for programs: joined by case, hyphens
or underscores, often without their accents, and said of one thing or of several.
"""

import re
import unicodedata

from explorer.documents.data_files import Said
from explorer.drafts.header_words import ROLE_WORDS, Role, column_role

# "exampleCriteria" of data.md and design.md.
_WORD_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_]+")
_FOR_PROGRAMS = re.compile(r"[^\W_A-Z]+(?:[-_A-Z][^\W_A-Z]*)*")
# What keys announce that head no column of a table, or announce another thing there.
_WORDS: dict[Role, str] = {
    "level": "milestone rank rang rango dienstgrad grado grau livello livelli niveaus niveis niveauer"
    " kurzel kuerzel codigo codice kode kod koodi",
    "competency": "track family discipline competence kompetenzen competenze vaardigheid"
    " vaardigheden",
    "scope": "ladder framework career laufbahn carreira carrera carriera percorso filiere",
    "statement": "item point bullet signal expect anforderung anforderungen erwartungen verwachting"
    " verwachtingen aspettativa aspettative",
    "fact": "fact",
    "summary": "description definition intro introduction about purpose beschreibung"
    " kurzbeschreibung zusammenfassung einleitung beschrijving samenvatting resume resumen resumo"
    " descripcion descricao descrizione sintesi introducao introduccion introduzione"
    " beskrivelse beskrivning kuvaus sammendrag sammanfattning",
    "example": "beispiele voorbeeld voorbeelden exemplo esempio esempi eksempel eksempler"
    " exempel esimerkkeja",
    "title": "label displayname display_name titolo titulo",
    "id": "order weight version",
}
NAMES = tuple(
    "title,label,display name,displayname,name,nom,nombre,nome,naam,navn,namn,nimi".split(",")
)
"""Keys of names, the one to show first: the others are there for programs."""


def words_of(key: str) -> str:
    """A key as words, without case and accents."""
    apart = unicodedata.normalize("NFD", _WORD_BOUNDARY.sub(" ", key[:80]).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


_ROLES = {words_of(word): column_role(word) for word in ROLE_WORDS} | {
    words_of(word): role for role, words in _WORDS.items() for word in words.split()
}


def role_of(key: str) -> Role | None:
    """What a key announces, said of one thing or of several; None for a name of its own."""
    words = words_of(key)
    if words.startswith(("salary ", "pay ")):  # "salary_band" is no band
        return "fact"
    for each in (words, re.sub(r"ies$", "y", words), words.removesuffix("s")):
        if role := _ROLES.get(each) or column_role(each):
            return role
    return None


def shown(name: Said) -> Said:
    """A name for programs in words: "data_quality" and "dataQuality" are "Data quality"."""
    if not _FOR_PROGRAMS.fullmatch(name):
        return name
    words = _WORD_BOUNDARY.sub(" ", name).strip().casefold()
    return Said.at(words[:1].upper() + words[1:], name.lines)

"""Documents with the form of a ladder that are none, known by words: a vacancy, a CV, interviews,
recipes, releases, the severities of incidents. Two signs at once refuse one, a single one is a
question (`doubts`).
"""

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

from explorer.drafts.codes import is_role
from explorer.drafts.draft import Doubt, Draft, DraftLevel

_OFFERS = re.compile(
    r"(?:what )?we(?:'ll|’ll)? (?:can )?offer(?: you)?|benefits|(?:our )?perks|perks (?:and|&) benefits|how to apply|apply(?: now)?"
    r"|(?:compensation|salary) (?:and|&) benefits|wir bieten|das bieten wir",
    re.IGNORECASE,
)
# What only ladders of people are called: levels have floods and incidents as well.
_CALLED = re.compile(
    r"\b(?:ladders?|careers?|growing|growth|progression|rungs|roles|ranks|competency framework"
    r"|skills framework|karriere\w*|laufbahn\w*|carrière|carrera|carreira|carriera|loopbaan\w*|karriär\w*|kompeten[cs](?:e?matrix|e?matris|stege|trappe)"
    r"|grille des métiers)\b|等級",
    re.IGNORECASE,
)
# What grades other things than people, in the name of a document.
_OTHER_NAMES = re.compile(
    r"\b(?:incidents?|severity|escalations?|classification|level design|curricul(?:um|a)|catalogues?|outages?|alarms?|maturity|tickets?|(?:support|service) tiers?|recipes?|menus?|price list|pricing|tariffs?|tenders?"
    r"|timetable|schedule|roster|rota|agenda|syllabus|changelog|releases?|release (?:notes|plan)s?|roadmaps?|project plans?|backlog|invoices?|courses?|lehrplan"
    r"|vorfälle|störungen|rezepte|speisekarte|preisliste|dienstplan|stundenplan|ausschreibung|kurse"
    r"|recettes?|tarifs?|horaires?|incidentes|recetas?|horarios?|tarifas?|receitas?|ricette|orari"
    r"|opp?skrift(?:er)?|recept|reseptit?|va[gk]tplan|vaktschema|prislist[ea]|hinnasto|hændelser|hendelser"
    r"|incidenter|udbud|anbud|kurser|referat|(?:mötes)?protokoll?|dagsorden|dagordning|tidsplan|mødereferat)\b",
    re.IGNORECASE,
)
# What names roles and asks nothing of them, in the name of a document.
_OF_ROLES = re.compile(
    r"\b(?:(?:open )?positions|vacanc(?:y|ies)|(?:open )?requisitions?|job (?:openings?|postings?)|we are hiring|interviews?"
    r"|question bank|(?:meet|about) (?:the|our) team|our team|who we are|org(?:anisation)? chart|stellenangebote|offres? d[’']emploi|ofertas de empleo)\b",
    re.IGNORECASE,
)
# The same as levels (severities, priorities, the steps of maturity models), and as competencies.
_OTHER_LEVELS = re.compile(
    r"(?:sev|severity|priority|prio)[ -]?\d|critical|major|minor|urgent|high|medium|low|normal"
    r"|public|internal|restricted|(?:strictly )?confidential|secret|ad hoc|initial|repeatable|defined|(?:quantitatively )?managed|optimi[sz](?:ing|ed)"
    r"|kritisch|hoch|mittel|niedrig",
    re.IGNORECASE,
)
_OTHER_PARTS = re.compile(
    r"(?:ingredient|zutat(?:en)?|ingrédient|ingrediente|price|preis|prix|precio|(?:response|reaction"
    r"|resolution) time|first (?:response|contact)|(?:opening |working )?hours|channel|escalat(?:ion|ed|e)"
    r"(?: \w+)?|hand ?over(?: when)?|passed on when|feature|homework|teacher|room)s?"
    # What comes when: "Month 1: Getting to know each other" of a mentoring programme.
    r"|(?:month|week|day|session|monat|woche|tag|semaine|mois|jour|semana|mes|settimana|mese|vecka) \d+(?:\W.*)?",
    re.IGNORECASE,
)
# When somebody had a post, as a CV says it: "2009–2012", "since 2019".
_YEARS = re.compile(
    r"(?:\w+ )?(?:19|20)\d\d\s*(?:[-–—]|to|until|bis|à|al?)\s*(?:(?:\w+ )?(?:19|20)\d\d|[^\W\d]+)"
    r"|(?:since|seit|depuis|desde|dal) (?:\w+ )?(?:19|20)\d\d",
    re.IGNORECASE,
)
# How long a round of an interview or a lesson takes, at the end of a line: "Pairing, 60 min".
_TIMED = re.compile(r"\b\d+ ?(?:min(?:ute)?s?|minuten|minutos|minuti|h|hours?|stunden?)\.?$", re.I)


def _is_called_so(draft: Draft) -> bool:
    return any(_CALLED.search(name) for name in (stem_of(draft.file), draft.name or ""))


def stem_of(file: str) -> str:
    return re.sub(r"[-_.]+", " ", PurePosixPath(file).stem)


def _rated(levels: Sequence[DraftLevel]) -> list[str]:
    """The names of severities, priorities or maturity that at least half of some levels have."""
    names = [name for each in levels for name in dict.fromkeys((each.code, each.title))]
    found = [name for name in names if _OTHER_LEVELS.fullmatch(name)]
    return found if len(found) * 2 >= len(levels) else []


def names_other_levels(draft: Draft) -> list[str]:
    """The names of levels where both these and the name of a document, two signs at once, speak of
    incidents and the like, or of a rota whose rows no word calls levels: it is no ladder."""
    named = any(_OTHER_NAMES.search(name) for name in (stem_of(draft.file), draft.name or ""))
    if not named or any(is_role(level.title) for level in draft.levels):
        return []
    guessed = any(isinstance(said, Doubt) and said.of_form for said in draft.warnings)
    guessed = guessed and not _is_called_so(draft)
    return [level.title for level in draft.levels] if guessed else _rated(draft.levels)


def words_of_something_else(
    called: str, levels: Sequence[DraftLevel], statements: Sequence[str], names: Collection[str]
) -> list[str]:
    """The words that no ladder has there: in what a document is `called`, in its levels, their
    `statements` or the `names` of competencies."""
    roles = any(is_role(level.title) for level in levels)
    parts = [name for name in names if _OTHER_PARTS.fullmatch(name)]
    found = [each[0] for each in _OF_ROLES.finditer(called)]
    asked = [text for text in statements if text.endswith("?")]
    found += asked if len(asked) * 2 > len(statements) else []
    if len(levels) == 1:
        found += [name for name in names if _OFFERS.fullmatch(name)]
    if not roles:
        found += [each[0] for each in _OTHER_NAMES.finditer(called)]
        found += _rated(levels) + parts
    found += parts if len(parts) * 2 >= len(names) else []
    timed = [text for text in statements if _TIMED.search(text)]
    found += timed if len(timed) * 2 > len(statements) else []
    years = [e.text for level in levels for e in level.fragments if _YEARS.fullmatch(e.text)]
    return found + (years if len(years) > 1 else [])

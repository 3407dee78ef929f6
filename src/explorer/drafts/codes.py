"""What a heading or a column says about a level: its code, its title, or that it is a role.

Codes are text, taken as they are written ("L4", "EM5", "L1.0", "IC3"); "Level 3" has the
code "3". Which headings of a document are levels is decided by its shape.
"""

import re
from dataclasses import dataclass

from explorer.documents.inline import name_and_icon, plain_text
from explorer.files.schema import CODE

# "l4" and "L 4" are codes in headings as in columns, "L5/L6" and "L5 to L6" one level under two of them.
_ONE_CODE = r"(?:[A-Z]{1,4}-?|l|(?:IC|[LEMP]) )\d{1,3}(?:\.\d{1,2})?[a-z+]?"
_BETWEEN = r"\s?(?:[/&+→]|->)\s?|\s(?:to|and)\s|\s?[-–]\s(?=[A-Z])|[-–]"
_CODE = rf"{_ONE_CODE}(?:(?:{_BETWEEN})(?:[A-Z]{{1,4}}-?)?\d{{1,3}}\b)?"
_LEVEL_WORDS = (
    r"Level|Lvl\.?|Grade|Band|Tier|Stage|Stufe|Niveau|Nivel|Nível|Livello|Échelon|Nivå|Taso"
)
_LEVEL = rf"(?:level|{_LEVEL_WORDS}|{_LEVEL_WORDS.upper()})\s+(?:\d{{1,3}}(?:\.\d{{1,2}})?[A-Za-z]?|[IVX]{{1,4}}|[A-H])\b"
_SEPARATOR = r"\s*(?:[:|·•–—-]+|→|⇒|->|=>)\s*|\s*[.),]\s+|\s+"
_CODE_FIRST = re.compile(rf"(?P<code>{_CODE}|{_LEVEL})(?:(?:{_SEPARATOR})(?P<title>.*\S))?\s*[:.]?")
# "Engineer II", but not "Part II": test_a_numeral_in_the_title_is_the_code_only_where_…
_ROMAN = re.compile(r"(?P<title>.*\S)\s+(?P<code>I{1,3}|IV|VI{0,3})")
# "SRE I — Associate Reliability Engineer": only before a role.
_LETTERS_FIRST = re.compile(
    r"(?P<code>[A-Z]{2,5} (?:\d{1,2}|I{1,3}|IV|VI{0,3}))(?:\s*[:|–—]|\s+-)\s*(?P<title>\S.*)"
)
# "[SC1] Stagehand", "Lead Designer (L4)": titles-for-designers.md, bold-levels.md.
_CODE_IN_BRACKETS = re.compile(
    rf"(?P<before>.*?\S)?\s*[(\[](?P<code>{_CODE}|{_LEVEL})[)\]](?!\()(?:\s*[:–—-]\s*)?(?P<after>.*)"
)
# "Engineer, L4": only after the word of a role.
_CODE_LAST = re.compile(rf"(?P<title>.*\S)(?:\s*[,:|·–—-]+\s*|\s+)(?P<code>{_CODE}|{_LEVEL})")
# "APM - Associate Product Manager": the letters with which the words of a title begin.
_INITIALS = (
    re.compile(r"(?P<code>[A-Z]{2,5})(?:\s*[:|–—]|\s+-)\s*(?P<title>\S.*)"),
    re.compile(r"(?P<title>.*\S)\s*[(\[](?P<code>[A-Z]{2,5})[)\]]"),
)
# "Growth Framework – Step 4": what recipes count as well is a code beside a word for a ladder.
_STEP_LAST = re.compile(
    r"(?P<title>.*\b(?:career|ladder|framework|progression|matrix)\b.*?)\s*[,:|·–—-]\s*"
    r"(?P<code>(?:step|stage|rung)\s+\d{1,2})",
    re.IGNORECASE,
)
# "1. Junior": growers.md; only where most headings beside it are roles.
# "1. Content Designer (CD1)" counts headings.
_COUNT = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_NUMBERED = re.compile(r"(?P<code>\d{1,2})[.):]?(?:\s*[:–—-])?\s+(?P<title>\S.*)")
# 04-code-with-a-time.csv.
_TIME = re.compile(
    r"(?:~|≈|<|>|up to|about|ca\.?)?\s*\d+(?:[.,]\d+)?\s*(?:[-–—]|to)?\s*(?:\d+(?:[.,]\d+)?)?\s*\+?"
    r"\s*(?:mths?|mos?|months?|yrs?|years?|y|m|weeks?|wks?)\.?\+?(?:\s+(?:of )?(?:experience|exp\.?))?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
# "Level 3" has the code 3: levels-by-number.md, kompetenzen.csv (Stufe).
_LEVEL_WORD = re.compile(rf"(?:{_LEVEL_WORDS})\s+", re.IGNORECASE)

LADDER_WORD = re.compile(
    r"\b(?:ladders?|frameworks?|matrix|levels?|careers?|grow(?:s|th|ing)?|progression|steps?|rungs?"
    r"|roles|ranks|grades|kompetenzen|stufen?|laufbahn\w*|karriere\w*|grille|carrière|échelons?|étapes"
    r"|niveaux?|métiers?|filières?|cresci(?:ta|mento)|crecimiento|trayectoria|carrera|escalera|etapas|nivel(?:es)?|carreira|níve(?:l|is)|carriera|tapp[ae]|livell[io]"
    r"|loopbaan\w*|niveaus|kompeten[cs]e?\w*|nivåer|karriär\w*|osaamis\w*|urapol\w*)\b|等級|評価",
    re.IGNORECASE,
)
"""What a document is called that tells of levels."""

STEP = re.compile(r"\b(?:step|stage|level|tier|rung|band|grade|milestone)s?\b", re.IGNORECASE)
"""What levels are called whose names have no other word."""

NOT_CODES = re.compile(
    r"(?:Q[1-4]|H[12]|V\d+|ES\d+|MP\d|UTF-?\d+|ISO-?\d+|EC2|K8s?|SHA-?\d+|HTTP-?\d|"
    r"IPV?\d|HTML\d|CSS\d|GPT-?\d|SOC\d|OAUTH-?\d|WEB-?\d(?:\.\d)?|[A-Z]{1,4}-?\d{3})",
    re.IGNORECASE,
)
"""Letters and a number that name a thing of the trade, and never a rung."""

# "Part 1", "Week 2", "Area 3"; rows of the last once became levels.
_COUNTED_THINGS = frozenset(
    "part section chapter ch sec vol rev step phase week day month year question appendix round option case table"
    " figure version teil parte area skill topic theme row item axis point goal task value team"
    " group unit block domain pillar trait sheet page note rule tip aim key line text cell objective"
    " principle module lesson session sprint problem exercise priority severity sev incident alert workshop interview version release"
    " trin trinn steg vaihe dag dage uge uke vecka viikko kapitel kapittel opgave oppgave uppgift".split()
)

_NOUNS = (
    r"manager|engineer|developer|programmer|architect|designer|researcher|scientist|analyst|"
    r"administrator|specialist|consultant|advocate|writer|tester|sdet|sre|product owner|"
    r"scrum master|marketer|recruiter|individual contributor|tech lead|team lead|strategist|"
    r"coordinator|officer|representative|director|accountant|editor|producer|artist|assistant|"
    r"counsel|copywriter|technician|evangelist|generalist|controller|trainer|supervisor|planner|"
    r"nurse|lecturer|professor|teacher"
)
PROFESSIONS = re.compile(rf"\b(?:{_NOUNS})s?\b", re.IGNORECASE)
"""Words for what somebody is; a heading of a ladder with one of them names a role."""

_ENDS_AS_ROLE = re.compile(rf".*\b(?:{_NOUNS}|lead|leader|head|chief|principal)", re.IGNORECASE)

ROLES = re.compile(
    rf"\b(?:{_NOUNS}|intern|trainee|apprentice|graduate|junior|jr|associate|mid|middle|"
    r"mid-?level|senior|sr|staff|principal|distinguished|fellow|lead|leader|head|chief|vp|"
    r"vice president|cto|ceo|devops|coach|executive|partner)s?\b",
    re.IGNORECASE,
)
# "Becoming a lead" and "Senior vs staff" speak of roles and name none.
_NOT_A_ROLE = re.compile(
    r"(?:how|what|why|when|who|about|becoming|being|working|for|from|to|beyond|moving|growing|"
    r"expectations|responsibilities|the difference|difference)\b|.*\bvs\b"
    r"|.*\b(?:checklist|guide|handbook|framework|matrix|ladders?|levels|titles|promotions?|skills)\b",
    re.IGNORECASE,
)
SENIORITY = (
    ("intern", "trainee", "apprentice", "graduate", "working student", "novice", "awareness"),
    ("junior", "jr", "associate", "entry", "beginner", "basic", "foundation", "foundational"),
    ("mid", "middle", "intermediate", "competent", "practitioner", "developing", "working"),
    ("senior", "sr", "advanced", "proficient", "established"),
    ("lead", "staff", "expert", "leading"),
    ("principal", "architect", "master", "mastery"),
    ("distinguished", "director", "head"),
    ("fellow", "vp", "vice"),
    ("chief", "cto"),
)
NO_RANK = 25
"""Between a middle rank and a senior one."""


@dataclass(frozen=True, slots=True)
class CodeAndTitle:
    """A level as a heading names it: `title` is what is left beside the code, or all."""

    code: str | None
    title: str
    weak: bool = False
    """The code is only the title with its numeral; a file's name knows better."""


def code_and_title(heading: str, numbered: bool = False) -> CodeAndTitle:
    """The code and the title in a heading. `numbered`: a leading number is a code too."""
    text = name_and_icon(heading)[0]
    if len(text) > 160:
        return CodeAndTitle(None, text)
    for pattern in (_CODE_FIRST, _LETTERS_FIRST, _CODE_IN_BRACKETS, _STEP_LAST, _CODE_LAST):
        found = pattern.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        title = parts.get("title") or " ".join(
            part for part in (parts.get("before"), parts.get("after")) if part
        )
        # "Q3 Tester" and "H2 Saddler" are levels, "Q3 plans" are none.
        somebody = _ENDS_AS_ROLE.fullmatch(title) or is_person(title)
        if NOT_CODES.fullmatch(found["code"]) and not somebody:
            continue
        if pattern is _CODE_LAST and not ROLES.search(title):
            continue
        if pattern is _LETTERS_FIRST and (not is_role(title) or is_counted_thing(found["code"])):
            continue
        title = title.strip(" \t-–—:,|·")
        inner = _BRACKETED.fullmatch(title)
        title = _COUNT.sub("", inner[1] if inner else title)
        return CodeAndTitle(without_level_word(found["code"]), title or text)
    if numbered and (found := _NUMBERED.fullmatch(text)):
        return CodeAndTitle(found["code"], found["title"])
    for pattern in _INITIALS:
        if (found := pattern.fullmatch(text)) and is_role(found["title"]):
            words = re.findall(r"\w+", found["title"])
            if found["code"] == "".join(word[0] for word in words).upper():
                return CodeAndTitle(found["code"], found["title"])
    if (found := _ROMAN.fullmatch(text)) and ROLES.search(found["title"]):
        return CodeAndTitle(code_from_title(text), text, weak=True)
    return CodeAndTitle(None, text)


def without_level_word(code: str) -> str:
    """A code without the word Level before it; two of them with a hyphen, as a file's name has."""
    return re.sub(rf"(?:{_BETWEEN})(?=[A-Z\d])", "-", _LEVEL_WORD.sub("", code)).strip()


def is_counted_thing(text: str) -> bool:
    """Whether a word, with or without its number, is what documents count besides levels."""
    return text.rstrip(" -0123456789").casefold() in _COUNTED_THINGS


def is_time(text: str) -> bool:
    """Whether what stands beside a code says how long, and is no title: "~ 6 mth", "1 - 2 yrs"."""
    return bool(_TIME.fullmatch(text.strip(" ()[]")))


def code_in_file_name(stem: str) -> str | None:
    """The code in a file's name ("L2-Software-Engineer"), as it is written there."""
    words = re.split(r"[-_ .,()\[\]]+(?!\d+\b(?<=\d\.\d))", stem)
    for at, word in enumerate(words):
        # "handbook-ch7" is a chapter.
        thing = NOT_CODES.fullmatch(word) or is_counted_thing(word)
        if re.fullmatch(r"[A-Za-z]{1,3}\d{1,2}|[Ll]\d+\.\d+", word) and not thing:
            return word.upper()
        if word.casefold() in ("level", "lvl", "grade") and at + 1 < len(words):
            number = words[at + 1]
            if number.isdecimal() and len(number) < 4:
                return number
    return None


def title_in_file_name(stem: str) -> str:
    """A file's name as a title, without the code and the number that orders files: "Client
    Partner" for 01-L3-Client-Partner."""
    code = code_in_file_name(stem) or ""
    words = re.sub(r"^\d+[-_. ]+(?=\D)", "", stem).replace("_", " ").replace("-", " ").split()
    kept = [word for word in words if word.casefold() != code.casefold()]
    return " ".join(kept or words)


_OWNER = re.compile(r".*\w(?:['’]s|s['’])\s+")


def is_role(text: str) -> bool:
    """Whether a heading reads as somebody's role: short, with a word for one, and nothing that
    belongs to somebody (`Senior leaders' hour`)."""
    said = _OWNER.sub("", plain_text(text))
    return (
        len(said.split()) <= 9
        and not said.endswith((".", "?", "!"))
        and not _NOT_A_ROLE.match(said)
        and bool(ROLES.search(said))
    )


# "Navigator", "Librarian", "Pâtissier", "Direttore", "Gesellin": names of persons end so in many
# languages.
_PERSON = re.compile(
    r"(?!.*\b(?:major|minor|other|order|number|letter|paper|power|water|factor|error|behaviou?r|color"
    r"|chapter|quarter|career|layer|center)$).*\w(?:[eio]er|[^\Wo]er|or|ist|ian|eur|euse|tore|trice|ista|ant|(?:er|ell|ist|e[un]t|ant)in|hand|man|woman|person|member|keeper)",
    re.IGNORECASE,
)


def is_person(text: str) -> bool:
    """Whether a name says somebody, by how its last or only word ends."""
    named = len(text.split()) <= 4 and not _NOT_A_ROLE.match(text)  # "What we offer"
    return named and bool(_PERSON.fullmatch(text) or is_role(text))


def code_from_title(title: str) -> str:
    """A title as a code, where there is none: without what is in brackets, at most 40."""
    without = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", " ", plain_text(title))
    # "Dean's Scholar" is Deans Scholar, as a code holds no apostrophe.
    kept = re.sub(r"[^\w .+-]+", " ", re.sub(r"(?<=\w)['’](?=\w)", "", without))
    kept = re.sub(r"^\W+", "", " ".join(kept.split()))
    if len(kept) > 40:
        kept = kept[:41].rsplit(" ", 1)[0][:40]
    kept = kept.strip()
    return kept if re.fullmatch(CODE, kept) else "level"


def seniority_rank(title: str) -> int:
    """Where a title stands among the usual words for it; NO_RANK where it has none of them."""
    words = set(re.findall(r"[a-z]+", title.casefold()))
    found = [at for at, words_of_rank in enumerate(SENIORITY) if words & set(words_of_rank)]
    return max(found) * 10 if found else NO_RANK


def without_seniority(title: str) -> str:
    """A title without its words of seniority: what two levels of a ladder share."""
    professions = {"architect", "director", "head"}
    ranks = {word for words_of_rank in SENIORITY for word in words_of_rank} - professions
    kept = [word for word in plain_text(title).split() if word.casefold().strip(",.") not in ranks]
    return " ".join(kept)


def without_rank(title: str) -> str:
    """What all titles of one profession share: without seniority, numeral and brackets."""
    core = without_seniority(title.partition("(")[0])
    return re.sub(r"\s+(?:[IVX]{1,4}|\d{1,2})$", "", core).casefold()

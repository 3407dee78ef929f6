"""The words that stand at the head of rows and columns, and what they announce.

Which texts name a level (and what in them is its code), and which announce a competency, a
statement, an example, a fact. It knows words only; `layouts` weighs them with the grid.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from explorer.documents import labels
from explorer.documents.inline import kept_while_short, name_and_icon
from explorer.drafts import codes

Role = Literal[
    "level",
    "title",
    "competency",
    "scope",
    "statement",
    "summary",
    "example",
    "note",
    "kind",
    "id",
    "fact",
    "score",
    "prose",
]

# "Eng3", "p2": weaker than capitals, so only as a whole cell.
_MIXED_CASE_CODE = re.compile(r"[A-Z][a-z]{1,4}[ -]?\d{1,2}|[a-z]{1,3}\d{1,2}")
# "Asks the editor" is no title: articles and the like stand in sentences.
_IN_SENTENCES = re.compile(r"\b(?:the|a|an|my|our|your|their|with|from)\b", re.IGNORECASE)
# A bare number names a level only beside others: data.md, marketing.md.
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_NUMBERED_TITLE = re.compile(r"\d{1,2}[.):]?(?:\s*[:–—-])?\s+\D")
# Words of skill matrices (Beginner, Expert) that no title holds; in no sample yet.
_SENIORITY = re.compile(
    r"\b(?:grad|entry|entry[- ]level|mid[- ]?weight|medior|snr|expert|beginner|novice|intermediate|competent"
    r"|proficient|advanced|foundation(?:al)?|awareness|working|practitioner|emerging|developing"
    r"|established|leading|mastery|master|basic|learning|growing|d[ée]butant|confirm[ée]"
    r"|sénior|sênior|júnior|pleno|journey(?:man|woman|person)|ingenieur|ingénieur|développeuse|sdm|fortgeschritten(?:e|er)?|experte|expertin"
    # Words of these languages grow at the front: Pflegefachkraft, Seniorudvikler, Driftchef; a French chef
    # is one of something: Sous-chef, Chef de partie, Chef d’équipe.
    r"|\w*(?:entwickler(?:in)?|einsteiger(?:in)?|fachkraft|leitung|leiter(?:in)?"
    r"|udvikler|utvecklare|utvikler|kehittäjä|medarbejder|medarbetare|medarbeider|tekniker|teknikko|(?<=[\w-])chef|chef d[eu]?|sjef"
    r"|päällikkö|ledare|leder|johtaja|konsulent|konsult|konsultti|rådgiver|rådgivare|asiantuntija"
    r"|ingeniør|ingenjör|insinööri|ansvarlig|ansvarig|testaaja|testare)"
    r"|intermédiaire|avancée?|principiante|intermedi[oa]|avanzad[oa]|expert[oa])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LevelName:
    """What a text says about a level; `sure` when it holds a code, not only a title."""

    code: str | None
    title: str
    sure: bool


@kept_while_short
def level_name(text: str) -> LevelName | None:
    """The level that a text names, or None where it does not look like one.

    A text is a level's name when it holds a code ("L4: Title", "Title (L4)", "Level 4") or a
    word of a role or of seniority. It is short and is no sentence.
    """
    if not text or len(text) > 160:
        return None
    said = name_and_icon(text)[0]
    if not said or len(said) > 80 or said.endswith((".", "!", "?")):
        return None
    counts = bool(_NUMBERED_TITLE.match(said)) and codes.is_role(said)
    known = codes.code_and_title(said, numbered=counts)
    if known.code is not None and len(said.split()) <= 10:
        return LevelName(known.code, known.title, True)
    if _MIXED_CASE_CODE.fullmatch(said) and not codes.is_counted_thing(said):
        return LevelName(said, said, True)
    if _NUMBER.fullmatch(said):
        return LevelName(said, f"Level {said}", False)
    if (
        len(said.split()) <= 6
        and not _IN_SENTENCES.search(said)
        and (codes.is_role(said) or _SENIORITY.search(said))
    ):
        numbered = codes.code_and_title(said, numbered=bool(_NUMBERED_TITLE.match(said)))
        return LevelName(numbered.code, numbered.title, False)
    return None


# "Nivel 1 – …" in any language: niveles.md; "等級1" needs no space.
COUNTED_NAME = re.compile(
    r"(?P<word>[^\W\d_]+)(?:(?<![a-zA-Z])\s*|\s+)(?P<code>\d{1,2})(?:(?:\s*[:–—-]\s*|\s+(?=[^\W\d]))(?P<title>\S.*))?"
)
NUMERAL_NAME = re.compile(r"(?P<core>\w[\w -]*?)\s+(?P<code>I{1,3}|IV|VI{0,3}|IX|X)")
_NUMBER_AND_NAME = re.compile(r"(\d{1,2})\s*[.:)–-]?\s+([^\W\d].{0,40})")


def counted_names(texts: Iterable[str], things: bool = False) -> dict[str, LevelName]:
    """The texts that count one after another, whatever they are called, as levels: `1 Follow, 2
    Assist`, `Nivel 1, Nivel 2`, or `Nurse I, Nurse II`, whose numeral is no code, as it is
    of `CN I, CN II`; {} where they do not count, or `things` that documents count besides levels."""
    shown = {text: name_and_icon(text)[0] for text in texts}
    first = {
        text: found for text, name in shown.items() if (found := _NUMBER_AND_NAME.fullmatch(name))
    }
    numbers = [int(found[1]) for found in first.values()]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return {text: LevelName(found[1], found[2], True) for text, found in first.items()}
    last = {text: found for text, name in shown.items() if (found := COUNTED_NAME.fullmatch(name))}
    # "Steg 1 Tandhygienist" is a level, "Steg 1" of a recipe is none (tandhygienister.html).
    persons = sum(codes.is_person(found["title"] or "") for found in last.values())
    things = things or (persons * 2 > len(last) and all(found["title"] for found in last.values()))
    if _count_alike([(found["word"], found["code"]) for found in last.values()], things):
        return {
            text: LevelName(_code_of(found), found["title"] or shown[text], True)
            for text, found in last.items()
        }
    roman = {text: found for text, name in shown.items() if (found := NUMERAL_NAME.fullmatch(name))}
    if _count_alike([(found["core"], found["code"]) for found in roman.values()]):
        scale = all(_is_scale(found["core"]) for found in roman.values())
        return {text: LevelName(shown[text] * scale or None, shown[text], scale) for text in roman}
    return {}


def _code_of(found: re.Match[str]) -> str:
    """The number; with the letters of a scale that has some: EG 9."""
    return f"{found['word']} {found['code']}" if _is_scale(found["word"]) else found["code"]


def _is_scale(word: str) -> bool:
    return word.isupper() and word.isascii() and len(word) < 4


def _count_alike(pairs: Sequence[tuple[str, str]], things: bool = False) -> bool:
    """Whether several names are one word and a number of their own, and no thing that is counted;
    far apart, numbers name models."""
    words = {word.casefold() for word, _ in pairs}
    numbers = [int(code) for _, code in pairs if code.isdecimal()]
    near = not numbers or max(numbers) - min(numbers) < 3 * len(pairs)
    apart = len({code for _, code in pairs}) == len(pairs) > 1
    return (
        apart and near and len(words) == 1 and (things or not codes.is_counted_thing(words.pop()))
    )


_FAMILIES = "track,career track,family,job family,stream,pathway,career path"
_WORDS: dict[Role, str] = {
    "level": "level,levels,grade,code,rung,band,seniority,rank,job level,career level,step"
    ",ladder level,level code,career stage,stage,proficiency,proficiency level,skill level,milestone",
    "title": "title,titles,job title,role title,position,role,roles,job,role name,level title"
    ",level name,typical title",
    "competency": "competency,competence,competencies,competences,area,areas,category"
    ",categories,dimension,dimensions,skill,skills,topic,topics,pillar,pillars,attribute"
    ",attributes,theme,themes,domain,axis,capability,capabilities,values,aspect,trait"
    ",quality,qualities,group,section,focus area,factor,factors,core competency,responsibility"
    ",dimension of growth,function,key area,facet",
    "scope": "scope,subcategory,sub-category,sub category,subarea,sub-area,sub area,subskill"
    ",sub-skill,sub-competency,subcompetency,sub-topic,subtopic,sub-dimension,context,element"
    ",component,subdomain,sub-domain,subtheme,sub-theme,subsection,sub-section",
    "statement": "statement,statements,description,expectation,expectations,behaviour"
    ",behaviours,behavior,behaviors,criteria,criterion,text,indicator,indicators,requirement"
    ",requirements,definition,detail,details,content,responsibilities,expected,looks like"
    ",what it looks like,what good looks like,what we look for,expect,expects,what this means,what"
    ",what it means,what it is about,what does it mean,what is expected,what's expected,what you do"
    ",meaning,descriptor,descriptors,what that means,in words,explanation,expectation text,signals,standard,standards",
    "summary": "why,why it matters,why this matters,rationale,question,questions,guiding question,key question,summary,overview,in short,in a nutshell,in one sentence,in one line,in brief,role summary,level summary,purpose,role purpose,mission",
    "example": "evidence,illustration,illustrations,in practice,how you show it,how to show it"
    ",how it shows,how you demonstrate it,proof,proof points,sample behaviours,sample behaviors",
    "note": "note,notes,comment,comments,remark,remarks,todo",
    "kind": "kind,type,status,state",
    "id": "id,#,no,no.,nr,nr.,number,key,ref,uid,index,slug,uuid",
    "fact": "years,years of experience,experience,yoe,salary,salary range,pay,compensation"
    ",equity,tenure,reports to,years in role,time in role,years at level,time at level,typical experience,time in level,planning horizon,time horizon"
    ",thinking horizon,minimum experience,required experience,relevant experience,bonus,typical years,base salary,"
    + _FAMILIES,
    "score": "score,scores,average,total,rating,ratings,points,weight,self-rating,self assessment,self-assessment"
    ",manager assessment",
}
# German, French, Spanish, Italian, Dutch, Portuguese, Danish, Swedish, Norwegian, Finnish, Japanese,
# Chinese; kompetenzen.csv and the like.
_OTHER_WORDS: dict[Role, str] = {
    "level": "entgeltgruppe,gehaltsgruppe,vergütungsgruppe,échelon,stufe,stufen,niveau,niveaux,nivel,niveles,karrierestufe,nível,níveis,livello,livelli,schaal,nivå,nivåer,karrieretrin,taso,tasot"
    ",等級,職級,レベル,级别,职级,等级",
    "title": "bezeichnung,stellenbezeichnung,intitulé,denominación,titel,rolle,stelle,titre,rôle,poste,título,ruolo,ruoli,rol,puesto,cargo,função,functie,functienaam,stilling,stillingsbetegnelse,tittel,roll,befattning,nimike,tehtävänimike,rooli,役職,職位,职位,职务",
    "competency": "kompetenz,kompetenzen,kompetenzfeld,kompetenzfelder,kompetenzbereich,bereich,fähigkeit,fähigkeiten,thema,dimension,compétence"
    ",compétences,domaine,competencia,competencias,área,habilidad,habilidades,competência,competências,habilidade"
    ",competenza,competenze,competentie,competenties,område,områder,emne,ämne,tema,kompetence,kompetencer,kompetens,kompetenser"
    ",kompetanse,kompetanser,kompetenceområde,kompetensområde,kompetanseområde,færdighed,færdigheder,färdighet,färdigheter"
    ",ferdighet,ferdigheter,förmåga,förmågor,evne,evner,osa-alue,osaaminen,osaamisalue,taito,taidot,項目,評価項目,能力,スキル,技能,维度,能力项",
    "statement": "beschreibung,erwartung,erwartungen,verhalten,kriterium,attente,attentes,attendu,attendus,critère"
    ",descripción,expectativa,expectativas,criterio,aspettativa,aspettative,beskrivelse,beskrivning,forventning,forventninger,förväntan,förväntning,förväntningar"
    ",adfærd,atferd,beteende,krav,kriterier,kriterium,kuvaus,odotus,odotukset,vaatimus,vaatimukset,期待,要件,行为标准,描述",
    "fact": "erfahrung,berufserfahrung,expérience,experiencia,esperienza,experiência,ervaring,erfarenhet,erfaring,kokemus",
    "note": "notiz,bemerkung,kommentar,remarque,commentaire,nota,comentario,bemærkning,bemærkninger,merknad,anmärkning,anteckning,anteckningar,huomautus",
}
_ROLES: dict[str, Role] = {
    word: what for what, words in _OTHER_WORDS.items() for word in words.split(",")
} | {word: what for what, words in _WORDS.items() for word in words.split(",")}


_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
# "What we expect of you", "Expected at this level", "We expect that you".
_OF_WHOM = re.compile(
    r"((?:what|expect|we expect).*?) (?:(?:of|from|that) (?:you|us|them|they)|to see|(?:at|in) (?:this|the|each) \w+)"
)
_AND = frozenset(("&", "and", "und", "et", "y", "e", "en"))
# Whose points or remarks stand in a column of an assessment.
_WHO = re.compile(r"self|my|your|own|peer|employee|(?:manager|lead|reviewer|colleague)(?:['’]?s)?")
_SCALE = re.compile(r"\(\d+ ?(?:-|–|to) ?\d+\)$")
# Which level somebody has, and not what one asks.
_WHOSE = re.compile(r"self|my|mi|mein|mon|meu|mio|your|own|current|target|actual|achieved|assessed")

ROLE_WORDS = frozenset(_ROLES)
"""What the heads of columns say that only announce what is in them."""


def names_families(head: str) -> bool:
    """Whether a head stands over the ladders that levels belong to, or over wide competencies."""
    return _words_of(head) in _FAMILIES.split(",")


def _words_of(head: str) -> str:
    """A head as the words are written here, `JOB_FAMILY` of a data base too."""
    return name_and_icon(head)[0].casefold().replace("_", " ")


@kept_while_short
def column_role(text: str) -> Role | None:
    """What the column header announces, or None for a name of its own."""
    words = _words_of(text) if len(text) < 80 else ""
    bare = _IN_BRACKETS.sub("", words)  # "Self-rating (1–5)"
    bare = found[1] if (found := _OF_WHOM.fullmatch(bare)) else bare
    if known := _ROLES.get(words) or _ROLES.get(bare):
        return known
    if labels.is_examples(words):
        return "prose" if labels.is_counter_examples(words) else "example"
    if _WHO.fullmatch(bare) and _SCALE.search(words):
        return "score"  # "Self (1–5)"
    parts = bare.split()
    # "Release & quality" is a name.
    if not 1 < len(parts) <= 4 or not _AND.isdisjoint(parts):
        return None
    if parts[0] in ("example", "examples", "sample"):
        return "example"
    tail, before = _ROLES.get(parts[-1]), _ROLES.get(" ".join(parts[:-1]))
    if parts[-1] == "name" or tail in ("id", "title") or parts[-1] == "code":
        return _of_things(parts[-1], before)
    if before == "competency" and parts[-1] in ("description", "definition"):
        return "summary"  # `competency_description` beside `expected_behaviour`
    if tail in ("note", "score") and _WHO.fullmatch(parts[0]):
        return tail  # "Manager comment"
    if tail == "level" and _WHOSE.fullmatch(parts[0]):
        return "score"  # an empty column at the right of SRE ladder - Matrix.csv
    if before == "fact" and (tail == "level" or parts[-1] in ("group", "scale", "point")):
        return "fact"  # "Pay grade", "Pay group"
    return tail if tail in ("statement", "competency", "example", "level") else None


def _of_things(part: str, thing: Role | None) -> Role | None:
    """What a data base calls `grade_title`, `skill_id`, `level code` (customs_grades_export.csv)."""
    if part in ("code", "id"):
        return thing if thing == "level" else "id" if thing in ("competency", "scope") else None
    if part == "name" or _ROLES[part] == "title":
        return "title" if thing in ("level", "title") else thing if thing == "competency" else None
    return None


# "Plans", "Planning", "Has", "I plan", "Can plan"; "Is" and "This" begin definitions.
_DEED = re.compile(
    r"\W*(?:(?:also|always|never|can|could|able to|i|you|we)\b|(?!(?:is|this|its|yes)\b)[a-z]+(?<!s)s\b"
    r"|[a-z]{2,}ing\b)",
    re.IGNORECASE,
)


def say_what_is_done(texts: Collection[str]) -> bool:
    """Whether texts mostly begin with what somebody does, as expectations do: "Plans a season"."""
    return sum(bool(_DEED.match(text)) for text in texts) * 10 > len(texts) * 6

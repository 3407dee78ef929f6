"""Words that open a subject in a conversation, made from the ladder's own.

What somebody once did ("I led …") becomes "Tell us about a time when you led …"; what
somebody does ("I coach …") becomes "How do you coach …?". None is a riddle, and none can
be answered with yes or no. They are a start: a panel puts them in its own words.
"""

import re
from collections import Counter
from collections.abc import Mapping
from math import log

from explorer.interviews.second_person import to_second_person
from explorer.model import Competency, Level
from explorer.text.inline_markdown import visible
from explorer.text.languages import DEFAULT, Language, language
from explorer.text.stemming import words
from explorer.text.translation import gettext as _

_MIN_SIMILARITY = 0.1
"""Similarity (0 to 1) from which an example illustrates a statement. In the sample, an outage
told to support fits L2/incident-updates at 0.108; mentoring at 0.089 does not fit
L4/incident-learning."""

# "I proactively refine": words in -ly are adverbs, but for verbs such as rely, apply and supply.
_ADVERB = r"(?!(?:re|ap|sup|com|f|al|im|multip)ly\b)[a-z]+ly"
# "I am able to adapt", "I can plan": what somebody can do is asked for as what they do.
_BEGINNING = re.compile(
    rf"You(?: also)? (?P<able>(?:are able to|can) )?(?P<adverbs>(?:{_ADVERB} |often |always )*)"
    r"(?P<verb>[a-z]+)\b"
)
# "I need quiet", "I know our systems": what one is or has rather than does; "How do you need
# …?" asks for nothing.
_NO_ACT = frozenset(
    "are were have had has know knew understand understood believe like want need own encompass see"
    " seem mean love prefer deserve remain possess belong must may might should would could will"
    " shall can do did don never no not once ought dare care enjoy value respect and or who".split()
)
# "I led the upgrade", "I took over an incident": irregular past forms, which no ending tells.
_PAST = frozenset(
    "led wrote found took made gave brought kept held sat was ran built taught told saw knew spoke"
    " won drove chose began stood rebuilt sent got came went left said paid met grew drew broke"
    " caught dealt felt fell lost meant rode rose sold spent stuck thought understood wore had did"
    " were dove bought fought heard laid rewrote rethought withdrew undertook oversaw overcame"
    " forgot threw slept swam shook sought swore tore woke".split()
)
_EITHER = frozenset("read cut set put let hit split shut spread cast cost quit beat bet".split())
"""Past and present alike: past where something is told that happened ("I read another design")."""
# "I need", "I embed": these end in -ed and are no past.
_NOT_PAST = re.compile(r"\w*eed$|embed$|shed$|shred$|wed$|bed$")
# "A director called": a first word that is no name and loses its capital; "Storage" keeps it.
_LOWERED = frozenset(
    "you your yours the a an every each two three several most many some one nobody everybody"
    " everyone there this that these those it what none".split()
)
# "In a review I asked for more": opens a clause, so "a time when" cannot stand before it.
_INTRODUCING = frozenset(
    "in on at from after before during when while through for with by once as to because since"
    " until over under".split()
)
# "Do you test?", "Isn't it hard?": questions that begin so are answered with yes or no.
_YES_OR_NO = frozenset(
    "am are is was were do does did have has had can could will would shall should may might must"
    " isn aren wasn weren don doesn didn haven hasn hadn couldn wouldn shouldn won".split()
)


def default_prompts(level: Level) -> Mapping[str, tuple[str, ...]]:
    """Prompts for each confirmed expectation, by its id: from the example that illustrates
    it, if one does, and from its own words. What is not in English is quoted."""
    asked = opening_prompt if language(level.language).tag == DEFAULT else _quoting_prompt
    made: dict[str, tuple[str, ...]] = {}
    for competency in level.competencies:
        examples = examples_by_statement(competency, level.language)
        for statement in competency.statements:
            if not statement.tentative:
                told = [asked(examples[statement.id], True)] if statement.id in examples else []
                made[statement.id] = (*told, asked(visible(statement.text), False))
    return made


def opening_prompt(text: str, happened: bool = False) -> str:
    """A visible text in the first person as a prompt; `happened`: it tells what was done."""
    said = " ".join(to_second_person(text, plural=True).split()).rstrip(" .;,")
    several = re.search(r"[.!?]\s", said)
    begins = _BEGINNING.match(said)
    verb = begins["verb"] if begins else ""
    past = (
        verb in _PAST
        or (happened and verb in _EITHER)
        or (verb.endswith("ed") and not _NOT_PAST.match(verb))
    )
    if begins and not (several or past or verb in _NO_ACT):
        return f"How do you {begins['adverbs']}{said[begins.start('verb') :]}?"
    first = (re.match(r"[A-Za-z]*", said) or [""])[0].lower()
    # What else it may begin with could be a name.
    lowered = said[:1].lower() + said[1:] if first in _LOWERED | _INTRODUCING else said
    if happened and (past or not begins):
        if first in _LOWERED:
            return f"Tell us about a time when {lowered}."
        return f"Tell us about a time like this: {lowered}."
    if several:
        return f"Tell us where this shows in your work: {lowered}."
    if begins and past:
        return f"Tell us about a time when {lowered}."
    been = said[begins.end("verb") :].strip() if begins and verb == "are" else ""
    # "I am an architect", "I am comfortable diving in": what one is, as what one had to be. Not
    # "I am called when …", which is done to one, nor "I am …, and can …", whose end would not fit.
    if been and ", and " not in been and not been.split()[0].endswith("ed"):
        return f"Tell us about a time when you had to be {been}."
    return f"Tell us where it shows in your work that {lowered}."


def _quoting_prompt(text: str, happened: bool) -> str:
    """A prompt whose grammar does not depend on that of the text."""
    said = " ".join(text.split())
    if happened:
        return _("Tell us about a time like this: “{said}”", said=said)
    return _("Tell us where this shows in your work: “{said}”", said=said)


def is_closed_question(prompt: str) -> bool:
    """Whether a prompt could be answered with yes or no."""
    first = re.match(r"\W*([A-Za-z]+)", prompt)
    return first is not None and first[1].lower() in _YES_OR_NO


def examples_by_statement(competency: Competency, tag: str = DEFAULT) -> Mapping[str, str]:
    """The visible text of the example that illustrates a statement best, by the statement's id.

    By the words that they share, rare ones counting most; each example goes to one
    statement at most. What fits none is still to be read under the competency. `tag` is the
    language of both.
    """
    spoken = language(tag)
    statements = [s for s in competency.statements if not s.tentative]
    examples = [visible(example.text) for example in competency.examples]
    told = [_stems(visible(s.text), spoken) for s in statements]
    shown = [_stems(text, spoken) for text in examples]
    among = Counter(word for text in (*told, *shown) for word in text)
    weight = {word: log(1 + (len(told) + len(shown)) / number) for word, number in among.items()}
    likely = sorted(
        (-_similarity(told[s], shown[e], weight), s, e)
        for s in range(len(told))
        for e in range(len(shown))
    )
    made: dict[str, str] = {}
    used: set[int] = set()
    for negative, s, e in likely:
        if -negative >= _MIN_SIMILARITY and statements[s].id not in made and e not in used:
            made[statements[s].id] = examples[e]
            used.add(e)
    return made


def _stems(text: str, spoken: Language) -> frozenset[str]:
    return frozenset(spoken.stem(word) for word, _ in words(text) if word not in spoken.common)


def _similarity(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    """From 0 (nothing shared) to 1 (the same words)."""
    shared = sum(weight[word] ** 2 for word in one & other)
    sizes = [sum(weight[word] ** 2 for word in text) for text in (one, other)]
    return shared / (sizes[0] * sizes[1]) ** 0.5 if shared else 0.0

"""First person turned to second: "I hold myself to my word" says "you hold yourself to your word".

A small careful grammar of English pronouns and of the one verb that changes with them (to
be). It knows nothing of ladders. What stands in double quotes is somebody's speech and
stays; where only a reader could tell (a "was" far from its subject) the text stays too.
"""

import re

from explorer.text.languages import DEFAULT, language

# He said "I am my own boss": quoted speech keeps its person.
_SPEECH = re.compile(r"\"[^\"]*\"|“[^”]*”")
# "I was typically the first", "I am also trusted": what may stand between I and its verb.
_ADVERBS = r"(?:\s+(?:\w+ly|also|always|never|often|still|now|then|just|sometimes))*"
# The pronoun, and neither "I/O" nor "A.I.".
_I = r"(?<![\w&/.'’-])I(?![\w&/'’-]|\.\w)"
_BE = {"am": "are", "was": "were", "wasn't": "weren't", "wasn’t": "weren’t"}
# "In Phase I the plan was open": after these words I is a Roman numeral.
_ORDINALS = (
    "Phase Part Type Tier Level Class Stage War Volume Chapter Grade Category Engineer Developer"
    " Analyst Designer Manager Scientist Technician"
).split()
_ROMAN = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\s+$")
# "I plan. I act." is two sentences, "I act (e.g. I call)" is one: only the first has two capitals.
_SENTENCE_START = re.compile(r"(?:^|[.!?…][\"”’)\]]*\s+)[\"“‘(\[]*$")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|incl)\.\s+[\"“‘(\[]*$", re.IGNORECASE)

# "I was", "Was I": to be is the one verb that changes with its subject.
_SUBJECT_AND_BE = re.compile(rf"({_I})({_ADVERBS})(\s+)(am|was|wasn['’]t)\b")
_BE_AND_SUBJECT = re.compile(rf"\b(am|was|wasn['’]t)(\s+)(?={_I})", re.IGNORECASE)
_SUBJECT = re.compile(rf"(?<![\w&/.'’-])I(['’])(m|ve|d|ll)\b|{_I}")
# "and am trusted" has no subject of its own; "at 9 am" is a time.
_AM = re.compile(r"(?<![\w.])(?<!\d )am\b(?!\.)")
# "I led it and was asked to …": only where nothing between could be another subject.
_LATER_BE = re.compile(
    r"(\bI\b(?:(?!\b(?:I|that|which|who|whose|what|so|because|until|when|while|where|if|they|he"
    r"|she|we|you|there)\b)[^.;:!?—])*?\b(?:and|but|or),?(?:\s+\w+ly)?\s+)(was|wasn['’]t)\b"
)
# A whole word: neither part of "self-me" nor of "me's".
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]+(?![\w-])")
_OTHERS = {"my": "your", "me": "you", "myself": "yourself", "mine": "yours"}
_PLURAL = {"we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves"}
# "a coal mine", "to mine the logs": not what belongs to me.
_NO_PRONOUN = re.compile(
    r"\b(?:an?|the|this|that|each|every|coal|gold|data|to|I|we|they|you)\s+$", re.IGNORECASE
)


def to_second_person(text: str, plural: bool = False, tag: str = DEFAULT) -> str:
    """The visible text of a statement or an example, said to its reader.

    With `plural`, "we" and "our" are the reader's too: for asking somebody who has not
    been one of us. Without it they stay the voice of the organisation. In another language
    than English (`tag`) a text stays as it is.
    """
    if language(tag).tag != DEFAULT:
        return text
    made, at = "", 0
    for speech in _SPEECH.finditer(text):
        made += _turned(text[at : speech.start()], made, plural) + speech.group()
        at = speech.end()
    return made + _turned(text[at:], made, plural)


def _turned(text: str, before: str, plural: bool) -> str:
    text = _LATER_BE.sub(lambda found: found.group(1) + _BE[found.group(2)], text)
    text = _SUBJECT_AND_BE.sub(
        lambda f: f"{f.group(1)}{f.group(2)}{f.group(3)}{_BE[f.group(4)]}", text
    )
    text = _BE_AND_SUBJECT.sub(
        lambda f: _cased(_BE[f.group(1).lower()], f.group(1)) + f.group(2), text
    )
    text = _AM.sub("are", text)
    whole = before + text
    shift = len(before)
    text = _SUBJECT.sub(lambda f: _subject(f, whole[: shift + f.start()]), text)
    words = {**_OTHERS, **(_PLURAL if plural else {})}
    turned = text
    return _WORD.sub(lambda f: _other(f.group(), turned[: f.start()], words), turned)


def _subject(found: re.Match[str], so_far: str) -> str:
    if _ROMAN.search(so_far):
        return found.group()
    starts = _SENTENCE_START.search(so_far) and not _ABBREVIATED.search(so_far)
    mark, short = found.groups()
    ending = f"{mark}{'re' if short == 'm' else short}" if mark else ""
    return ("You" if starts else "you") + ending


def _other(word: str, so_far: str, words: dict[str, str]) -> str:
    turned = words.get(word.lower())
    if turned is None or word in ("US", "ME"):
        return word
    if word.lower() == "mine" and _NO_PRONOUN.search(so_far):
        return word
    if word.lower() == "us" and re.search(r"\blet\s+$", so_far, re.IGNORECASE):
        return word
    return _cased(turned, word)


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word

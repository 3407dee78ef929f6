"""The languages that a ladder may be written in: how each stems, and which words say little.

A ladder names its language by a BCP 47 tag, of which the first part counts. English has rules
of its own in `stemming`; the others stem by Snowball. What Snowball does not know keeps its
words whole. `Tongues` puts the languages of one site together.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import Stemmer

from explorer.text.stemming import COMMON, stem

DEFAULT = "en"

_ALGORITHMS = {
    tag: name
    for tag, name in (
        pair.split(":")
        for pair in (
            "ar:arabic ca:catalan cs:czech da:danish de:german el:greek es:spanish et:estonian eu:basque"
            " fi:finnish fr:french ga:irish hi:hindi hu:hungarian hy:armenian id:indonesian it:italian"
            " lt:lithuanian nb:norwegian ne:nepali nl:dutch nn:norwegian no:norwegian pl:polish"
            " pt:portuguese ro:romanian ru:russian sr:serbian sv:swedish ta:tamil tr:turkish yi:yiddish"
        ).split()
    )
    if name in Stemmer.algorithms()
}
_NAMES = {tag: name.capitalize() for tag, name in _ALGORITHMS.items()} | {
    "en": "English",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian Bokmål",
    "nn": "Norwegian Nynorsk",
    "zh": "Chinese",
}
_COMPOUNDING = frozenset("da de fi hu ko nb nl nn no sv".split())
"""Where a word is often the second half of a longer one: Teamverantwortung."""

# Stop words as they are indexed: folded, without accents.
_COMMON = {
    "de": "aber alle allen aller alles als also am an andere anderem anderen anderer anderes anders auch auf aus"
    " bei beim bevor bin bis bist da dabei dafur damit danach dann daran darin das dass davon dazu dein deine"
    " dem den denen denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du"
    " durch ein eine einem einen einer eines einige einigen einiger einiges einmal er es etwas euch euer eure"
    " fur gegen gewesen habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer"
    " im immer in indem ins ist ja jede jedem jeden jeder jedes jemand jene jenem jenen jener jenes jetzt kann"
    " kein keine konnen konnte konnten man manche manchen mancher mehr mein meine meinem meinen meiner meines"
    " mich mir mit muss mussen musste nach nicht nichts niemand noch nun nur ob oder ohne sehr sein seine"
    " seinem seinen seiner seit selbst sich sie sind so solche solchen solcher soll sollen sollte sondern"
    " sonst sowie uber um und uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor"
    " wahrend war waren was weil welche welchem welchen welcher welches wenn wer werden wie will wir wird wo"
    " wollen wollte wurde wurden zu zum zur zwar zwischen",
    "es": "a al algo ante antes como con contra cual cuando de del desde donde dos e el ella ellas ellos en entre"
    " era es esa ese eso esta este esto estos estas fue ha han hasta hay la las le les lo los mas me mi mis"
    " muy no nos nuestra nuestras nuestro nuestros o otra otras otro otros para pero por porque que quien se"
    " ser si sin sobre son soy su sus tambien tanto te todo todos toda todas tu un una unas uno unos y ya yo",
    "fr": "a ai ainsi au aucun aussi autre autres aux avec avoir c ce ceci cela celle celles celui ces cet cette"
    " ceux chaque chez comme d dans de des dont du elle elles en entre est et etre eu eux fait il ils j je"
    " l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas plus"
    " pour qu quand que quel quelle quelles quels qui s sa sans se ses si son sont sous suis sur t tous tout"
    " toute toutes tres tu un une vers vos votre vous y",
    "it": "a ad ai al alla alle allo anche che chi ci come con cui da dai dal dalla dalle dei del della delle dello"
    " di dove e ed era essere gli ha hanno ho i il in io la le lei li lo loro lui ma mi mia mie miei mio ne nei"
    " nel nella nelle noi non nostra nostre nostri nostro o ogni per piu quale quando quello questa queste questi"
    " questo se si sia sono su sua sue sugli sui sul sulla suo suoi tra tutti tutto un una uno",
    # The pairs of letters of endings and particles, of which "報告します" is half made.
    "ja": "ある いる いて うに から きる こと これ した して しま する それ たい ため つい てい でき です であ とし ない など"
    " につ ます ませ まで めに よう られ れる",
    "nl": "aan al alle als bij dan dat de der deze die dit door doen een en er ge geen haar had heb hebben heeft het"
    " hij hoe hun ik in is ja je kan kunnen maar me meer met mij mijn naar niet nog nu of om omdat onder ons onze"
    " ook op over te tegen tot u uit van veel voor waar was wat we wel werd wie wij worden wordt zal ze zich zij"
    " zijn zo zonder",
    "pt": "a ao aos as ate cada com como da das de dela delas dele deles depois do dos e ela elas ele eles em entre"
    " era essa essas esse esses esta estas este estes eu foi ha isso isto ja lhe mais mas me mesmo meu meus minha"
    " minhas muito na nao nas nem no nos nossa nossas nosso nossos num numa o os ou outra outras outro outros"
    " para pela pelas pelo pelos por porque quais qual quando que quem sao se sem ser seu seus so sobre sou sua"
    " suas tambem tem todo todos toda todas tu um uma umas uns voce",
    "sv": "alla allt att av da de dem den denna det detta dig din du eller en ett for fran ha han har hon hur i"
    " icke in inte jag kan man med men mig min mina mitt nar nu och om oss over pa sa sin sina sitt ska som till"
    " under upp ut utan vad var vara vi vid vilka vilken vill",
}

# Snowball reads Portuguese with its accents, which an index leaves out: "avaliacao" and
# "avaliacoes" have no stem in common. So the ending is written as Snowball expects it.
_PORTUGUESE = (("coes", "ção"), ("cao", "ção"), ("oes", "ao"), ("eis", "el"), ("ais", "al"))


@dataclass(frozen=True, slots=True)
class Language:
    """How one language is searched. `stem` takes and gives folded words."""

    tag: str
    stem: Callable[[str], str] = field(default=stem, compare=False)
    common: frozenset[str] = COMMON
    has_compounds: bool = False


class _Stemmers(threading.local):
    """One stemmer of each language per thread: PyStemmer's are not thread-safe."""

    def __init__(self) -> None:
        self.by_name: dict[str, Callable[[str], str]] = {}

    def stem(self, name: str, word: str) -> str:
        if name not in self.by_name:
            self.by_name[name] = Stemmer.Stemmer(name).stemWord
        return str(self.by_name[name](word))


_STEMMERS = _Stemmers()


@lru_cache(maxsize=256)
def language(tag: str) -> Language:
    """The language of a BCP 47 tag: "pt-BR" is Portuguese."""
    first = tag.partition("-")[0].lower()
    if first == "en":
        return Language("en")
    common = frozenset(_COMMON.get(first, "").split())
    return Language(first, _stem_by(first), common, first in _COMPOUNDING)


def english_name(tag: str) -> str:
    """What English calls the language of a tag: "German"; the tag itself where it is rare."""
    return _NAMES.get(tag.partition("-")[0].lower(), tag)


def _stem_by(tag: str) -> Callable[[str], str]:
    name = _ALGORITHMS.get(tag)

    @lru_cache(maxsize=65_536)
    def stem_of(word: str) -> str:
        if name is None or len(word) > 40:
            return word
        return _STEMMERS.stem(name, _spelled(word) if tag == "pt" else word)

    return stem_of


def _spelled(word: str) -> str:
    ending = next((pair for pair in _PORTUGUESE if word.endswith(pair[0])), None)
    return word.removesuffix(ending[0]) + ending[1] if ending else word


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of one site as one: a word of its texts is stemmed as in the language of the
    first ladder that has it, any other as the language in which it leads to a word."""

    languages: tuple[Language, ...] = (Language("en"),)
    of_word: Mapping[str, Language] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    """The stems of all words of the texts."""
    common: frozenset[str] = COMMON

    @classmethod
    def of(cls, said: Iterable[tuple[str, Iterable[str]]]) -> "Tongues":
        """From tags, each with the words of a text in that language."""
        of_word: dict[str, Language] = {}
        spoken: dict[Language, None] = {}
        for tag, words in said:
            one = language(tag)
            spoken[one] = None
            for word in words:
                of_word.setdefault(word, one)
        known = frozenset(one.stem(word) for word, one in of_word.items())
        return cls(
            tuple(spoken), of_word, known, frozenset().union(*(one.common for one in spoken))
        )

    @property
    def has_compounds(self) -> bool:
        return any(one.has_compounds for one in self.languages)

    def stem(self, word: str) -> str:
        if len(self.languages) == 1:
            return self.languages[0].stem(word)
        if one := self.of_word.get(word):
            return one.stem(word)
        stems = [one.stem(word) for one in self.languages]
        return next((each for each in stems if each in self.known), stems[0])

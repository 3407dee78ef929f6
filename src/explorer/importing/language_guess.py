"""Which language the texts of an imported ladder are in, as a guess by py3langid.

English is what a ladder is in without a word, so only another language is ever told, and only
where it is likely: of 1,072 records of English ladders none of three or more together was taken
for anything else, nor any single one by more than the bar. A Chinese ladder of four short
statements is known, and so are five statements of German, French, Portuguese or Japanese.
"""

from functools import cache
from typing import Any

from explorer.importing.imported_ladder import ImportedLadder
from explorer.text.languages import DEFAULT

_LIKELY = 0.8
"""From 0 to 1. "I ask for help." alone is Nigerian Pidgin by 0.51."""
_ENOUGH = 20_000
"""Characters; more say nothing more."""


def guessed_language(ladder: ImportedLadder) -> str:
    """The tag of the language, of two letters: "en" where nothing else is likely."""
    said = [*(f for member in ladder.members for f in member.level.fragments), *ladder.fragments]
    text = "\n".join(each.text for each in said if each.kind != "remainder")[:_ENOUGH]
    tag, likely = _identifier().classify(text)
    return str(tag) if likely >= _LIKELY and len(tag) == 2 else DEFAULT


@cache
def _identifier() -> Any:
    # Takes 0.7 seconds and 100 MB, so that a page leaves it to the child that reads documents.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

"""Which language the judged documents are guessed to be in: their own, English where it is that."""

import pytest

from explorer.importing import read_documents
from explorer.importing.language_guess import guessed_language
from importing.judged import Judged
from importing.judged import load as judged_documents

OTHERS = {
    "disposition-entwicklung": "de",
    "kompetenzen": "de",
    "kompetenzfelder": "de",
    "Kompetenzkatalog Stadtwerke": "de",
    "laufbahn": "de",
    "ingenieur-senior": "fr",
    "grille": "fr",
    "vignerons": "fr",
    "carrera-cocina": "es",
    "niveles": "es",
    "bombeiros-voluntarios": "pt",
    "kompetensstege": "sv",
    "tandhygienister": "sv",
    "kaifazhe": "zh",
    "toukyuu": "ja",
    "ryokan": "ja",
}
"""All others are in English."""


@pytest.mark.parametrize("judged", judged_documents(), ids=lambda judged: judged.path.name)
def test_a_document_is_guessed_to_be_in_its_language(judged: Judged) -> None:
    made = read_documents({judged.path.name: judged.path.read_bytes()})
    for ladder in made.ladders:
        assert guessed_language(ladder) == OTHERS.get(judged.path.stem, "en")

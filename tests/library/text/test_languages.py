"""Languages other than English: their stems, their stop words, and several in one site."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.languages import Tongues, language
from explorer.text.stemming import COMMON, fold, stem, words


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("de", "Entscheidungen", "entscheidet"),
        ("de-AT", "Häuser", "Haus"),
        ("fr", "développer", "développement"),
        ("pt-BR", "avaliações", "avaliação"),
        ("pt", "decisões", "decisão"),
        ("pt", "responsáveis", "responsável"),
        ("es", "evaluaciones", "evaluación"),
    ],
)
def test_forms_of_a_word_share_a_stem(tag: str, one: str, other: str) -> None:
    of = language(tag).stem
    assert of(fold(one)) == of(fold(other))
    assert of(fold(one)) != of(fold("Verfügbarkeit"))


def test_english_keeps_the_stems_of_its_own() -> None:
    assert language("en-GB").stem is stem
    assert Tongues().common is COMMON


def test_a_language_that_nobody_stems_keeps_its_words_whole() -> None:
    assert language("ja").stem("障害") == "障害"
    assert not language("xx").common


@pytest.mark.parametrize("tag", ["de", "es", "fr", "it", "nl", "pt", "sv"])
def test_stop_words_are_written_as_they_are_indexed(tag: str) -> None:
    common = language(tag).common
    assert common
    assert {fold(word) for word in common} == common


def test_a_word_is_stemmed_as_in_the_ladder_that_has_it() -> None:
    both = Tongues.of([("en", ["decision"]), ("de", ["entscheidung"])])
    assert both.stem("decision") == stem("decision")
    assert both.stem("entscheidungen") == language("de").stem("entscheidung")
    assert {"the", "und"} <= both.common


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("可用性", ["可用", "用性"]),
        ("監視を整備する", ["監視", "整備"]),
        ("チーム", ["チー", "ーム"]),
        ("ふりかえり", ["ふり", "りか", "かえ", "えり"]),
        ("SREを3人", ["sre", "3", "人"]),
        ("ガイド", ["ガイ", "イド"]),
    ],
)
def test_what_has_no_spaces_is_read_by_two_letters(text: str, tokens: list[str]) -> None:
    assert [word for word, _ in words(text)] == tokens


@given(st.text(alphabet="可用性をのチームab 3。ガ々", max_size=40))
def test_spans_lead_back_to_what_was_read(text: str) -> None:
    for word, (start, end) in words(text):
        assert text[start:end].lower() in (word, unicodedata.normalize("NFC", word))

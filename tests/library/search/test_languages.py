"""Ladders that are not in English: their words are found in their forms, and parts of them."""

from pathlib import Path

import pytest
from tests.library.writing import level, write

from explorer.files.loading import load
from explorer.search.index import Index

GERMAN = {
    "team": "Ich übernehme Teamverantwortung für die Verfügbarkeit unserer Dienste",
    "review": "Ich prüfe die Änderungen anderer und gebe hilfreiche Rückmeldungen",
    "ready": "Ich entscheide über die Produktionsreife neuer Systeme",
    "own": "Ich trage die Verantwortung für ein System",
}
JAPANESE = {
    "slo": "サービスの可用性を改善するために監視を整備する",
    "mentor": "若手エンジニアを指導し、コードレビューで学びを共有する",
    "after": "障害対応の手順をチームで振り返る",
}
ENGLISH = {"decide": "I make decisions with my team", "lead": "I lead by example"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    said = {"de": GERMAN, "ja": JAPANESE, "en": ENGLISH}
    files = {f"{tag}/L1.yaml": level("L1", texts) for tag, texts in said.items()}
    named = {f"{tag}/ladder.yaml": {"name": tag, "language": tag} for tag in said}
    site = load(write(tmp_path_factory.mktemp("ladders"), files | named))
    return Index.of(site)


def found(index: Index, query: str) -> list[str | None]:
    return [hit.entry.id for hit in index.search(query).hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Entscheidungen", "ready"),
        ("System", "own"),
        ("rückmeldung geben", "review"),
        ("Aenderung", "review"),
        ("Reife", "ready"),
        ("改善します", "slo"),
        ("可用性の改善", "slo"),
        ("監視", "slo"),
        ("若手の指導", "mentor"),
        ("レビュー", "mentor"),
        ("振り返り", "after"),
        ("障", "after"),
        ("decision", "decide"),
    ],
)
def test_each_language_is_found_by_forms_of_its_words(index: Index, query: str, first: str) -> None:
    assert found(index, query)[:1] == [first]


def test_a_compound_is_found_by_its_later_part_after_the_word_itself(index: Index) -> None:
    hits = index.search("Verantwortung").hits
    assert [hit.entry.id for hit in hits] == ["own", "team"]
    assert hits[1].matched == (("Teamverantwortung", "part"),)
    assert not found(index, "ort")


def test_letters_that_no_text_has_beside_each_other_find_nothing(index: Index) -> None:
    assert not found(index, "予算")


def test_a_tag_that_is_none_is_a_problem_and_read_as_english(tmp_path: Path) -> None:
    ladder = {"name": "Words", "language": "German, mostly"}
    site = load(write(tmp_path, {"a/ladder.yaml": ladder, "a/L1.yaml": level("L1", ENGLISH)}))
    assert [(problem.line, problem.wanted) for problem in site.problems] == [
        (2, "the tag of a language, such as de or pt-BR")
    ]
    assert site.ladders[0].language == "en"

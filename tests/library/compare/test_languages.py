"""Statements of another language are paired by its own stems and little words."""

from pathlib import Path
from typing import Any

from explorer.compare.comparison import compare
from explorer.compare.related import related
from explorer.files.loading import load_level
from explorer.model import Level
from library.writing import level, write

BELOW = {
    "tests": "Ich schreibe automatisierte Tests",
    "vorfall": "Ich melde Vorfälle und suche ihre Ursachen",
    "anruf": "Ich bin mit den anderen in der Rufbereitschaft",
}
ABOVE = {
    "ursache": "Ich erkläre anderen die Ursache eines Vorfalls",
    "kosten": "Ich bin die, die mit den anderen auf die Kosten achtet",
}


def told(folder: Path, tag: str, code: str, statements: dict[str, str]) -> Level:
    files: dict[str, Any] = {"ladder.yaml": {"name": "Betrieb", "language": tag}}
    made, problems = load_level(
        write(folder / tag, {**files, f"{code}.yaml": level(code, statements)}) / f"{code}.yaml"
    )
    assert made is not None
    assert problems == []
    assert made.language == tag
    return made


def test_a_relative_is_found_by_inflected_words_and_not_by_little_ones(tmp_path: Path) -> None:
    found = {}
    for tag in ("de", "en"):
        above, below = told(tmp_path, tag, "S2", ABOVE), told(tmp_path, tag, "S1", BELOW)
        found[tag] = related(above.statements, below.statements, tag)
    assert found["de"] == {"ursache": "vorfall"}
    assert found["en"]["kosten"] == "anruf", "read as English, it is related by its little words"


def test_the_words_that_say_why_are_no_little_ones(tmp_path: Path) -> None:
    changed = {"a": "Ich suche mit meinem Team nach den Ursachen von Vorfällen"}
    was = told(tmp_path / "1", "de", "S1", {"b": "Ich suche nach Ursachen der Vorfälle mit Team"})
    now = told(tmp_path / "2", "de", "S1", changed)
    (pair,) = compare(was, now).competencies[0].pairs
    assert pair.before
    assert "ursachen" in pair.why
    assert "nach" not in pair.why

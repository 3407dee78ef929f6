"""The sheet written down: the same words in Markdown and in HTML, and nobody's markup."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from explorer.files.loading import load
from explorer.interviews import rubric
from explorer.model import Ladder
from explorer.render.rubric_html import rubric_document
from explorer.render.rubric_markdown import rubric_markdown
from explorer.render.rubric_text import MAY_HEAR, NOT_YET
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_commonmark
from library.writing import level, write

EVIL = '<script>alert(1)</script> ![i](http://e.example/i.png) [l](javascript:alert(2)) "&lt;'


class Reader(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.tags = "", []  # type: ignore[var-annotated]
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("code", ["L1", "L4"])
def test_both_forms_say_everything(sre: Ladder, code: str) -> None:
    level = sre.level(code)
    assert level
    sheet = rubric.rubric_of(sre, level)
    markdown, page = (
        rubric_markdown(sheet),
        " ".join(Reader(rubric_document(sheet)).text.split()),
    )
    texts = [s.text for s in level.statements] + [f.text for f in level.facts]
    texts += [e.text for c in level.competencies for e in c.examples]
    for text in texts:
        assert escape_commonmark(visible(text)) in markdown
        assert " ".join(visible(text).split()) in page
    assert f"{code}{' (draft)' if level.draft else ''} · {level.title}" in page


def test_what_is_under_discussion_comes_after_the_bar(sre: Ladder) -> None:
    level = sre.level("L4")
    assert level
    markdown = rubric_markdown(rubric.rubric_of(sre, level))
    head, tail = markdown.split(f"## {NOT_YET}\n")
    assert "I manage operational risks effectively" in tail
    assert "I manage operational risks effectively" not in head
    assert "I consult with teams" not in tail


def test_a_level_with_nothing_under_discussion_does_not_speak_of_it(tmp_path: Path) -> None:
    (ladder,) = load(write(tmp_path / "x", {"L1.yaml": level("L1", {"a": "I do"})})).ladders
    sheet = rubric.rubric_of(ladder, ladder.levels[0])
    assert NOT_YET not in rubric_markdown(sheet) + rubric_document(sheet)
    assert MAY_HEAR not in rubric_markdown(sheet) + rubric_document(sheet)


def test_hostile_text_is_text_and_the_file_loads_nothing(tmp_path: Path) -> None:
    made = level(
        "L1",
        {"a": EVIL},
        tentative={"b": EVIL},
        scope=EVIL,
        title=EVIL,
        summary=EVIL,
        facts={EVIL[:90]: EVIL},
    )
    made["competencies"]["craft"]["examples"] = [EVIL]
    (ladder,) = load(
        write(tmp_path / "x", {"L1.yaml": made, "ladder.yaml": {"name": EVIL}})
    ).ladders
    page = Reader(rubric_document(rubric.rubric_of(ladder, ladder.levels[0])))
    assert {tag for tag, _ in page.tags} <= set(
        "html head meta title style body main h1 h2 h3 p dl dt dd div section ul li".split()
    )
    assert not [attributes for _, attributes in page.tags if {"src", "href"} & set(attributes)]
    assert page.text.count("<script>alert(1)</script>") >= 8


def test_a_level_that_says_nothing_has_a_sheet(tmp_path: Path) -> None:
    (ladder,) = load(write(tmp_path / "x", {"L1.yaml": {"code": "L1", "title": "One"}})).ladders
    sheet = rubric.rubric_of(ladder, ladder.levels[0])
    assert rubric_markdown(sheet) == "# L1 · One\n\nX\n"
    assert "<h1>L1 · One</h1>" in rubric_document(sheet)

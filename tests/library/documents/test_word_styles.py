"""What Word writes before the paragraphs of its lists, where it says words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from explorer.documents.word_styles import Lists, Styles
from explorer.documents.word_text import said_by

NAME = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, pattern: str, kind: str = "decimal", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> etree._Element:
    return etree.fromstring(
        f'<w:numbering {NAME}><w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}</w:numbering>'
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    about = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def written(body: str, numbers: etree._Element, styles: etree._Element | None = None) -> list[str]:
    lists = Lists(numbers, Styles(styles))
    root = etree.fromstring(f"<w:body {NAME}>{body}</w:body>")
    said = ((lists.next(each.find("{*}pPr"))[1], said_by(each)) for each in root)
    return [f"{number} {text}" if number else text for number, text in said]


def test_paragraphs_are_counted_from_the_start_of_their_list() -> None:
    numbers = numbering(level(0, "Stage %1:", start=3), level(1, "Step %1.%2", "lowerLetter"))
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert written(body, numbers) == [
        "Stage 3: a",
        "Step 3.a b",
        "Step 3.b c",
        "Stage 4: d",
        "Step 4.a e",
    ]


@pytest.mark.parametrize("pattern", ["%1.", "%1)", "", "%1.%2"])
def test_bare_numbers_are_left_to_the_list(pattern: str) -> None:
    assert written(item("a"), numbering(level(0, pattern), level(1, "Step %2"))) == ["a"]


def test_the_sign_of_a_bullet_is_no_word() -> None:
    assert written(item("a"), numbering(level(0, "o", "bullet"), level(1, "Step %2"))) == ["a"]


def test_a_list_may_begin_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b") + item("c", number=2) + item("d", number=2)
    assert written(body, numbering(level(0, "L%1"), more=more)) == ["L1 a", "L2 b", "L1 c", "L2 d"]


def test_a_style_may_number_its_paragraphs() -> None:
    styles = etree.fromstring(
        f'<w:styles {NAME}><w:style w:styleId="Rung"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:styleId="Rung2"><w:basedOn w:val="Rung"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in ("Rung", "Rung2", "Loop", "None")
    )
    assert written(body, numbering(level(0, "Level %1", "upperRoman")), styles) == [
        "Level I Rung",
        "Level II Rung2",
        "Loop",
        "None",
    ]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=20),
    st.sampled_from(["decimal", "lowerRoman", "upperLetter", "decimalZero", "none", "odd"]),
    st.integers(0, 5_000),
)
def test_no_list_is_too_odd(items: list[tuple[int, int]], kind: str, start: int) -> None:
    numbers = numbering(level(0, "L%1 %9", kind, start), level(3, "M%4%1", kind))
    body = "".join(item(f"w{at}", *each) for at, each in enumerate(items))
    made = written(body, numbers)
    assert all(text.endswith(f"w{at}") for at, text in enumerate(made))

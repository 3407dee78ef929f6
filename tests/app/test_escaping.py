"""Text that is not ours in Markdown: it shows exactly the text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from explorer.text.markdown_escape import escape_label, escape_markdown

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(markdown: str) -> str:
    """What a reader sees of some Markdown, where it is one plain paragraph."""
    found = re.fullmatch(r"<p>([^<]*)</p>\n?", _READER.render(markdown))
    assert found, _READER.render(markdown)
    return html.unescape(found[1]).replace("\N{WORD JOINER}", "")


MARKED = st.text("ab1 .-+*_#`~[](){}<>!|\\$:&=^@/'\"", max_size=40) | st.text(max_size=40)


@given(MARKED.filter(lambda text: text.strip() and "\x00" not in text))
def test_a_label_shows_its_text_and_nothing_else(text: str) -> None:
    assert shown(escape_label(text)) == shown(escape_markdown(text))


@pytest.mark.parametrize(
    "text", ["I define, document and evolve (e.g. reviews); it's on-call's!", "Can it? Yes, 50 %"]
)
def test_an_ordinary_sentence_is_a_label_as_it_is(text: str) -> None:
    assert escape_label(text) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("![i](http://e.example)", "!\\[i\\](http\\:\u2060//e.example)"),
        (":red[x] $y$ <b>", "\\:red\\[x\\] \\$y\\$ \\<b\\>"),
        ("www.evil.example", "www\u2060.evil.example"),
    ],
)
def test_what_would_mean_something_does_not(text: str, made: str) -> None:
    assert escape_label(text) == made

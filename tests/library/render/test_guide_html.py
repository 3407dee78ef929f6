"""A guide becomes our elements and nobody else's markup, and loses no word."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from explorer.render.guide_html import guide_html, guide_markdown, guide_title

TAGS = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>")
OURS = frozenset(
    "div h2 h3 h4 p ul ol li blockquote pre code hr table thead tbody tr th td a strong em s br".split()
)


def test_its_blocks_are_shown_and_its_first_heading_is_the_title() -> None:
    text = "# How we do it\n\nSome *words*.\n\n## Promotion\n\n- one\n- two\n\n1. first\n\n> said\n\n```\n<b>\n```\n"
    html = guide_html(text)
    assert guide_title(text, "x") == "How we do it"
    assert "How we do it" not in html
    for piece in (
        "<p>Some <em>words</em>.</p>",
        "<h2>Promotion</h2>",
        "<ul><li>one</li><li>two</li></ul>",
        "<ol><li>first</li></ol>",
        "<blockquote><p>said</p></blockquote>",
        "<pre><code>&lt;b&gt;\n</code></pre>",
    ):
        assert piece in html
    assert guide_markdown(text).startswith("Some *words*.")


def test_without_a_first_heading_it_has_the_title_that_is_given() -> None:
    assert guide_title("Words.\n\n# Later", "Otherwise") == "Otherwise"
    assert guide_title("", "Otherwise") == "Otherwise"


@given(
    st.lists(
        st.sampled_from(
            [
                "<script>alert(1)</script>",
                "# a",
                "[l](javascript:alert(1))",
                "![i](http://e/i.png)",
                "<img src=x onerror=y>",
                "- b",
                "> c",
                "```",
                "|a|b|",
                "|-|-|",
                "\n",
                "&lt;",
                "1. d",
                "***",
            ]
        )
        | st.text(max_size=8)
    ).map("\n".join)
)
def test_whatever_it_says_only_our_tags_come_out(text: str) -> None:
    html = guide_html(text)
    for _, tag, attributes in TAGS.findall(html):
        assert tag in OURS, tag
        assert not re.search(r"\bon[a-z]+=|javascript:", unescape(attributes))
    assert html.count("<") == len(TAGS.findall(html))

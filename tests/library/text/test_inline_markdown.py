"""Inline Markdown to what a reader sees, and to the only HTML that ladder text becomes."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.inline_markdown import Span, links, to_html, visible


class Drawn(HTMLParser):
    """What a browser would make of the HTML: text, marked text, tags and targets."""

    def __init__(self, made: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marked, self.open = "", "", list[str]()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(made)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
        if tag == "br":
            self.text += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked += data


@pytest.mark.parametrize(
    ("text", "seen", "made"),
    [
        ("plain", "plain", "plain"),
        (
            "a *b* **c** ~~d~~ `e`",
            "a b c d e",
            "a <em>b</em> <strong>c</strong> <s>d</s> <code>e</code>",
        ),
        ("*a **b** c*", "a b c", "<em>a </em><em><strong>b</strong></em><em> c</em>"),
        ("one\ntwo\n\n\nthree", "one two\n\nthree", "one two<br><br>three"),
        ('<b>x</b> & "y"', '<b>x</b> & "y"', "&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;"),
        ("[a](https://x/?q=1&r=2)", "a", '<a href="https://x/?q=1&amp;r=2" target="_blank">a</a>'),
        ("[*a*](mailto:b@c)", "a", '<a href="mailto:b@c" target="_blank"><em>a</em></a>'),
        ("[a](HTTPS://X)", "a", '<a href="HTTPS://X" target="_blank">a</a>'),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](ftp://x)", "a", "a"),
        ("[a](/local)", "a", "a"),
        ("![seen](http://x/y.png)", "seen", "seen"),
        ("# no heading", "# no heading", "# no heading"),
        ("- no list", "- no list", "- no list"),
        ("a_b_c 2 * 3 * 4", "a_b_c 2 * 3 * 4", "a_b_c 2 * 3 * 4"),
        ("", "", ""),
    ],
)
def test_marks_are_drawn_and_everything_else_is_text(text: str, seen: str, made: str) -> None:
    assert visible(text) == seen
    assert to_html(text) == made


@pytest.mark.parametrize(
    ("text", "spans", "made"),
    [
        ("one two", [(4, 7)], "one <mark>two</mark>"),
        ("one two", [(0, 2), (2, 3)], "<mark>one</mark> two"),
        ("one two", [(4, 7), (0, 5)], "<mark>one two</mark>"),
        ("*one* two", [(1, 5)], "<em>o</em><mark><em>ne</em></mark><mark> t</mark>wo"),
        (
            "[one](http://x)",
            [(0, 1)],
            '<a href="http://x" target="_blank"><mark>o</mark></a><a href="http://x" target="_blank">ne</a>',
        ),
        ("<b", [(0, 1)], "<mark>&lt;</mark>b"),
        ("one", [(-5, 99)], "<mark>one</mark>"),
        ("one", [(2, 1), (3, 3)], "one"),
    ],
)
def test_marked_spans_are_cut_out_of_whatever_they_lie_across(
    text: str, spans: list[Span], made: str
) -> None:
    assert to_html(text, spans) == made


def test_links_are_each_told_once_in_order() -> None:
    text = "[a](http://x) and [b **c**](http://y) [d](http://x) ![e](http://z) http://w"
    assert links(text) == ("http://x", "http://y")
    assert links("none") == ()


MARKDOWNISH = st.text(
    alphabet=st.sampled_from(list("ab *_`~[]()<>!&#;:/\\\"'\n\n-+.é😀\0\x1b\u202e\u200b")),
    max_size=60,
) | st.lists(
    st.sampled_from(
        [
            "[a](",
            "javascript:",
            "JaVaScRiPt&colon;",
            "data:text/html,",
            "http://x",
            "mailto:x",
            ")",
            "<script>",
            "<img src=x onerror=alert(1)>",
            "<http://y>",
            "![",
            "](",
            "**",
            "`",
            "&lt;",
            "&#x1b;",
            "&#10;",
            '"onclick="',
            " 't'",
            "\n\n",
            "\\",
            "[b]: http://z",
            "vbscript:",
            "x",
        ]
    ),
    max_size=10,
).map("".join)


@given(
    MARKDOWNISH | st.text(max_size=100),
    st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=4),
)
def test_any_text_is_drawn_as_it_reads_with_exactly_its_spans_marked(
    text: str, spans: list[Span]
) -> None:
    seen = visible(text)
    drawn = Drawn(to_html(text, spans))
    inside = {at for start, end in spans for at in range(max(start, 0), min(end, len(seen)))}
    assert drawn.text == seen
    assert drawn.marked.replace("\n", "") == "".join(
        c for at, c in enumerate(seen) if at in inside and c != "\n"
    )
    assert drawn.open == []


@given(MARKDOWNISH | st.text(max_size=100))
def test_no_text_makes_a_tag_or_a_target_of_its_own(text: str) -> None:
    drawn = Drawn(to_html(text))
    assert drawn.tags <= {"a", "em", "strong", "s", "code", "br"}
    for name, value in drawn.attributes:
        assert (name, value) == ("target", "_blank") or (
            name == "href" and (value or "").lower().startswith(("http://", "https://", "mailto:"))
        )
    assert isinstance(links(text), tuple)


@pytest.mark.parametrize(
    "piece", ["[", "![", "*", "**a ", "*a _", "[[a]", "[a](<b", "`", "&", "<", "~~", "]("]
)
def test_the_longest_text_of_one_mark_is_drawn(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    every_second = [(at, at + 1) for at in range(0, 20_000, 2)]
    assert Drawn(to_html(text, every_second)).text == visible(text)


@given(
    st.text(st.characters(exclude_characters="\\`*_[]<>&!~", exclude_categories=["Cs", "Cc", "Zl"]))
)
def test_what_has_no_mark_reads_as_it_does_beside_one(text: str) -> None:
    assert visible(f"{text} *x*").removesuffix("x").strip() == visible(text).strip()

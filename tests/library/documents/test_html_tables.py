from hypothesis import given
from hypothesis import strategies as st

from library.drafts.tables.table_readers import around, markdown, read, told, unread

HEAD = "<table><tr><th></th><th>P1</th><th>P2</th></tr>\n"


def rows(body: str) -> list[tuple[str, str | None, str]]:
    made = read(markdown, f"{HEAD}{body}\n</table>")
    return [(level, competency, text) for level, _, competency, _, text in told(made)]


def test_lists_and_breaks_are_several_statements() -> None:
    found = rows(
        "<tr><th>Craft</th><td><ul><li>One.</li><li>Two.</li></ul></td><td>A<br>B</td></tr>"
    )
    assert found == [
        ("P1", "Craft", "One."),
        ("P1", "Craft", "Two."),
        ("P2", "Craft", "A"),
        ("P2", "Craft", "B"),
    ]


def test_cells_that_span_are_carried() -> None:
    body = (
        '<tr><th rowspan="2">Care</th><td>Quiet.</td><td>Calm.</td></tr>'
        '<tr><td colspan="2">Answers.</td></tr>'
    )
    assert rows(body) == [
        ("P1", "Care", "Quiet."),
        ("P1", "Care", "Answers."),
        ("P2", "Care", "Calm."),
        ("P2", "Care", "Answers."),
    ]


def test_a_cell_over_the_whole_row_is_a_group() -> None:
    made = read(
        markdown,
        f"{HEAD}<tr><td colspan=3>Craft</td></tr><tr><td>Tests<td>a<td>b</table>",
    )
    assert told(made) == [
        ("P1", "statement", "Craft", "Tests", "a"),
        ("P2", "statement", "Craft", "Tests", "b"),
    ]


def test_inline_tags_become_markdown() -> None:
    cell = (
        "<em>x</em> <b>y </b>z <code>c</code> <a href='https://a.b'>l</a> <u>u</u> &lt;&nbsp;&amp;"
    )
    found = rows(f"<tr><td>Craft<td>{cell}<td>q")
    assert found[0] == ("P1", "Craft", "*x* **y** z `c` [l](https://a.b) u < &")


def test_tags_that_are_never_closed_end_with_their_cell() -> None:
    assert rows("<tr><td>Craft<td><b>a<td>b<tr><td>Care<td>c")[:2] == [
        ("P1", "Craft", "a"),
        ("P1", "Care", "c"),
    ]


def test_a_script_is_no_text_and_left_to_the_account_of_words() -> None:
    page = f"{HEAD}<tr><td>a<td>b<td>c</table><script>alert()</script><p>end"
    assert around(read(markdown, page, kept=["alert"])) == [("prose", "end")]


def test_columns_under_a_common_head_are_scopes_of_one_competency() -> None:
    text = (
        "<table><thead><tr><th></th><th colspan=2>Craft</th><th colspan=2>People</th></tr>"
        "<tr><th>Level<th>Plan<th>Test<th>Talk<th>Listen</tr></thead>"
        "<tr><td>L1<td>a<td>b<td>c<td>d<tr><td>L2<td>e<td>f<td>g<td>h</table>"
    )
    assert told(read(markdown, text))[1:3] == [
        ("L1", "statement", "Craft", "Test", "b"),
        ("L1", "statement", "People", "Talk", "c"),
    ]


def test_spans_without_end_are_cut_and_said() -> None:
    cell = "<td rowspan=60000 colspan=1000>x"
    made = read(markdown, f"{HEAD}<tr><td>Craft<td>a<td>b" + f"<tr>{cell}" * 300)
    assert "spans more" in made.warnings[0].text


TAGS = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<th>",
        "</td>",
        "<td rowspan=3>",
        "<td colspan=2>",
        "<li>",
        "<ul>",
        "</ul>",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<",
        "&",
        "x",
        "\n",
        "<a href=x>",
        "</a>",
        "<script>",
        "<style>",
        "</style>",
        "<h2>",
        "</h2>",
        "<p>",
    ]
)


@given(st.lists(TAGS, max_size=50))
def test_no_html_is_too_odd(tags: list[str]) -> None:
    lines = f"{HEAD}<tr><td>Craft<td>a<td>b{''.join(tags)}".split("\n")
    made = markdown(lines, "x")
    assert isinstance(made, str) or unread(made, lines) is not None

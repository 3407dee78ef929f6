"""Pages of HTML: what a browser shows as lines of Markdown, and what frames it left out and said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.documents import web_pages
from explorer.documents.sources import Source
from explorer.importing.pipeline import ImportResult, read_documents

ROLE = "<h1>L1 Engineer</h1><h2>Delivery</h2><ul><li>I finish</li><li>I ask</li></ul>"


def opened(page: str) -> Source:
    read = web_pages.read(page.split("\n"))
    assert isinstance(read, Source)
    return read


def lines(page: str) -> list[str]:
    return [line for line in opened(page).lines if line and not line.endswith("table>")]


def imported(page: str, name: str = "page.html") -> ImportResult:
    return read_documents({name: page.encode()})


def statements(made: ImportResult) -> list[tuple[str, str | None, str]]:
    return [
        (level.code, fragment.competency, fragment.text)
        for draft in made.drafts
        for level in draft.levels
        for fragment in level.fragments
        if fragment.kind == "statement"
    ]


def said(made: ImportResult) -> str:
    return " ".join(remark.text for remark in made.remarks)


def test_a_page_in_one_line_is_read_by_its_blocks() -> None:
    made = imported(ROLE)
    assert statements(made) == [("L1", "Delivery", "I finish"), ("L1", "Delivery", "I ask")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h2>\n L3\n <br>Senior\n</h2>", ["## L3 Senior"]),
        ("<ul><li><p>a</p><p>b</p><ul><li>c</ul></ul>", ["- a", "  b", "  - c"]),
        ("<p>• a</p><p>&nbsp;</p><p>b", ["- a", "b"]),
        ("<p><b>a</b><br>• b<br>• c", ["**a**", "- b", "- c"]),
        ("<div>- a</div><div>b<br>c</div>", ["- a", "b<br>c"]),
        ("<p><b>a </b><strong>b</strong> <i>c</i> <code>a<b></code>", ["**a b** *c* `a`"]),
        ('<p><b style="font-weight:normal">a</b>', ["a"]),
        ("<p># a", ["&#35; a"]),
        ('<table><td class="cell-title"><a href="https://n.example/1">a</a></td>', ["a"]),
        ("<p>a &lt;b&gt; &amp;amp;", ["a &lt;b&gt; &amp;amp;"]),
        ('<h2>C<a href="#c">#</a></h2>', ["## C"]),
        ('<p class="title">a</p><h1>b</h1><h2>c</h2>', ["# a", "## b", "### c"]),
        ('<h1>a</h1><p class="title">b</p><h1>c</h1>', ["# a", "# b", "# c"]),
        ("<dl><dt>a<dd>b<dt>c:<dd><p>d</dl>", ["- **a**: b", "- **c:** d"]),
        ("<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>", ["  **a**", "- b", "- c", "  **d**", "- e"]),
        (
            "<dl><dt>a<dd>b<dd>c</dl><dl><dt>a<dd>d</dl><dl><dt>e<dd>f</dl>",
            ["  **a**", "- b", "- c", "  **a**", "- d", "- **e**: f"],
        ),
        ("<p>a <input value=b> <input type=hidden value=c><textarea>d</textarea>", ["a b d"]),
        ("<p>a<iframe srcdoc='&lt;p&gt;b'>c</iframe>", ["a", "b"]),
        ("<p class=MsoTitle>a<h1>b<p>⭐", ["# a", "## b"]),
        (
            "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>a</p><p>b",
            ["  - a", "b"],
        ),
        (
            "<p>x<ul><li role=tab aria-controls=p>a</ul><div role=tabpanel id=p hidden><p>b</div>",
            ["x", "<details>", "<summary>a</summary>", "b", "</details>"],
        ),
        (
            "<div class=expand-control>a</div><div style='display:none'>b</div>",
            ["<details>", "<summary>a</summary>", "b", "</details>"],
        ),
        ("<h2><button aria-controls=p>a</button></h2><div id=p hidden>b</div>", ["## a", "b"]),
        ("<h2><button>a</button></h2><div>b</div>", ["## a", "b"]),
        ("<h2>a <button>Copy</button></h2><div>b</div>", ["## a", "b"]),
        (
            "<details><summary>More</summary>x</details>",
            ["<details>", "<summary>More</summary>", "x", "</details>"],
        ),
        (
            '<p><a href="https://www.google.com/url?q=https://a.example/b(1)&amp;sa=D">a</a>',
            ["[a](https://a.example/b%281%29)"],
        ),
    ],
)
def test_blocks_are_lines_of_markdown(page: str, expected: list[str]) -> None:
    assert lines(page) == expected


def test_bold_of_a_google_document_stands_in_its_styles() -> None:
    style = "<style>.c1{color:#000}.c2{color:#000;font-weight:700}.c3{font-style:italic}</style>"
    text = '<p class="c1"><span class="c2">Level</span><span class="c2"> 1</span></p><p><span class="c3">a</span>'
    assert lines(style + text) == ["**Level 1**", "*a*"]


def test_lists_of_a_google_document_are_as_deep_as_their_class_says() -> None:
    page = '<ul class="lst-kix_a-0"><li>a</ul><ul class="lst-kix_a-1"><li>b</ul><ul class="lst-kix_a-0"><li>c</ul>'
    assert lines(page) == ["- a", "  - b", "- c"]


FRAMED = (
    "<title>Wiki</title><nav>Home Products Prices</nav>"
    '<header><a href="/">Our</a></header><div role="banner">company</div><div class="sidebar">L9 Somewhere else</div>'
    f"{ROLE}<div style='display: none'>hidden</div><footer>Imprint</footer>"
)


def test_navigation_and_frame_are_left_out_and_said() -> None:
    made = imported(FRAMED)
    assert statements(made) == statements(imported(ROLE))
    assert 'navigation and frame were left out (11 words: "Wiki · Home Products' in said(made)


@pytest.mark.parametrize("name", ["id=nav", "class='nav nav-list'", "class=navbar", "id=doc-title"])
def test_navigation_is_known_by_what_it_is_called(name: str) -> None:
    crumbs = f"<div {name}><a href=/people>People</a> &gt; <a href=/careers>Careers</a></div>"
    assert lines(f"{crumbs}{ROLE}") == lines(ROLE)


def test_lists_that_confluence_makes_by_itself_are_left_out_and_said() -> None:
    page = (
        "<h1><span id=title-text>Docs : Space Details:</span></h1><div id=main-content class=pageSection>"
        "<table><tr><th>Key<td>DOCS</table></div><div class='pageSection group'><ul><li>Levels</ul></div>"
    )
    made = opened(page)
    assert made.frame == ("Docs", "Key DOCS", "Levels")
    assert [line for line in made.lines if line] == ["# Space Details:"]


@pytest.mark.parametrize("how", ["style='visibility: hidden'", "style=display:none", "hidden"])
def test_what_a_browser_hides_is_left_out_and_said(how: str) -> None:
    made = imported(f"{ROLE}<p {how}>The salary is sixty</p>")
    assert statements(made) == statements(imported(ROLE))
    assert "The salary is sixty" in said(made)


def test_a_hidden_table_is_left_out_unless_something_leads_to_it() -> None:
    panel = "<div id=later hidden><table><tr><td>Salary<td>Sixty</table></div>"
    assert "Salary" not in "".join(lines(f"{ROLE}{panel}"))
    assert "Salary" in "".join(lines(f"{ROLE}<a href=#later>Later</a>{panel}"))


@pytest.mark.parametrize(
    "page",
    [
        "<p>I ask<sup><a href=#cmnt1 id=ref1>[a]</a></sup><div><p><a href=#ref1 id=cmnt1>[a]</a>"
        "<span>Often?</span></p></div>",
        "<p>I ask<sup id=ref><a href=#fn>1</a></sup><ol><li id=fn><p>Often? <a href=#ref>back</a></ol>",
    ],
)
def test_a_comment_or_footnote_is_kept_beside_the_text(page: str) -> None:
    made = opened(page)
    assert (made.lines, made.beside) == (("I ask",), (("note 1", "Often?"),))


def test_what_stands_around_the_main_part_is_left_out_but_its_title() -> None:
    page = (
        "<div><h1>Engineer ladder</h1></div><div>Log in</div>"
        "<div><main><h2>L1 Engineer</h2><p>I finish what I begin.</p></main><p>Share this</p></div>"
    )
    assert lines(page) == ["# Engineer ladder", "## L1 Engineer", "I finish what I begin."]
    assert "Share this · Log in" in said(imported(page))


def test_a_frame_around_all_of_the_text_is_none() -> None:
    assert lines(f"<footer>{ROLE}</footer>") == lines(ROLE)
    table = "<table><tr><th><th>L1<th>L2<tr><td>Care<td>I ask<td>I teach</table>"
    assert "I teach" in "".join(lines(f"<div class=sidebar>{table}</div>"))


def test_pictures_are_left_out_and_said() -> None:
    assert "2 pictures left out" in said(imported(f"{ROLE}<p><img src=a.png><img src=b.png>"))


def test_a_drawing_with_words_is_a_picture_and_an_icon_is_none() -> None:
    chart = (
        "<svg><g><text>Build</text></g></svg><svg><foreignObject><p>Test</p></foreignObject></svg>"
    )
    assert "2 pictures left out" in said(imported(f"{ROLE}{chart}"))
    assert "picture" not in said(imported(f"{ROLE}<svg><title>Edit</title><path/></svg>"))


def sheet(table: str, between: str = "") -> str:
    return (
        f"<table {table}><thead><tr><th></th><th>A</th><th>B</th><th>C</th></tr></thead>"
        f"<tr><th>1</th><td>Skill</td><td>E1</td><td>E2</td></tr>{between}"
        "<tr><th>2</th><td>Testing</td><td>I write tests</td><td>I design tests</td></tr></table>"
    )


@pytest.mark.parametrize(
    "page",
    [
        sheet("class=waffle"),
        sheet(
            "class=waffle",
            "<tr><th class=freezebar-cell></th>" + "<td class=freezebar-cell></td>" * 3 + "</tr>",
        ),
        sheet("class=waffle").replace("<th>2<", "<th>7<").replace("<th>B<", "<th>D<"),
    ],
)
def test_a_published_sheet_loses_its_letters_and_numbers(page: str) -> None:
    assert statements(imported(page)) == [
        ("E1", "Testing", "I write tests"),
        ("E2", "Testing", "I design tests"),
    ]


def test_sheets_of_a_published_workbook_are_called_as_in_its_menu() -> None:
    menu = '<ul id="sheet-menu"><li id="sheet-button-0"><a>Craft</a></li></ul>'
    assert lines(f'{menu}<div id="0">{sheet("class=waffle")}</div>')[0] == "# Craft"


def test_cells_hold_lists_paragraphs_and_tables_of_their_own() -> None:
    cell = "<td><p>a</p>b<ul><li><p>c</p></ul><table><tr><td>d<td>e</table></td>"
    (grid,) = opened(f"<table><tr>{cell}<td colspan=2>f</table>").grids.values()
    found = [(value.text, value.bullet) for value in grid.cell(0, 0).values]
    assert found == [("a", False), ("b", False), ("c", True), ("d", False), ("e", False)]
    assert grid.cell(0, 1) is grid.cell(0, 2)


def test_a_block_is_known_by_its_line_or_by_its_number_where_hundreds_share_one() -> None:
    page = opened("<h2>\n L3 Senior\n</h2><style>h2 {}\n</style>\n<p>a")
    assert page.lines == ("## L3 Senior", "", "a")
    assert (page.places[1], page.places[3]) == (1, 5)
    assert opened(ROLE).places[2] == "block 2"


def test_what_is_said_of_a_line_names_the_line_of_the_file() -> None:
    raw = f"<p>\n\n{ROLE}\n<p>Caf\xe9 {'word ' * 9}".encode("cp1252")
    (remark,) = [r for r in read_documents({"a.html": raw}).remarks if "0xE9" in r.text]
    assert remark.line == 4


def test_the_title_of_a_page_names_its_ladder_before_the_file_does() -> None:
    page = f"<title>Bakers - Wiki</title>{sheet('class=waffle')}"
    assert imported(page).ladders[0].name == "Bakers"


def test_what_follows_the_end_of_a_damaged_page_is_read() -> None:
    assert lines("<html><p>a</body></html><p>b<table>c<h2>d</h2></table>") == [
        "a",
        "b",
        "c",
        "## d",
    ]


def test_depth_without_end_is_refused() -> None:
    assert "deep" in lines("<div>" * 500 + "deep")
    (refused,) = imported("<div>" * 20_000 + ROLE).refused
    assert "nested too deeply" in refused.reason


def test_text_between_cells_stands_above_their_table() -> None:
    page = "<table>a<caption>b</caption><tr>c<td>d<td>e</table>"
    assert lines(page) == ["a", "b", "c", "d", "e"]


def test_text_between_terms_and_what_a_mark_has_swallowed_stay() -> None:
    assert "pen" in " ".join(lines("<dl><dt>Reading</dt>Finds slips of the pen<dd>Asks</dd></dl>"))
    swallowed = '<p>a<a href="#c" id="r">[a]</a></p><div><p><a href="#r" id="c">[a] is this still true</a></p></div>'
    assert "still true" in " ".join(lines(swallowed))


PIECES = st.lists(
    st.sampled_from(
        "<p> </p> <div> <ul> </ul> <li> <b> </b> <h2> </h2> <table> </table> <tr> <td> <th> "
        "<details> <summary> <br> <a_href=x> </a> <code> <_ & <!-- --> &lt; <nav> </nav> <main> "
        "</main> <style> </style> <script> </script> \n".split(" ")
    )
    | st.from_regex(r"w[0-9]{1,3}", fullmatch=True),
    max_size=60,
)


@given(PIECES)
def test_every_word_that_is_shown_is_in_a_line_or_told(pieces: list[str]) -> None:
    text = "".join(piece.replace("_", " ") for piece in pieces)
    page = opened(f"<body>begin {text}")
    unseen = re.sub(r"<(style|script)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", "", text, flags=re.S)
    shown = re.findall(r"w\d+", re.sub(r"<[a-z/][^<>]*(?:>|$)", " ", unseen))
    found = " ".join((*page.lines, *page.frame))
    assert not [word for word in shown if word not in found]

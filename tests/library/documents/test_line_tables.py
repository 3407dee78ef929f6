"""Tables in the markup of MediaWiki and Confluence."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.documents.grids import Grid
from explorer.documents.line_tables import wiki_grid
from explorer.drafts.pages.markdown_pages import read_blocks


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_cells_stand_on_lines_of_their_own_or_beside_each_other() -> None:
    source = '{| class="wikitable"\n|-\n! Area !! L1\n! style="width: 9%" | L2\n|-\n| Craft || Bakes\nin time\n| Plans\n|}'
    grid = wiki_grid(source.split("\n"), 5)
    assert texts(grid) == [["Area", "L1", "L2"], ["Craft", "Bakes in time", "Plans"]]
    assert [value.lines for value in grid.rows[1][1].values] == [(10,), (11,)]


def test_a_page_may_hold_tables_of_both_wikis() -> None:
    for text in ("{|\n! Area !! L1\n|-\n| Craft || Bakes\n|}", "||Area||L1||\n|Craft|Bakes|"):
        (block,) = read_blocks(text.split("\n"))
        assert block.grid is not None
        assert texts(block.grid) == [["Area", "L1"], ["Craft", "Bakes"]]


def test_a_table_that_never_ends_hides_nothing_below_it() -> None:
    assert [block.text for block in read_blocks(["{| x", "", "Bakes"]) if block.text] == ["Bakes"]
    assert [block.text for block in read_blocks(["{|", "Bakes", "{|", "| a", "|}"]) if block.text]


def test_a_cell_may_hold_what_ends_a_table() -> None:
    (block,) = read_blocks(["{|", "! L1", "|-", "| See {{a|}} and bake", "|}"])
    assert block.grid is not None
    assert texts(block.grid) == [["L1"], ["See {{a|}} and bake"]]


@given(st.lists(st.text(alphabet='|!{}-+ ab="', max_size=12), max_size=8))
def test_every_cell_has_the_line_it_stands_on(source: list[str]) -> None:
    for row in wiki_grid(source, 1).rows:
        for cell in row:
            assert all(source[line - 1].strip() for line in cell.lines)

"""A job description on paper: headings, lists and emphasis, and nobody's markup."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.render.job_description_html import job_description_html


def test_headings_and_lists_are_drawn_below_the_pages_own_heading() -> None:
    made = job_description_html("# Role\n\n## Do\n\n3. one\n\n- two **bold**\n")
    for part in ("<h2>Role</h2>", "<h3>Do</h3>", "<ol>", "<li>two <strong>bold</strong></li>"):
        assert part in made


def test_links_pictures_and_html_stay_letters() -> None:
    made = job_description_html("![x](http://e.example/x.png) [a](javascript:b) <script>c</script>")
    assert "![x](http://e.example/x.png) [a](javascript:b) &lt;script&gt;" in made


@given(st.text("#-*_`<>[]()!\\&\n 1.ax", max_size=200))
def test_no_text_makes_other_markup(text: str) -> None:
    made = job_description_html(text)
    for start in made.split("<")[1:]:
        name = start.split(">")[0].strip("/ ").split(" ")[0]
        assert name in {
            "div",
            "h2",
            "h3",
            "h4",
            "p",
            "ul",
            "ol",
            "li",
            "em",
            "strong",
            "code",
            "br",
        }

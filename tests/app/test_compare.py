"""Compare: which two levels, what is said about them, and that nothing of them is lost."""

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.test_hostile import EVIL, check, hostile  # noqa: F401
from tests.app.visiting import Markup, Visit, live, unescaped

from explorer.compare.comparison import compare
from explorer.model import Ladder
from explorer.text.inline_markdown import visible
from library.writing import level as level_file
from library.writing import write

SAME = "These are the same level."


def chosen(page: Visit) -> tuple[str, str]:
    return tuple(re.findall(r'aria-current="true">([^<]*)</a>', page.html)[:2])  # type: ignore[return-value]


def tables(page: Visit) -> str:
    """What is compared, as it reads, without what can be chosen."""
    return Markup(re.sub(r"<nav.*?</nav>|<a [^>]*pill[^>]*>.*?</a>", "", page.html)).text


def test_without_an_address_l3_stands_beside_l4(visit: Open) -> None:
    page = visit("compare")
    assert chosen(page) == ("L3", "L4")
    assert page.address == {"left": "L3", "right": "L4"}
    assert "22 expectations grow, 11 are new and 1 is only in L3." in tables(page)


def test_the_pair_is_in_the_address(visit: Open) -> None:
    page = visit("compare", left="L1", right="L6")
    assert chosen(page) == ("L1", "L6")
    assert page.address == {"left": "L1", "right": "L6"}
    assert page.copied.endswith("/compare?left=L1&right=L6")


@pytest.mark.parametrize(("left", "right"), [("L3", "L4"), ("L4", "L3"), ("L1", "L6")])
def test_every_statement_and_fact_of_both_levels_is_there(
    visit: Open, sre: Ladder, left: str, right: str
) -> None:
    text = tables(visit("compare", left=left, right=right))
    for code in (left, right):
        level = sre.level(code)
        assert level
        pairs = compare(*(sre.level(each) for each in (left, right)), sre)  # type: ignore[arg-type]
        marked = {
            side.text
            for each in pairs.competencies
            for pair in each.pairs
            if pair.words
            for side in (*pair.before, *pair.after)
        }
        for statement in level.statements:
            words = " ".join(visible(statement.text).split())
            assert words in text or visible(statement.text) in marked
        for fact in level.facts:
            assert fact.name in text


def test_what_both_word_alike_is_marked_word_by_word_and_by_name(visit: Open) -> None:
    markup = Markup(visit("compare", left="L1", right="L2").html)
    assert markup.named("ins")
    assert markup.named("del")
    for heading in ("↑ Grows · ", "+ New · ", "− Only in L1 · "):
        assert heading in markup.text


def test_the_sentence_counts_what_the_tables_show(visit: Open, sre: Ladder) -> None:
    page = visit("compare", left="L3", right="L4")
    before, after = sre.level("L3"), sre.level("L4")
    assert before
    assert after
    found = compare(before, after, sre)
    text = tables(page)
    assert f"{found.count('new')} are new" in text
    for heading, change in (("+ New", "new"), ("− Only in L3", "gone")):
        shown = [int(number) for number in re.findall(rf"{re.escape(heading)} · (\d+)", text)]
        assert sum(shown) == found.count(change)  # type: ignore[arg-type]


def test_a_number_and_the_pills_show_only_what_they_count(visit: Open, sre: Ladder) -> None:
    page = visit("compare", left="L3", right="L4")
    everything = page.html.count("<tr>")
    page.follow("Culture and Leadership 9", "compare")
    assert page.address == {"left": "L3", "right": "L4", "competency": "culture-and-leadership"}
    assert re.findall(r"</span>([^<]*)</h2>", page.html) == ["Culture and Leadership"]
    assert page.html.count("<tr>") < everything
    page.follow("+ New 2", "compare")
    assert page.address["kind"] == "new"
    assert re.findall(r"(\w+) · \d+</th>", page.html) == ["New"]
    page.follow("− Only in L3 1", "compare")
    assert page.address["kind"] == "new,gone"
    page.follow("+ New 2", "compare").follow("− Only in L3 1", "compare")
    assert page.address == {"left": "L3", "right": "L4", "competency": "culture-and-leadership"}
    assert page.follow("All 34", "compare").html.count("<tr>") == everything


def test_what_cannot_be_filtered_by_is_left_out(visit: Open) -> None:
    page = visit("compare", left="L3", right="L4", competency="knitting", kind="<b>,gone,odd")
    assert page.address == {"left": "L3", "right": "L4", "kind": "gone"}


def test_signs_say_reach_number_and_place_also_in_words(visit: Open) -> None:
    html = visit("compare", left="L3", right="L4").html
    signs = dict(re.findall(r'<span role="img" aria-label="([^"]*)"[^>]*>([^<]*)<', html))
    assert signs["scope: Within my team becomes Within my group"] == "team → group"
    assert signs["2 become 1"] == "2 → 1"
    assert signs["1 becomes 2"] == "1 → 2"
    assert signs["moved partly from Customer Success"] == "partly from Customer Success"


def test_every_statement_opens_its_card(visit: Open, sre: Ladder) -> None:
    cards = {
        link["data-card"]
        for link in Markup(visit("compare").html).named("a")
        if "data-card" in link
    }
    wanted = {f"sre/{level.code}/{s.id}" for level in sre.levels[2:4] for s in level.statements}
    assert cards == wanted


@pytest.mark.usefixtures("personal")
def test_the_level_that_one_has_said_to_be_at_stands_beside_the_next(visit: Open) -> None:
    page = visit("profile")
    keys = [each.key for each in page.at.main if getattr(each, "key", None)]
    current = next((key for key in keys if str(key).startswith("current")), None)
    assert current, keys
    page.choose(str(current), "L2")
    assert page.open("compare").address == {"left": "L2", "right": "L3"}


def test_an_unknown_level_gets_a_sentence_and_a_default(visit: Open) -> None:
    page = visit("compare", left="L99", right="L5")
    assert page.messages() == ["There is no level “L99” here. Choose another below."]
    assert chosen(page) == ("L3", "L5")
    assert page.address == {"left": "L3", "right": "L5"}
    assert page.run().messages() == []


def test_two_unknown_levels_get_a_sentence_each_and_one_only_one(visit: Open) -> None:
    assert len(visit("compare", left="X1", right="X2").messages()) == 2
    assert len(visit("compare", left="X1", right="X1").messages()) == 1


@pytest.mark.parametrize("name", ["<b>x</b>", "![](http://evil.example)", "x" * 9000, "🦉", "/"])
def test_any_text_may_be_asked_for(visit: Open, name: str) -> None:
    (said,) = visit("compare", left=name).messages()
    assert name[:300] in said


def test_the_same_level_twice_gets_a_sentence(visit: Open) -> None:
    page = visit("compare", left="L4", right="L4")
    (said,) = page.messages()
    assert said.startswith(SAME)
    assert "expectations" not in tables(page)
    assert page.address == {"left": "L4", "right": "L4"}


def test_swap_turns_the_pair_round(visit: Open) -> None:
    page = visit("compare", left="L2", right="L5").follow("⇄ Swap", "compare")
    assert chosen(page) == ("L5", "L2")
    assert page.address == {"left": "L5", "right": "L2"}
    assert "expectations" in tables(page)


def test_another_choice_is_written_into_the_address(visit: Open) -> None:
    page = visit("compare")
    assert re.findall(r'<a data-in-app class="pill" href="[^"]*right=L6[^"]*">L6</a>', page.html)
    page.open("compare", left="L3", right="L6")
    assert page.address == {"left": "L3", "right": "L6"}
    assert "expectations" in tables(page)


def test_drafts_are_named_quietly(visit: Open) -> None:
    page = visit("compare", left="L3", right="L4")
    assert page.at.caption[-1].value == "L3 is a draft, not agreed yet."
    both = visit("compare", left="L5", right="L6")
    assert both.at.caption[-1].value.startswith("L5 and L6 are drafts")


def test_levels_of_two_ladders_stand_side_by_side(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    page = visit("compare", ladder="bakers", left="B2", right="brewers/B2")
    (said,) = page.messages()
    assert said.startswith("These two have no competency in common")
    assert chosen(page) == ("B2", "B2")
    assert page.at.get_by_key("compare_ladder").value == "brewers"
    text = tables(page)
    assert "The whole bakery" in text
    assert "One kettle" in text
    assert page.address == {"ladder": "bakers", "left": "B2", "right": "brewers/B2"}
    page.choose("compare_ladder", "bakers")
    assert page.address == {"ladder": "bakers", "left": "B2", "right": "B1"}
    swapped = visit("compare", ladder="bakers", left="brewers/B2", right="B1")
    assert swapped.at.get_by_key("compare_ladder").value == "bakers"
    assert swapped.address == {"ladder": "bakers", "left": "brewers/B2", "right": "B1"}


def test_a_ladder_without_l4_begins_with_its_last_two(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    serve(ladders.two_ladders(tmp_path / "site"))
    assert chosen(visit("compare", ladder="brewers")) == ("B2", "B3")


def test_a_ladder_of_one_level_can_be_opened(visit: Open, serve: Serve, tmp_path: Path) -> None:
    serve(ladders.write(tmp_path / "site", {"bakers/B1.yaml": ladders.level("B1")}))
    page = visit("compare")
    assert chosen(page) == ("B1", "B1")
    assert page.messages()[0].startswith(SAME)


def test_the_print_view_has_tables_and_nothing_to_press(visit: Open) -> None:
    page = visit("compare", left="L3", right="L4", view="print")
    assert page.widgets == []
    assert len(Markup(page.html).named("table")) == 2
    assert [link.address for link in page.links] == [{"left": "L3", "right": "L4"}]


def test_the_print_view_names_the_levels_that_it_compares(visit: Open) -> None:
    page = visit("compare", left="L2", right="L5", view="print")
    assert unescaped(page.at.header[0].value) == (
        "L2 (draft) · Site Reliability Engineer → L5 (draft) · Principal Site Reliability Engineer"
    )
    assert "L2" in tables(page)
    assert "L5" in tables(page)


# -- four ways, by address -------------------------------------------------------------

WAYS = (
    {"left": "L2", "right": "L5"},
    {"show": "several", "competency": "culture-and-leadership"},
    {"show": "several", "competency": "customer-success", "level": "L1,L3,L6"},
    {"show": "thread", "thread": "L4/consulting"},
    {"show": "version", "left": "L4"},
)


@pytest.mark.parametrize("address", WAYS, ids=str)
def test_an_address_opens_its_view_and_stays_as_it_is(visit: Open, address: dict[str, str]) -> None:
    page = visit("compare", **address)
    assert page.messages() == []
    assert page.address == address
    assert page.run().address == address


@pytest.mark.parametrize("address", WAYS, ids=str)
def test_the_address_that_is_copied_shows_the_same(visit: Open, address: dict[str, str]) -> None:
    page = visit("compare", **address)
    link = urlsplit(page.copied)
    assert link.path == "./compare"
    again = visit("compare", **dict(parse_qsl(link.query)))
    assert again.html == page.html


@pytest.mark.parametrize("address", WAYS[:-1], ids=str)
def test_a_print_view_shows_all_that_the_page_does_and_nothing_to_press(
    visit: Open, address: dict[str, str]
) -> None:
    page = visit("compare", **address)
    printed = visit("compare", **address, view="print")
    assert printed.widgets == []
    assert not Markup(printed.html).named("nav")
    sheet = tables(page).split("Other threads of")[0]
    shown = tables(printed)
    assert [word for word in sheet.split() if word not in shown] == []
    assert [link.words for link in printed.links] == ["Back to the page"]
    assert printed.links[0].address == address
    assert printed.address == {**address, "view": "print"}


def test_the_print_view_of_a_version_says_why_it_is_empty(visit: Open) -> None:
    page = visit("compare", show="version", left="L4", view="print")
    assert page.widgets == []
    (said,) = page.messages()
    assert said.startswith("An uploaded file is not part of the address")


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ({"show": "knitting"}, {"left": "L3", "right": "L4"}),
        ({"show": "several"}, {"show": "several", "competency": "domain-expertise"}),
        (
            {"show": "several", "competency": "knitting", "level": "L9,<b>"},
            {"show": "several", "competency": "domain-expertise"},
        ),
        (
            {"show": "several", "competency": "customer-success", "level": "L5,L9,L1,L5"},
            {"show": "several", "competency": "customer-success", "level": "L1,L5"},
        ),
        (
            {"show": "several", "competency": "customer-success", "level": "L1,L2,L3,L4,L5,L6"},
            {"show": "several", "competency": "customer-success"},
        ),
        ({"show": "version", "left": "L9"}, {"show": "version", "left": "L4"}),
    ],
)
def test_what_an_address_cannot_mean_becomes_a_default(
    visit: Open, asked: dict[str, str], address: dict[str, str]
) -> None:
    page = visit("compare", **asked)
    assert page.address == address
    assert page.html


@pytest.mark.parametrize("name", ["L4/nothing", "L9/x", "consulting", "/", "<b>x</b>", "x" * 900])
def test_an_unknown_thread_gets_a_sentence_and_the_longest(visit: Open, name: str) -> None:
    page = visit("compare", show="thread", thread=name)
    (said,) = page.messages()
    assert f"There is no statement “{name[:300]}” here." in said
    assert page.address["thread"].startswith("L1/")
    assert "grows up to L6, the highest level." in tables(page)
    assert page.run().messages() == []


def test_a_way_chosen_on_the_page_is_written_into_the_address(visit: Open) -> None:
    page = visit("compare")
    page.choose("compare_show", "several")
    assert page.address == {"show": "several", "competency": "domain-expertise"}
    page.follow("Customer Success", "compare")
    for code in ("L1", "L3", "L4", "L5"):
        page.follow(code, "compare")
    assert page.address == {
        "show": "several",
        "competency": "customer-success",
        "level": "L2,L6",
    }
    page.choose("compare_show", "thread")
    assert page.address["show"] == "thread"
    page.open("compare", show="thread", thread="L5/security-incidents")
    assert page.address == {"show": "thread", "thread": "L5/security-incidents"}
    page.choose("compare_show", "version")
    assert page.address["show"] == "version"
    page.choose("compare_show", "pair")
    assert set(page.address) == {"left", "right"}


# -- several levels --------------------------------------------------------------------


def test_the_whole_of_a_competency_stands_on_one_sheet(visit: Open, sre: Ladder) -> None:
    markup = Markup(visit("compare", show="several", competency="customer-success").html)
    assert [cell["scope"] for cell in markup.named("th")] == ["col"] * 6
    for level in sre.levels:
        competency = level.competency("customer-success")
        assert competency
        for statement in competency.statements:
            assert " ".join(visible(statement.text).split()) in markup.text


def test_several_levels_and_one_thread_say_the_same(visit: Open, sre: Ladder) -> None:
    html = visit("compare", show="several", competency="domain-expertise").html
    row = next(row for row in html.split("<tr>") if "I can draw the services" in row)
    one = visit("compare", show="thread", thread="L1/service-map").html
    cards = r'data-card="([^"]*)"'
    assert re.findall(cards, row) == re.findall(cards, one.split("<details>")[0])
    assert [each.split("/")[1] for each in re.findall(cards, row)] == [f"L{n}" for n in range(1, 7)]


def test_only_the_chosen_levels_are_columns(visit: Open) -> None:
    page = visit("compare", show="several", competency="customer-success", level="L2,L4")
    cells = Markup(page.html).named("td")
    assert {cell["data-level"] for cell in cells if cell} == {"L2", "L4"}
    assert page.at.caption[-1].value == "L2 is a draft, not agreed yet."


def test_the_last_level_stays(visit: Open) -> None:
    page = visit("compare", show="several", level="L2").follow("L2", "compare")
    assert page.address["level"] == "L2"


def test_a_level_that_vanishes_while_it_is_shown_is_left_out(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ladders.SAMPLE, tmp_path / "site"))
    serve(folder)
    page = visit("compare", show="several", competency="customer-success", level="L2,L5,L6")
    (folder / "sre" / "L5.yaml").unlink()
    assert page.run().address["level"] == "L2,L6"
    page = visit("compare", show="thread", thread="L4/consulting")
    (folder / "sre" / "L4.yaml").unlink()
    assert not page.run().address["thread"].startswith("L4/")


def test_a_ladder_that_explains_nothing_can_be_compared_nevertheless(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    files = {f"bakers/B{number}.yaml": ladders.level(f"B{number}") for number in (1, 2)}
    serve(ladders.write(tmp_path / "site", files))
    assert "1 expectation" in tables(visit("compare"))
    (said,) = visit("compare", show="several").messages()
    assert said == "This ladder's ladder.yaml does not define any competencies yet."
    assert "Nobody has written what this grows out of" in tables(
        visit("compare", show="thread", thread="B1/work")
    )


def test_a_ladder_that_says_nothing_yet_gets_a_sentence_in_each_way(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    empty = {"code": "B1", "title": "Baker"}
    files = {"bakers/B1.yaml": empty, "bakers/B2.yaml": {**empty, "code": "B2"}}
    serve(ladders.write(tmp_path / "site", files))
    for show in ("several", "thread"):
        assert len(visit("compare", show=show).messages()) == 1
    pair = visit("compare", left="B1", right="B2")
    assert tables(pair).strip() == "Neither says anything that could be compared."


# -- one thread ------------------------------------------------------------------------


def test_a_thread_shows_each_level_and_marks_the_statement_it_follows(visit: Open) -> None:
    page = visit("compare", show="thread", thread="L4/consulting")
    markup = Markup(page.html)
    assert len(markup.named("th")) == 6
    assert [each for each in markup.named("p") if each.get("class") == "own"]
    assert "I consult with teams to help make critical" in markup.text
    assert "I read the designs of the teams on either side" in markup.text
    assert 'data-card="sre/L4/consulting"' in page.html
    page.follow(
        "I can draw the services my team runs, what each of them depends on, and the path a request takes through them.",
        "compare",
    )
    assert page.address == {"show": "thread", "thread": "L1/service-map"}


def test_without_an_address_the_longest_thread_is_followed(visit: Open) -> None:
    page = visit("compare", show="thread")
    assert page.messages() == []
    assert "from the lowest level, L1, on and grows up to L6" in tables(page)
    assert page.at.caption[-1].value.startswith("L1, L2, L3, L5 and L6 are drafts")


# -- another version -------------------------------------------------------------------

L4 = (ladders.SAMPLE / "sre" / "L4.yaml").read_bytes()
EDITED = L4.replace(b"I shepherd and aid in development", b"I shepherd the development")


def opened(visit: Open, *files: tuple[str, bytes], left: str = "L4") -> Visit:
    page = visit("compare", show="version", left=left)
    for name, content in files:
        page.upload(name, content)
    return page


def test_another_version_shows_what_changed_in_words(visit: Open) -> None:
    page = opened(visit, ("L4-march.yaml", EDITED))
    assert page.messages() == []
    markup = Markup(page.html)
    assert "1 expectation changed and 39 stay as they are." in markup.text
    assert "≈ Changed · 1" in markup.text
    assert len(markup.named("ins")) >= 1
    assert page.address == {"show": "version", "left": "L4"}, "a file is never in the address"


def test_each_column_names_the_file_it_comes_from(visit: Open) -> None:
    text = tables(opened(visit, ("L4-march.yaml", EDITED)))
    head = "L4 · Staff Site Reliability Engineer"
    assert f"{head} L4-march.yaml What changes {head} sre/L4.yaml" in text
    page = opened(visit, ("L4-march.yaml", EDITED)).choose("compare_later", True)
    assert f"{head} sre/L4.yaml What changes {head} L4-march.yaml" in tables(page)


def test_what_becomes_of_a_file_is_said_before_it_is_opened(visit: Open) -> None:
    page = visit("compare", show="version", left="L4")
    assert "Files stay in this visit and are never stored" in page.text
    assert "you can also use a git revision" in page.text


def test_the_same_file_is_said_to_be_the_same(visit: Open) -> None:
    page = opened(visit, ("L4.yaml", L4))
    assert "All expectations are the same." in tables(page)
    assert not Markup(page.html).named("ins")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", b"", "a.yaml, line 1: found an empty file"),
        ("a.yaml", b'code: "L4"\ntitle: [\n', "a.yaml, line 2: found a list"),
        ("a.yaml", b"- just\n- a list\n", "a.yaml, line 1: found a list"),
        ("a.yaml", b'title: "No code"\n', 'a.yaml, line 1: found no "code"'),
        ("a.yaml", b"\xff\xfe\x00", "a.yaml, line 1: found a file saved as UTF-16"),
        ("a.yaml", b"\x89PNG\r\n\x1a\n\x00", "a.yaml, line 1: found the byte 0x89"),
        ("a.yaml", b"a: &a [*a]\n", "a.yaml, line 1: "),
        ("a.yaml", b"!!python/object/apply:os.system ['touch pwned']", "a.yaml, line 1: "),
        ("a.yaml", b"[" * 5000, "a.yaml, line 1: "),
        ("a.yaml", b"#" * 1_100_000, "a.yaml, line 1: found 1,048,577 bytes"),
        ("<img src=x onerror=alert(1)>.yaml", b"", "<img src=x onerror=alert(1)>.yaml, line 1"),
        ("ladder.yaml", b"name: Bakers\n", "That file describes a ladder."),
        ("../../etc/L4.yaml", b"", "../../etc/L4.yaml, line 1"),
    ],
)
def test_a_file_that_is_no_level_gets_a_sentence_and_compares_nothing(
    visit: Open, name: str, content: bytes, said: str
) -> None:
    page = opened(visit, (name, content))
    (message,) = page.messages()
    assert message.startswith(said)
    assert not Markup(page.html).named("table")
    assert page.at.get("download_button") == []
    for box in (*page.at.warning, *page.at.info):
        assert "<img" not in live(box.value)


def test_another_level_is_compared_and_said_to_be_another(visit: Open) -> None:
    l3 = (ladders.SAMPLE / "sre" / "L3.yaml").read_bytes()
    page = opened(visit, ("L3.yaml", l3))
    assert page.messages() == ["The file is for L3; it is compared with L4."]
    assert "grow" in tables(page)


def test_files_beyond_what_is_read_are_named(visit: Open) -> None:
    page = visit("compare", show="version", left="L4")
    late = [f"later-{number}.yaml" for number in range(12)]
    names = ["L4.yaml", *(f"copy-{number}.yaml" for number in range(19)), *late]
    page.at.file_uploader[0].set_value([(name, L4, "application/yaml") for name in names])
    page.run()
    (said,) = page.messages()
    assert said.startswith("Only the first 20 files are read. Not read: later-0.yaml, later-1")
    assert "later-9.yaml and 2 more." in said


def test_of_several_files_the_one_of_this_level_is_taken(visit: Open) -> None:
    names = b"name: Elsewhere\ncompetencies: {domain-expertise: {name: What we know, icon: X}}\n"
    l3 = (ladders.SAMPLE / "sre" / "L3.yaml").read_bytes()
    page = visit("compare", show="version", left="L4")
    page.at.file_uploader[0].set_value(
        [
            ("ladder.yaml", names, "application/yaml"),
            ("L3.yaml", l3, "application/yaml"),
            ("broken.yaml", b"code: 4\n", "application/yaml"),
            ("L4.yaml", EDITED, "application/yaml"),
            ("synonyms.yaml", b"", "application/yaml"),
        ]
    )
    page.run()
    (said,) = page.messages()
    assert said.startswith('broken.yaml, line 1: found no "title"')
    text = tables(page)
    assert "1 expectation changed and 39 stay as they are." in text
    assert "Domain expertise" in text, "the later side's name"
    assert "What we know" in tables(page.choose("compare_later", True))


@pytest.mark.parametrize("later", [False, True])
def test_a_hostile_version_is_text_and_nothing_else(visit: Open, later: bool) -> None:
    evil = "<img src=x onerror=alert(1)>"
    content = ladders.level(
        "L4",
        "domain-expertise",
        title=evil,
        facts={evil: evil},
        summary=f"{evil} [x](javascript:1)",
    )
    content["competencies"]["domain-expertise"]["groups"].append(
        {"scope": evil, "statements": {"evil": evil}, "tentative": {"open": f"![i]({evil})"}}
    )
    page = opened(visit, (f"{evil}.yaml", yaml.safe_dump(content).encode()))
    if later:
        page.choose("compare_later", True)
    markup = Markup(page.html)
    assert evil in markup.text
    assert not markup.named("img")
    assert all(link["href"].startswith("./") for link in markup.named("a"))  # type: ignore[union-attr]
    for kind in ("markdown", "caption", "info", "warning", "title"):
        for each in page.at.main.get(kind):
            assert "<img" not in live(each.value)


def test_a_level_with_another_file_is_not_told_of_an_earlier_visit(visit: Open) -> None:
    opened(visit, ("L4.yaml", EDITED))
    assert not Markup(visit("compare", show="version", left="L4").html).named("table")


# -- as a file ---------------------------------------------------------------------


def taken(page: Visit) -> list[str]:
    page.open_box("page_files")
    return [button.label for button in page.at.get("download_button")]


def test_a_pair_can_be_taken_along_and_one_level_alone_cannot(visit: Open) -> None:
    both = ["As Markdown", "As CSV, for a spreadsheet"]
    assert taken(visit("compare")) == both
    assert taken(opened(visit, ("L4.yaml", EDITED))) == both
    assert taken(visit("compare", left="L4", right="L4")) == []
    assert taken(visit("compare", left="L3", right="L4", view="print")) == []


# -- the numbers lead to their statements ----------------------------------------------


@pytest.mark.parametrize(("left", "right"), [("L3", "L4"), ("L6", "L1"), ("L1", "L2")])
def test_every_number_leads_to_that_many_statements(visit: Open, left: str, right: str) -> None:
    page = visit("compare", left=left, right=right)
    numbers = re.findall(r'href="\./compare\?([^"]+)">(\d+)</a>', page.html)
    assert len(numbers) >= 8
    for query, counted in numbers[:: len(numbers) // 2]:
        page.open("compare", **dict(parse_qsl(unescape(query))))
        assert page.html.count('<td class="sign">') == int(counted)
        assert f" · {counted}</th>" in page.html


def test_what_moved_says_from_where_or_where_to(visit: Open) -> None:
    text = tables(visit("compare", left="L3", right="L4"))
    assert "3 → 1 partly from Culture and Leadership" in text
    assert "1 → 3 partly to Culture and Leadership" in text


# -- a ladder that means harm ----------------------------------------------------------


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("view", ["", "print"])
@pytest.mark.parametrize(
    "address",
    [
        {"show": "several"},
        {"show": "several", "competency": EVIL, "level": EVIL},
        {"show": "thread"},
        {"show": "thread", "thread": "L2/two-too"},
        {"show": "thread", "thread": EVIL},
        {"show": "version"},
        {"show": EVIL},
    ],
)
def test_a_hostile_ladder_is_only_text_in_every_way(
    visit: Open, address: dict[str, str], view: str
) -> None:
    page = visit("compare", ladder="one", **address, **({"view": view} if view else {}))
    check(page)
    if address != {"show": "version"}:
        assert "<img src=x onerror=alert(1)>" in page.text


def test_levels_without_lineage_stand_side_by_side(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    below = {
        "tests": "I write unit tests for each loaf, and mend whatever they find to be broken in my own recipes",
        "bread": "I knead bread",
    }
    above = {
        "strategy": "I set the strategy by which every kitchen chooses between unit tests, tasting and a day of observation",
        "hire": "I interview",
    }
    files = {"L1.yaml": level_file("L1", below), "L2.yaml": level_file("L2", above)}
    serve(write(tmp_path / "craft", files))
    page = visit("compare", left="L1", right="L2")
    text = tables(page)
    assert "2 expectations are only in L2 and 2 are only in L1." in text
    assert "Nobody has written what grows out of what" in text
    assert "related? L1: I write unit tests for each loaf" in text
    assert page.html.count('<tbody class="beside">') == 1

"""Over time: snapshots taken at a review, what moved since, and the ladder that changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.profiles import DOMAIN, EVIL, KEEP, held, press_key, profile
from tests.app.test_hostile import check
from tests.app.visiting import Markup, Visit, unescaped

from explorer.model import Level, Ref
from explorer.profiles.profile import MAX_SNAPSHOTS, Profile, Ratings, Snapshot
from explorer.profiles.profile_file import dump, parse

DESIGN = "I design ovens that stay warm when one of their parts is lost"
Edit = Callable[..., None]


@pytest.fixture
def edit(serve: Serve, tmp_path: Path) -> Edit:
    """A ladder of bakers whose keeper writes the statements of B1 anew, for one person."""
    folder = tmp_path / "site"

    def write(tentative: dict[str, str] | None = None, **statements: str) -> None:
        group = {"statements": statements, "tentative": tentative or {"maybe": "I may"}}
        level = ladders.level("B1", competencies={"craft": {"groups": [group]}})
        ladders.write(folder, {"bakers/B1.yaml": level})

    write(design=DESIGN, teach="I *teach* newcomers", wash="I wash the floor", bake="I bake")
    serve(folder, personal=True)
    return write


def reviewed(visit: Open) -> Visit:
    """Somebody who rated everything, kept it and took a snapshot at their review."""
    made = Profile("bakers", "B1")
    words = {"design": "Maturing", "teach": "Performing", "wash": "Exceeding", "bake": "Performing"}
    for id, word in words.items():
        made = made.with_statement_rated(Ref("B1", id), word)
    page = visit("profile").upload("mine.yaml", dump(made).encode()).press(KEEP)
    page.open("profile", show="time").choose("snapshot_name-0", "Autumn (review)")
    return page.press("Take a snapshot")


def test_without_a_rating_there_is_nothing_to_freeze(visit: Open) -> None:
    page = visit("profile", show="time")
    assert "No snapshot yet." in page.text
    (take,) = [each for each in page.at.button if each.label == "Take a snapshot"]
    assert take.disabled


@pytest.mark.usefixtures("edit")
def test_a_snapshot_is_kept_with_its_name_and_wording(visit: Open) -> None:
    page = reviewed(visit)
    assert page.messages()[0].startswith(f"The snapshot of {date.today()} is taken.")
    (snapshot,) = held(visit("profile"), ladder="bakers").snapshots
    assert snapshot.name == "Autumn (review)"
    assert DESIGN in {each.text for each in snapshot.wording["B1"].statements}
    assert "No rating has changed." in page.text
    assert "The ladder has not changed" in page.text


@pytest.mark.usefixtures("edit")
def test_what_moved_since_is_a_table_and_a_radar_of_two(visit: Open) -> None:
    page = press_key(reviewed(visit).open("profile", show="rate"), "rate-4")
    page.open("profile", show="time")
    table = Markup(page.html).text
    assert "I bake Performing Exceeding" in table
    assert DESIGN not in table, "it stayed"
    assert page.radar.startswith(f"Today and {date.today()}, Autumn (review) against B1")
    page.choose("snapshot_to", f"{date.today()}, Autumn (review)")
    assert "These are the same. Choose two different ones." in page.text


def test_the_ladder_changed_under_you_and_no_rating_is_lost(visit: Open, edit: Edit) -> None:
    page = reviewed(visit)
    before = held(page, ladder="bakers").levels
    edit(
        {"teach": "I teach newcomers"},
        design=DESIGN.replace("one", "two"),
        clean="I wash the floor and the tables",
        sell="I sell bread",
        bake="I **bake**",
    )
    page.run()
    assert "What changed in the ladder" in page.text
    titles = [each.value for each in page.at.subheader]
    assert titles == [
        "Reworded",
        "Under discussion now",
        "No longer in the ladder",
        "New in the ladder",
    ]
    markup = "".join(page.html.split("\n"))
    assert "<del>one</del>" in markup
    assert "<ins>two</ins>" in markup
    text = Markup(page.html).text
    assert "I wash the floor Rated Exceeding; its rating is kept in your profile" in text
    assert "Rated Performing; its rating is kept, and shown nowhere else" in text
    assert "I sell bread Not rated yet." in text
    assert held(page, ladder="bakers").levels == before
    assert "This seems to replace it: I wash the floor and the tables" in page.text
    page.press("Rate it Exceeding too")
    given = held(page, ladder="bakers").ratings("B1").statements
    assert (given["clean"], given["wash"]) == ("Exceeding", "Exceeding"), "the old one stays"
    assert not page.has_button("Rate it Exceeding")
    printed = page.open("profile", show="time", view="print")
    assert printed.widgets == []
    assert "What changed in the ladder" in printed.text


def test_a_level_and_its_competencies_may_be_gone_since(visit: Open, edit: Edit) -> None:
    page = reviewed(visit)
    edit()
    text = Markup(page.run().html).text
    assert text.count("Rated ") == 4
    assert "The competencies have changed" not in page.text


def snapshots(*names: str) -> Profile:
    made = profile(domain_expertise="Maturing")
    levels = {"L4": Ratings({DOMAIN: "Exceeding"})}
    for name in names:
        made = made.with_snapshot(Snapshot("2026-08-20", "L4", name, levels))
    return made


def opened(visit: Open, made: Profile) -> Visit:
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    return page.open("profile", show="time")


def test_snapshots_that_are_called_the_same_are_numbered_and_none_is_hidden(visit: Open) -> None:
    page = opened(visit, snapshots("", "", "Review (late)", "Review (late)", "R (2)", "R", "R"))
    deletes = [unescaped(each.key) for each in page.at.button if each.label == "Delete"]
    assert len(deletes) == len(set(deletes)) == 7
    assert set(page.at.selectbox(key="snapshot_from").options) >= {
        "2026-08-20",
        "2026-08-20 (2)",
        "2026-08-20, Review (late)",
        "2026-08-20, Review (late) (2)",
        "2026-08-20, R",
        "2026-08-20, R (2)",
        "2026-08-20, R (3)",
    }
    press_key(page, "snapshot_delete-2026-08-20, Review (late) (2)")
    assert len(held(page).snapshots) == 6


def test_a_full_list_of_snapshots_says_so(visit: Open) -> None:
    page = opened(visit, snapshots(*(str(n) for n in range(MAX_SNAPSHOTS)))).press(
        "Take a snapshot"
    )
    assert (
        page.messages()[0] == f"There can be at most {MAX_SNAPSHOTS} snapshots; delete one first."
    )
    assert len(held(page).snapshots) == MAX_SNAPSHOTS


@pytest.mark.parametrize("view", ["", "print"])
def test_hostile_text_in_a_snapshot_is_text(visit: Open, view: str) -> None:
    made = snapshots(EVIL[:60])
    text = dump(made).replace(
        "    levels:\n      L4:\n        competencies:\n          domain-expertise: Exceeding\n",
        "    levels:\n      L4:\n        statements: {evil: '<b>:red[x]</b>'}\n"
        "    wording:\n      L4:\n        title: '<b>'\n        competencies:\n          craft:\n"
        "            name: '<i>$x$</i> ![i](u)'\n            groups:\n"
        "            - statements: {evil: '<script>alert(1)</script> [l](javascript:x) [m](https://e.example)'}\n",
    )
    found, problems = parse(text.encode())
    assert problems == []
    assert found
    assert isinstance(found.snapshots[0].wording["L4"], Level)
    page = opened(visit, found)
    page.open("profile", show="time", **({"view": view} if view else {}))
    check(page)
    assert "<script>alert(1)</script>" in Markup(page.html).text

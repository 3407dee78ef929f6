"""Text from a ladder, an address or a profile is shown and never obeyed, on any page.

An HTML element may hold it only escaped; a Markdown element only with its marks escaped.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app import ladders
from tests.app.conftest import Open, Serve
from tests.app.visiting import Markup, Visit, live, unescaped

from explorer.files.loading import load
from explorer.model import Ref
from explorer.profiles.profile import Evidence, Profile, new
from explorer.profiles.profile_file import dump
from explorer.profiles.snapshots import freeze

EVIL = (
    "Evil <img src=x onerror=alert(1)><script>alert(2)</script> :material/home: $x^2$ "
    "![i](http://evil.example/i.png) [l](javascript:alert(3)) :red[r] `c` &lt;b&gt; "
    "www.evil.example"
)
ICON = "<b>$y$![](u):x:"
BAD_LINK = "[click](javascript:alert(4)) [also](data:text/html,x) [good](https://example.org/)"

# What the pages' own sheets may be made of.
TAGS = frozenset(
    "div section p span b small h2 h3 h4 ul li dl dt dd table thead tbody tr th td details "
    "summary a strong em s code mark ins del br caption nav button ol i".split()
)
ATTRIBUTES = frozenset(
    "class href lang target tabindex aria-label aria-hidden aria-current role scope title open data-level "
    "colspan id style type data-card data-in-app data-speak data-copy data-address data-print data-arrive data-keys".split()
)
# The app's own script and what it is told: nothing else may come with a script.
OWN_SCRIPT = re.compile(
    r'<div class="lx-state"(?: data-[a-z]+(?:="[^"<>]*")?)*></div>'
    r'<script src="\./assets/explorer\.js\?v=[0-9a-f]+"></script>'
)
_FILL = re.compile(
    r"--fill: \d\.\d{3}|--places: \d|grid-column: \d( / \d; --apart: \d)?"  # places on a scale
)
INSIDE = (
    *(
        "./?",
        "./search?",
        "./compare?",
        "./profile?",
        "./one-to-one?",
        "./panel?",
        "./health?",
        "./lineage?",
    ),
    *("#pairs-", "#in-", "https://example.org/"),
)
"""Where links of a sheet may lead."""
# What in a text means something to Streamlit's Markdown when it is not escaped.
MEANINGFUL = re.compile(r"<|!\[|\]\(|\$|:material|:red\[|`c`|&lt|javascript:|www\.(?!\u2060)")


@pytest.fixture
def hostile(serve: Serve, tmp_path: Path) -> None:
    """Two ladders with the same bad text in every place that holds text."""

    def level(code: str, id: str) -> dict[str, object]:
        group = {
            "scope": f"{EVIL[:150]}",
            "statements": {id: f"{EVIL} {BAD_LINK}"},
            "tentative": {f"{id}-maybe": EVIL},
        }
        return {
            "code": code,
            "title": EVIL,
            "source": EVIL,
            "draft": True,
            "summary": EVIL,
            "facts": {EVIL[:160]: EVIL},
            "competencies": {
                "craft": {"groups": [group], "examples": [EVIL], "notes": [EVIL]},
                "other": {"groups": [{"statements": {f"{id}-too": EVIL}}]},
                "third": {"groups": [{"statements": {f"{id}-three": EVIL}}]},
            },
            "prose": [EVIL],
            "lineage": {f"{id}-too": ["one-too"]} if code != "L1" else {},
        }

    words = {f"{number} {EVIL[:150]}": EVIL for number in range(4)}
    about = {
        "summary": EVIL,
        "facts": {EVIL[:160]: EVIL},
        "competencies": {
            key: {"name": f"{key} {EVIL[:170]}", "icon": ICON, "meaning": EVIL}
            for key in ("craft", "other", "third")
        },
        "ratings": words,
    }
    files = {
        f"{ladder}/{name}": content
        for ladder in ("one", "two")
        for name, content in (
            ("ladder.yaml", {"name": f"{ladder} {EVIL[:190]}", **about}),
            ("L1.yaml", level("L1", "one")),
            ("L2.yaml", level("L2", "two")),
        )
    }
    files["one/<b>L3.yaml"] = f'code: "L3"\n"{EVIL[:20]}": 3\n'
    serve(ladders.write(tmp_path / "site", files), personal=True)


def check(page: Visit) -> None:
    """Nothing on the page is made of the ladder's text."""
    for element in page.at.main.get("html"):
        if OWN_SCRIPT.fullmatch(element.value):
            continue
        markup = Markup(element.value)
        for tag, attributes in markup.tags:
            assert tag in TAGS, element.value
            assert set(attributes) <= ATTRIBUTES, element.value
            assert _FILL.fullmatch(attributes.get("style") or "--fill: 0.000")
            assert re.fullmatch(
                r"pairs-\d+-(new|changed|same|gone)|in-[\w.~%-]+", attributes.get("id") or "in-0"
            )
            if tag == "a":
                href = str(attributes["href"])
                assert href == "./profile" or href.startswith(INSIDE), href
    for kind, text in markdown(page):
        assert not MEANINGFUL.search(live(text)), f"{kind}: {text}"


def markdown(page: Visit) -> list[tuple[str, str]]:
    """Every text on the page that Streamlit reads as Markdown."""
    found = []
    for kind in (
        "markdown",
        "caption",
        "title",
        "header",
        "subheader",
        "info",
        "warning",
        "error",
        "page_link",
        "expander",
        "popover",
        "button",
    ):
        for each in page.at.main.get(kind):
            if kind == "popover":
                text = each.proto.popover.label
            else:
                text = each.label if kind in ("expander", "button") else each.value
            found.append((kind, text))
    for group in page.at.get("button_group"):
        found += [("option", option) for option in group.options]
        found.append(("label", group.label))
    for widget in page.widgets:
        found.append(("label", getattr(widget, "label", "") or ""))
    for table in page.at.table:
        frame = table.value.reset_index()
        found += [("column", str(name)) for name in frame.columns]
        found += [("cell", str(cell)) for row in frame.values.tolist() for cell in row]
    return [
        # The page's own marks around a hit, and its own code for a place in a file.
        (kind, re.sub(r":(yellow-background|gray-badge)\[|(?<=- )`[^`]*`|^`[^`]*`$", "", text))
        for kind, text in found
    ]


ADDRESSES = [
    ("levels", {}),
    ("levels", {"level": "L1"}),
    ("levels", {"level": "L2", "statement": "two-too"}),
    ("levels", {"level": "L2", "statement": "two-maybe"}),
    ("levels", {"level": EVIL}),
    ("levels", {"level": "L1", "statement": EVIL}),
    ("levels", {"ladder": EVIL}),
    ("search", {"q": "evil"}),
    ("search", {"q": EVIL}),
    ("search", {"q": "evil", "kind": "fact,summary,example,note,prose,tentative"}),
    ("compare", {"left": "L1", "right": "L2"}),
    ("compare", {"left": EVIL, "right": "two/L2"}),
    ("compare", {"show": "several", "competency": "craft"}),
    ("compare", {"show": "thread", "thread": "L2/two-too"}),
    ("compare", {"show": EVIL, "thread": EVIL, "competency": EVIL, "level": EVIL}),
    ("profile", {}),
    ("health", {}),
    ("lineage", {}),
    ("health", {"kind": "tentative", "level": "L1"}),
    ("health", {"kind": EVIL, "level": EVIL}),
    ("panel", {}),
    ("panel", {"show": "plan", "level": "L2"}),
    ("panel", {"show": "card", "level": EVIL}),
    ("profile", {"show": "rate"}),
]


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("view", ["", "print"])
@pytest.mark.parametrize(("page", "address"), ADDRESSES, ids=lambda value: str(value)[:50])
def test_hostile_text_is_shown_and_never_obeyed(
    visit: Open, page: str, address: dict[str, str], view: str
) -> None:
    drawn = visit(page, **address, **({"view": view} if view else {}))
    check(drawn)
    everything = drawn.text + "".join(unescaped(text) for _, text in markdown(drawn))
    assert "<img src=x onerror=alert(1)>" in everything, "it is shown, letter by letter"


@pytest.mark.usefixtures("hostile")
def test_a_hostile_profile_is_shown_and_never_obeyed(visit: Open) -> None:
    profile = (
        Profile("one", "L2", EVIL[:150])
        .with_rating("L2", "craft", EVIL[:150])
        .with_rating("L2", "other", f"3 {EVIL[:150]}".strip())
        .with_rating("L9", "craft", "x")
    )
    drawn = visit("profile", ladder="one").upload(f"{EVIL[:30]}.yaml", dump(profile).encode())
    assert any("is open." in unescaped(said.value) for said in drawn.at.toast)
    check(drawn)
    check(drawn.run())
    foreign = Profile("elsewhere", "L2", EVIL[:150]).with_rating("L2", "craft", "x")
    drawn.upload("x.yaml", dump(foreign).encode())
    assert any("<img src=x" in said for said in drawn.messages())
    check(drawn)


@pytest.mark.usefixtures("hostile")
def test_a_hostile_ladder_is_talked_about_frozen_and_laid_open_as_text(
    visit: Open, tmp_path: Path
) -> None:
    ladder = load(tmp_path / "site").ladders[0]
    word = ladder.scale.words[0]
    own = new(ladder, "L2").with_current("L1").with_rating("L2", "other", word)
    for topic in (Ref("L2", "two"), Ref("L2", "two-maybe"), Ref("L1", "one-too")):
        own = own.with_topic(topic).with_statement_rated(topic, word)
    own = own.with_snapshot(freeze(own, ladder, "2026-08-20", EVIL[:60]))
    own = own.with_evidence(Evidence("2026-11-20", Ref("L1", "one-too"), EVIL))
    own = own.with_statement_rated(Ref("L2", "two"), ladder.scale.words[3]).marked_ready(
        "2026-11-23"
    )
    manager = replace(own, perspective="manager", levels={}, label=EVIL[:60])
    manager = manager.with_statement_rated(Ref("L2", "two"), word).marked_ready("2026-11-23")
    page = visit("profile", ladder="one").upload("x.yaml", dump(own).encode())
    for show in ("rate", "evidence", "time"):
        check(page.open("profile", ladder="one", show=show))
    page.open("one_to_one", ladder="one", show="both")
    for by, view in (("self", own), ("manager", manager)):
        (place,) = [
            e for e in page.at.file_uploader if (e.key or "").startswith(f"slot_file-{by}-")
        ]
        place.upload("x.yaml", dump(view).encode())
        check(page.run())
    assert "You see it differently" in page.text
    for by in ("self", "manager"):
        page.open("one_to_one", ladder="one").choose(f"agreed-{by}-one", True)
    check(page.open("one_to_one", ladder="one"))
    check(page.open("one_to_one", ladder="one", view="print"))
    page.open("one_to_one", ladder="one", view="present")
    for _ in range(6):
        check(page)
        page.at.button(key="stage-next").click()
        page.run()
    check(page)


@pytest.mark.usefixtures("hostile")
def test_only_links_to_the_web_are_links(visit: Open) -> None:
    links = Markup(visit(level="L1", ladder="one").html).named("a")
    assert "https://example.org/" in [link["href"] for link in links]


@pytest.mark.parametrize("code", ["www.evil.example", "_L1_", "L--1"])
def test_a_code_that_markdown_would_rewrite_is_shown_as_it_is(
    visit: Open, serve: Serve, tmp_path: Path, code: str
) -> None:
    files = {"a/A.yaml": ladders.level(code), "a/B.yaml": ladders.level("zz")}
    serve(ladders.write(tmp_path / "site", files))
    wrong = []
    for page, address in (
        ("levels", {}),
        ("levels", {"level": code, "statement": "x"}),
        ("levels", {"level": code, "statement": "work"}),
        ("search", {"q": "work"}),
        ("compare", {}),
        ("profile", {}),
        ("health", {}),
        ("panel", {}),
        ("panel", {"show": "plan"}),
    ):
        drawn = visit(page, **address)
        wrong += [(page, *each) for each in markdown(drawn) if code in live(each[1])]
    assert wrong == []

"""The app's own words in another language: all of them, on every page, for each visitor theirs."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import ScriptRunner
from tests.app import own_words
from tests.app.conftest import Open, Serve
from tests.app.ladders import SAMPLE
from tests.app.visiting import Visit

from explorer.files import reload
from explorer.files.loading import load
from explorer.interviews.scorecard import dump_scorecard, new_scorecard
from explorer.model import Ladder, Level, Ref
from explorer.profiles.profile import Evidence, Profile, Step
from explorer.profiles.profile_file import dump
from explorer.profiles.snapshots import freeze
from explorer.server import settings
from explorer.server.request_language import COOKIE
from explorer.server.turns import Turns
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import speaking
from explorer.ui import reader_language, streamlit_limits
from library import brackets

VIEWS = [
    ("levels", {}),
    ("levels", {"level": "L4"}),
    ("levels", {"level": "L4", "view": "print"}),
    ("levels", {"level": "L9"}),
    ("levels", {"level": "L1", "statement": "ξξξ"}),
    ("levels", {"level": "L4", "card": "sre/L4/consulting"}),
    ("compare", {"left": "L3", "right": "L4"}),
    ("compare", {"left": "L4", "right": "L3"}),
    ("compare", {"left": "L4", "right": "L4"}),
    ("compare", {"left": "L9", "right": "L2"}),
    ("compare", {"show": "several"}),
    ("compare", {"show": "thread"}),
    ("compare", {"show": "version"}),
    ("search", {}),
    ("search", {"q": "τεαμ"}),
    ("search", {"q": "τεαμ L4"}),
    ("search", {"q": "ξξξξξξξξ"}),
    ("search", {"q": "τεαμ ξξξξξξξξ"}),
    ("profile", {}),
    ("profile", {"show": "rate"}),
    ("profile", {"show": "evidence"}),
    ("profile", {"show": "time"}),
    ("one_to_one", {}),
    ("one_to_one", {"show": "both"}),
    ("one_to_one", {"show": "minutes"}),
    ("panel", {}),
    ("panel", {"show": "plan"}),
    ("panel", {"show": "card"}),
    ("panel", {"show": "together"}),
    ("panel", {"show": "job"}),
    ("sharing", {}),
    ("guide", {}),
    ("health", {}),
    ("lineage", {}),
    ("importing", {}),
    ("importing", {}),
]


@pytest.fixture(scope="session")
def in_greek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return brackets.greek(SAMPLE, tmp_path_factory.mktemp("greek"))


@pytest.fixture
def ids(in_greek: Path) -> frozenset[str]:
    return brackets.ids_of(in_greek)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch, in_greek: Path, serve: Serve) -> None:
    brackets.bracketing(monkeypatch)
    serve(in_greek, personal=True)


def open_in_brackets(visit: Open, page: str, address: dict[str, str]) -> Visit:
    drawn = visit(page, **address, lang=brackets.BRACKETED)
    assert drawn.at.session_state["reader_language"] == brackets.BRACKETED
    return drawn


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize(("page", "address"), VIEWS)
def test_every_word_of_ours_went_through_the_catalogue(
    visit: Open, ids: frozenset[str], page: str, address: dict[str, str]
) -> None:
    drawn = open_in_brackets(visit, page, address)
    assert brackets.not_put_through(own_words.visible(drawn), ids) == set()


GREEK_TABLE = "Ω;ΑΒ;ΓΔ;ΕΖ\nΗθ;Αα βγ δε.;Ββ γδ εζ.;\nΙκ;Γγ δε ζη.;Δδ εζ ηθ.;κλ\n"
GREEK_ROLE = "# L2: Αβγ\n\n> Δεζ.\n\n## Ηθι\n- Κλμ νξο\n\n```\nπρσ\n```\n\n## Τυφ\n- 3\n"
GREEK_DOCUMENTS = {
    "αβγ.csv": GREEK_TABLE.encode(),
    "δεζ.md": GREEK_ROLE.encode(),
    "ηθι.md": "# Αβγ\n\nΔεζ ηθι.\n".encode(),
    "κλμ.md": b"",
    "νξο.html": "<nav>Αβγ</nav><h1>L3: Δεζ</h1><ul><li>Ηθι κλμ</ul><img src=x>".encode(),
    "πρσ.csv": "Ω,L1,L2\nΗθ,Αα 'β,Β\u200bβ \x01γ\nΙκ,\"Γγ δε,ζ\n".encode(),
    "τυφ.docx": b"%PDF-1.7",
    "χψω.md": "---\nlevel: L4\ntitle: Αβγ\nΗθι: Κλμ νξο\n".encode(),
}


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize("name", [*GREEK_DOCUMENTS, "all"])
def test_so_did_every_word_about_documents_to_import(
    visit: Open, ids: frozenset[str], in_greek: Path, name: str
) -> None:
    """They are read by a process of its own, which knows no reader."""
    page = open_in_brackets(visit, "importing", {})
    documents = GREEK_DOCUMENTS if name == "all" else {name: GREEK_DOCUMENTS[name]}
    uploads = [(each, raw, "text/plain") for each, raw in documents.items()]
    page.at.file_uploader[0].set_value(uploads)
    page.run()
    assert page.at.get("status") == [], "it is read by now"
    # The folder that is served, and what Babel calls Greek, with its tag.
    named = re.compile(rf"{re.escape(escape_markdown(str(in_greek)))}|\bgreka\b|\bel\b")
    texts = [named.sub("", each) for each in own_words.visible(page)]
    assert brackets.not_put_through(texts, ids) == set()


# -- which language a visitor gets -----------------------------------------------------


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What a visitor's browser sends: its languages, its cookie."""

    def sends(languages: str = "", cookie: str = "") -> None:
        kept = {COOKIE: cookie} if cookie else {}
        context = SimpleNamespace(
            locale=None, headers={"accept-language": languages}, cookies=kept, theme=None, url=None
        )
        monkeypatch.setattr(reader_language.st, "context", context)

    return sends


def title(drawn: Visit) -> str:
    return str(drawn.at.title[0].value)


def test_a_visitor_gets_the_language_of_their_browser(
    visit: Open, browser: Callable[..., None]
) -> None:
    browser("de-AT,de;q=0.9,en;q=0.8")
    assert title(visit("compare")) == "Vergleichen"


def test_a_browser_without_a_language_of_ours_gets_english(
    visit: Open, browser: Callable[..., None]
) -> None:
    browser("fr-FR,fr;q=0.9")
    assert title(visit("compare")) == "Compare"


def test_a_server_may_have_a_language_of_its_own(visit: Open, browser: Callable[..., None]) -> None:
    settings.configure(replace(settings.settings(), language="de"))
    browser("en-GB,en")
    assert title(visit("compare")) == "Vergleichen"


def test_what_somebody_chose_counts_before_all_else(
    visit: Open, browser: Callable[..., None]
) -> None:
    settings.configure(replace(settings.settings(), language="de"))
    browser("de", cookie="en")
    assert title(visit("compare")) == "Compare"


def test_an_address_may_name_the_language_which_stays_for_the_visit(
    visit: Open, browser: Callable[..., None]
) -> None:
    browser("en")
    drawn = visit("compare", lang="de")
    assert "lang" not in drawn.address, "the address says what is shown, not to whom"
    assert title(drawn.open("search")) == "Suche"
    (state,) = [
        e.value for e in drawn.at.main.get("html") if e.value.startswith('<div class="lx-state"')
    ]
    assert 'data-language="de"' in state
    assert f'data-remember="{COOKIE}=de"' in state


def test_below_each_page_it_is_offered_in_the_other_languages(visit: Open) -> None:
    drawn = visit("compare", left="L2", right="L3")
    assert title(drawn.speak("Deutsch", "compare")) == "Vergleichen"
    assert drawn.address == {"left": "L2", "right": "L3"}
    assert title(drawn.speak("English", "compare")) == "Compare"


def test_an_address_with_nothing_but_a_language_leaves_what_was_done(visit: Open) -> None:
    """So presses the link: the rest of what it says is older than what was typed since."""
    drawn = visit("compare", left="L2", right="L3").open("compare", lang="de")
    assert title(drawn) == "Vergleichen"
    assert drawn.address == {"left": "L2", "right": "L3"}


def test_a_language_that_is_not_there_changes_nothing(visit: Open) -> None:
    assert title(visit("compare", lang="<b>")) == "Compare"


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("levels", {}),
        ("levels", {"level": "L4"}),
        ("compare", {"left": "L3", "right": "L4"}),
        ("compare", {"show": "several"}),
        ("compare", {"show": "thread"}),
        ("profile", {}),
        ("panel", {}),
        ("panel", {"show": "card"}),
        ("health", {}),
        ("guide", {}),
    ],
)
def test_two_visitors_have_one_page_in_two_languages(page: str, address: dict[str, str]) -> None:
    """Whatever is made once for all visitors is made once for each language."""

    def windows() -> dict[str, Visit]:
        reload.live_site.cache_clear()
        return {tag: Visit() for tag in ("de", "en")}

    alone = {}
    for tag, window in windows().items():
        reload.live_site.cache_clear()
        alone[tag] = window.open(lang=tag).open(page, **address).text
    together = {tag: window.open(lang=tag) for tag, window in windows().items()}
    for window in together.values():
        window.open(page, **address)
    again = {}
    for tag, window in together.items():
        with speaking(tag):  # AppTest names a widget's choice out of its session
            again[tag] = window.run().text
    assert again == alone
    assert alone["de"] != alone["en"]


def test_a_press_is_answered_in_the_language_of_its_page(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a press does comes before the first line of the page."""
    monkeypatch.setattr(ScriptRunner, "_run_script", ScriptRunner._run_script)
    streamlit_limits._take_turns(Turns())
    drawn = visit("levels", level="L4", card="sre/L4/consulting", lang="de")
    drawn.press("Darüber sprechen")
    assert [each.value for each in drawn.at.toast] == [
        "Auf Ihre Gesprächsliste gesetzt, unter 1:1."
    ]


def test_a_file_is_made_in_the_language_of_its_page(visit: Open) -> None:
    drawn = visit("panel", lang="de").open_box("page_files")
    assert "Als Markdown" not in drawn.text
    labels = [each.proto.label for each in drawn.at.get("download_button")]
    assert labels == ["Das Blatt als Markdown", "Das Blatt als Seite"]


# -- what one sees once something was done ---------------------------------------------


@pytest.fixture
def someone(in_greek: Path) -> tuple[Ladder, Level, Profile]:
    """A person with words of every kind: rated, not applicable, told of, agreed, as of a day."""
    (ladder,) = load(in_greek).ladders
    level = ladder.level("L4")
    assert level is not None
    low, _some, expected, high = ladder.scale.words
    made = Profile(ladder.key, "L4", ladder.name).with_current("L3")
    first, second, third, fourth = level.statements[:4]
    for statement, word in ((first, low), (second, expected), (third, high)):
        made = made.with_statement_rated(Ref("L4", statement.id), word)
    made = made.with_statement_not_applicable(Ref("L4", fourth.id), "ξξ")
    made = made.with_rating("L4", "customer-success", expected)
    made = made.with_topic(Ref("L4", first.id)).with_topic(Ref("L4", level.statements[-1].id))
    made = made.with_step(Ref("L4", first.id), Step("ξξ", "2026-12-24"))
    made = made.with_evidence(Evidence("2026-11-06", Ref("L4", first.id), "ξξ"))
    return ladder, level, made.with_snapshot(freeze(made, ladder, "2026-10-01", "ξξ"))


@pytest.mark.usefixtures("bracketed")
def test_so_did_every_word_about_a_profile(
    visit: Open, ids: frozenset[str], someone: tuple[Ladder, Level, Profile]
) -> None:
    page = visit("profile").upload("mine.yaml", dump(someone[2]).encode())
    page.at.session_state["storage_state"] = True
    page.at.session_state["radar_files"] = True
    found = set()
    views = [
        ("profile", {}),
        ("profile", {"view": "print"}),
        ("profile", {"show": "rate"}),
        ("profile", {"show": "evidence"}),
        ("profile", {"show": "time"}),
        ("one_to_one", {}),
        ("one_to_one", {"view": "present"}),
        ("one_to_one", {"view": "present", "at": "2"}),
        ("one_to_one", {"show": "minutes"}),
        ("levels", {"level": "L4"}),
        ("search", {"q": "τεαμ"}),
    ]
    tongue = "en"
    for name, address in views:
        with speaking(tongue):  # AppTest names a widget's choice out of its session
            page.open(name, **address, lang=brackets.BRACKETED)
        tongue = brackets.BRACKETED
        texts = own_words.visible(page)
        found |= {f"{name}: {each}" for each in brackets.not_put_through(texts, ids)}
    assert found == set()


@pytest.mark.usefixtures("bracketed")
def test_so_did_every_word_about_both_views(
    visit: Open, ids: frozenset[str], someone: tuple[Ladder, Level, Profile]
) -> None:
    ladder, level, own = someone
    other = replace(own, perspective="manager").with_statement_rated(
        Ref("L4", level.statements[1].id), ladder.scale.words[0]
    )
    page = visit("one_to_one", show="both")
    for view in (own, other):
        (place,) = [
            e
            for e in page.at.file_uploader
            if (e.key or "").startswith(f"slot_file-{view.perspective}-")
        ]
        place.upload("view.yaml", dump(view.marked_ready("2026-11-06")).encode())
        page.run()
    page.open("one_to_one", show="both", lang=brackets.BRACKETED)
    assert "⟦You see it differently⟧" in page.text
    assert brackets.not_put_through(own_words.visible(page), ids) == set()


@pytest.mark.usefixtures("bracketed")
def test_so_did_every_word_about_a_panel(
    visit: Open, ids: frozenset[str], someone: tuple[Ladder, Level, Profile]
) -> None:
    ladder, level, _own = someone
    words, first = ladder.panel_scale.words, level.statements[0].id
    cards = []
    for name, word in (("αα", words[0]), ("ββ", words[2])):
        card = new_scorecard(ladder, level).with_panellist_id(name).with_reference("ξξ")
        card = card.for_interview("", level.statements[:3])
        card = card.with_word(first, word).with_evidence(first, "ξξ")
        cards.append((f"{name}.yaml", dump_scorecard(card).encode(), "application/yaml"))
    page = visit("panel", show="together")
    page.at.file_uploader[0].set_value(cards)
    page.run()
    page.at.query_params["lang"] = brackets.BRACKETED
    page.run()
    assert "⟦Seen differently⟧" in page.text
    assert brackets.not_put_through(own_words.visible(page), ids) == set()

"""The app's own words in another language: all of them, on every page, for each visitor theirs."""

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
from explorer.server import settings
from explorer.server.request_language import COOKIE
from explorer.server.turns import Turns
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

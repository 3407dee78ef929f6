"""The app's own words in another language: all of them, on every page, for each visitor theirs."""

import re
from pathlib import Path

import pytest
from tests.app import own_words
from tests.app.conftest import Open, Serve
from tests.app.ladders import SAMPLE
from tests.app.visiting import Visit

# Codes of levels, names of files and forms, and what somebody types at a command line.
_EXEMPT = re.compile(
    r"\bL\d(?:/[\w-]+)?\b|[\w/-]+\.(?:yaml|md|csv|html|png|svg|pdf)(?::\d+)?|`[^`]*`"
    r"|:(?:material/\w+|gray|small|blue-badge|green|red|orange)\b|\b(?:PNG|SVG|PDF|CSV|HTML|sre|U)\b"
    r"|https?://\S+|&\w+;"
    # Words to search by, of which those are offered that find something.
    r"|incidnet review|error budget|mentoring|trade offs"
)
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
]


@pytest.fixture(scope="session")
def in_greek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_words.greek(SAMPLE, tmp_path_factory.mktemp("greek"))


@pytest.fixture
def ids(in_greek: Path) -> frozenset[str]:
    return own_words.ids_of(in_greek)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch, in_greek: Path, serve: Serve) -> None:
    own_words.bracketing(monkeypatch)
    serve(in_greek, personal=True)


def open_in_brackets(visit: Open, page: str, address: dict[str, str]) -> Visit:
    drawn = visit(page, **address, lang=own_words.BRACKETED)
    assert drawn.at.session_state["reader_language"] == own_words.BRACKETED
    return drawn


def not_put_through(drawn: Visit, ids: frozenset[str]) -> set[str]:
    found = set()
    for text in own_words.visible(drawn):
        left = _EXEMPT.sub(" ", own_words.outside(text.replace("\\", "")))
        words = [word for word in re.findall(r"[A-Za-z][A-Za-z'-]+", left) if word not in ids]
        if words:
            found.add(f"{' '.join(words)}  <- {text[:160]}")
    return found


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize(("page", "address"), VIEWS)
def test_every_word_of_ours_went_through_the_catalogue(
    visit: Open, ids: frozenset[str], page: str, address: dict[str, str]
) -> None:
    assert not_put_through(open_in_brackets(visit, page, address), ids) == set()

"""Profiles in the words of the tests: made, rated on a page, read from a page or its kept file."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import yaml
from tests.app.conftest import Open
from tests.app.visiting import Visit

from explorer.model import Ladder, Ref
from explorer.profiles.assessment import to_rate
from explorer.profiles.profile import Evidence, Perspective, Profile
from explorer.profiles.profile_file import dump, parse

DOMAIN, TEACHING = "domain-expertise", "teaching-and-mentoring"
CULTURE, CUSTOMER = "culture-and-leadership", "customer-success"
KEEP = "Keep"
STORAGE = "storage_state"
ADD = "Talk about it"
OFF = "Remove"
UNDO = "Undo"
ASIDE = "Move the damaged file aside"
FIRST, SECOND = "well-rounded", "many-domains"
EVIL = (
    "<script>alert(1)</script> [l](javascript:alert(2)) ![i](http://e.example/i.png) $x$ "
    ":material/home: :red[r] `c` &lt; www.evil.example"
)


def profile(target: str = "L4", ladder: str = "sre", **words: str) -> Profile:
    """A profile that rates the target; `words` by competency, with _ for -."""
    made = Profile(ladder, target, "Somebody's ladder")
    for competency, word in words.items():
        made = made.with_rating(target, competency.replace("_", "-"), word)
    return made


def rated(page: Visit) -> dict[str, str]:
    """The ratings that the page shows, by competency."""
    return {
        str(each.key).split("-", 3)[3]: each.value
        for each in page.at.segmented_control
        if each.value is not None and str(each.key).startswith("rating-")
    }


def listed(page: Visit) -> list[str]:
    """What the visit's conversation list leads to, as level/id: looked up under 1:1."""
    found = on_the_list(page.open("one_to_one"))
    page.open("profile")
    return found


def on_the_list(page: Visit) -> list[str]:
    """The same of the page 1:1 that is open: the statements whose cards it opens."""
    lists = re.findall(r'<ol class="topics">.*?</ol>', page.html, re.DOTALL)
    cards = re.findall(r'data-card="[^/"]*/([^"]*)"', "".join(lists))
    return [unquote(card) for card in cards]


def talk_about(page: Visit, level: str, statement: str) -> Visit:
    """Put a statement on the conversation list, as one does, and come back."""
    page.open("levels", level=level, statement=statement).press(ADD)
    return page.open("profile")


def stored_topics(path: Path) -> list[str]:
    found, problems = parse(path.read_bytes())
    assert found is not None, problems
    return [str(topic) for topic in found.conversation]


def stored(path: Path, level: str = "L4") -> dict[str, str]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["levels"][level]["competencies"]
    return dict(found)


def revision(path: Path) -> int:
    return int(yaml.safe_load(path.read_text(encoding="utf-8"))["revision"])


def held(page: Visit, by: Perspective = "self", ladder: str = "sre") -> Profile:
    """The profile that the visit holds in one of its voices."""
    found: Profile = page.at.session_state["profile_sessions"][ladder, by, ""].profile
    return found


def said_of(page: Visit, level: str = "L4", by: Perspective = "self") -> dict[str, str]:
    """The words that the visit's profile has for the level's statements."""
    return dict(held(page, by).ratings(level).statements)


def press_key(page: Visit, key: str) -> Visit:
    """Press a button by its key."""
    page.at.button(key=key).click()
    return page.run()


def in_view(page: Visit) -> str:
    """Which statement is in view, as the page counts them."""
    found = re.search(
        r'data-arrive(?: data-keys)? tabindex="-1"><p class="quiet">(\d+ of \d+)', page.html
    )
    return f"Statement {found[1]}" if found else "none"


def all_rated(sre: Ladder, level: str, word: str, but: int = 0) -> Profile:
    """A profile with every statement of a level rated, but for the last few."""
    found = sre.level(level)
    assert found
    made, statements = profile(level), to_rate(found)
    for statement in statements[: len(statements) - but]:
        made = made.with_statement_rated(Ref(level, statement.id), word)
    return made


def rating_from(visit: Open, made: Profile) -> Visit:
    """The rating page of a visitor who has opened this profile."""
    page = visit("profile").upload("mine.yaml", dump(made).encode())
    return page.open("profile", show="rate")


def write_note(
    page: Visit, text: str, link: str = "", about: str = FIRST, on: date | None = None
) -> Visit:
    """Fill in the form for a note and send it."""
    number = page.at.session_state["evidence_notes"]
    page.at.selectbox(key=f"evidence_about-{number}").set_value(about)
    page.at.text_area(key=f"evidence_text-{number}").set_value(text)
    page.at.text_input(key=f"evidence_link-{number}").set_value(link)
    if on:
        page.at.date_input(key=f"evidence_on-{number}").set_value(on)
    return page.press("Add the note")


def notes(page: Visit) -> tuple[Evidence, ...]:
    return held(page).evidence


def keep(page: Visit) -> Visit:
    """Open the box that says where the profile is, and keep it there."""
    return press_key(page.open_box(STORAGE), "keep")


def stored_after_keeping(page: Visit, kept: Path) -> dict[str, str]:
    keep(page)
    return stored(kept)

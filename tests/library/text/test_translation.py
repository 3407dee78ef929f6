"""Messages in the language of the context: found, filled in, counted; dates, numbers, lists."""

import threading
from datetime import date

import pytest

from explorer.text.plurals import count, plural
from explorer.text.translation import (
    N_,
    accepted,
    best_language,
    day,
    decimal,
    gettext,
    languages,
    listed,
    ngettext,
    pgettext,
    speak,
    speaking,
    spoken,
)


def test_without_a_word_it_is_english_and_the_message_is_its_own_text() -> None:
    assert spoken() == "en"
    assert gettext("Compare") == N_("Compare") == "Compare"
    assert gettext("All {total}", total=3) == "All 3"
    assert gettext("a {brace} without values") == "a {brace} without values"


def test_a_language_holds_within_its_block() -> None:
    with speaking("de"):
        assert gettext("Compare") == "Vergleichen"
        with speaking("en"):
            assert gettext("Compare") == "Compare"
        assert spoken() == "de"
    assert spoken() == "en"


def test_a_language_that_is_not_there_is_english() -> None:
    with speaking("xx"):
        assert spoken() == "en"


def test_two_threads_speak_two_languages_at_once() -> None:
    said: dict[str, str] = {}
    both = threading.Barrier(2)

    def visit(tag: str) -> None:
        speak(tag)
        both.wait(10)
        said[tag] = gettext("Compare")

    threads = [threading.Thread(target=visit, args=(tag,)) for tag in ("en", "de")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {"en": "Compare", "de": "Vergleichen"}
    assert spoken() == "en", "this thread was asked nothing"


@pytest.mark.parametrize(
    ("tag", "number", "said"),
    [
        ("en", 1, "1 statement"),
        ("en", 0, "0 statements"),
        ("en", 1200, "1,200 statements"),
        ("de", 1, "1 Aussage"),
        ("de", 0, "0 Aussagen"),
        ("de", 1200, "1.200 Aussagen"),
    ],
)
def test_a_number_of_things(tag: str, number: int, said: str) -> None:
    with speaking(tag):
        assert count(number, "statement") == said
        assert count(number, "statement").endswith(plural(number, "statement"))


def test_a_sentence_of_a_number_has_the_number_as_it_is_written() -> None:
    one, many = "{number} screen is in", "{number} screens are in"
    assert ngettext(one, many, 1) == "1 screen is in"
    with speaking("de"):
        assert ngettext(one, many, 2000) == "2.000 Bildschirme sind dabei"


def test_a_context_tells_two_messages_of_one_text_apart() -> None:
    assert pgettext("group", "new") == "new"
    with speaking("de"):
        assert pgettext("group", "new") == "neu"
        assert pgettext("nowhere", "new") == "new", "what no catalogue holds stays as it is"


def test_numbers_days_and_lists_are_written_as_the_language_does() -> None:
    assert (decimal(-1234), day("2026-11-26")) == ("-1,234", "2026-11-26")
    assert (listed(["a", "b", "c"]), listed(["a"]), listed([])) == ("a, b and c", "a", "")
    with speaking("de"):
        assert (decimal(999), decimal(1234567)) == ("999", "1.234.567")
        assert day(date(2026, 11, 6)) == day("2026-11-06") == "06.11.2026"
        assert day("some day") == "some day"
        assert listed(["a", "b", "c"]) == "a, b und c"
        assert listed(["a", "b"], "or") == "a oder b"


def test_a_browser_gets_the_first_of_its_languages_that_there_is() -> None:
    assert best_language(accepted("fr-FR,fr;q=0.9,de-AT;q=0.8,en;q=0.7")) == "de"
    assert best_language(accepted("en-GB,en;q=0.9,de;q=0.8")) == "en"
    assert best_language(accepted("en;q=0.2, de;q=0.9")) == "de"
    assert best_language(accepted("de;q=0, fr")) == ""


@pytest.mark.parametrize("header", ["", ";;;", "de;q=x", "\0", ",".join(["zz;q=0.5"] * 5000)])
def test_a_header_may_say_anything(header: str) -> None:
    assert best_language(accepted(header)) == ""


def test_each_language_has_its_own_name() -> None:
    assert languages() == {"en": "English", "de": "Deutsch"}

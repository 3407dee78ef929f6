"""The catalogues are complete and current, and say nothing that the messages do not."""

import re

import pytest
from babel.messages.catalog import Message
from tools import words

from explorer.text.translation import ENGLISH, languages

OTHERS = [tag for tag in languages() if tag != ENGLISH]


def texts(message: Message) -> list[tuple[str, str]]:
    """Each form of a message with its translation; of a plural's several, with the last."""
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    given = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return [(ids[min(at, len(ids) - 1)], text) for at, text in enumerate(given)]


def entries(tag: str) -> list[Message]:
    return [message for message in words.kept(tag) if message.id]


@pytest.mark.parametrize("tag", OTHERS)
def test_a_catalogue_holds_the_messages_of_the_code_and_no_others(tag: str) -> None:
    assert words.brought_up_to_date(tag) == words.path_of(tag).read_bytes(), "run: make words"


@pytest.mark.parametrize("tag", OTHERS)
def test_every_message_is_translated_and_none_by_a_guess(tag: str) -> None:
    assert words.untranslated(tag) == []
    assert [message.id for message in entries(tag) if message.fuzzy] == []


def names(text: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}|[{}]", text))


@pytest.mark.parametrize("tag", OTHERS)
def test_what_is_filled_in_stands_in_the_translation_too(tag: str) -> None:
    for message in entries(tag):
        for id, text in texts(message):
            # One thing, or none, may be named without its number.
            free = {"{number}", "{many}"} if isinstance(message.id, (tuple, list)) else set()
            assert names(id) - free == names(text) - free, (id, text)


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_brings_no_markup_and_keeps_its_margins(tag: str) -> None:
    """Messages go into HTML, into attributes and into Markdown as they are."""
    for message in entries(tag):
        for id, text in texts(message):
            for mark in ("<", ">", '"', "**", "`", "[", ":small["):
                assert text.count(mark) <= id.count(mark), (id, text)
            assert re.match(r"\s*", text)[0] == re.match(r"\s*", id)[0], (id, text)  # type: ignore[index]
            assert re.search(r"\s*$", text)[0] == re.search(r"\s*$", id)[0], (id, text)  # type: ignore[index]


def test_messages_are_found_in_every_way_of_saying_them() -> None:
    source = (
        '_("one"); N_("two"); ngettext("a", "b", n); count(3, "cat"); count(3, "mouse", "mice");'
        ' pgettext("place", "three"); N_plural("c", "d"); _(name); other("none")'
    )
    assert list(words.in_code(source)) == [
        ("one", None),
        ("two", None),
        (("a", "b"), None),
        (("cat", "cats"), None),
        (("mouse", "mice"), None),
        ("three", "place"),
        (("c", "d"), None),
    ]


def test_a_message_put_together_while_the_program_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(words.in_code('_(f"a {name}")'))

"""Messages made now and read later: English as they are, in another language once they are shown."""

import copy
import html
import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import WriteError
from explorer.text.lazy_messages import (
    Message,
    count_lazy,
    gettext_lazy,
    language_lazy,
    listed_lazy,
    ngettext_lazy,
    translated,
)
from explorer.text.translation import speaking


def in_german(text: str) -> str:
    with speaking("de"):
        return translated(text)


def test_a_message_is_its_english_text_and_can_be_said_in_another_language() -> None:
    said = gettext_lazy("Is {name} a level? It has no statement.", name='"Bun"')
    assert said == 'Is "Bun" a level? It has no statement.' == translated(said)
    assert in_german(said) == 'Ist "Bun" eine Stufe? Sie hat keine Aussage.'
    assert json.dumps(said) == json.dumps(str(said))
    assert type(str(said)) is str


def test_it_is_made_in_english_whoever_makes_it() -> None:
    with speaking("de"):
        assert gettext_lazy("Yes") == "Yes"
        assert translated(gettext_lazy("Yes")) == "Ja"


def test_any_other_text_stays() -> None:
    assert in_german("Yes") == "Yes"


def test_messages_and_numbers_in_a_message_are_said_with_it() -> None:
    reading = listed_lazy([gettext_lazy("levels as columns"), gettext_lazy("levels as rows")])
    said = gettext_lazy("{document}, {kinds}", document=gettext_lazy("workbook"), kinds=reading)
    assert said == "workbook, levels as columns and levels as rows"
    assert in_german(said) == "Arbeitsmappe, Stufen als Spalten und Stufen als Zeilen"
    more = gettext_lazy("it has more than {most} lines", most=250_000)
    assert (more, in_german(more)) == (
        "it has more than 250,000 lines",
        "es hat mehr als 250.000 Zeilen",
    )


def test_numbers_of_things_and_names_of_languages() -> None:
    one, many = "{number} line placed", "{number} lines placed"
    assert [ngettext_lazy(one, many, n) for n in (1, 2)] == ["1 line placed", "2 lines placed"]
    assert in_german(count_lazy(2, "word")) == "2 Wörter"
    assert in_german(language_lazy("fr", "French")) == "Französisch"
    assert in_german(language_lazy("zz", "zz")) == "zz"


@given(st.text(), st.integers(-(10**9), 10**9))
def test_it_stays_what_it_is_when_it_is_sent_on(name: str, number: int) -> None:
    said = gettext_lazy("{one} and {other} of it", one=name, other=count_lazy(number, "word"))
    for again in (pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):
        assert isinstance(again, Message)
        assert (again, in_german(again)) == (said, in_german(said))
    assert html.escape(said) == html.escape(str(said))


def test_an_error_is_said_in_the_language_of_whoever_reads_it() -> None:
    error = WriteError(gettext_lazy("{folder} is in the way: it is no folder.", folder="/x"))
    assert str(error) == "/x is in the way: it is no folder."
    with speaking("de"):
        assert str(error) == "/x ist im Weg: es ist kein Ordner."
    assert in_german(error.message) == "/x ist im Weg: es ist kein Ordner."
    assert str(WriteError()) == ""

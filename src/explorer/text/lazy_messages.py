"""Messages that are made now and read later: by others, in another language, in another process.

What an import says is made once, by a child of the server that knows no reader, and shown to
whoever looks. Such a message is its English text, which commands, files and comparisons use as
any other, and remembers what it was made of; `translated` says it in the language of the context.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from explorer.text import plurals, translation
from explorer.text.translation import ENGLISH, speaking


class Message(str):
    """A message in English that can be said in other languages; `gettext_lazy` makes one."""

    __slots__ = ("_made_of",)
    _made_of: tuple[str, tuple[Any, ...], Mapping[str, Any]]

    def __new__(cls, how: str, words: tuple[Any, ...], values: Mapping[str, Any]) -> "Message":
        with speaking(ENGLISH):
            made = super().__new__(cls, _said(how, words, values))
        made._made_of = (how, words, values)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        # What is copied or sent on holds what it is made of, and no attributes beside that.
        return Message, self._made_of

    def in_context(self) -> str:
        """The message in the language of the context."""
        return _said(*self._made_of)


def gettext_lazy(message: str, /, **values: object) -> Message:
    """`gettext` for later. Whole numbers among the values are written as the language does;
    messages among them are said in it as well."""
    return Message("one", (message,), values)


def ngettext_lazy(one: str, many: str, number: int, /, **values: object) -> Message:
    """`ngettext` for later."""
    return Message("number", (one, many, number), values)


def count_lazy(number: int, one: str, many: str = "") -> Message:
    """`plurals.count` for later."""
    return Message("count", (number, one, many), {})


def listed_lazy(words: Sequence[str]) -> Message:
    """`listed` for later: "a, b and c"."""
    return Message("list", tuple(words), {})


def language_lazy(tag: str, english: str) -> Message:
    """What a language is called, once it is known in which one."""
    return Message("language", (tag, english), {})


def translated(text: str) -> str:
    """A message in the language of the context; any other text as it is."""
    return text.in_context() if isinstance(text, Message) else text


def _said(how: str, words: tuple[Any, ...], values: Mapping[str, Any]) -> str:
    return _WAYS[how](words, {name: _value(each) for name, each in values.items()})


def _language(tag: str, english: str) -> str:
    if translation.spoken() == ENGLISH:
        return english
    from babel import Locale  # noqa: PLC0415 - not for English

    known = Locale.parse(translation.spoken()).languages
    return str(known.get(tag.partition("-")[0].lower(), english))


def _value(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return translation.decimal(value)
    return translated(value) if isinstance(value, str) else value


_WAYS: Mapping[str, Callable[[tuple[Any, ...], Mapping[str, Any]], str]] = {
    "one": lambda words, values: translation.gettext(*words, **values),
    "number": lambda words, values: translation.ngettext(*words, **values),
    "count": lambda words, _: plurals.count(*words),
    "language": lambda words, _: _language(*words),
    "list": lambda words, _: translation.listed([translated(each) for each in words]),
}

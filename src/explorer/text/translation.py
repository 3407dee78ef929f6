"""The app's own words in the language of whoever reads them.

A message stands in the code in English and is its own key (gettext); catalogues in
`explorer/locale` hold it in other languages. The language is that of the running context, so that
two visitors at once have one each; where nobody says, as on the command line, it is English.
A ladder's texts do not come here: they stay as they were written.
"""

import gettext as catalogues
import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path

ENGLISH = "en"
LOCALE = Path(__file__).resolve().parents[1] / "locale"
DOMAIN = "explorer"

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)
_loaded: dict[str, catalogues.NullTranslations] = {}
_loading = threading.Lock()


def spoken() -> str:
    """The language of this context, as a tag: "en", "de"."""
    return _language.get()


def speak(tag: str) -> None:
    """From here on this context has that language; English where there is no catalogue of it."""
    _language.set(tag if tag in languages() else ENGLISH)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """What is said in the block is said in that language."""
    before = _language.get()
    speak(tag)
    try:
        yield
    finally:
        _language.set(before)


def languages() -> Mapping[str, str]:
    """The languages that there are, each with its own name for itself."""
    return _NAMES


def best_language(wanted: Sequence[str]) -> str:
    """The first of the wanted tags that there is, by its language alone; or nothing."""
    for tag in wanted:
        primary = tag.strip().lower().replace("_", "-").split("-")[0]
        if primary in languages():
            return primary
    return ""


def accepted(header: str) -> list[str]:
    """The tags of an Accept-Language header, the most wanted first; those at 0 are left out."""
    weighed: list[tuple[float, int, str]] = []
    for part in header[:1_000].split(","):
        tag, _, quality = part.partition(";")
        try:
            weight = float(quality.partition("=")[2]) if quality.strip() else 1.0
        except ValueError:
            continue
        if tag.strip() and weight > 0:
            weighed.append((-weight, len(weighed), tag.strip()))
    return [tag for _, _, tag in sorted(weighed)]


def gettext(message: str, /, **values: object) -> str:
    """A message in the language of this context, with its placeholders filled in.

    `{name}` in the message is the value of that name. Where the text goes into HTML or Markdown,
    values are escaped before they come here.
    """
    tag = _language.get()
    said = message if tag == ENGLISH else _catalogue(tag).gettext(message)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The message for this number of things; `{number}` in it is the number as it is written."""
    tag = _language.get()
    if tag == ENGLISH:
        said = one if number == 1 else many
    else:
        said = _catalogue(tag).ngettext(one, many, number)
    return said.format(number=decimal(number), **values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """A message that means something else elsewhere; `context` says where it stands."""
    tag = _language.get()
    said = message if tag == ENGLISH else _catalogue(tag).pgettext(context, message)
    return said.format(**values) if values else said


def N_(message: str) -> str:  # noqa: N802 - what gettext's tools call it
    """A message that is written down here and translated where it is shown."""
    return message


def N_plural(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """The same for a message of a number of things."""
    return one, many


def decimal(number: int) -> str:
    """A whole number as the language groups its digits: "1,200"."""
    if -1000 < number < 1000 or _language.get() == ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - not for English

    return format_decimal(number, locale=_language.get())


def day(when: date | str) -> str:
    """A day as it is written: 2026-11-26 in English. What is no day stays as it is."""
    if _language.get() == ENGLISH:
        return str(when)
    from babel.dates import format_date  # noqa: PLC0415 - not for English

    try:
        found = when if isinstance(when, date) else date.fromisoformat(when)
    except ValueError:
        return str(when)
    return format_date(found, "medium", locale=_language.get())


def listed(words: Sequence[str], joined: str = "and") -> str:
    """Words as a list: "a, b and c", or with "or"."""
    if len(words) < 2:
        return "".join(words)
    last = pgettext("list", " or ") if joined == "or" else pgettext("list", " and ")
    return ", ".join(words[:-1]) + last + words[-1]


def _catalogue(tag: str) -> catalogues.NullTranslations:
    found = _loaded.get(tag)
    if found is None:
        with _loading:
            found = _loaded.setdefault(tag, _read(tag))
    return found


def _read(tag: str) -> catalogues.NullTranslations:
    """The catalogue as it is kept, made in memory into what gettext looks up: the same from a
    checkout and from a wheel, and none is ever out of date."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - not for English
    from babel.messages.pofile import read_po  # noqa: PLC0415 - not for English

    with (LOCALE / tag / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=tag)
    made = io.BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    return catalogues.GNUTranslations(made)


_NAMES = {ENGLISH: "English", "de": "Deutsch"}

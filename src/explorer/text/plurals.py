"""Plurals: a noun in the form that a number asks for, in the language of whoever reads it."""

from explorer.text.translation import ENGLISH, decimal, ngettext, spoken


def plural(number: int, one: str, many: str = "") -> str:
    """The word without its number; `many` is the plural where it is not `one` and an s."""
    many = many or f"{one}s"
    if spoken() == ENGLISH:
        return one if number == 1 else many
    return ngettext(one, many, number)


def count(number: int, one: str, many: str = "") -> str:
    """The number and its word: "1 level", "2 levels", "1,200 entries"."""
    return f"{decimal(number)} {plural(number, one, many)}"

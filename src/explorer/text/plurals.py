"""English plurals: a noun or verb in the form that a number asks for."""


def plural(number: int, one: str, many: str = "") -> str:
    """The word without its number; `many` is the plural where it is not `one` and an s."""
    return one if number == 1 else many or f"{one}s"


def count(number: int, one: str, many: str = "") -> str:
    """The number and its word: "1 level", "2 levels", "1,200 entries"."""
    return f"{number:,} {plural(number, one, many)}"

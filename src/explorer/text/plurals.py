"""Numbers with their noun: "1 level", "2 levels", "3 entries"."""


def count(number: int, thing: str, things: str = "") -> str:
    """The number and its noun; `things` is the plural where it is not `thing` and an s."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"

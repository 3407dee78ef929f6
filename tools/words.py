"""The catalogues of the app's own words: found in the code, and brought up to date.

`python -m tools.words` (or `make words`) writes every `src/explorer/locale/*/LC_MESSAGES/
explorer.po` anew: messages that are new in the code are added without a translation, and those
that left it are left out. It says how many are still to be translated.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from explorer.text.translation import DOMAIN, ENGLISH, LOCALE, languages

ROOT = Path(__file__).resolve().parents[1]
_DATED = ("POT-C", "PO-R", "Project-Id", "Report-", "Last-T", "Language-T", "Generated-By")
_ENGLISH = ("src/explorer/commands/", "src/explorer/storage/database_check.py")
"""What is said on a command line alone stays English."""
_ONE = {"_", "gettext", "gettext_lazy", "N_"}
_IN_TEMPLATE = re.compile(r'\{\{ _\("([^"]+)"\) \}\}')
_NOUNS = {"count", "count_lazy", "plural"}
_HEAD = """\
# The words of Ladder Explorer in {name}.
# docs/languages.md says how to work on it; `make words` brings it up to date.
#"""


def messages() -> Catalog:
    """Every message of the code, as a catalogue without translations."""
    found = Catalog(fuzzy=False)
    for path in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "pages").glob("*.py")]):
        place = path.relative_to(ROOT).as_posix()
        if place.startswith(_ENGLISH):
            continue
        for id, context in in_code(path.read_text(encoding="utf-8")):
            found.add(id, locations=[(place, 0)], context=context)
    for path in sorted((ROOT / "src").rglob("templates/*.html")):
        place = path.relative_to(ROOT).as_posix()
        for id in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            found.add(id, locations=[(place, 0)])
    return found


def in_code(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The messages of one module, each with its context. Raises ValueError for one that is put
    together while the program runs, which no catalogue could hold."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        name, texts = node.func.id, [_text(each) for each in node.args]
        if name in _ONE and isinstance(node.args[0], ast.JoinedStr):
            raise ValueError(f"line {node.lineno}: {ast.unparse(node)}")
        if name in _ONE and texts and texts[0]:
            yield texts[0], None
        elif name == "pgettext" and texts[1]:
            yield texts[1], texts[0]
        elif name in ("ngettext", "ngettext_lazy", "N_plural") and texts[0] and texts[1]:
            yield (texts[0], texts[1]), None
        elif name in _NOUNS and len(texts) > 1 and texts[1]:
            yield (texts[1], (texts[2] if texts[2:] else None) or f"{texts[1]}s"), None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def kept(tag: str) -> Catalog:
    """The catalogue of a language as it is kept; an empty one where there is none yet."""
    path = path_of(tag)
    if not path.is_file():
        return Catalog(tag, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=tag)


def brought_up_to_date(tag: str) -> bytes:
    """The catalogue of a language for the code as it is now, as a file."""
    old, new = (
        kept(tag),
        Catalog(tag, fuzzy=False, header_comment=_HEAD.format(name=languages()[tag])),
    )
    for message in messages():
        if message.id:
            new.add(
                message.id, _translation(old, message), message.locations, context=message.context
            )
    written = io.BytesIO()
    write_po(written, new, width=100, include_lineno=False, omit_header=False)
    # A date would make each of two branches' catalogues another file.
    lines = written.getvalue().decode().splitlines(keepends=True)
    dated = tuple(f'"{name}' for name in _DATED)
    return "".join(line for line in lines if not line.startswith(dated)).encode()


def _translation(old: Catalog, message: Message) -> Any:
    one = message.id[0] if isinstance(message.id, tuple) else message.id
    known = old.get(one, message.context)
    fits = known is not None and isinstance(known.id, tuple) == isinstance(message.id, tuple)
    return known.string if known is not None and fits else ""


def path_of(tag: str) -> Path:
    return LOCALE / tag / "LC_MESSAGES" / f"{DOMAIN}.po"


def untranslated(tag: str) -> list[str]:
    """The messages of a language that have no translation."""
    return [str(message.id) for message in kept(tag) if message.id and not _said(message)]


def _said(message: Message) -> bool:
    given = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(given)


def main() -> None:
    for tag in languages():
        if tag == ENGLISH:
            continue
        made = brought_up_to_date(tag)
        path_of(tag).parent.mkdir(parents=True, exist_ok=True)
        path_of(tag).write_bytes(made)
        print(f"{path_of(tag).relative_to(ROOT)}: {len(untranslated(tag))} to be translated")


if __name__ == "__main__":
    main()

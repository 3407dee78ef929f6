"""Zips of documents as a folder: what Notion and Google give for "Export", unpacked in memory.

Only documents are read, within limits of number, size and ratio, and what is left out is said.
Notion's numbers are taken off the names, a database and its pages are one, and the sheets of a
spreadsheet, a page each, are one page. Word documents and workbooks are zips too, and stay.
"""

import csv
import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from explorer.documents.limits import MAX_DOCUMENT_BYTES, MAX_TOTAL_BYTES, too_long, too_many
from explorer.documents.packed import DAMAGED, ZIP, is_document
from explorer.documents.web_pages import pictures_left_out
from explorer.drafts.codes import code_in_file_name
from explorer.drafts.file_titles import NUMBERS
from explorer.drafts.frame_words import names_nothing
from explorer.importing.detect import DATA, ENDINGS, RefusedDocument
from explorer.importing.imported_ladder import Remark
from explorer.text.lazy_messages import gettext_lazy

MAX_NAMES = 5_000
"""Names in an archive, pictures among them; a wiki's export has some hundred."""
MAX_RATIO = 200
"""How much larger than packed a file may be; text packs to a tenth, a bomb to a thousandth."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".heic", ".avif")
_SMALL = 2**20
"""Below it no ratio does harm: an empty table of Google's packs to a hundredth."""
_MAX_DEPTH = 1
"""Notion puts the zip of each part into a zip."""

_NUMBER = re.compile(NUMBERS, re.IGNORECASE)
# What exports are called that nobody named, with the time that Google adds.
_UNNAMED = re.compile(
    r"(?:export(?:block)?|private & shared|docs?|content|pages|part-\d+|drive-download|-|_|\s|\d{8}t\d{6}z(?:-\d+)*)*",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"^(?:level|grade|code):[ \t]*(\w{1,6})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_PROPERTY = re.compile(r"[^:\n]{1,60}:\s.*")


@dataclass
class Unpacked:
    """Documents by name, what was left out, and what the folder is called, if it is one."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: list[RefusedDocument] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    folder: str | None = None
    left: int = MAX_TOTAL_BYTES

    def add(self, name: str, raw: bytes) -> None:
        self.files[free_name(name, self.files)] = raw

    def refuse(self, name: str, reason: str) -> None:
        self.refused.append(RefusedDocument(name, 0, reason))


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, in a folder with a number where it is taken."""
    number, free = 2, name
    while free in taken:
        free, number = f"{number}/{name}", number + 1
    return free


def unpack(files: Mapping[str, bytes]) -> Unpacked:
    """The documents with each archive of documents as what is in it."""
    made = Unpacked()
    for name, raw in files.items():
        inside = _names(raw)
        if inside is None:
            made.add(name, raw)
            continue
        taken = Unpacked(left=made.left)
        _take(taken, name, raw, _MAX_DEPTH)
        top, stem = _without_top(taken), _clean(PurePosixPath(name).stem)
        folder = stem if not top or (names_nothing(top) and not _UNNAMED.fullmatch(stem)) else top
        _join_sheets(taken, f"{folder or 'sheets'}.html")
        _part_databases(taken)
        if not taken.files and not taken.refused:
            taken.refuse(name, gettext_lazy("there is no document in it that an import reads"))
        for each, held in taken.files.items():
            made.add(each if len(files) == 1 else f"{PurePosixPath(name).stem}/{each}", held)
        made.refused += taken.refused
        made.remarks += taken.remarks
        made.left = taken.left
        if len(files) == 1:
            made.folder = None if _UNNAMED.fullmatch(folder) else folder
    return made


def _names(raw: bytes) -> Collection[str] | None:
    """What an archive of documents holds; None of what is none, or cannot be opened."""
    if not raw.startswith(ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = frozenset(archive.namelist())
    except DAMAGED:
        return None
    return None if is_document(names) else names


def _take(made: Unpacked, name: str, raw: bytes, depth: int) -> None:
    others = Counter[str]()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_NAMES:
            said = gettext_lazy(
                "it holds more than {most} files; export a part of it", most=MAX_NAMES
            )
            made.refuse(name, said)
            return
        names = {entry.filename for entry in entries}
        for entry in entries:
            path = PurePosixPath(entry.filename.replace("\\", "/"))
            parts = [part for part in path.parts if part not in ("/", "..", ".")]
            # "Roles_all.csv" of Notion has the rows of "Roles.csv" once more, in no order.
            again = path.stem.endswith("_all") and f"{entry.filename[:-8]}.csv" in names
            hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
            if not parts or entry.is_dir() or hidden or (again and path.suffix == ".csv"):
                continue
            shown = "/".join((*map(_clean, parts[:-1]), f"{_clean(path.stem)}{path.suffix}"))
            ending = path.suffix.lower()
            if entry.filename == "resources/sheet.css":
                made.add(entry.filename, b"")
            elif ending not in (*ENDINGS, *DATA):
                others[ending or "none"] += 1
            elif isinstance(held := _read(archive, entry, made.left), str):
                made.refuse(shown, held)
            else:
                made.left -= len(held)
                if _names(held) is None:
                    made.add(shown, held)
                elif depth:
                    _take(made, shown, held, depth - 1)
                else:
                    made.refuse(shown, gettext_lazy("it is an archive in an archive; unpack it"))
    pictures = sum(others.pop(ending, 0) for ending in _PICTURES)
    if pictures:
        made.remarks.append(Remark(name, 0, pictures_left_out(pictures)))
    if others:
        kinds = ", ".join(f"{number} {ending}" for ending, number in sorted(others.items())[:9])
        made.refuse(
            name, gettext_lazy("what is no document in it was left out ({kinds})", kinds=kinds)
        )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes | str:
    """A file of an archive, or a sentence saying why there is none. What an archive says of its
    sizes is only believed where it is too much."""
    size = entry.file_size
    if entry.flag_bits & 1:
        return gettext_lazy("it is protected by a password; pack it without one")
    if size > MAX_DOCUMENT_BYTES:
        return too_long(size)
    if size > _SMALL and size > MAX_RATIO * max(entry.compress_size, 1):
        return gettext_lazy(
            "unpacked it is more than {ratio} times as large, which no text is", ratio=MAX_RATIO
        )
    if size > left:
        return too_many(MAX_TOTAL_BYTES, "bytes")
    try:
        with archive.open(entry) as opened:
            return opened.read(size + 1)
    except (*DAMAGED, NotImplementedError):
        return gettext_lazy("it is damaged in its archive; export it again")


def _clean(name: str) -> str:
    return _NUMBER.sub("", name).strip() or name


def _without_top(made: Unpacked) -> str:
    """Take the one folder off that everything lies in; gives what it is called, or ""."""
    found = ""
    while made.files and all("/" in name for name in made.files):
        tops = {name.partition("/")[0] for name in made.files}
        if len(tops) > 1 or tops == {"resources"}:
            break
        found = tops.pop()
        made.files = {name.partition("/")[2]: raw for name, raw in made.files.items()}
    return "" if _UNNAMED.fullmatch(found) else found


def _join_sheets(made: Unpacked, name: str) -> None:
    """The sheets of a Google spreadsheet, a page each, as one page under their names."""
    if made.files.pop("resources/sheet.css", None) is None:
        return
    sheets = {each: raw for each, raw in made.files.items() if each.lower().endswith(".html")}
    named = (
        f"<h1>{html.escape(PurePosixPath(each).stem)}</h1>".encode() + raw
        for each, raw in sheets.items()
    )
    made.files = {each: raw for each, raw in made.files.items() if each not in sheets}
    if sheets:
        made.add(name, b"\n".join(named))


def _part_databases(made: Unpacked) -> None:
    """Of a database and the pages of its rows, keep what says more: Notion writes what stands
    in a row into its page too, so that both together would be each level twice."""
    for table in [name for name in made.files if name.lower().endswith(".csv")]:
        folder = f"{table[:-4]}/"
        pages = [name for name in made.files if name.startswith(folder)]
        rows = _rows(made.files[table])
        titles = {_clean(PurePosixPath(page).stem).casefold() for page in pages}
        if not pages or not {row.casefold() for row in rows} <= titles:
            continue
        if any(_has_text(made.files[page]) for page in pages):
            del made.files[table]
            made.refuse(table, gettext_lazy("its rows are pages as well, and were read there"))
            for page in pages:
                held = made.files.pop(page)
                made.add(_with_code(page, held), held)
        else:
            for page in pages:
                del made.files[page]
                said = gettext_lazy(
                    "its row in {table} says all of it, and was read there", table=table
                )
                made.refuse(page, said)


def _with_code(name: str, page: bytes) -> str:
    """The name of a row's page with the level that is a property of it: "L1 Baker.md"."""
    path = PurePosixPath(name)
    found = _LEVEL.search(page.decode("utf-8", "replace"))
    code = code_in_file_name(found[1]) if found else None
    if not found or not code or code_in_file_name(path.stem):
        return name
    return (path.parent / f"{found[1]} {path.name}").as_posix()


def _rows(raw: bytes) -> list[str]:
    lines = csv.reader(io.StringIO(raw.decode("utf-8-sig", "replace")))
    try:
        return [row[0].strip() for row in list(lines)[1:] if row and row[0].strip()]
    except csv.Error:
        return []


def _has_text(page: bytes) -> bool:
    """Whether a page says more than its title and the properties of its row."""
    lines = page.decode("utf-8", "replace").splitlines()[1:]
    return any(line.strip() and not _PROPERTY.fullmatch(line) for line in lines)

"""Damages documents in every form and imports them: nothing may crash, hang or lose a word.

`python -m tools.mutate_imports [NUMBER] [FORM…]` makes so many mutations of each form (10,000 without
a number), half of them of bytes (changed, cut, doubled, moved), half of the structure (lines, cells,
tags, keys or parts of a package, left out, doubled, exchanged, nested), from judged documents; of what
is packed, damage to the whole is refused by its sums, so that most goes to the parts. What a reader
takes is planned as files too. A word is lost if it stands in the text and in nothing that is kept or
shown. Seeds are numbers, and are printed with what goes wrong.
"""

import html
import io
import json
import random
import re
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from explorer.documents import web_pages
from explorer.documents.decoding import decode
from explorer.documents.sources import Source
from explorer.importing import pipeline, plan, read_documents
from explorer.importing.detect import RefusedDocument
from explorer.importing.pipeline import ImportResult

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "importing"
FORMS = {
    "Markdown": (".md", ".markdown", ".txt"),
    "HTML": (".html", ".htm"),
    "delimited": (".csv", ".tsv"),
    "YAML": (".yaml", ".yml"),
    "JSON": (".json",),
    "workbook": (".xlsx",),
    "Word": (".docx",),
    "zip": (".zip",),
}
SECONDS = 20
"""Of work that one small document may take before it is said to hang."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PIECES = {
    "Markdown": [
        "\n",
        "# ",
        "- ",
        "|",
        "**",
        "<b>",
        "</details>",
        "<table>",
        "```",
        "<!--",
        "---\n",
        "&amp;",
    ],
    "HTML": [
        "<td>",
        "</td>",
        "<tr>",
        "<table>",
        "</table>",
        "<li>",
        "<ul>",
        "<b>",
        "<",
        "&",
        "<!--",
        "<nav>",
    ],
    "delimited": [",", ";", "\t", '"', '""', "\n", "\r", "L3", "'"],
    "YAML": ["\n", "  ", "- ", ": ", "{", "[", "'", '"', "&a ", "*a", "!!x ", "#", "---\n"],
    "JSON": ["{", "}", "[", "]", ",", ":", '"', "null", "1e999", "\\u0000"],
}


def sources(form: str) -> list[tuple[str, bytes]]:
    """The documents that are damaged, with their names."""
    files = [p for p in sorted(JUDGED.rglob("*")) if p.suffix in FORMS[form]]
    found = [(p.name, p.read_bytes()) for p in files if not p.name.endswith(".expected.json")]
    if form == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in [*sources("Markdown")[:4], *sources("delimited")[:2]]:
                archive.writestr(f"Ladder/{name}", raw)
        found = [("ladder.zip", packed.getvalue())]
    return [each for each in found if len(each[1]) < 200_000]


def of_bytes(raw: bytes, dice: random.Random) -> bytes:
    """Some bytes of a file changed, left out, doubled or moved."""
    made = bytearray(raw)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at, end = sorted(dice.randrange(len(made) + 1) for _ in range(2))
        end = min(end, at + dice.choice((1, 4, 64, 4096)))
        part = bytes(made[at:end])
        change = dice.randrange(5)
        if change == 0 and at < len(made):
            made[at] ^= 1 << dice.randrange(8)
        elif change == 1:
            del made[at:end]
        elif change == 2:
            made[at:at] = part
        elif change == 3:
            made[at:at] = bytes(dice.randrange(256) for _ in range(dice.choice((1, 3))))
        else:
            del made[at:end]
            to = dice.randrange(len(made) + 1)
            made[to:to] = part
    return bytes(made)


def of_text(text: str, form: str, dice: random.Random) -> str:
    """The structure of a text damaged: its pieces and lines left out, doubled, exchanged, nested."""
    split = r"(<[^<>]*>)" if form == "HTML" else r"(\n)" if form != "JSON" else r"([{}\[\],:])"
    parts = re.split(split, text)
    for _ in range(dice.choice((1, 2, 4, 12))):
        if not parts:
            break
        at, other = dice.randrange(len(parts)), dice.randrange(len(parts))
        change = dice.randrange(6)
        if change == 0:
            del parts[at]
        elif change == 1:
            parts.insert(other, parts[at])
        elif change == 2:
            parts[at], parts[other] = parts[other], parts[at]
        elif change == 3:
            piece, inner = dice.choice(_PIECES[form]), dice.randrange(len(parts[at]) + 1)
            parts[at] = parts[at][:inner] + piece * dice.choice((1, 1, 1, 30)) + parts[at][inner:]
        elif change == 4:
            first, last = sorted((at, other))
            parts[first:first] = parts[first : min(last, first + 40)]
        else:
            parts[at] = "  " * dice.randrange(8) + parts[at].lstrip(" ")
    return "".join(parts)


def of_package(raw: bytes, dice: random.Random) -> bytes:
    """A package whose parts are left out, exchanged, or damaged as XML or as text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(made, "w") as target:
        names = source.namelist()
        hit = {dice.choice(names) for _ in range(dice.choice((1, 1, 2)))}
        for name in names:
            held = source.read(name)
            if name in hit:
                change = dice.randrange(5)
                if change == 0:
                    continue
                if change == 1:
                    held = source.read(dice.choice(names))
                elif change == 2:
                    held = of_bytes(held, dice)
                else:
                    text = held.decode("utf-8", "surrogateescape")
                    held = of_text(text, "HTML", dice).encode("utf-8", "surrogateescape")
            target.writestr(name, held)
    return made.getvalue()


def mutated(form: str, raw: bytes, seed: int) -> bytes:
    """A document with damage of its seed's own."""
    dice = random.Random(seed)
    packed = form in ("workbook", "Word", "zip")
    if seed % (20 if packed else 2) == 1:
        return of_bytes(raw, dice)
    if packed:
        return of_package(raw, dice)
    text = raw.decode("utf-8", "surrogateescape")
    return of_text(text, form, dice).encode("utf-8", "surrogateescape")


def shown(made: ImportResult) -> set[str]:
    """Every word that an import keeps somewhere or shows."""
    return {word.casefold() for text in _texts(made) for word in _WORD.findall(text)}


def _texts(made: ImportResult) -> list[str]:
    texts: list[str | None] = [ladder.name for ladder in made.ladders]
    texts += [remark.text for remark in made.remarks]
    for draft in made.drafts:
        texts += [draft.name, *draft.frame]
        texts += [fix.before for fix in draft.encoding_fixes]
        for level in draft.levels:
            texts += [level.code, level.title, level.ladder]
        for fragment in draft.fragments():
            texts += [fragment.text, fragment.competency, fragment.scope]
    return [text for text in texts if text]


class _Visible(HTMLParser):
    """What a page says, outside of what no browser shows."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in ("script", "style", "template", "noscript", "svg", "title"):
            self.unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            self.unseen.clear()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.texts.append(data)


def text_of(form: str, raw: bytes) -> str:
    """What a document says, as another than the importer's readers finds it; "" where none can."""
    if form == "workbook":
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        seen = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
        sheets = (book.get_sheet_by_name(name).to_python() for name in seen)
        return "\n".join(v for rows in sheets for row in rows for v in row if isinstance(v, str))
    if form == "Word":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        paragraphs = root.iterfind(f"./{name}body//{name}p")
        return "\n".join("".join(_shown_in_word(each, name)) for each in paragraphs)
    if form not in ("Markdown", "delimited", "HTML"):
        return ""
    text = "\n".join(decode(raw).lines)
    if form == "HTML":
        page = _Visible()
        page.feed(text)
        return " ".join(page.texts)
    text = html.unescape(re.sub(r"<[^<>]*>|!?\[[^\]]*\]\([^)]*\)|\[[^\]]*\]:.*|:\w+:", " ", text))
    # "iii." counts an item of an outline, as "3." does, and "> [!NOTE]" marks a quote: no words.
    text = re.sub(r"(?im)^\s*(?:[ivx]+[.)]\s|>\s*\[!\w+\])", " ", text)
    return re.sub(r"(?s)\A---\n.*?\n---|```.*|\{[^{}]*\}", " ", text)


def _shown_in_word(paragraph: etree._Element, name: str) -> Iterator[str]:
    """The texts of a paragraph that Word shows, whatever they are wrapped in."""
    unseen = [f"{name}del", f"{name}moveFrom", "{*}Choice"]
    for text in paragraph.iter(f"{name}t"):
        above = next(text.iterancestors(f"{name}p"), None)
        if above is paragraph and next(text.iterancestors(*unseen), None) is None:
            yield text.text or ""


def lost(form: str, raw: bytes, made: ImportResult) -> set[str]:
    """The words of a document that an import neither keeps nor shows; a refusal loses none."""
    if made.refused:
        return set()
    try:
        said = text_of(form, raw)
    except Exception:  # what another reader cannot read says nothing of ours
        return set()
    frame: Sequence[str] = ()
    if form == "HTML":
        page = web_pages.read(decode(raw).lines)
        frame = page.frame if isinstance(page, Source) else ()
    there = shown(made) | {word.casefold() for word in _WORD.findall(" ".join(frame))}
    missing = {word.casefold() for word in _WORD.findall(said)} - there
    # Damage may glue words together, or cut them in two.
    glued = "".join([*_texts(made), *frame]).casefold().replace(" ", "") if missing else ""
    return {word for word in missing if word not in glued and not _is_two_of(word, there)}


def _is_two_of(word: str, there: set[str]) -> bool:
    """Whether a word is two that are there: where a paragraph of Word stands in another, this reader
    goes on in the outer one and the importer begins anew."""
    return any(word[:at] in there and word[at:] in there for at in range(3, len(word) - 2))


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raises TimeoutError where what is within takes more work, however busy the machine is."""

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _raised(file: str, error: Exception) -> RefusedDocument:
    raise RuntimeError(file) from error


def run(form: str, number: int, say: Callable[[str], None]) -> Counter[str]:
    """Imports so many mutations of one form; gives what came of them."""
    found: Counter[str] = Counter()
    documents = sources(form)
    pipeline.stopped = _raised
    for seed in range(number):
        name, raw = documents[seed % len(documents)]
        damaged = mutated(form, raw, seed)
        try:
            with at_most(SECONDS):
                made = read_documents({name: damaged})
                plan(made.ladders)
        except TimeoutError:
            found["hung"] += 1
            say(f"{form} {name} seed {seed}: more than {SECONDS} seconds")
            continue
        except Exception:
            found["crashed"] += 1
            say(f"{form} {name} seed {seed}: {traceback.format_exc()}")
            continue
        found["refused" if made.refused else "read"] += 1
        if words := lost(form, damaged, made):
            found["lost words"] += 1
            say(f"{form} {name} seed {seed}: lost {json.dumps(sorted(words)[:8])}")
    return found


def main(arguments: Sequence[str]) -> int:
    number = next((int(each) for each in arguments if each.isdecimal()), 10_000)
    wrong = 0
    for form in [each for each in arguments if not each.isdecimal()] or FORMS:
        began = time.process_time()
        found = run(form, number, lambda text: print(text, flush=True))
        wrong += found["hung"] + found["crashed"] + found["lost words"]
        counts = ", ".join(f"{many:,} {what}" for what, many in sorted(found.items()))
        print(
            f"{form}: {number:,} mutations in {time.process_time() - began:.0f} s: {counts}",
            flush=True,
        )
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

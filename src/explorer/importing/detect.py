"""Which shape a document is, and what it says; or the reason why it is no ladder.

Each shape reads what could be its own, and the one that makes most of the document's
words into statements is right: what a document is follows from what can be done with it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from explorer.documents import data_files, web_pages, word_documents, workbooks
from explorer.documents.decoding import DecodedText, decode
from explorer.documents.packed import packed_as
from explorer.documents.remarks import EncodingFix, ImportWarning
from explorer.documents.sources import Source
from explorer.drafts import front_matter, markdown_pages, roles, spreadsheets, tables
from explorer.drafts.codes import code_in_file_name
from explorer.drafts.decisions import NoLevel
from explorer.drafts.draft import Doubt, Draft, Fragment
from explorer.drafts.ledger import settle
from explorer.drafts.outline import find_headings
from explorer.drafts.table_layout import AS_FOUND, TableReading
from explorer.errors import DecodeError
from explorer.importing.cleaning import cleaned
from explorer.importing.decided_drafts import with_decisions
from explorer.text.lazy_messages import gettext_lazy

SPREADSHEETS = (".csv", ".tsv", ".tab")
DATA = tuple(data_files.FORMS)
HTML = (".html", ".htm")
MARKDOWN = (".md", ".markdown", ".mdx", ".mdown", ".txt", *HTML)
ENDINGS = (*MARKDOWN, *SPREADSHEETS, *workbooks.WORKBOOKS, *word_documents.WORD, ".zip")
"""What is looked for in a folder, and taken by the page."""
# Files about a repository: a level that one of them names is only mentioned.
_ABOUT_THE_REST = re.compile(
    r"(?:readme|contributing|index|licen[cs]e|changelog|code[-_ ]of[-_ ]conduct|notice|security|"
    r"_sidebar|summary|pull_request_template|issue_template)",
    re.IGNORECASE,
)
_EXPECTED = frozenset({"statement", "tentative"})
_EXPECTATION_KINDS = ("statement", "tentative", "example", "fact", "summary")


@dataclass(frozen=True, slots=True)
class Options:
    """What somebody says about the documents instead of its being found."""

    encoding: str | None = None
    delimiter: str | None = None
    tables: TableReading = AS_FOUND


@dataclass(frozen=True, slots=True)
class RefusedDocument:
    """A document that is not read, and why: a sentence about a line (0: all of it).

    `heads` are the names in it of which some may be levels, although none says so.
    """

    file: str
    line: int
    reason: str
    heads: tuple[str, ...] = ()


def read_document(
    raw: bytes, file: str, options: Options = Options()
) -> tuple[Draft, int] | RefusedDocument:
    """A document as a draft and the number of its non-blank lines; or why it is none."""
    fixes: tuple[EncodingFix, ...] = ()
    packed = packed_as(raw)
    if packed:
        reader = _PACKED.get(packed)
        source = reader(raw) if reader else packed
    else:
        try:
            text = decode(raw, options.encoding)
        except DecodeError as error:
            return RefusedDocument(file, error.line, error.reason)
        source, fixes = _source_of_text(text, file), text.encoding_fixes
    if isinstance(source, str):
        return RefusedDocument(file, 0, source)
    reason, draft = _best_draft(source, file, options)
    if draft is None:
        return _refused(file, reason)
    if _ABOUT_THE_REST.fullmatch(PurePosixPath(file).stem) and not _is_ladder(draft):
        why = gettext_lazy("it is about the others, and holds no level")
        return RefusedDocument(file, 0, why)
    # Every line is accounted for, as decided; what was said of the document comes first.
    draft = settle(with_decisions(cleaned(draft), options.tables.decisions), source.lines)
    kept, beside = _texts_beside(source)
    draft = replace(
        draft,
        name=draft.name or source.name,
        prose=(*draft.prose, *kept),
        shape=gettext_lazy("{form}: {shape}", form=_FORMS[packed], shape=draft.shape)
        if source.form == "table" and packed
        else draft.shape,
        warnings=(*source.warnings, *draft.warnings),
        places={**source.places, **beside},
        encoding_fixes=draft.encoding_fixes + fixes,
    )
    return draft, sum(1 for line in source.lines if line.strip())


_PACKED = {"workbook": workbooks.read, "Word document": word_documents.read}
_FORMS = {
    "workbook": gettext_lazy("workbook"),
    "Word document": gettext_lazy("Word document"),
}


def _texts_beside(source: Source) -> tuple[list[Fragment], dict[int, int | str]]:
    """What stands beside a document's text, kept as it is, as lines below its last."""
    numbered = list(enumerate(source.beside, len(source.lines) + 1))
    kept = [Fragment("remainder", text, (at,)) for at, (_, text) in numbered]
    return kept, {at: place for at, (place, _) in numbered}


def _source_of_text(text: DecodedText, file: str) -> Source | str:
    """Text as its lines, or a page of HTML as its blocks."""
    page: Source | str = Source(text.lines)
    if PurePosixPath(file).suffix.lower() in HTML:
        page = web_pages.read(text.lines)
    if isinstance(page, str):
        return page
    said = (*text.warnings, *page.warnings)
    if page.places:
        # What was said of a line of the file is not about the block of that number.
        said = tuple(replace(each, line=-each.line) for each in said)
        page = replace(page, places={**page.places, **{each.line: -each.line for each in said}})
    if text.encoding not in ("utf-8", "ascii") and not said:
        said = (
            ImportWarning(
                0, gettext_lazy("The file was read as {encoding}.", encoding=text.encoding.upper())
            ),
        )
    return replace(page, warnings=said)


def _refused(file: str, reason: str) -> RefusedDocument:
    heads = reason.heads if isinstance(reason, NoLevel) else ()
    return RefusedDocument(file, 0, reason.reason if isinstance(reason, NoLevel) else reason, heads)


def _best_draft(source: Source, file: str, options: Options) -> tuple[str, Draft | None]:
    """The reading that makes most of the words, or the reason why there is none."""
    if (sheet := _sheet(source, file, options)) is not None:
        return (sheet, None) if isinstance(sheet, str) else ("", sheet)
    reasons: list[str] = []
    drafts: list[Draft] = []
    for made in _candidates(source, file, options):
        if isinstance(made, Draft):
            drafts.append(made)
        elif made:
            reasons.append(made)
    drafts = [draft for draft in drafts if _word_count(draft)]
    if drafts:
        return "", max(drafts, key=_word_count)
    named = gettext_lazy(
        "no heading and no table in it names a level (a code such as L4, or a role)"
    )
    broken = next((reason for reason in reasons if "front matter" in reason), "")
    only = reasons[0] if len(reasons) == 1 and "table" not in reasons[0] else named
    heads = [head for each in reasons if isinstance(each, NoLevel) for head in each.heads]
    if only == named:
        heads += [
            heading.name
            for heading in find_headings(markdown_pages.read_blocks(source.lines, source.grids))
        ]
    return broken or NoLevel.among(only, heads), None


def _sheet(source: Source, file: str, options: Options) -> Draft | str | None:
    """The reading of what can be read in no other way; None of a page."""
    if source.blocks is not None:
        return tables.read(source.blocks, file, source.form, options.tables)
    if PurePosixPath(file).suffix.lower() in SPREADSHEETS or options.delimiter:
        return spreadsheets.read(source.lines, file, options.tables, options.delimiter)
    return None


def _candidates(source: Source, file: str, options: Options) -> Iterable[Draft | str | None]:
    lines, how = source.lines, options.tables
    ending = PurePosixPath(file).suffix.lower()
    if data_files.data_part(lines, file):
        topics = front_matter.read(lines, file, how)
        if ending in DATA:
            yield topics
            return
        if isinstance(topics, Draft):
            yield topics
        elif topics.startswith("line "):
            yield gettext_lazy("its front matter cannot be read: {reason}", reason=topics)
    if lines and sum("\t" in line.strip() for line in lines) * 2 > len(lines):
        yield spreadsheets.read(lines, file, how, "\t")
    blocks = markdown_pages.read_blocks(lines, source.grids)
    if how.orientation is None:
        yield roles.read(blocks, file, how.decisions)
    if any(block.grid for block in blocks):
        html = any("<table" in line.lower() for line in lines)
        form = source.form or (
            gettext_lazy("HTML table") if html else gettext_lazy("Markdown table")
        )
        yield tables.read(blocks, file, form, how)


def is_ladder_of_data(raw: bytes, file: str) -> bool:
    """Whether a file of data tells of several levels that expect something, without a doubt."""
    try:
        made = front_matter.read(decode(raw).lines, file)
    except DecodeError:
        return False
    if not isinstance(made, Draft) or any(isinstance(said, Doubt) for said in made.warnings):
        return False
    told = [level for level in made.levels if {f.kind for f in level.fragments} & _EXPECTED]
    return len(told) > 1


def _word_count(draft: Draft) -> int:
    """How many words of a document became something that a level says."""
    return sum(
        fragment.text.count(" ") + 1
        for level in draft.levels
        for fragment in level.fragments
        if fragment.kind in _EXPECTATION_KINDS
    )


def _is_ladder(draft: Draft) -> bool:
    """Whether a document that is called README and the like is a ladder all the same."""
    coded = [level for level in draft.levels if re.search(r"\d", level.code)]
    return len(coded) > 1 or bool(coded and code_in_file_name(coded[0].code))

"""Which shape a document is, and what it says; or the reason why it is no ladder.

Bytes become a `Source` by their first bytes or their file's ending, and that a draft: a sheet, data,
or a page, which may have data before its text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from explorer.documents import data_files, web_pages, word_documents, workbooks
from explorer.documents.decoding import DecodedText, decode
from explorer.documents.grids import Grid
from explorer.documents.packed import packed_as
from explorer.documents.remarks import EncodingFix, ImportWarning
from explorer.documents.sources import Source
from explorer.drafts.codes import code_in_file_name
from explorer.drafts.decisions import UNDECIDED, Decisions, NoLevel, decided
from explorer.drafts.draft import TOLD, Doubt, Draft, Fragment
from explorer.drafts.draft_builder import DraftBuilder
from explorer.drafts.frame_words import names_nothing
from explorer.drafts.headings.outline import find_headings
from explorer.drafts.ledger import settle
from explorer.drafts.pages import front_matter, markdown_pages, page_parts
from explorer.drafts.tables import spreadsheets, tables
from explorer.drafts.tables.table_layout import TableReading
from explorer.errors import DecodeError
from explorer.importing.cleaning import cleaned
from explorer.importing.decided_drafts import with_decisions
from explorer.importing.other_documents import names_other_levels
from explorer.problems import quoted
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
# What of these tells of the documents beside it, and what opens a book of pages.
_TELLS_OF_THE_REST = re.compile(
    r"_?(?:\d+[-_. ]+)?(?:readme|index|overview|summary|intro(?:duction)?|preface|about"
    r"|übersicht|einleitung|einführung|vorwort|introducción|inleiding)",
    re.IGNORECASE,
)
# Where it leads is gone with the pages of HTML: ladders-site.zip.
_LINK_TO_PAGE = re.compile(r"\[([^\[\]]+)\]\([^():]+\.html?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RefusedDocument:
    """A document that is not read, and why: a sentence about a line (0: all of it).

    `heads` are the names in it of which some may be levels, although none says so. `text` is what it
    says and its number of lines, where it tells of the documents beside it: text of their ladder.
    """

    file: str
    line: int
    reason: str
    heads: tuple[str, ...] = ()
    text: tuple[Draft, int] | None = None


def read_document(
    raw: bytes, file: str, decisions: Decisions = UNDECIDED, others: Iterable[str] = ()
) -> tuple[Draft, int] | RefusedDocument:
    """A document as a draft and the number of its non-blank lines; or why it is none. `others` are
    the names of the documents that it came with."""
    fixes: tuple[EncodingFix, ...] = ()
    packed = packed_as(raw)
    if packed:
        reader = _PACKED.get(packed)
        source = reader(raw) if reader else packed
    else:
        try:
            text = decode(raw, decisions.encoding)
        except DecodeError as error:
            return RefusedDocument(file, error.line, error.reason)
        source, fixes = _source_of_text(text, file), text.encoding_fixes
    if isinstance(source, str):
        return RefusedDocument(file, 0, source)
    draft = _ladder(source, file, decisions)
    if isinstance(draft, Draft):
        return _settled(draft, source, packed, fixes, decisions)
    if not _tells_of_others(source, file, others):
        return draft
    if PurePosixPath(file).suffix.lower() in HTML:
        source = replace(source, lines=[_LINK_TO_PAGE.sub(r"\1", each) for each in source.lines])
    alone = _text_alone(source, file)
    return replace(draft, text=_settled(alone, source, packed, fixes, decisions))


def _ladder(source: Source, file: str, decisions: Decisions) -> Draft | RefusedDocument:
    """A document as a ladder, or why it is none."""
    draft = _reading(source, file, decisions)
    if isinstance(draft, str):
        return _refused(file, draft)
    if _ABOUT_THE_REST.fullmatch(PurePosixPath(file).stem) and not _is_ladder(draft):
        return _refused(file, gettext_lazy("it is about the others, and holds no level"))
    if not decisions.any() and (found := names_other_levels(draft)):
        return _refused(
            file,
            gettext_lazy(
                "its levels are those of something else, such as {name}", name=quoted(found[0])
            ),
        )
    return draft


def _tells_of_others(source: Source, file: str, others: Iterable[str]) -> bool:
    """Whether a document is about those beside it: a README, the index page of a site, or the page
    above others as Notion has it; or a sheet of one column beside others ("Ladder - Read me.csv")."""
    path = PurePosixPath(file)
    if path.suffix.lower() in SPREADSHEETS:
        beside = any(each != file and each.lower().endswith(SPREADSHEETS) for each in others)
        return beside and spreadsheets.is_one_column(source.lines)
    below = f"{path.with_suffix('')}/"
    above = any(each.startswith(below) for each in others)
    told = above or _TELLS_OF_THE_REST.fullmatch(path.stem) is not None
    return told and path.suffix.lower() in MARKDOWN


def _text_alone(source: Source, file: str) -> Draft:
    """A page or sheet without a level: its texts are prose, its first heading is its name."""
    builder, name, grids = DraftBuilder(), "", list[Grid]()
    sheet = PurePosixPath(file).suffix.lower() in SPREADSHEETS
    rows = spreadsheets.paragraphs(source.lines) if sheet else None
    for block in rows or markdown_pages.read_blocks(source.lines, source.grids):
        if block.kind not in ("heading", "front-matter"):
            builder.add_text(block)
            grids += [block.grid] if block.grid else []
        elif not name:
            name = block.text
        else:
            builder.prose.append(Fragment("remainder", block.text, tuple(block.lines)))
    made = builder.build(file, gettext_lazy("text about the others"), name or None)
    return replace(made, tables=tuple(grids))


def _settled(
    draft: Draft,
    source: Source,
    packed: str | None,
    fixes: tuple[EncodingFix, ...],
    decisions: Decisions,
) -> tuple[Draft, int]:
    """A draft in which every line is accounted for, as decided; what was said of the document comes
    first."""
    draft = settle(with_decisions(cleaned(draft), decisions), source.lines)
    kept, beside = _texts_beside(source)
    # "Ladder" is what its sheet is called, and no name beside that of the page.
    named = draft.name and not (source.name and names_nothing(draft.name))
    draft = replace(
        draft,
        name=draft.name if named else source.name,
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


def _reading(source: Source, file: str, decisions: Decisions) -> Draft | str:
    """A document by its form: a sheet, data, or a page."""
    lines, how = source.lines, TableReading(decisions.orientation, decisions.rows, decisions)
    ending = PurePosixPath(file).suffix.lower()
    if source.blocks is not None:
        return tables.read(source.blocks, file, source.form, how)
    if ending in SPREADSHEETS or decisions.delimiter:
        return spreadsheets.read(lines, file, how, decisions.delimiter)
    if ending in DATA:
        return front_matter.read(lines, file, how)
    if lines and sum("\t" in line.strip() for line in lines) * 2 > len(lines):
        made = spreadsheets.read(lines, file, how, "\t")
        if isinstance(made, Draft):
            return made
    return _page(source, file, how)


def _page(source: Source, file: str, how: TableReading) -> Draft | str:
    """A page: the data before its text, or the text, whichever says more of the levels."""
    lines = source.lines
    blocks = markdown_pages.read_blocks(lines, source.grids)
    html = any("<table" in line.lower() for line in lines)
    form = source.form or (gettext_lazy("HTML table") if html else gettext_lazy("Markdown table"))
    made = page_parts.read(blocks, file, form, how)
    if part := data_files.data_part(lines, file):
        found = front_matter.reading(lines, file, part, how)
        if data := front_matter.listed(found):
            # What the data lists is a level in the text, whatever it is called.
            names: dict[str, str | None] = decided(
                (name for e in data.levels for name in (e.code, e.title)), None
            )
            told = replace(how, decisions=how.decisions.over(Decisions(levels=names)))
            few = not isinstance(made, Draft) or len(made.levels) < len(data.levels)
            text = page_parts.read(blocks, file, form, told) if few else made
            if isinstance(text, Draft) and (both := front_matter.joined(data, text)):
                return both
        if isinstance(made, Draft):
            made = front_matter.described(made, lines, part)
        topics = front_matter.with_page(lines, part, found)
        if isinstance(topics, Draft) and topics.says_anything():
            return max(topics, made, key=_word_count) if isinstance(made, Draft) else topics
        if isinstance(topics, str) and topics.startswith("line "):
            said = gettext_lazy("its front matter cannot be read: {reason}", reason=topics)
            if not isinstance(made, Draft):
                return said
            made = replace(made, warnings=(ImportWarning(0, said), *made.warnings))
    if isinstance(made, Draft):
        return made
    named = gettext_lazy(
        "no heading and no table in it names a level (a code such as L4, or a role)"
    )
    heads = made.heads if isinstance(made, NoLevel) else ()
    return NoLevel.among(named, [*heads, *(each.name for each in find_headings(blocks))])


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
        if fragment.kind in TOLD
    )


def _is_ladder(draft: Draft) -> bool:
    """Whether a document that is called README and the like is a ladder all the same."""
    coded = [level for level in draft.levels if re.search(r"\d", level.code)]
    return len(coded) > 1 or bool(coded and code_in_file_name(coded[0].code))

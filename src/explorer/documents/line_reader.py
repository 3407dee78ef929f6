"""The lines of a Markdown document as blocks: a line state machine.

People's documents are not CommonMark where it matters: a `maybe:` glued to a bullet,
bullets right after `<summary>`, details never closed. What a block is stands in `blocks`.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from explorer.documents import bullet_marks, labels, line_tables, site_marks
from explorer.documents.blocks import (
    Block,
    BlockKind,
    depth_of,
    indentation_width,
    is_marker_line,
    without_list_tags,
)
from explorer.documents.data_files import data_part
from explorer.documents.grids import Grid
from explorer.documents.inline import clean_markdown, strip_emphasis, without_checkbox
from explorer.documents.plain_outlines import names_over_lists, with_marks

# tracks-with-details.md.
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]*>(.*?)(?:</h[1-6]>)?\s*", re.IGNORECASE)
_HTML_BULLET = re.compile(r"([ \t]*)<li\b[^<>]*>(.*)", re.IGNORECASE)
_HTML_ITEM_START = re.compile(r"(?=<li\b)", re.IGNORECASE)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
# "**Title" and "***Section", never closed: three real role pages, whose editor closes them itself.
_OPEN_BOLD = re.compile(r"(\*{2,3})[^\s*][^*]{0,78}[^\s*.!?:]\s*")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
# tracks-with-details.md.
_FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(`{3,}|~{3,})([^`]*)")
_QUOTE = re.compile(r" {0,3}>[ \t]?(.*)")
# "> [!NOTE]" of GitHub, and of Obsidian with + or -.
_ALERT_MARKER = re.compile(r"^\[!\w+\][+-]?\s*")
_DETAILS = re.compile(r"<\s*(/?)\s*(details|summary)\b[^<>]*>", re.IGNORECASE)
# P2-Support-Engineer.md, developer-levels.md.
_TAGS_ONLY = re.compile(r"(?:\s*</?[A-Za-z][^<>]*>)+\s*")


class LineReader:
    """Reads the lines of one document into `blocks`, one line at a time."""

    def __init__(self, lines: Sequence[str], grids: Mapping[int, Grid] | None = None) -> None:
        """`grids` are tables that have been read already, each by its first line (from 1)."""
        self.lines, self.grids = with_marks(lines), grids or {}
        self.blocks: list[Block] = []
        self.references = site_marks.link_definitions(lines)
        self.open: Block | None = None
        """The bullet, paragraph or quote that a line right below would go on with."""
        self.content = 0
        """Where the text of the last bullet began: what is indented so far belongs to it."""
        self.listed: Block | None = None
        self.blank = True
        self.in_summary: Block | None = None
        self.comment_ends = [at for at, line in enumerate(lines) if "-->" in line]
        self.over_lists = names_over_lists(self.lines)
        self.inverted = bullet_marks.has_inverted_headings(lines)

    def read(self) -> list[Block]:
        part, at = data_part(self.lines), 0
        if part is not None:
            at = part.last + 1
            self.add("front-matter", "", range(at))
        while at < len(self.lines):
            at = self.read_line(at)
        for block in self.blocks:
            if block.kind in ("bullet", "paragraph", "quote"):
                if block.kind != "quote" and block.wrapped:
                    block.source = [block.text, *block.wrapped]
                parts = [clean_markdown(part, self.references) for part in block.paragraphs()]
                block.raw = "\n\n".join(parts)
                block.text = "\n\n".join(strip_emphasis(part)[0] for part in parts if part)
        return self.blocks

    # -- what reaches over several lines ---------------------------------------------------

    def read_line(self, at: int) -> int:
        """Take the line `at`; gives the line to go on with."""
        line = self.lines[at]
        if not line.strip():
            self.blank = True
            self.open = None
            if self.in_summary and self.in_summary.text:
                self.in_summary = None
            return at + 1
        if "<!--" in line:
            return self.read_comment(at, line)
        if fence := _FENCE.fullmatch(line):
            return self.read_fence(at, fence[1])
        low = line.lower()
        if "<table" in low:
            return self.read_html_table(at)
        for tag in ("picture", "svg", "style", "script", "video", "iframe"):
            if f"<{tag}" in low and low.lstrip().startswith(f"<{tag}"):
                end = self.end_of(at, f"</{tag}")
                end = end if end <= len(self.lines) else at + 1
                self.add("structure", "", range(at, end))
                return end
        if table := line_tables.table_at(self.lines, at):
            end, grid = table
            self.add("table", "", range(at, end)).grid = grid
            return end
        self.take_line(line, at)
        self.blank = False
        return at + 1

    def read_comment(self, at: int, line: str) -> int:
        """Take a line with comments in it, and the lines that the last of them reaches."""
        done = 0
        while (start := line.find("<!--", done)) >= 0:
            if line[done:start].strip():
                self.take_line(line[done:start], at)
                self.blank = False
            first, end = at, line.find("-->", start + 4)
            inside = [line[start + 4 : end]]
            if end < 0:
                where = bisect_left(self.comment_ends, at + 1)
                inside = [line[start + 4 :]]
                if where == len(self.comment_ends):
                    self.add_comment(inside, range(at, at + 1))
                    return at + 1
                at = self.comment_ends[where]
                line = self.lines[at]
                end = line.find("-->")
                inside += [*self.lines[first + 1 : at], line[:end]]
            self.add_comment(inside, range(first, at + 1))
            done = end + 3
        if line[done:].strip():
            self.take_line(line[done:], at)
            self.blank = False
        return at + 1

    def add_comment(self, inside: list[str], numbers: range) -> None:
        words = " ".join(" ".join(inside).split())
        kind: BlockKind = "structure" if labels.is_tool_directive(words) else "comment"
        self.blocks.append(Block(kind, words, [n + 1 for n in numbers]))

    def read_fence(self, at: int, mark: str) -> int:
        end = at + 1
        closing = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*")
        while end < len(self.lines) and not closing.fullmatch(self.lines[end]):
            end += 1
        end = min(end + 1, len(self.lines))
        self.add("code", "\n".join(self.lines[at:end]), range(at, end))
        return end

    def end_of(self, at: int, closing: str) -> int:
        """The line after the one that closes what begins here; beyond the last where none does."""
        lines = range(at, len(self.lines))
        return next((n + 1 for n in lines if closing in self.lines[n].lower()), len(self.lines) + 1)

    def read_html_table(self, at: int) -> int:
        end = min(self.end_of(at, "</table"), len(self.lines))
        if grid := self.grids.get(at + 1):
            end = at + 1
            while self.lines[end - 1] != "</table>":
                end += 1
            self.add("table", "", range(at, end)).grid = grid
        else:
            self.add("html", "", range(at, end)).source = self.lines[at:end]
        return end

    # -- one line ------------------------------------------------------------------------

    def add(self, kind: BlockKind, text: str, numbers: range, depth: int = 0) -> Block:
        block = Block(kind, text, [n + 1 for n in numbers], depth=depth)
        self.blocks.append(block)
        self.open = None
        self.blank = False
        if kind not in ("structure", "comment"):
            self.listed = None
        return block

    def take_line(self, line: str, at: int) -> None:
        """Take what stands in one line: tags of details first, then what is between them."""
        done = 0
        if "<" in line:
            for found in _DETAILS.finditer(line):
                if line[done : found.start()].strip():
                    self.take_part(line[done : found.start()], at)
                self.take_details_tag(found[1] == "/", found[2].lower(), at)
                done = found.end()
        if line[done:].strip():
            self.take_part(line[done:] if done == 0 else line[done:].lstrip(), at)

    def take_details_tag(self, closing: bool, name: str, at: int) -> None:
        here = range(at, at + 1)
        self.in_summary = None
        if name == "details":
            self.add("end-details" if closing else "details", "", here)
        elif not closing:
            self.in_summary = self.add("summary", "", here)

    def take_part(self, line: str, at: int) -> None:
        if found := _OPEN_BOLD.fullmatch(line):
            line = f"{line.rstrip()}{found[1]}"
        if "<" in line and len(parts := [p for p in _HTML_ITEM_START.split(line) if p.strip()]) > 1:
            for part in parts:
                self.take_part(part, at)
            return
        if self.in_summary is not None and self.take_summary(self.in_summary, line, at):
            return
        setext = _SETEXT.fullmatch(line)
        above = None if self.blank or not self.blocks else self.blocks[-1]
        if setext and above and self.is_underlined(above, setext[1], at):
            self.take_setext(above, 1 if setext[1][0] == "=" else 2, at)
        elif _RULE.fullmatch(line) or setext:
            self.add("rule", "", range(at, at + 1))
        elif not self.take_heading(line, at) and not self.take_html(line, at):
            if found := _QUOTE.fullmatch(line):
                self.take_quote(found[1], at)
            elif (found := bullet_marks.DEFINITION.fullmatch(line)) and self.is_defined():
                self.take_bullet("", 2, found[1], at)
            elif bullet := self.parse_bullet(line):
                self.take_bullet(*bullet, at)
            else:
                self.take_text(line, at)

    def take_summary(self, summary: Block, line: str, at: int) -> bool:
        """Take a line into the summary that is open; a bullet closes it instead."""
        if bullet_marks.BULLET.fullmatch(line):
            self.in_summary = None
            return False
        summary.text = f"{summary.text} {line.strip()}".strip()
        if at + 1 not in summary.lines[-1:]:
            summary.lines.append(at + 1)
        return True

    def take_heading(self, line: str, at: int) -> bool:
        """Take a heading, in Markdown or in HTML."""
        if marked := bullet_marks.marked_heading(line):
            depth, text = marked
            depth = 7 - depth if self.inverted else depth
        elif (found := _HTML_HEADING.fullmatch(line)) and found[2].strip():
            depth, text = int(found[1]), found[2].strip()
        else:
            return False
        if text := site_marks.without_marks(text):
            self.add("heading", text, range(at, at + 1), depth=depth)
        else:
            self.add("structure", "", range(at, at + 1))
        return True

    def take_html(self, line: str, at: int) -> bool:
        """Take pictures, targets of links, tags by themselves and bullets in HTML."""
        if site_marks.is_mark(line):
            self.add("structure", "", range(at, at + 1))
        elif found := _HTML_BULLET.fullmatch(line):
            self.take_bullet(found[1], 2, without_list_tags(found[2]), at)
        elif _TAGS_ONLY.fullmatch(line):
            self.blocks.append(Block("structure", "", [at + 1]))
            self.open = None
        else:
            return False
        return True

    def is_underlined(self, above: Block, line: str, at: int) -> bool:
        """Whether a line underlines what stands above: a paragraph, or a line with a number that it
        is as long as ("2. Managers")."""
        text = self.lines[at - 1].strip()
        numbered = above.kind == "bullet" and text[:1].isdigit() and not above.wrapped
        return above.kind == "paragraph" or (numbered and abs(len(line) - len(text)) < 4)

    def take_setext(self, block: Block, depth: int, at: int) -> None:
        """The paragraph above was a heading: it is underlined."""
        block.lines.append(at + 1)
        if block.kind == "bullet":
            block.text = self.lines[at - 1].strip()
        block.kind, block.depth = "heading", depth
        block.text = " ".join(block.paragraphs())
        self.open = self.listed = None

    def parse_bullet(self, line: str) -> tuple[str, int, str] | None:
        """Indentation, width of the mark and text of a bullet, or None."""
        going_on = self.open is not None and self.open.kind in ("paragraph", "quote")
        return bullet_marks.parse(line, going_on)

    def is_defined(self) -> bool:
        """Whether what stands above is a line that a list defines, which heads it, or of this list."""
        above = self.blocks[-1] if self.blocks else None
        if above and above.kind == "paragraph" and not above.wrapped:
            above.text = above.text if is_marker_line(above.text) else f"**{above.text}**"
            return True
        begin = self.lines[above.lines[0] - 1] if above and above.kind == "bullet" else ""
        return bullet_marks.DEFINITION.fullmatch(begin) is not None

    def take_bullet(self, space: str, mark: int, text: str, at: int) -> None:
        text = without_checkbox(text.strip())
        if not text.strip():
            self.add("structure", "", range(at, at + 1))
            return
        listed = Block("bullet", text, [at + 1], indent=indentation_width(space))
        self.blocks.append(listed)
        self.open = self.listed = listed
        self.content = listed.indent + min(mark, 5)

    def take_quote(self, text: str, at: int) -> None:
        inner = _ALERT_MARKER.sub("", text.strip())
        quote = self.open if self.open and self.open.kind == "quote" else None
        if not inner:
            self.blocks.append(Block("structure", "", [at + 1]))
            if quote:
                quote.wrapped.append("")
        elif not quote and (bullet := self.parse_bullet(text)):
            self.take_bullet(*bullet, at)
        elif marked := bullet_marks.marked_heading(text):
            self.add("heading", marked[1], range(at, at + 1), depth=marked[0])
        elif quote:
            quote.go_on(inner, at)
        else:
            self.open = self.add("quote", inner, range(at, at + 1))

    def take_text(self, line: str, at: int) -> None:
        """A line that is nothing but text: it goes on with what is open, or begins."""
        text = line.strip().removesuffix("\\").rstrip() or line.strip()
        reach = depth_of(line)
        # "… and to set an\nexample." goes on.
        ends = self.open is not None and text[:1].islower() and text.endswith(".")
        alone = (is_marker_line(text) and not ends) or self.heads_a_list(text, at, reach)
        if self.open is not None and not alone:
            inside = self.open.kind == "bullet" and reach >= self.content - 1
            if inside or not labels.split_label(text):
                self.open.go_on(text, at)
                return
        if self.listed is not None and self.blank and not alone and reach >= self.content - 1:
            # After a blank line, indented as far as the bullet's text: its next paragraph.
            self.listed.wrapped += ["", text]
            self.listed.lines.append(at + 1)
            self.open = self.listed
            return
        block = self.add("paragraph", text, range(at, at + 1))
        # A remark may be wrapped; a marker and a name above a list are not.
        self.open = block if not alone or labels.note_text(text) else None

    def heads_a_list(self, text: str, at: int, reach: int) -> bool:
        """Whether a line right below another heads the next ones: `Craft:` at the margin below a
        bullet, a name that stands over several lists, or one that stands deeper than a paragraph, or
        less deep than a bullet, and less deep than the list below it (support-tiers.txt)."""
        if self.open is None or self.open.kind == "quote" or len(text.split()) > 6:
            return False
        below = bullet_marks.parse(self.lines[at + 1], False) if at + 1 < len(self.lines) else None
        if below is None or text[:1].islower():
            return False
        listed = self.open.kind == "bullet"
        above = self.open.indent if listed else depth_of(self.lines[at - 1])
        apart = reach < above if listed else reach > above + 1
        outlined = apart and reach < indentation_width(below[0]) and text[-1:].isalnum()
        named = text in self.over_lists or (listed and text.endswith((":", "：")))
        return outlined or (named and not reach)

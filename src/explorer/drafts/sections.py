"""What one level says: its blocks as fragments, by the headings, labels and bullets around them.

The outermost name around a text is its competency, what is deeper its scope. Where the
levels of a document begin and end is the work of `outline` and `roles`.
"""

from dataclasses import dataclass, replace

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import clean_text, name_and_icon, strip_emphasis
from explorer.drafts import one_level_tables
from explorer.drafts.draft import Fragment
from explorer.drafts.outline import BOLD_DEPTH
from explorer.drafts.section_bullets import BulletReader
from explorer.drafts.section_scan import BEFORE_HEADINGS, SUMMARY_NAMES
from explorer.text.lazy_messages import gettext_lazy


@dataclass
class SectionReader(BulletReader):
    """Reads one run of blocks that belongs to one level, each block by its kind."""

    def read(self) -> "SectionReader":
        self._summarized: set[str | None] = set()
        for at in range(self.first, self.end):
            block = self.blocks[at]
            if at in self.headings:
                self.open_heading(self.headings[at], block)
            else:
                self._block(at, block)
        self._speak_by_examples()
        self.keep_unused_names(self.scan.headings)
        return self

    def _speak_by_examples(self) -> None:
        """Where nothing is a statement, make one of what stands under "What it looks like", or of
        the sentence over a competency's examples (milestones-by-topic.md)."""
        over = [h.text for h in self.scan.headings if h.special == "examples"]
        told = any(each.kind in ("statement", "tentative") for each in self.fragments)
        if over and not told and all(labels.says_how_it_looks(text) for text in over):
            self.fragments = [
                replace(each, kind="statement") if each.kind == "example" else each
                for each in self.fragments
            ]
        elif not told and any(each.kind == "example" for each in self.fragments):
            self.fragments = [
                replace(each, kind="statement")
                if each.kind == "summary" and each.competency
                else each
                for each in self.fragments
            ]

    def _block(self, at: int, block: Block) -> None:
        match block.kind:
            case "bullet":
                self._bullet(at, block)
            case "paragraph":
                self._paragraph(at, block)
            case "quote":
                self._quote(block)
            case "table":
                self._table(block)
            case "code":
                self._code(block)
            case "comment":
                self._comment(block)
            case "end-details":
                self.end_details(at)

    # -- blocks, each by its kind -----------------------------------------------------------

    def _comment(self, block: Block) -> None:
        self.add("note", block.text, block, (self.competency_and_scope()[0], None))

    def _code(self, block: Block) -> None:
        self.add("remainder", block.text, block, (self.competency_and_scope()[0], None))
        said = gettext_lazy("What stands between code fences is kept as remainder.")
        self.builder.warn(block.lines[0], said)

    def _table(self, block: Block) -> None:
        if not block.grid:
            return
        competency, scope = self.competency_and_scope()
        heading = self.position.heading
        if heading and heading.depth > BOLD_DEPTH:
            scope = None  # "You will:" introduces the list above the table
        facts = competency is None and self.scan.sections
        self.fragments += one_level_tables.fragments_of_level(
            block.grid, competency, scope, facts, self.builder
        )

    def _quote(self, block: Block) -> None:
        if self._add_note(block):
            return
        competency, scope = self.competency_and_scope()
        if self.position.examples:
            self.add("example", block.text, block, (competency, None))
        elif competency not in self._summarized and (
            competency is None or (not self.position.began and scope is None)
        ):
            self.add("summary", block.text, block, (competency, None))
            self._summarized.add(competency)
        else:
            self.add("prose", block.text, block, (competency, None))

    def _paragraph(self, at: int, block: Block) -> None:
        if labels.is_maybe(block.text):
            self.position.maybe = (None, False)
            return
        if self._add_note(block):
            return
        competency, scope = self.competency_and_scope()
        label = labels.split_label(block.raw)
        if self._is_fact(block):
            self.add("fact", block.text, block, (None, competency))
        elif label and label[1] and labels.is_examples(label[0]):
            self._add_example(label, block, competency)
        elif (
            label
            and label[1]
            and not self.position.examples
            and (competency is None or self.paragraphs_speak)
        ):
            self._add_labelled(label, block, competency)
        elif self.position.examples and not block.text.endswith(":"):
            self.add("example", block.text, block, (competency, None))
        elif competency is None:
            self._paragraph_of_level(at, block, scope)
        elif self.paragraphs_speak or (scope is not None and not self._has_bullets()):
            self._statement(block.text, block, (competency, scope), at)
        elif self._continues_summary(at, competency) or (
            not self.position.began and scope is None and competency not in self._summarized
        ):
            self._add_summary(block, competency)
        else:
            self.add("prose", block.text, block, (competency, None))
        if competency is not None:
            self.position.began = True

    def _paragraph_of_level(self, at: int, block: Block, scope: str | None) -> None:
        if self.nothing_else and scope is None:
            self._statement(block.text, block, (None, None), at)
        elif not self._lines_of_facts(block):
            self._introduction(at, block)

    def _add_labelled(self, label: tuple[str, str], block: Block, competency: str | None) -> None:
        """A paragraph with a bold label: a fact of the level, or a statement on that axis."""
        shown = name_and_icon(label[0])[0]
        text = strip_emphasis(label[1])[0]
        if (
            competency is None
            and shown.casefold() in SUMMARY_NAMES
            and None not in self._summarized
        ):
            self.add("summary", text, block, (None, None))
            self._summarized.add(None)
        elif competency is not None:
            self.add("statement", text, block, (competency, shown))
        elif self.scan.sections or self._unlabelled():
            self.add("fact", text, block, (None, shown))
        else:
            self.add("statement", text, block, (shown, None))

    def _is_fact(self, block: Block) -> bool:
        """Whether a paragraph is all there is under a bold line, before the first heading."""
        heading = self.position.heading
        if heading is None or heading.depth != BOLD_DEPTH or heading.bullets:
            return False
        if heading.parent is not self.top or self.position.began or self.position.scopes:
            return False
        proper = [h.at for h in self.scan.headings if h.depth < BOLD_DEPTH and not h.special]
        alone = all(
            self.blocks[at].kind != "paragraph" or self.blocks[at] is block
            for at in range(heading.at + 1, heading.end)
        )
        return bool(proper) and heading.at < proper[0] and alone and len(block.text) <= 300

    def _has_bullets(self) -> bool:
        """Whether the names around a paragraph hold bullets; if not, it speaks itself."""
        heading = self.position.heading
        return heading is None or heading.bullets or heading.depth > BOLD_DEPTH

    def _lines_of_facts(self, block: Block) -> bool:
        """Take a paragraph whose every line is `Name: value` as facts; whether it was one."""
        found = [labels.split_plain_label(line) for line in block.source]
        if len(found) < 2 or not self.scan.sections or len(block.lines) != len(found):
            return False
        if not all(found):
            return False
        for label, line in zip(found, block.lines, strict=True):
            if label:
                self.fragments.append(
                    Fragment("fact", clean_text(label[1]), (line,), None, label[0])
                )
        return True

    def _unlabelled(self) -> bool:
        """Whether bullets without a label stand right under the level."""
        return any(
            item.parent is None
            and item.labelled is None
            and self.scan.stretch_of(at) == BEFORE_HEADINGS
            for at, item in self.scan.items.items()
        )

    def _introduction(self, at: int, block: Block) -> None:
        """A paragraph under the level and no name: the summary, if it comes first."""
        before = self.fragments[-1] if self.fragments else None
        going_on = (
            before is not None
            and before.kind == "summary"
            and before.competency is None
            and self.blocks[at - 1].kind == "paragraph"
            and at - 1 not in self.headings
        )
        quoted = any(
            self.blocks[n].kind == "quote"
            for n in range(self.first, min(self.end, at + 6))
            if self.scan.stretch_of(n) == BEFORE_HEADINGS
        )
        first = not any(
            p.kind in ("summary", "fact", "statement", "tentative") for p in self.fragments
        )
        heading = self.position.heading
        named = heading is not None and heading.name.casefold() in SUMMARY_NAMES
        if (not quoted and (going_on or first)) or (named and None not in self._summarized):
            self._add_summary(block, None)
        else:
            self.add("prose", block.text, block, (None, None))

    def _continues_summary(self, at: int, competency: str) -> bool:
        before = self.fragments[-1] if self.fragments else None
        return (
            before is not None
            and before.kind == "summary"
            and before.competency == competency
            and self.blocks[at - 1].kind == "paragraph"
        )

    def _add_summary(self, block: Block, competency: str | None) -> None:
        before = self.fragments[-1] if self.fragments else None
        if before and before.kind == "summary" and before.competency == competency:
            both = f"{before.text}\n\n{block.text}"
            self.fragments[-1] = Fragment(
                "summary", both, (*before.lines, *block.lines), competency
            )
        else:
            self.add("summary", block.text, block, (competency, None))
        self._summarized.add(competency)

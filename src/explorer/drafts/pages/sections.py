"""What one level says: its blocks as fragments, by the headings, labels and bullets around them.

The outermost name around a text is its competency, what is deeper its scope. Where the
levels of a document begin and end is the work of `outline` and `roles`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import clean_text, name_and_icon, strip_emphasis
from explorer.drafts.codes import code_and_title
from explorer.drafts.draft import SCOPE_SEPARATOR, Fragment, Kind
from explorer.drafts.draft_builder import DraftBuilder
from explorer.drafts.frame_words import SPEAKS, SUMMARY_NAMES, is_frame
from explorer.drafts.headings.nesting import NestedBullet
from explorer.drafts.headings.outline import BOLD_DEPTH, OutlineHeading
from explorer.drafts.headings.section_scan import OF_SOMEBODY, SectionScan
from explorer.drafts.tables import one_level_tables
from explorer.text.lazy_messages import gettext_lazy

_EXPECTED: tuple[Kind, ...] = ("statement", "tentative")


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a text: its names, and what kind it is by them."""

    competency: str | None = None
    scopes: tuple[str, ...] = ()
    kind: Kind = "statement"
    """Or tentative, example, or prose: what nobody should do."""

    @property
    def scope(self) -> str | None:
        return SCOPE_SEPARATOR.join(self.scopes) or None


class SectionReader:
    """Reads one run of blocks that belongs to one level, each block by its kind, into `fragments`;
    what is around the levels, and what is to be said, goes to the builder.

    `topic` is the competency of all of it, where levels are told topic by topic, and `scopes` are
    those within it.
    """

    def __init__(
        self, scan: SectionScan, builder: DraftBuilder, topic: str | None = None, *scopes: str
    ) -> None:
        self.scan, self.builder, self.topic, self.scopes = scan, builder, topic, scopes
        self.blocks, self.first, self.end = scan.blocks, scan.first, scan.end
        self.fragments: list[Fragment] = []
        self.lines_name = self.scan.lines_name_competencies()
        self.heading: OutlineHeading | None = None
        self.around = _Around(topic, scopes)
        """What is around the next block by its headings."""
        self.inside: dict[int, _Around] = {}
        """What is around what is nested in a bullet, by the bullet's place."""
        self.began = False
        """Whether the heading's first bullet or paragraph has been read."""
        self.maybe: list[str | None] | None = None
        """A line "maybe:" was read; the scope of the first bullet after it, once there is one."""
        self.summarized: set[str | None] = set()
        self.summary_at = -2
        """The last paragraph that was taken as a summary: the next one goes on with it."""

    def read(self) -> "SectionReader":
        closing = self.scan.closing()
        for at in range(self.first, self.end):
            block = self.blocks[at]
            if heading := self.scan.heading_at.get(at):
                self._open_heading(heading, block)
            elif at >= closing:
                self.builder.add_text(block)
            elif block.kind == "bullet":
                self._bullet(at, block, self.scan.items[at])
            elif block.kind == "paragraph":
                self._paragraph(at, block)
            elif block.kind == "quote":
                self._quote(block)
            elif block.grid:
                names = self.heading is not None and is_frame(self.heading.name)
                facts = self.around.competency is None and self.scan.sections and not names
                self.fragments += one_level_tables.fragments_of_level(
                    block.grid, self.around.competency, self.around.scope, facts, self.builder
                )
            elif block.kind == "code":
                self._add("remainder", block, self.around.competency)
                said = gettext_lazy("What stands between code fences is kept as remainder.")
                self.builder.warn(block.lines[0], said)
            elif block.kind == "comment" and not self._is_mark(block):
                self._add("remainder", block)  # it speaks to whoever keeps the file
            elif block.kind == "end-details":
                # What was open within details ends; the bullets after them belong around them.
                left = [h for h in self.scan.inside(self.heading) if h.end > at]
                self._enter(left[-1] if left else None)
                self.began = True
        self._speak_by_examples()
        self._keep_unused_names()
        return self

    def _speak_by_examples(self) -> None:
        """Where nothing is a statement, make one of what stands under "What it looks like"."""
        if any(each.kind in _EXPECTED for each in self.fragments):
            return
        if any(labels.says_how_it_looks(h.text) for h in self.scan.headings if h.special):
            self.fragments = [
                replace(each, kind="statement") if each.kind == "example" else each
                for each in self.fragments
            ]

    # -- names ------------------------------------------------------------------------------

    def _open_heading(self, heading: OutlineHeading, block: Block) -> None:
        self._enter(heading)
        if self.around.kind == "prose":
            # "Anti-patterns" stays: without it what follows says the contrary.
            self._add("prose", block, self.around.competency, text=clean_text(block.text))

    def _enter(self, heading: OutlineHeading | None) -> None:
        """Go on under a heading, with the names and the kind that those around it give."""
        around = self.scan.inside(heading)
        self.heading, self.began, self.maybe = heading, False, None
        self.around = self._names_of(self._named(around))
        specials = {h.special for h in around}
        if "examples" in specials:
            counter = labels.is_counter_examples(around[-1].text)
            self.around = replace(self.around, kind="prose" if counter else "example")
        elif "maybe" in specials:
            self.around = replace(self.around, kind="tentative")

    def _named(self, around: Iterable[OutlineHeading]) -> list[OutlineHeading]:
        return [h for h in around if not h.special and h.at not in self.scan.frame]

    def _names_of(self, names: Sequence[OutlineHeading]) -> _Around:
        """The competency and the scopes that headings give, the outermost first.

        A line that only ends in a colon, stands in italics, or goes on with what was said below
        ("Everything in P1, and you") never is a competency.
        """
        lines = names and names[0].depth > BOLD_DEPTH and not self.lines_name
        if self.topic or not names or lines or SPEAKS.fullmatch(names[0].name):
            return _Around(self.topic, (*self.scopes, *(h.name for h in names)))
        if names[0].icon:
            self.builder.icons.setdefault(names[0].name, names[0].icon)
        return _Around(names[0].name, tuple(h.name for h in names[1:]))

    def _keep_unused_names(self) -> None:
        """A heading that names nothing of what was read is kept as unplaced text."""
        used = {p.competency for p in self.fragments}
        used |= {part for p in self.fragments if p.scope for part in p.scope.split(SCOPE_SEPARATOR)}
        used |= {p.scope for p in self.fragments}
        for heading in self._named(self.scan.headings):
            if heading.name not in used:
                block = self.blocks[heading.at]
                self._add("remainder", block, text=clean_text(heading.text))

    def _add(
        self,
        kind: Kind,
        block: Block,
        competency: str | None = None,
        scope: str | None = None,
        text: str | None = None,
    ) -> None:
        said = block.text if text is None else text
        self.fragments.append(Fragment(kind, said, tuple(block.lines), competency, scope))

    # -- what blocks have in common ---------------------------------------------------------

    def _is_mark(self, block: Block, around: _Around | None = None) -> bool:
        """Take a block that says nothing of the level: a line "maybe:", or an open remark, which is
        a note; whether it was one. `around`: what is around a nested bullet."""
        if labels.is_maybe(block.text):
            self.maybe = []
        elif remark := labels.note_text(block.text):
            self._add("note", block, (around or self.around).competency, text=remark)
        else:
            return False
        return True

    def _statement(self, text: str, block: Block, around: _Around) -> None:
        left = labels.without_maybe(text)
        kind: Kind = "tentative" if left is not None or self._is_tentative(around) else "statement"
        said = text if left is None else left
        self._add(kind, block, around.competency, around.scope, said)

    def _is_tentative(self, around: _Around) -> bool:
        """Whether a line "maybe:" stands above, in the scope of this text."""
        if self.maybe is not None:
            self.maybe = self.maybe or [around.scope]
            self.maybe = self.maybe if self.maybe[0] == around.scope else None
        return around.kind == "tentative" or self.maybe is not None

    def _example(self, label: tuple[str, str] | None, block: Block, around: _Around) -> bool:
        """Take a text that is an example by what is around it or by its label; whether it is one.
        What is not to be done is prose and keeps its label."""
        label = label or labels.split_plain_label(block.text)
        if around.kind in ("example", "prose"):
            self._add(around.kind, block, around.competency)
        elif label and labels.is_counter_examples(label[0]):
            self._add("prose", block, around.competency)
        elif label and labels.is_examples(label[0]):
            self._add("example", block, around.competency, text=strip_emphasis(label[1])[0])
        else:
            return False
        return True

    # -- bullets ----------------------------------------------------------------------------

    def _bullet(self, at: int, block: Block, item: NestedBullet) -> None:
        around = self.around if item.parent is None else self.inside[item.parent]
        self.inside[at] = around
        if self._is_bullet_of_marks(at, block, item):
            return
        self.began = True
        stretch = self.scan.stretch_of[at]
        if stretch in self.scan.links:
            self.builder.prose.append(Fragment("prose", block.text, tuple(block.lines)))
        elif self._example(item.labelled, block, around):
            pass
        elif item.introduces:
            shown = name_and_icon(block.text)[0]
            names = stretch in self.scan.labelled or stretch in self.scan.naming
            self.inside[at] = self._within(shown, around, names)
        else:
            self._said_by(at, block, item)

    def _is_bullet_of_marks(self, at: int, block: Block, item: NestedBullet) -> bool:
        """Take a bullet that only says what the ones in or after it are: examples, tentative."""
        kind: Kind = "example"
        if labels.is_counter_examples(block.text):
            kind = "prose"
            self._add("prose", block, self.around.competency)
        elif item.children and labels.is_maybe(block.text):
            kind = "tentative"
        elif not labels.is_examples(block.text):
            return self._is_mark(block, self.inside[at])
        self.inside[at] = replace(self.inside[at], kind=kind)
        if not item.children:
            self.around = self.inside[at]
        return True

    def _within(self, name: str, around: _Around, axis: bool) -> _Around:
        """What is around a text by the name that its bullet gives: a competency or a scope."""
        if axis and around.competency is None:
            return replace(around, competency=name)
        return replace(around, scopes=(*around.scopes, name))

    def _said_by(self, at: int, block: Block, item: NestedBullet) -> None:
        """Take a bullet that says something: a fact, a statement, or one on the axis it names."""
        around, label = self.inside[at], item.labelled
        of_level = around.competency is None and self.scan.sections
        if label is None and of_level and not around.scopes:
            label = labels.split_plain_label(block.text)
        shown, text = label or ("", "")
        shown, text = name_and_icon(shown)[0], strip_emphasis(text)[0]
        if of_level and text:
            self._fact(shown, text, block.lines)
        elif text and self.scan.stretch_of[at] in self.scan.labelled:
            self.inside[at] = self._within(shown, around, axis=True)
            self._statement(text, block, self.inside[at])
        else:
            self._statement(block.text, block, around)

    # -- other blocks, each by its kind -----------------------------------------------------

    def _quote(self, block: Block) -> None:
        around = self.around
        if self._is_mark(block) or self._example(labels.split_label(block.raw), block, around):
            return
        first = around.competency not in self.summarized
        self._add("summary" if first else "prose", block, around.competency)
        self.summarized.add(around.competency)

    def _paragraph(self, at: int, block: Block) -> None:
        if self._is_mark(block):
            return
        around, label = self.around, labels.split_label(block.raw)
        of_level = around.competency is None
        if self._example(label, block, around):
            pass
        elif of_level and label and label[1]:
            shown, text = name_and_icon(label[0])[0], strip_emphasis(label[1])[0]
            beside = self.scan.sections or not self.scan.paragraphs_speak
            if beside or shown.casefold() in SUMMARY_NAMES:
                self._fact(shown, text, block.lines)
            else:
                self._add("statement", block, shown, text=text)
        elif of_level and self._lines_of_facts(at, block):
            pass
        elif self.scan.nothing_else:
            self._statement(block.text, block, around)
        elif of_level and labels.is_link(block.text):
            self.builder.add_text(block)  # "← All levels", of L4-staff-technical-writer.md
        elif labels.leads_elsewhere(block.text):
            self._add("prose", block, around.competency)
        elif not of_level and (self.scan.paragraphs_speak or self._speaks_itself(block)):
            self._statement(block.text, block, around)
        elif self.summary_at == at - 1 or self._is_first(at):
            self._summary(at, block)
        else:
            self._add("prose", block, around.competency)
        self.began = True

    def _fact(self, name: str, text: str, lines: Sequence[int]) -> None:
        """Take a fact of the level, or its summary where that is what it is called."""
        sums_up = name.casefold() in SUMMARY_NAMES
        kind: Kind = "summary" if sums_up else "fact"
        self.fragments.append(Fragment(kind, text, tuple(lines), None, None if sums_up else name))

    def _speaks_itself(self, block: Block) -> bool:
        """Whether the headings around a paragraph hold no bullets, so that it is a statement: an
        inner one does, another where it is about whoever is at the level."""
        title = code_and_title(self.scan.top.name).title.partition(" (")[0].casefold()
        about = OF_SOMEBODY.match(block.text) or title in block.text.casefold()
        bare = self.heading is not None and not self.heading.bullets
        return bare and bool(self.around.scopes or about)

    def _lines_of_facts(self, at: int, block: Block) -> bool:
        """Take a paragraph of `Name: value` as facts; whether it was one."""
        told = self.scan.facts_of_lines(at)
        for (name, text), line in zip(told, block.lines, strict=False):
            self._fact(name, clean_text(text), (line,))
        return bool(told)

    def _is_first(self, at: int) -> bool:
        """Whether a paragraph says what its competency or level is, as it comes first there."""
        around = self.around
        if around.competency is not None:
            return not (self.began or around.scopes) and around.competency not in self.summarized
        stretch_of = self.scan.stretch_of
        near = (n for n in range(at, min(at + 6, self.end)) if stretch_of[n] == stretch_of[at])
        quoted = any(self.blocks[n].kind == "quote" for n in near)
        told = any(p.kind in ("summary", *_EXPECTED) for p in self.fragments)
        # A box of a wiki begins with a sign: L3-Beekeeper.md.
        return not quoted and not told and not name_and_icon(self.blocks[at].text)[1]

    def _summary(self, at: int, block: Block) -> None:
        """Take a paragraph as the summary, or as more of it."""
        if self.summary_at == at - 1:
            before = self.fragments.pop()
            both, lines = f"{before.text}\n\n{block.text}", (*before.lines, *block.lines)
            self.fragments.append(replace(before, text=both, lines=lines))
        else:
            self._add("summary", block, self.around.competency)
        self.summarized.add(self.around.competency)
        self.summary_at = at

"""What the bullets of a level say: statements, facts, examples, scopes, or names of competencies.

A bullet is read by its label, by the bullets that it is nested in and by those beside it. The
other blocks of a level are read in `sections`.
"""

from dataclasses import dataclass
from functools import cached_property

from explorer.documents import labels
from explorer.documents.blocks import Block
from explorer.documents.inline import name_and_icon, strip_emphasis
from explorer.drafts.draft import Fragment, Kind
from explorer.drafts.nesting import NestedBullet
from explorer.drafts.section_scan import BEFORE_HEADINGS
from explorer.drafts.section_state import SectionState


@dataclass
class BulletReader(SectionState):
    """Reads the bullets of one run of blocks that belongs to one level."""

    def _bullet(self, at: int, block: Block) -> None:
        item = self.scan.items[at]
        self.scopes[at] = self.scopes.get(item.parent, ()) if item.parent is not None else ()
        if item.parent in self.axes:
            self.axes[at] = self.axes[item.parent]
        inherited = self.kinds.get(item.parent) if item.parent is not None else None
        if inherited:
            self.kinds[at] = inherited
        if self._is_marker(at, block, item) or self._add_note(block):
            return
        if self.scan.stretch_of(at) in self.scan.links and not self.position.examples:
            self.builder.prose.append(Fragment("prose", block.text, tuple(block.lines)))
            return
        kind = self.kinds.get(at)
        if self.position.examples or kind in ("example", "prose"):
            self.add(kind or "example", block.text, block, (self.competency_and_scope(at)[0], None))
        elif item.labelled and item.labelled[1] and labels.is_examples(item.labelled[0]):
            self._add_example(item.labelled, block, self.competency_and_scope(at)[0])
        elif item.introduces:
            self._open_introduction(at, block)
        else:
            self._add_bullet(at, block, item)
        self.position.began = True

    def _is_marker(self, at: int, block: Block, item: NestedBullet) -> bool:
        """A bullet that only says what the ones in or after it are: examples, tentative."""
        if labels.is_maybe(block.text):
            if item.children:
                self.kinds[at] = "tentative"
            else:
                self.position.maybe = (None, False)
        elif labels.is_examples(block.text):
            if labels.is_counter_examples(block.text):
                self.kinds[at] = "prose"
                self.add("prose", block.text, block, (self.competency_and_scope(at)[0], None))
                return True
            if item.children:
                self.kinds[at] = "example"
            else:
                self.position.examples = True
        else:
            return False
        return True

    def _open_introduction(self, at: int, block: Block) -> None:
        label = labels.split_label(block.raw)
        shown, _ = name_and_icon(label[0] if label and not label[1] else block.text)
        if self.position.competency is None and self._is_axis(at):
            self.axes[at] = shown
        else:
            self.scopes[at] = (*self.scopes[at], shown)

    def _is_axis(self, at: int) -> bool:
        """Whether a bullet names the competency of those in it: there are no sections, and
        every outermost bullet of the level has a bold label, or holds others."""
        item, stretch_of = self.scan.items[at], self.scan.stretch_of(at)
        labelled = stretch_of in self.scan.labelled and item.labelled is not None
        held = stretch_of in self.scan.naming
        return (labelled or held) and item.parent is None and not self.scan.sections

    def _add_bullet(self, at: int, block: Block, item: NestedBullet) -> None:
        """A bullet that says something: a fact, a statement, or one on the axis it names."""
        text = block.text
        competency, scope = self.competency_and_scope(at)
        is_labelled_stretch = self.scan.stretch_of(at) in self.scan.labelled
        label = item.labelled
        if label and label[1] and "\n\n" not in label[0] and item.parent is None:
            rest = strip_emphasis(label[1])[0]
            shown = name_and_icon(label[0])[0]
            if competency is None and self.scan.sections:
                self.add("fact", rest, block, (None, shown))
                return
            if is_labelled_stretch:
                text = rest
                if competency is None:
                    competency = self.axes[at] = shown
                else:
                    self.scopes[at] = (*self.scopes[at], shown)
                    scope = self.competency_and_scope(at)[1]
        elif (
            competency is None and self.scan.sections and item.parent is None and not item.children
        ):
            plain = labels.split_plain_label(text)
            if plain and self._all_plain:
                self.add("fact", plain[1], block, (None, plain[0]))
                return
        self._statement(text, block, (competency, scope), at)

    @cached_property
    def _all_plain(self) -> bool:
        """Whether every bullet right under the level is of the form `Name: value`."""
        return all(
            labels.split_plain_label(self.blocks[n].text) or item.labelled
            for n, item in self.scan.items.items()
            if self.scan.stretch_of(n) == BEFORE_HEADINGS and item.parent is None
        )

    def _statement(
        self, text: str, block: Block, names: tuple[str | None, str | None], at: int
    ) -> None:
        kind: Kind = "statement"
        left = labels.without_maybe(text)
        if left is not None:
            kind, text = "tentative", left
        elif (
            self.position.tentative
            or self.kinds.get(at) == "tentative"
            or self._is_tentative(names[1])
        ):
            kind = "tentative"
        self.add(kind, text, block, names)

    def _is_tentative(self, scope: str | None) -> bool:
        """Whether a line "maybe:" stands above, in the scope of this bullet."""
        if self.position.maybe is None:
            return False
        of, scan = self.position.maybe
        if not scan:
            self.position.maybe = (scope, True)
            return True
        if of == scope:
            return True
        self.position.maybe = None
        return False

    def _add_note(self, block: Block) -> bool:
        """Take an open remark of the source as a note; whether it was one."""
        remark = labels.note_text(block.text)
        if remark is None:
            return False
        self.add("note", remark, block, (self.competency_and_scope()[0], None))
        return True

    def _add_example(self, label: tuple[str, str], block: Block, competency: str | None) -> None:
        """A text with the label "Examples:" before it; what is not to be done keeps its label."""
        if labels.is_counter_examples(label[0]):
            self.add("prose", block.text, block, (competency, None))
        else:
            self.add("example", strip_emphasis(label[1])[0], block, (competency, None))

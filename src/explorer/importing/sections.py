"""What one level says: its blocks as pieces, by the headings, labels and bullets around them.

The outermost name around a text is its competency, what is deeper its scope. Where the
levels of a document begin and end is the work of `outline` and `roles`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.importing import labels
from explorer.importing.blocks import Block
from explorer.importing.cells import headed, pairs, tells_examples
from explorer.importing.draft import Fragment, ImportWarning, Kind
from explorer.importing.inline import name, said, whole
from explorer.importing.nesting import Item
from explorer.importing.outline import BOLD_DEPTH, OutlineHeading
from explorer.importing.pipe_rows import split_row
from explorer.importing.section_scan import ABOUT, UNDER_THE_LEVEL, survey

_BETWEEN = " / "


@dataclass(slots=True)
class Place:
    """Where the reading of a level has come to: the names around the next block."""

    heading: OutlineHeading | None = None
    competency: str | None = None
    scopes: tuple[str, ...] = ()
    examples: bool = False
    tentative: bool = False
    began: bool = False
    """Whether the heading's first bullet or paragraph has been read."""
    maybe: tuple[str | None, bool] | None = None
    """A line "maybe:" and the scope of the first bullet after it, once there is one."""


@dataclass
class SectionState:
    """Reads one run of blocks that belongs to one level into `pieces` and `structure`.

    `topic` is the competency of all of it, where levels are told topic by topic;
    `speaking` says that no bullets are in the document, and paragraphs are statements.
    """

    blocks: Sequence[Block]
    headings: Mapping[int, OutlineHeading]
    first: int
    end: int
    top: OutlineHeading | None
    topic: str | None = None
    speaking: bool = False
    pieces: list[Fragment] = field(default_factory=list)
    structure: set[int] = field(default_factory=set)
    icons: dict[str, str] = field(default_factory=dict)
    cautions: list[ImportWarning] = field(default_factory=list)
    outside: list[Fragment] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    kinds: dict[int, Kind] = field(default_factory=dict)
    scopes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    axes: dict[int, str] = field(default_factory=dict)

    def read(self) -> "SectionState":
        self.known = survey(self.blocks, self.headings, self.first, self.end, self.top)
        self._summed: set[str | None] = set()
        self.place = Place(competency=self.topic)
        for at in range(self.first, self.end):
            block = self.blocks[at]
            if at in self.headings:
                self._heading(self.headings[at], block)
            else:
                self._block(at, block)
        self._keep_names(self.known.headings)
        return self

    def _keep_names(self, here: Iterable[OutlineHeading]) -> None:
        """A heading that names nothing of what was read is kept as remainder."""
        used = {p.competency for p in self.pieces}
        used |= {p.scope for p in self.pieces if p.kind == "fact"}
        used |= {part for p in self.pieces if p.scope for part in p.scope.split(_BETWEEN)}
        for heading in here:
            if heading.special or heading.at in self.known.unwrapped or heading.name in used:
                continue
            self._add("remainder", heading.name, self.blocks[heading.at], (None, None))

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
            case "html-table":
                self._html_table(block)
            case "code":
                self._code(block)
            case "comment":
                self._comment(block)
            case "end-details":
                self._end_details(at, block)
            case _:
                self.structure.update(block.lines)

    # -- headings ---------------------------------------------------------------------------

    def _heading(self, heading: OutlineHeading, block: Block) -> None:
        self.structure.update(block.lines)
        around = self.known.inside(heading)
        competency, scopes = self._named(around)
        examples = any(h.special == "examples" for h in around)
        if competency is None and heading.special == "examples":
            competency = self.place.competency
        tentative = any(h.special == "maybe" for h in around)
        self.place = Place(heading, competency, scopes, examples, tentative)

    def _named(self, around: Iterable[OutlineHeading]) -> tuple[str | None, tuple[str, ...]]:
        """The competency and the scopes that headings give, the outermost first.

        A line that only ends in a colon, or stands in italics, never is a competency.
        """
        names = [h for h in around if not h.special and h.at not in self.known.unwrapped]
        if self.topic or not names or names[0].depth > BOLD_DEPTH:
            return self.topic, tuple(h.name for h in names)
        if names[0].icon:
            self.icons.setdefault(names[0].name, names[0].icon)
        return names[0].name, tuple(h.name for h in names[1:])

    def _names(self, at: int | None = None) -> tuple[str | None, str | None]:
        """The competency and the scope of a block, by the headings and bullets around it."""
        if at is None:
            return self.place.competency, _BETWEEN.join(self.place.scopes) or None
        scopes = self.place.scopes + self.scopes.get(at, ())
        return self.place.competency or self.axes.get(at), _BETWEEN.join(scopes) or None

    def _add(
        self, kind: Kind, text: str, block: Block, names: tuple[str | None, str | None]
    ) -> None:
        self.pieces.append(Fragment(kind, text, tuple(block.lines), *names))

    # -- blocks, each by its kind -----------------------------------------------------------

    def _end_details(self, at: int, block: Block) -> None:
        """What was open within details ends; the bullets after them belong around them."""
        self.structure.update(block.lines)
        heading = self.place.heading
        around = self.known.inside(heading)
        left = [h for h in around if h.end > at]
        if heading is None or len(left) == len(around):
            return
        competency, scopes = self._named(left)
        if competency is None and self.place.examples:
            competency = self.place.competency
        inner = left[-1] if left else None
        examples = any(h.special == "examples" for h in left)
        self.place = Place(inner, competency, scopes, examples, began=True)

    def _comment(self, block: Block) -> None:
        self._add("note", block.text, block, (self._names()[0], None))

    def _code(self, block: Block) -> None:
        self._add("remainder", block.text, block, (self._names()[0], None))
        self.cautions.append(
            ImportWarning(block.lines[0], "What stands between code fences is kept as remainder.")
        )

    def _html_table(self, block: Block) -> None:
        self._remainder(block, "A table that no rule reads here is kept as remainder.")

    def _remainder(self, block: Block, why: str) -> None:
        self._add("remainder", "\n".join(block.source), block, (self._names()[0], None))
        self.cautions.append(ImportWarning(block.lines[0], why))

    def _table(self, block: Block) -> None:
        head = headed(block.source) if self.place.competency is None else None
        if head and self.known.sections:
            lines = tuple(block.lines)
            self.structure.update(lines)
            self.pieces += [Fragment("fact", text, lines[2:], None, name) for name, text in head]
            return
        found = pairs(block.source)
        if found is None:
            self._remainder(block, "A table that no rule reads here is kept as remainder.")
            return
        first = block.lines[0]
        taken = {first + row.line for row in found}
        self.structure.update(line for line in block.lines if line not in taken)
        facts = self.place.competency is None and self.known.sections
        illustrated = tells_examples(block.source)
        for row in found:
            line = (first + row.line,)
            if illustrated:
                competency, scope = self._names()
                self.pieces.append(
                    Fragment(
                        "statement",
                        said(split_row(block.source[row.line])[0]),
                        line,
                        competency,
                        scope,
                    )
                )
                self.pieces += [Fragment("example", v, line, competency) for v in row.values]
                continue
            if facts:
                self.pieces.append(Fragment("fact", "\n\n".join(row.values), line, None, row.name))
                continue
            competency, scope = self._names()
            names = (
                (row.name, None)
                if competency is None
                else (competency, _BETWEEN.join(part for part in (scope, row.name) if part))
            )
            for value in row.values:
                self.pieces.append(Fragment("statement", value, line, *names))

    def _quote(self, block: Block) -> None:
        if self._remark(block):
            return
        competency, scope = self._names()
        if self.place.examples:
            self._add("example", block.text, block, (competency, None))
        elif competency not in self._summed and (
            competency is None or (not self.place.began and scope is None)
        ):
            self._add("summary", block.text, block, (competency, None))
            self._summed.add(competency)
        else:
            self._add("prose", block.text, block, (competency, None))

    def _paragraph(self, at: int, block: Block) -> None:
        if labels.is_maybe(block.text):
            self.structure.update(block.lines)
            self.place.maybe = (None, False)
            return
        if self._remark(block):
            return
        competency, scope = self._names()
        label = labels.label(block.raw)
        if self._is_fact(block):
            self._add("fact", block.text, block, (None, competency))
        elif (
            label and label[1] and not self.place.examples and (competency is None or self.speaking)
        ):
            self._label(label, block, competency)
        elif self.place.examples and not block.text.endswith(":"):
            self._add("example", block.text, block, (competency, None))
        elif competency is None:
            if not self._lines_of_facts(block):
                self._introduction(at, block)
        elif self.speaking or (scope is not None and not self._has_bullets()):
            self._statement(block.text, block, (competency, scope), at)
        elif self._continues_summary(at, competency) or (
            not self.place.began and scope is None and competency not in self._summed
        ):
            self._sum(block, competency)
        else:
            self._add("prose", block.text, block, (competency, None))
        if competency is not None:
            self.place.began = True

    def _label(self, label: tuple[str, str], block: Block, competency: str | None) -> None:
        """A paragraph with a bold label: a fact of the level, or a statement on that axis."""
        shown = name(label[0])[0]
        text = whole(label[1])[0]
        if competency is None and shown.casefold() in ABOUT and None not in self._summed:
            self._add("summary", text, block, (None, None))
            self._summed.add(None)
        elif competency is not None:
            self._add("statement", text, block, (competency, shown))
        elif self.known.sections or self._unlabelled():
            self._add("fact", text, block, (None, shown))
        else:
            self._add("statement", text, block, (shown, None))

    def _is_fact(self, block: Block) -> bool:
        """Whether a paragraph is all there is under a bold line, before the first heading."""
        heading = self.place.heading
        if heading is None or heading.depth != BOLD_DEPTH or heading.bullets:
            return False
        if heading.parent is not self.top or self.place.began or self.place.scopes:
            return False
        proper = [h.at for h in self.known.headings if h.depth < BOLD_DEPTH and not h.special]
        alone = all(
            self.blocks[at].kind != "paragraph" or self.blocks[at] is block
            for at in range(heading.at + 1, heading.end)
        )
        return bool(proper) and heading.at < proper[0] and alone and len(block.text) <= 300

    def _has_bullets(self) -> bool:
        """Whether the names around a paragraph hold bullets; if not, it speaks itself."""
        heading = self.place.heading
        return heading is None or heading.bullets or heading.depth > BOLD_DEPTH

    def _lines_of_facts(self, block: Block) -> bool:
        """Take a paragraph whose every line is `Name: value` as facts; whether it was one."""
        found = [labels.plain_label(line) for line in block.source]
        if len(found) < 2 or not self.known.sections or len(block.lines) != len(found):
            return False
        if not all(found):
            return False
        for label, line in zip(found, block.lines, strict=True):
            if label:
                self.pieces.append(Fragment("fact", said(label[1]), (line,), None, label[0]))
        return True

    def _unlabelled(self) -> bool:
        """Whether bullets without a label stand right under the level."""
        return any(
            item.parent is None and item.labelled is None and self.known.run(at) == UNDER_THE_LEVEL
            for at, item in self.known.items.items()
        )

    def _introduction(self, at: int, block: Block) -> None:
        """A paragraph under the level and no name: the summary, if it comes first."""
        before = self.pieces[-1] if self.pieces else None
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
            if self.known.run(n) == UNDER_THE_LEVEL
        )
        first = not any(
            p.kind in ("summary", "fact", "statement", "tentative") for p in self.pieces
        )
        if not quoted and (going_on or first):
            self._sum(block, None)
        else:
            self._add("prose", block.text, block, (None, None))

    def _continues_summary(self, at: int, competency: str) -> bool:
        before = self.pieces[-1] if self.pieces else None
        return (
            before is not None
            and before.kind == "summary"
            and before.competency == competency
            and self.blocks[at - 1].kind == "paragraph"
        )

    def _sum(self, block: Block, competency: str | None) -> None:
        before = self.pieces[-1] if self.pieces else None
        if before and before.kind == "summary" and before.competency == competency:
            both = f"{before.text}\n\n{block.text}"
            self.pieces[-1] = Fragment("summary", both, (*before.lines, *block.lines), competency)
        else:
            self._add("summary", block.text, block, (competency, None))
        self._summed.add(competency)

    def _remark(self, block: Block) -> bool:
        """Take an open remark of the source as a note; whether it was one."""
        remark = labels.note(block.text)
        if remark is None:
            return False
        self._add("note", remark, block, (self._names()[0], None))
        return True

    # -- bullets ------------------------------------------------------------------------------

    def _bullet(self, at: int, block: Block) -> None:
        item = self.known.items[at]
        self.scopes[at] = self.scopes.get(item.parent, ()) if item.parent is not None else ()
        if item.parent in self.axes:
            self.axes[at] = self.axes[item.parent]
        inherited = self.kinds.get(item.parent) if item.parent is not None else None
        if inherited:
            self.kinds[at] = inherited
        if self._marker(at, block, item) or self._remark(block):
            return
        if self.known.run(at) in self.known.links and not self.place.examples:
            self.outside.append(Fragment("prose", block.text, tuple(block.lines)))
            return
        kind = self.kinds.get(at)
        if self.place.examples or kind == "example":
            self._add("example", block.text, block, (self._names(at)[0], None))
        elif item.introduces:
            self._introduce(at, block)
        else:
            self._say(at, block, item)
        self.place.began = True

    def _marker(self, at: int, block: Block, item: Item) -> bool:
        """A bullet that only says what the ones in or after it are: examples, tentative."""
        if labels.is_maybe(block.text):
            if item.children:
                self.kinds[at] = "tentative"
            else:
                self.place.maybe = (None, False)
        elif labels.is_examples(block.text):
            if item.children:
                self.kinds[at] = "example"
            else:
                self.place.examples = True
        else:
            return False
        self.structure.update(block.lines)
        return True

    def _introduce(self, at: int, block: Block) -> None:
        label = labels.label(block.raw)
        shown, _ = name(label[0] if label and not label[1] else block.text)
        self.structure.update(block.lines)
        if self.place.competency is None and self._is_axis(at):
            self.axes[at] = shown
        else:
            self.scopes[at] = (*self.scopes[at], shown)

    def _is_axis(self, at: int) -> bool:
        """Whether a bullet names the competency of those in it: there are no sections, and
        every outermost bullet of the level has a bold label, or holds others."""
        item, run = self.known.items[at], self.known.run(at)
        labelled = run in self.known.labelled and item.labelled is not None
        held = run in self.known.holding
        return (labelled or held) and item.parent is None and not self.known.sections

    def _say(self, at: int, block: Block, item: Item) -> None:
        """A bullet that says something: a fact, a statement, or one on the axis it names."""
        text = block.text
        competency, scope = self._names(at)
        in_run = self.known.run(at) in self.known.labelled
        label = item.labelled
        if label and label[1] and "\n\n" not in label[0] and item.parent is None:
            rest = whole(label[1])[0]
            shown = name(label[0])[0]
            if competency is None and self.known.sections:
                self._add("fact", rest, block, (None, shown))
                return
            if in_run:
                text = rest
                if competency is None:
                    competency = self.axes[at] = shown
                else:
                    self.scopes[at] = (*self.scopes[at], shown)
                    scope = self._names(at)[1]
        elif (
            competency is None and self.known.sections and item.parent is None and not item.children
        ):
            plain = labels.plain_label(text)
            if plain and self._all_plain():
                self._add("fact", plain[1], block, (None, plain[0]))
                return
        self._statement(text, block, (competency, scope), at)

    def _all_plain(self) -> bool:
        """Whether every bullet right under the level is of the form `Name: value`."""
        if not hasattr(self, "_plain_run"):
            self._plain_run = all(
                labels.plain_label(self.blocks[n].text) or item.labelled
                for n, item in self.known.items.items()
                if self.known.run(n) == UNDER_THE_LEVEL and item.parent is None
            )
        return self._plain_run

    def _statement(
        self, text: str, block: Block, names: tuple[str | None, str | None], at: int
    ) -> None:
        kind: Kind = "statement"
        left = labels.maybe_first(text)
        if left is not None:
            kind, text = "tentative", left
        elif self.place.tentative or self.kinds.get(at) == "tentative" or self._maybe(names[1]):
            kind = "tentative"
        self._add(kind, text, block, names)

    def _maybe(self, scope: str | None) -> bool:
        """Whether a line "maybe:" stands above, in the scope of this bullet."""
        if self.place.maybe is None:
            return False
        of, known = self.place.maybe
        if not known:
            self.place.maybe = (scope, True)
            return True
        if of == scope:
            return True
        self.place.maybe = None
        return False

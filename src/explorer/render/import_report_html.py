"""An import as HTML for `st.html`: what each document says, what is left, what would be written.

Every word of a document or a file is escaped on its way in; nothing else here comes from
a visitor. What is counted and said is the work of `importing.report`.
"""

from collections.abc import Iterable, Sequence
from html import escape

from explorer.drafts.draft import Draft, DraftLevel, Fragment
from explorer.importing import report
from explorer.importing.pipeline import ImportResult, ReadDocument
from explorer.importing.write_plan import PlannedFile, WritePlan
from explorer.render.html_parts import sheet
from explorer.text.lazy_messages import translated
from explorer.text.plurals import count
from explorer.text.translation import decimal, ngettext, pgettext
from explorer.text.translation import gettext as _
from explorer.updating.merging import Change
from explorer.updating.update_plan import UpdatePlan

_SHOWN = 100
_LONGEST = 300
_PASSAGES, _FEWEST_PASSAGES = 600, 20
"""How much is shown beside what becomes of it: of all documents together, of each at least."""


def documents_html(made: ImportResult, used: Sequence[str] = ()) -> str:
    """The documents that were read, and those that were not and why; `used` are the files with
    decisions of earlier imports."""
    parts = [
        f'<p class="quiet">{_("Read as {each} says.", each=escape(each))}</p>' for each in used
    ]
    most = max(_PASSAGES // max(len(made.read), 1), _FEWEST_PASSAGES)
    parts += [_document(each, most) for each in made.read]
    if made.refused:
        items = (f"{_place(each.file, each.line)} {_said(each.reason)}" for each in made.refused)
        parts.append(f"<h2>{_('Not read')}</h2>{_list(items)}")
    return sheet(*parts)


def _document(each: ReadDocument, most: int) -> str:
    draft = each.draft
    levels = "".join(
        f'<tr><th scope="row">{_titled(level)}</th>'
        f"<td>{escape(report.level_contents(level))}</td></tr>"
        for level in draft.levels[:_SHOWN]
    )
    parts = [
        f"<h2>{escape(draft.file)}</h2>",
        f'<p class="quiet">{_("Read as: {shape}", shape=_said(draft.shape))}</p>',
        f"<p>{escape(report.coverage(each))}</p>",
        f"<p>{escape(report.competencies(draft))}</p>",
        f'<div class="wide"><table class="told"><tbody>{levels}</tbody></table></div>',
    ]
    parts.append(_passages(draft, most))
    if remainder := report.unplaced(draft):
        parts.append(
            f"<h3>{_('Left over: kept in the files as it is, without a place of its own')}</h3>{_texts(draft, remainder)}"
        )
    if omitted := report.left_out(draft):
        said = ngettext(
            "Left out on purpose, and in no file: {number} text",
            "Left out on purpose, and in no file: {number} texts",
            len(omitted),
        )
        parts.append(f"<details><summary>{said}</summary>{_texts(draft, omitted)}</details>")
    if draft.encoding_fixes:
        items = (
            _(
                "{place} {cut} is {cut_2}, UTF-8 that was once read as {encoding}",
                place=_place(draft.file, fix.line),
                cut=_cut(fix.before),
                cut_2=_cut(fix.after),
                encoding=escape(fix.encoding),
            )
            for fix in draft.encoding_fixes
        )
        parts.append(
            f"""<details><summary>{_("Encoding repaired in {places}", places=count(len(draft.encoding_fixes), "place"))}</summary>{_list(items)}</details>"""
        )
    return f'<section class="competency">{"".join(parts)}</section>'


def _texts(draft: Draft, found: Sequence[Fragment]) -> str:
    """Texts of a document, each with its place."""
    return _list(
        _place(draft.file, draft.place(each.lines[0] if each.lines else 0)) + " " + _cut(each.text)
        for each in found
    )


def _titled(level: DraftLevel) -> str:
    title = "" if level.title == level.code else f"<small> {escape(level.title)}</small>"
    return f"{escape(level.code)}{title}"


def _passages(draft: Draft, most: int) -> str:
    """The document, passage by passage, with what becomes of each beside it."""
    found = report.passages(draft)
    rows = "".join(
        f'<tr><td class="quiet">{escape(str(each.place)) if each.place else ""}</td>'
        f"<td>{_cut(each.text)}</td><td>{escape(each.becomes)}</td></tr>"
        for each in found[:most]
    )
    more = len(found) - most
    last = f'<p class="quiet">{_("and {more} more", more=decimal(more))}</p>' if more > 0 else ""
    head = f'<tr><th scope="col">{_("Where")}</th><th scope="col">{_("In the document")}</th><th scope="col">{_("Becomes")}</th></tr>'
    return f'<details><summary>{_("Line by line")}</summary><div class="wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>{last}</details>'


def remarks_html(made: ImportResult) -> str:
    """What the keeper should look at, each with its file and line."""
    items = (f"{_place(each.file, each.line)} {_said(each.text)}" for each in made.remarks)
    return sheet(f"<h2>{_('To look at')}</h2>{_list(items)}") if made.remarks else ""


def files_html(plan: WritePlan) -> str:
    """The files of a plan with what becomes of each; of those that differ, how."""
    names = {
        "new": pgettext("file", "new"),
        "same": _("already there"),
        "different": _("would change"),
    }
    items = (f"{escape(file.path)}: {names[file.state]}" for file in plan.files)
    guesses = (f"<p>{_place(each.file, each.line)} {_said(each.text)}</p>" for each in plan.guesses)
    parts = [f"<h2>{_('Files')}</h2>{_list(items)}", *guesses]
    parts += [_difference(file) for file in plan.different()[:20] if file.difference()]
    return sheet(*parts)


def merge_html(merge: UpdatePlan) -> str:
    """What a merge does with what differs, what needs a look first; what changed on both sides is
    to be chosen, each by itself (`sides_html`)."""
    headings = {
        "kept although gone": _("Gone from the documents, kept here"),
        "new": _("New in the documents"),
        "changed": _("Changed in the documents alone"),
        "moved": _("Moved in the documents alone"),
        "gone": _("Gone from the documents, and edited nowhere"),
        "kept": _("Changed here alone: kept"),
    }
    parts = [
        f"<h3>{heading}</h3>{_list(map(_change, told))}"
        for kind, heading in headings.items()
        if (told := [each for each in merge.changes if each.kind == kind and not each.chosen])
    ]
    return sheet(f"<h2>{_('What is merged')}</h2>", *parts) if parts else ""


def sides_html(change: Change) -> str:
    """A change on both sides: what the file says and what the documents say."""
    sides = ((_("Here"), change.before), (_("In the documents"), change.after))
    rows = "".join(
        f'<tr><th scope="row">{side}</th><td>{_cut(text) or "–"}</td></tr>' for side, text in sides
    )
    return sheet(f'<div class="wide"><table class="told"><tbody>{rows}</tbody></table></div>')


def what_changed(change: Change) -> str:
    """A change in a few words: "L4 greet-people"."""
    # A note or an example is its own name.
    what = change.key[1] if change.key[0] in ("statement", "fact") else change.key[0]
    return f"{change.file.removesuffix('.yaml')} · {what}"


def _change(change: Change) -> str:
    name = change.file.removesuffix(".yaml")
    before, after = _cut(change.before), _cut(change.after)
    if change.taken and before and after:
        said = f"<del>{before}</del> <ins>{after}</ins>"
    elif before and after:
        said = f"{before}<br><small>{_('in the documents: {text}', text=after)}</small>"
    else:
        said = before or after
    # A note or an example is its own name.
    what = change.key[1] if change.key[0] in ("statement", "fact") else change.key[0]
    return f"<b>{escape(name)}</b> <small>{escape(what)}</small> {said}"


def _difference(file: PlannedFile) -> str:
    lines = file.difference().splitlines()[2:400]
    shown = "".join(f"<div>{escape(line) or '&nbsp;'}</div>" for line in lines)
    return f"<details><summary>{_('What would change in {path}', path=escape(file.path))}</summary><code>{shown}</code></details>"


def _place(file: str, line: int | str) -> str:
    return f"<b>{escape(file)}{f':{line}' if line else ''}</b>"


def _said(text: str) -> str:
    """A message of the importer in the reader's language."""
    return escape(translated(text))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return escape(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…")


def _list(items: Iterable[str]) -> str:
    held: Sequence[str] = list(items)
    more = (
        f"<li>{_('and {value} more', value=decimal(len(held) - _SHOWN))}</li>"
        if len(held) > _SHOWN
        else ""
    )
    return f"<ul>{''.join(f'<li>{item}</li>' for item in held[:_SHOWN])}{more}</ul>"

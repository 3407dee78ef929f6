"""The bar of a level written down: as Markdown, as HTML for a page, and as an HTML file.

All three say the same. Every piece of the ladder's text is escaped on its way in
(`comparison_text.plain`, `inline_markdown.to_html`, `html.escape`). The file stands alone: it loads nothing,
and prints on one or two sides of A4 or Letter.
"""

from html import escape

from explorer.interviews.rubric import Rubric, RubricSection
from explorer.model import Statement, TextBlock
from explorer.text.inline_markdown import to_html, visible
from explorer.text.markdown_escape import commonmark

NOT_YET = "Not part of the bar yet"
MAY_HEAR = "Things one may hear"

STYLE = """\
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1.2rem; color: #1b1a18; background: #fff; }
h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 1.6rem 0 .3rem; } h3 { font-size: 1rem; margin: .9rem 0 .2rem; }
ul { margin: .2rem 0 .6rem; padding-left: 1.2rem; } li { margin: .15rem 0; }
.quiet { color: #55524c; } .lead { font-size: 1.1rem; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .6rem 1.2rem; margin: 1rem 0; }
dl.facts dt { font-weight: 650; font-size: .88rem; } dl.facts dd { margin: 0; }
.hear { font-size: .92rem; } .discussed { border-left: 3px dashed #888; padding-left: 1rem; margin-top: 1.6rem; } .discussed h2 { margin-top: 0; }
@page { margin: 13mm; }
@media print { body { font-size: 9.2pt; line-height: 1.32; max-width: none; margin: 0; padding: 0; }
  .sections { columns: 2; column-gap: 8mm; } .sections section:first-child h2 { margin-top: 0; } h2 { font-size: 11pt; margin: 2.6mm 0 .6mm; } h3 { font-size: 9.2pt; margin: 1.4mm 0 .4mm; }
  h2, h3 { break-after: avoid; } li { break-inside: avoid; } .lead { font-size: 10pt; margin: 1mm 0; } dl.facts { margin: 2mm 0; grid-template-columns: repeat(4, 1fr); } .hear { font-size: 8.4pt; } a { color: inherit; text-decoration: none; } }
"""


def title(bar: Rubric) -> str:
    draft = " (draft)" if bar.level.draft else ""
    return f"{bar.level.code}{draft} · {bar.level.title}"


# -- Markdown --------------------------------------------------------------------------


def markdown(bar: Rubric) -> str:
    """The sheet as Markdown."""
    lines = [f"# {commonmark(title(bar))}", "", commonmark(bar.ladder), ""]
    if bar.level.summary:
        lines += [f"> {commonmark(visible(bar.level.summary.text))}", ""]
    lines += [
        f"- **{commonmark(fact.name)}**: {commonmark(visible(fact.text))}" for fact in bar.facts
    ]
    for section in bar.sections:
        if section.expectations or section.examples:
            lines += ["", f"## {commonmark(section.name)}"]
        for group in section.groups:
            lines += ["", *([f"### {commonmark(group.scope)}", ""] if group.scope else [])]
            lines += [f"- {commonmark(visible(s.text))}" for s in group.confirmed]
        if section.examples:
            lines += ["", f"### {MAY_HEAR}", ""]
            lines += [f"- “{commonmark(visible(each.text))}”" for each in section.examples]
    if bar.under_discussion:
        lines += ["", f"## {NOT_YET}", "", "Under discussion; nobody is measured by it."]
        for section in bar.sections:
            if section.under_discussion:
                lines += ["", f"### {commonmark(section.name)}", ""]
                lines += [f"- {commonmark(visible(s.text))}" for s in section.under_discussion]
    return "\n".join(lines).rstrip() + "\n"


# -- HTML ------------------------------------------------------------------------------


def document(bar: Rubric) -> str:
    """The sheet as a file that stands alone."""
    name = escape(title(bar))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{name}</title><style>\n{STYLE}</style></head><body>"
        f'<main><h1>{name}</h1><p class="quiet">{escape(bar.ladder)}</p>{body(bar)}</main></body></html>\n'
    )


def body(bar: Rubric) -> str:
    """The sheet below its title, with headings from the second rank on."""
    parts = []
    if bar.level.summary:
        parts.append(f'<p class="lead">{to_html(bar.level.summary.text)}</p>')
    if bar.facts:
        facts = (
            f"<div><dt>{escape(fact.name)}</dt><dd>{to_html(fact.text)}</dd></div>"
            for fact in bar.facts
        )
        parts.append(f'<dl class="facts">{"".join(facts)}</dl>')
    parts.append(f'<div class="sections">{"".join(map(_section, bar.sections))}</div>')
    if bar.under_discussion:
        parts.append(
            f'<section class="discussed"><h2>{NOT_YET}</h2>'
            '<p class="quiet">Under discussion; nobody is measured by it.</p><div>'
            + "".join(
                f"<h3>{escape(section.name)}</h3>{statements(section.under_discussion)}"
                for section in bar.sections
                if section.under_discussion
            )
            + "</div></section>"
        )
    return "".join(parts)


def _section(section: RubricSection) -> str:
    if not section.expectations and not section.examples:
        return ""
    parts = [f"<h2>{escape(section.name)}</h2>"]
    for group in section.groups:
        parts.append(f"<h3>{escape(group.scope)}</h3>" if group.scope else "")
        parts.append(statements(group.confirmed))
    if section.examples:
        parts.append(f'<div class="hear"><h3>{MAY_HEAR}</h3>{heard(section.examples)}</div>')
    return f'<section class="competency">{"".join(parts)}</section>'


def statements(found: tuple[Statement, ...]) -> str:
    items = "".join(f"<li>{to_html(statement.text)}</li>" for statement in found)
    return f'<ul class="statements">{items}</ul>'


def heard(examples: tuple[TextBlock, ...]) -> str:
    return f"<ul>{''.join(f'<li>“{to_html(each.text)}”</li>' for each in examples)}</ul>"

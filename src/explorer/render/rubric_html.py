"""The rubric of a level as HTML: for a page, beside a neighbouring level, and as a file.

The file stands alone: it loads nothing, and prints on one or two sides of A4 or Letter.
"""

from collections.abc import Iterable
from html import escape

from explorer.interviews.rubric import NeighbourSection, Rubric, RubricSection, Sides
from explorer.model import Level, Statement, TextBlock
from explorer.render.html_parts import item_list, named, said, sheet, tentative_tag
from explorer.render.level_text import level_code, level_name
from explorer.render.rubric_text import MAY_HEAR, NOT_YET
from explorer.text.translation import gettext as _

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


# -- on a page ---------------------------------------------------------------------------


def rubric_sheet_html(rubric: Rubric) -> str:
    """The sheet of a level."""
    return f'<div class="lx bar"><h2 class="named">{escape(level_name(rubric.level))}</h2>{rubric_body(rubric)}</div>'


def neighbour_rubric_html(rubric: Rubric, other: Level, found: Iterable[NeighbourSection]) -> str:
    """What a level asks, and next to it what the other one asks instead."""
    heads = (
        _("{code} asks", code=rubric.level.code),
        _("{level_code} asks instead", level_code=level_code(other)),
    )
    parts = [f'<h2 class="named">{escape(level_name(rubric.level))}</h2>']
    for each in found:
        rows = "".join(_beside_row(here, there, heads) for here, there in each.rows)
        if each.only_in_neighbour:
            rows += _beside_row((), each.only_in_neighbour, heads)
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
        parts.append(
            f'<section class="competency"><h2>{escape(each.name)}</h2>'
            f'<table class="halves"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>'
        )
    return sheet(*parts)


def _beside_row(here: Sides, there: Sides, heads: tuple[str, str]) -> str:
    nothing = (_("nothing like it"), _("nothing like it"))
    cells = []
    for sides, head, none in zip((here, there), heads, nothing, strict=True):
        said = "".join(
            f"<p>{escape(side.text)}"
            + (tentative_tag() if side.kind == "tentative" else "")
            + "</p>"
            for side in sides
        )
        kind = "" if said else ' class="none"'
        cells.append(f'<td{kind} data-level="{escape(head)}">{said or none}</td>')
    return f"<tr>{''.join(cells)}</tr>"


# -- as a file, and what both have in common ------------------------------------------------


def rubric_document(rubric: Rubric) -> str:
    """The sheet as a file that stands alone."""
    name = escape(level_name(rubric.level))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{name}</title><style>\n{STYLE}</style></head><body>"
        f'<main><h1>{name}</h1><p class="quiet">{escape(rubric.ladder)}</p>{rubric_body(rubric)}</main></body></html>\n'
    )


def rubric_body(rubric: Rubric) -> str:
    """The sheet below its title, with headings from the second rank on."""
    parts = []
    if rubric.level.summary:
        parts.append(
            f'<p class="lead">{said(rubric.level.language, rubric.level.summary.text)}</p>'
        )
    if rubric.facts:
        facts = (
            f"<div><dt>{escape(fact.name)}</dt><dd>{said(rubric.level.language, fact.text)}</dd></div>"
            for fact in rubric.facts
        )
        parts.append(f'<dl class="facts">{"".join(facts)}</dl>')
    parts.append(
        f'<div class="sections">{"".join(_section(each, rubric.level.language) for each in rubric.sections)}</div>'
    )
    if rubric.under_discussion:
        parts.append(
            f'<section class="discussed"><h2>{_(NOT_YET)}</h2><p class="quiet">{_("Under discussion; nobody is measured by it.")}</p><div>'
            + "".join(
                f"<h3>{escape(section.name)}</h3>{statement_list(section.under_discussion, rubric.level.language)}"
                for section in rubric.sections
                if section.under_discussion
            )
            + "</div></section>"
        )
    return "".join(parts)


def _section(section: RubricSection, language: str) -> str:
    if not section.expectations and not section.examples:
        return ""
    parts = [f"<h2>{named(language, section.name)}</h2>"]
    for group in section.groups:
        parts.append(f"<h3>{named(language, group.scope)}</h3>" if group.scope else "")
        parts.append(statement_list(group.confirmed, language))
    if section.examples:
        parts.append(
            f'<div class="hear"><h3>{_(MAY_HEAR)}</h3>{quoted_examples(section.examples, language)}</div>'
        )
    return f'<section class="competency">{"".join(parts)}</section>'


def statement_list(found: tuple[Statement, ...], language: str) -> str:
    return item_list((said(language, statement.text) for statement in found), "statements")


def quoted_examples(examples: tuple[TextBlock, ...], language: str) -> str:
    return item_list(f"“{said(language, each.text)}”" for each in examples)

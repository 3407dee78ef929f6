"""Two levels side by side as HTML for `st.html`: in short, then statement by statement.

Each number of the summary, and each pill below it, is a link to the same page that shows only
what it counts. Colour, rule, mark and heading tell the kinds of change apart: colour alone
tells nothing.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape

from explorer.compare.changes import (
    CHANGE_GROUPS,
    ChangeGroup,
    Comparison,
    CompetencyPairs,
    FactPair,
    Pair,
    Side,
)
from explorer.compare.word_diff import Word
from explorer.model import Level
from explorer.render.comparison_text import difference_sentence, signs, unwritten_sentence
from explorer.render.html_parts import (
    icon_html,
    in_language,
    named,
    pill,
    sheet,
    tentative_tag,
    visually_hidden,
)
from explorer.render.level_text import level_code, level_name
from explorer.render.statement_html import card_link
from explorer.text.translation import gettext as _

_MARKS: dict[ChangeGroup, str] = {"new": "+", "changed": "↑", "same": "=", "gone": "−"}
LONG_FACT = 130
"""Characters of both sides from which a fact is folded: two lines beside the squares. The
sample's "Responsibility and direction needed" has 480 and took the first screen from the diff."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What of a comparison is shown: a competency's key or "" for all, kinds or () for all."""

    competency: str = ""
    kinds: tuple[ChangeGroup, ...] = ()

    def toggled(self, kind: ChangeGroup) -> "Filters":
        chosen = {*self.kinds} ^ {kind}
        return Filters(self.competency, tuple(each for each in CHANGE_GROUPS if each in chosen))


Address = Callable[[Filters], str]
"""The address of the page that shows what these filters leave."""


def comparison(
    compared: Comparison,
    shown: Filters = Filters(),
    address: Address | None = None,
    cards: Collection[Level] = (),
    keeping: str = "",
) -> str:
    """Two levels side by side. `keeping` is where a keeper writes the lineage down. Without `address` (on paper, or for a file) nothing filters and
    what is folded is open; statements of the levels in `cards` open their cards."""
    kinds = [kind for kind in CHANGE_GROUPS if _counted(compared.competencies, kind)]
    competencies = [each for each in compared.competencies if each.pairs]
    facts = _facts(compared, open_all=address is None)
    tallies = _tallies(compared, competencies, kinds, address) if competencies else ""
    growth = f'<div class="growth">{tallies}{facts}</div>' if tallies or facts else ""
    pills = _pills(compared, competencies, kinds, shown, address) if address else ""
    return sheet(
        f'<p class="short">{escape(difference_sentence(compared))}</p>',
        _unwritten(compared, keeping),
        growth,
        pills if competencies else "",
        _pairs(compared, competencies, shown, cards) if competencies else "",
    )


def _unwritten(compared: Comparison, keeping: str) -> str:
    said = unwritten_sentence(compared)
    link = f' <a data-in-app href="{escape(keeping)}">{_("Write it down")}</a>' if keeping else ""
    return f'<p class="quiet">{escape(said)}{link}</p>' if said else ""


def _counted(competencies: Sequence[CompetencyPairs], kind: ChangeGroup) -> int:
    return sum(len(each.in_group(kind)) for each in competencies)


def _mark(kind: ChangeGroup, compared: Comparison) -> str:
    return "≈" if kind == "changed" and compared.versions else _MARKS[kind]


# -- in short --------------------------------------------------------------------------


def _tallies(
    compared: Comparison,
    competencies: Sequence[CompetencyPairs],
    kinds: Sequence[ChangeGroup],
    address: Address | None,
) -> str:
    """One square per expectation, and how many of each kind there are, by competency."""
    head = "".join(
        f'<th scope="col"><span aria-hidden="true">{_mark(kind, compared)}</span> '
        f"{compared.group_words(kind)}</th>"
        for kind in kinds
    )
    rows = "".join(
        f'<tr><th scope="row">{icon_html(each.icon)}{escape(each.name)}</th>'
        f"<td>{_squares(compared, each)}</td>"
        + "".join(_tally(each, kind, address) for kind in kinds)
        + "</tr>"
        for each in competencies
    )
    return (
        f'<table class="tallies"><thead><tr><td>{visually_hidden(_("Competency"))}</td><td></td>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _squares(compared: Comparison, each: CompetencyPairs) -> str:
    squares = "".join(
        f'<span class="{kind}">{_mark(kind, compared)}</span>' * len(each.in_group(kind))
        for kind in CHANGE_GROUPS
    )
    return f'<span class="tiles" aria-hidden="true">{squares}</span>'


def _tally(each: CompetencyPairs, kind: ChangeGroup, address: Address | None) -> str:
    counted = len(each.in_group(kind))
    if not counted:
        return '<td class="zero">0</td>'
    if not address:
        return f"<td>{counted}</td>"
    link = escape(address(Filters(each.key, (kind,))))
    return f'<td><a data-in-app href="{link}">{counted}</a></td>'


def _facts(compared: Comparison, open_all: bool) -> str:
    """Every fact once, those that change first; the long ones and the summaries are folded."""
    tag = compared.after.language
    in_order = sorted(compared.facts, key=lambda fact: (_same(fact), _long(fact)))
    lines = "".join(
        _folded(compared, fact, open_all)
        if _long(fact)
        else f"<div><dt>{named(tag, fact.name)}</dt><dd>{_becomes(fact, tag)}</dd></div>"
        for fact in in_order
    )
    if compared.summary:
        lines += _folded(compared, compared.summary, open_all)
    return f'<dl class="becomes">{lines}</dl>' if lines else ""


def _same(fact: FactPair) -> bool:
    return fact.changes == ("same",)


def _long(fact: FactPair) -> bool:
    return len(fact.before or "") + len(fact.after or "") > LONG_FACT


def _becomes(fact: FactPair, tag: str) -> str:
    if _same(fact):
        return f"""{named(tag, fact.after or "")} <span class="quiet">{_("(the same)")}</span>"""
    was, now = _fact_sides(fact, tag)
    arrow = f'<b aria-hidden="true">→</b>{visually_hidden(_(" becomes "))}'
    return f"{was} {arrow} {now}"


def _folded(compared: Comparison, fact: FactPair, open_all: bool) -> str:
    """A long fact: each level's words in a paragraph of their own."""
    levels = (compared.before, compared.after)
    if _same(fact):
        body = f"<p>{_becomes(fact, compared.after.language)}</p>"
    else:
        codes = [level_code(level) for level in levels]
        names = codes if codes[0] != codes[1] else [_("Before"), _("After")]
        body = "".join(
            f"<p><b>{escape(name)}</b> {text}</p>"
            for name, text in zip(names, _fact_sides(fact, compared.after.language), strict=True)
        )
    opened = " open" if open_all else ""
    name = escape(fact.name)
    return (
        f'<div><dt class="unseen">{name}</dt>'
        f"<dd><details{opened}><summary>{name}</summary>{body}</details></dd></div>"
    )


def _fact_sides(fact: FactPair, tag: str) -> tuple[str, str]:
    if fact.words:
        was, now = (in_language(tag, _marked(fact.words, side)) for side in ("gone", "new"))
    else:
        was, now = (
            named(tag, text) if text else f"<em>{_('not said')}</em>"
            for text in (fact.before, fact.after)
        )
    return was, now


# -- filters ---------------------------------------------------------------------------


def _pills(
    compared: Comparison,
    competencies: Sequence[CompetencyPairs],
    kinds: Sequence[ChangeGroup],
    shown: Filters,
    address: Address,
) -> str:
    """Competencies (one of them, or all) and kinds of change (any of them) as links."""
    total = sum(len(each.pairs) for each in competencies)
    everything = pill(
        address(Filters("", shown.kinds)),
        _("All {total}", total=total),
        not shown.competency,
        "all",
    )
    # A phone shows one competency at a time: where all are asked for, the first.
    each_one = "".join(
        pill(
            address(Filters(each.key, shown.kinds)),
            f"{each.name} {len(each.pairs)}",
            each.key == shown.competency,
            "first" if not number and not shown.competency else "",
        )
        for number, each in enumerate(competencies)
    )
    here = [each for each in competencies if shown.competency in ("", each.key)]
    of_kinds = "".join(
        pill(
            address(shown.toggled(kind)),
            f"{_mark(kind, compared)} {_heading(kind, compared)} {_counted(here, kind)}",
            kind in shown.kinds,
            kind,
        )
        for kind in kinds
        if len(kinds) > 1
    )
    return (
        f'<nav class="pills" aria-label="{_("What is shown")}"><span>{everything}{each_one}</span>'
        f"<span>{of_kinds}</span></nav>"
    )


def _heading(kind: ChangeGroup, compared: Comparison) -> str:
    words = {"grow": _("Grows"), "differ": _("Differs")}
    said = _("Same") if kind == "same" else compared.group_words(kind)
    return words.get(said) or f"{said[:1].upper()}{said[1:]}"


# -- statement by statement ------------------------------------------------------------


def _pairs(
    compared: Comparison,
    competencies: Sequence[CompetencyPairs],
    shown: Filters,
    cards: Collection[Level],
) -> str:
    """One table under one head that stays in view, and that paper repeats on each page."""
    body = "".join(
        _competency(compared, each, groups, cards)
        for each in competencies
        if shown.competency in ("", each.key)
        and (
            groups := [k for k in CHANGE_GROUPS if k in (shown.kinds or (k,)) and each.in_group(k)]
        )
    )
    if not body:
        return f'<p class="quiet">{_("Nothing of this kind is here.")}</p>'
    kind = "pairs" if shown.competency else "pairs all"
    return f'<table class="{kind}">{_head(compared)}{body}</table>'


def _head(compared: Comparison) -> str:
    before, after = compared.before, compared.after
    alike = (before.code, before.title) == (after.code, after.title)
    cells = [
        f'<th scope="col">{escape(level_name(level))}'
        f"{f'<small>{escape(level.file)}</small>' if alike else ''}</th>"
        for level in (before, after)
    ]
    between = f"<td>{visually_hidden(_('What changes'))}</td>"
    return f"<thead><tr>{between.join(cells)}</tr></thead>"


def _competency(
    compared: Comparison,
    each: CompetencyPairs,
    kinds: Sequence[ChangeGroup],
    cards: Collection[Level],
) -> str:
    head = (
        f'<tbody class="competency"><tr><th scope="colgroup" colspan="3"><h2>{icon_html(each.icon)}'
        f"{escape(each.name)}</h2></th></tr></tbody>"
    )
    if compared.versions or compared.written or not {"new", "gone"} <= {*kinds}:
        beside, rest = "", kinds
    else:
        beside = _beside(compared, each, cards)
        rest = [kind for kind in kinds if kind not in ("new", "gone")]
    groups = (_group(compared, kind, each.in_group(kind), cards) for kind in rest)
    return head + "".join(groups) + beside


def _beside(compared: Comparison, each: CompetencyPairs, cards: Collection[Level]) -> str:
    """What only one of the levels says, each in a column of its own: where nobody wrote what
    belongs together, a staircase of half empty rows says nothing."""
    cells = []
    for level, kind, mark in ((compared.before, "gone", "gone"), (compared.after, "new", "new")):
        pairs = each.in_group("gone" if kind == "gone" else "new")
        said = "".join(
            f"<li>{_said(level, pair, pair.before or pair.after, mark, level in cards)}"
            f"{_related(compared, pair)}</li>"
            for pair in pairs
        )
        head = f"{_heading('gone' if kind == 'gone' else 'new', compared)} · {len(pairs)}"
        cells.append(f'<td class="{kind}"><b>{escape(head)}</b><ul>{said}</ul></td>')
    return f'<tbody class="beside"><tr>{cells[0]}<td></td>{cells[1]}</tr></tbody>'


def _related(compared: Comparison, pair: Pair) -> str:
    """What of the lower level may be about the same, as the suggestion that it is."""
    if not pair.related:
        return ""
    lower = compared.names[1 if compared.relation == "down" else 0]
    return f'<small class="related">{_("<b>related?</b> {lower}: {named}", lower=escape(lower), named=named(compared.before.language, pair.related.text))}</small>'


def _group(
    compared: Comparison, kind: ChangeGroup, pairs: Sequence[Pair], cards: Collection[Level]
) -> str:
    rows = "".join(_pair_row(compared, pair, cards) for pair in pairs)
    return (
        f'<tbody class="{kind}"><tr class="fate"><th scope="rowgroup" colspan="3">'
        f'<span aria-hidden="true">{_mark(kind, compared)}</span> '
        f"{_heading(kind, compared)} · {len(pairs)}</th></tr>{rows}</tbody>"
    )


def _pair_row(compared: Comparison, pair: Pair, cards: Collection[Level]) -> str:
    told = "".join(
        f'<span role="img" aria-label="{escape(words)}" title="{escape(words)}">{escape(sign)}</span>'
        for sign, words in signs(pair)
    )
    before, after = compared.before, compared.after
    why = ""
    # What the authors wrote, or what is plain to see, needs no reason.
    if pair.change_group == "changed" and pair.reason not in ("lineage", "id", "was"):
        why = f'<small class="why">{escape(pair.why)}</small>'
    whys = (_related(compared, pair), why) if pair.before else ("", _related(compared, pair))
    return (
        f"<tr>{_cell(before, pair, pair.before, 'gone', before in cards, whys[0])}"
        f'<td class="sign">{told}</td>'
        f"{_cell(after, pair, pair.after, 'new', after in cards, whys[1])}</tr>"
    )


def _cell(
    level: Level, pair: Pair, sides: tuple[Side, ...], mark: str, card: bool, why: str = ""
) -> str:
    """One level's part of a pair; empty where it says nothing."""
    if not sides:
        return "<td></td>"
    said = _said(level, pair, sides, mark, card)
    return f'<td data-level="{escape(level.code)}">{said}{why}</td>'


def _said(level: Level, pair: Pair, sides: tuple[Side, ...], mark: str, card: bool) -> str:
    texts = []
    for side in sides:
        body = _marked(pair.words, mark) if pair.words else escape(side.text)
        body = in_language(level.language, body)
        said = card_link(level.ladder, level.code, side.id, body) if card else body
        tag = tentative_tag() if side.kind == "tentative" else ""
        texts.append(f"<p>{said}{tag}</p>" if len(sides) > 1 else f"{said}{tag}")
    return "".join(texts)


def _marked(words: tuple[Word, ...], mark: str) -> str:
    """One side of a sentence that both levels word alike, its own words marked."""
    tag = "ins" if mark == "new" else "del"
    made = []
    for kind, text in words:
        if kind == "same":
            made.append(escape(text))
        elif kind == mark:
            made.append(f"<{tag}>{escape(text)}</{tag}>" if text.strip() else escape(text))
    return "".join(made)

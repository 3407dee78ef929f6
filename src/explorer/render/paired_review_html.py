"""Two people's views as HTML: each statement with both words and how far apart they lie.

Own view and manager's view have the shapes that they have on the radar. Where the two differ
comes first, the widest distance before the others: that is what there is to talk about.
"""

from collections.abc import Collection, Iterable
from html import escape

from explorer.model import RatingScale, Ref
from explorer.profiles.paired_review import MANAGER, OWN, PairedReview, RatedRow
from explorer.profiles.profile import NOT_RATED
from explorer.render.html_parts import sheet
from explorer.render.statement_html import linked
from explorer.text.plurals import count
from explorer.text.translation import gettext as _


def track(scale: RatingScale, own: str | None, manager: str | None, labels: bool = False) -> str:
    """The scale as a line with a place per word, both views on it and what lies between.

    A view without one of the scale's words has no mark. The words themselves stand beside it,
    so that it is not read aloud. `labels`: each place says its word.
    """
    places = [scale.place_of(own), scale.place_of(manager)]
    steps = "".join(
        f'<i class="step" style="grid-column: {at}">{escape(word) if labels else ""}</i>'
        for at, word in enumerate(scale.words, start=1)
    )
    marks = "".join(
        f'<i class="{kind}" style="grid-column: {place + 1}"></i>'
        for kind, place in zip(("own-mark", "manager-mark"), places, strict=True)
        if place is not None
    )
    between = ""
    if places[0] is not None and places[1] is not None and places[0] != places[1]:
        low, high = sorted(place for place in places if place is not None)
        between = f'<i class="between" style="grid-column: {low + 1} / {high + 2}; --apart: {high - low + 1}"></i>'
    kind = "track labelled" if labels else "track"
    return (
        f'<span class="{kind}" aria-hidden="true" style="--places: {len(scale)}">'
        f"{between}{steps}{marks}</span>"
    )


def both_words(scale: RatingScale, own: str | None, manager: str | None) -> str:
    """Two people's words, large and in the same size: nobody is right."""
    return (
        f'<dl class="both"><div><dt class="own-mark">{_(OWN)}</dt><dd>{escape(own or _(NOT_RATED))}</dd></div>'
        f'<div><dt class="manager-mark">{_(MANAGER)}</dt><dd>{escape(manager or _(NOT_RATED))}</dd></div></dl>'
        f"{track(scale, own, manager, labels=True)}"
    )


def review(found: PairedReview, scale: RatingScale, listed: Collection[Ref]) -> str:
    """All of both views. `listed` are the statements on the conversation list."""
    parts = [f"<h2>{_('You see it differently')}</h2>"]
    if found.differ:
        rows = sorted(found.differ, key=lambda row: -_distance(row, scale))
        parts.append(_table(found, rows, scale, listed, _("Where you see it differently")))
    else:
        parts.append(
            f'<p class="quiet">{_("Nothing: wherever both of you gave a rating, it is the same.")}</p>'
        )
    for title, rest in (
        (_("Does not apply, says one of you"), found.not_applicable),
        (_("Only one of you gave a rating"), found.alone),
        (_("You see it the same way"), found.alike),
    ):
        if rest:
            label = f"{title} ({len(rest)})"
            parts.append(
                f"<details><summary>{escape(label)}</summary>"
                f"{_table(found, rest, scale, listed, title)}</details>"
            )
    return sheet(*parts)


def _distance(row: RatedRow, scale: RatingScale) -> int:
    own, manager = scale.place_of(row.own), scale.place_of(row.manager)
    return abs(own - manager) if own is not None and manager is not None else 0


def _table(
    found: PairedReview,
    rows: Iterable[RatedRow],
    scale: RatingScale,
    listed: Collection[Ref],
    caption: str,
) -> str:
    return (
        f'<table class="views"><caption class="unseen">{escape(caption)}</caption><thead><tr>'
        f'<th scope="col" class="own-mark">{_(OWN)}</th><td></td>'
        f'<th scope="col" class="manager-mark">{_(MANAGER)}</th></tr></thead>'
        + "".join(_row(found, row, scale, listed) for row in rows)
        + "</table>"
    )


def _row(found: PairedReview, row: RatedRow, scale: RatingScale, listed: Collection[Ref]) -> str:
    name = escape(row.competency.name)
    if row.statement is None:
        what = _("{name} as a whole", name=name)
    else:
        on_list = Ref(found.level.code, row.statement.id) in listed
        tag = f' <span class="tag">{_("on the list")}</span>' if on_list else ""
        what = f"{linked(found.level, row.statement)}<small>{name}{tag}</small>"
    own, manager = row.texts
    apart = _distance(row, scale)
    said = (
        f"""<span class="unseen">{_("{steps} apart", steps=count(apart, "step"))}</span>"""
        if apart
        else ""
    )
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="3">{what}</th></tr>'
        f"<tr><td>{escape(own)}</td><td>{track(scale, row.own, row.manager)}{said}</td>"
        f"<td>{escape(manager)}</td></tr></tbody>"
    )

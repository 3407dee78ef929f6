"""`ladder profile`: what the pages "My profile" and "1:1" make of profile files.

Each command reads the files it is given, prints, and writes nothing but the picture it is
asked for. Two views are revealed only once both are marked as ready. What a file holds and
the ladder does not have (any more) is told on stderr, so that no word is missed in silence.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.commands.ladder_input import load_site
from explorer.commands.options import dir_option, json_option
from explorer.commands.output import print_json, stop
from explorer.errors import PictureError
from explorer.files.yaml_reader import MAX_BYTES
from explorer.model import Ladder, Level
from explorer.problems import quoted
from explorer.profiles import assessment, snapshots
from explorer.profiles.paired_review import MANAGER, OWN, RatedRow, pair_reviews
from explorer.profiles.profile_file import parse
from explorer.profiles.renamed_ids import following
from explorer.render import promotion_packet
from explorer.text.inline_markdown import visible

if TYPE_CHECKING:
    from explorer.profiles.profile import Profile


@click.group()
def profile() -> None:
    """A profile file: its ratings, its comparison with another view, its changes over time."""


@profile.command()
@click.argument("file", metavar="PROFILE")
@dir_option
@json_option
def show(file: str, folder: str, as_json: bool) -> None:
    """A profile's ratings against its target level, and the gaps that matter most.

    With --json {level, axes: [{name, word, rests_on, spread, applies, reason, overridden}],
    gaps: [{competency, word, short: [{id, text, word}], open}], does_not_apply: [{id, text,
    reason}], not_shown: [text]}.
    """
    mine = _read_profile(file)
    ladder, level = _target_of(mine, folder)
    mine = following(mine, ladder)
    lost = _tell_orphaned(file, mine, ladder)
    given = mine.ratings(level.code)
    axes, gaps = assessment.axes(given, ladder, level), assessment.gaps(given, ladder, level)
    if as_json:
        print_json(
            {
                "level": level.code,
                "axes": [_axis_json(a) for a in axes],
                "gaps": [_gap_json(g) for g in gaps],
                "does_not_apply": [
                    {"id": s.id, "text": visible(s.text), "reason": given.not_applicable[s.id]}
                    for s in assessment.to_rate(level)
                    if s.id in given.not_applicable
                ],
                "not_shown": lost,
            }
        )
        return
    click.echo(assessment.sentence(axes, ladder, level))
    for gap in gaps:
        click.echo(f"\n{gap.competency.name}: {gap.word or 'not rated'}")
        for statement, word in gap.short:
            click.echo(f"  {word}: {visible(statement.text)}")


def _axis_json(axis: assessment.Axis) -> dict[str, Any]:
    return {
        "name": axis.name,
        "word": axis.word,
        "rests_on": axis.basis,
        "spread": dict(axis.spread),
        "applies": axis.applies,
        "reason": axis.reason or None,
        "overridden": axis.overridden,
    }


def _gap_json(gap: assessment.Gap) -> dict[str, Any]:
    short = [{"id": s.id, "text": visible(s.text), "word": word} for s, word in gap.short]
    return {"competency": gap.competency.name, "word": gap.word, "short": short, "open": gap.open}


@profile.command()
@click.argument("own", metavar="OWN")
@click.argument("manager", metavar="MANAGER")
@dir_option
@json_option
def together(own: str, manager: str, folder: str, as_json: bool) -> None:
    """Somebody's own view next to their manager's, differences first.

    With --json {level, differ, does_not_apply, alone, alike: [{competency, id, text, own,
    manager, own_reason, manager_reason}], not_shown: {own, manager: [text]}}.
    A reason, which may be empty, stands where it does not apply.
    """
    views = _read_profile(own), _read_profile(manager)
    for file, view, by in zip((own, manager), views, ("self", "manager"), strict=True):
        if view.perspective != by:
            content = "a manager's view" if view.perspective == "manager" else "somebody's own view"
            stop(f"{file} is {content}: give the own view first, then the manager's.")
    ladder, _ = _target_of(views[0], folder)
    views = following(views[0], ladder), following(views[1], ladder)
    found = pair_reviews(*views, ladder)
    if isinstance(found, str):
        stop(found)
    lost = {
        key: _tell_orphaned(file, view, ladder)
        for key, file, view in zip(("own", "manager"), (own, manager), views, strict=True)
    }
    parts = {
        "differ": found.differ,
        "does_not_apply": found.not_applicable,
        "alone": found.alone,
        "alike": found.alike,
    }
    if as_json:
        rows_json = {key: [_row_json(row) for row in rows] for key, rows in parts.items()}
        print_json({"level": found.level.code, **rows_json, "not_shown": lost})
        return
    titles = {
        "differ": "Rated differently",
        "does_not_apply": "Does not apply, says one of you",
        "alone": "Rated by one of you",
        "alike": "Rated alike",
    }
    for key, rows in parts.items():
        if rows:
            click.echo(click.style(f"\n{titles[key]}", bold=True))
        for row in rows:
            click.echo(f"  {row.competency.name}: {_row_json(row)['text'] or 'as a whole'}")
            own_text, manager_text = row.texts
            click.echo(f"    {OWN}: {own_text}. {MANAGER}: {manager_text}")


def _row_json(row: RatedRow) -> dict[str, Any]:
    statement = row.statement
    return {
        "competency": row.competency.name,
        "id": statement.id if statement else None,
        "text": visible(statement.text) if statement else None,
        "own": row.own,
        "manager": row.manager,
        "own_reason": row.own_reason,
        "manager_reason": row.manager_reason,
    }


@profile.command()
@click.argument("file", metavar="PROFILE")
@dir_option
@json_option
def changed(file: str, folder: str, as_json: bool) -> None:
    """What has changed in the ratings and in the ladder since the profile's latest snapshot.

    With --json {since, moved: [{level, competency, text, before, after, before_reason,
    after_reason}], ladder: [{kind, level, id, before, after, word}]}. A reason, which may be
    empty, stands where it did not or does not apply.
    """
    mine = _read_profile(file)
    ladder = _ladder_of(mine, folder)
    mine = following(mine, ladder)
    if not mine.snapshots:
        stop(f"{file} has no snapshot yet; take one in the app under My profile, Over time.")
    since = mine.snapshots[-1]
    today = snapshots.freeze(mine, ladder, "today")
    moved, other = (
        snapshots.rating_changes(since, today),
        snapshots.ladder_changes(since, mine, ladder),
    )
    if as_json:
        print_json(
            {
                "since": since.date,
                "moved": list(map(asdict, moved)),
                "ladder": list(map(_change_json, other)),
            }
        )
        return
    click.echo(f"Since {since.date}:")
    for move in moved:
        text = move.text or "as a whole"
        click.echo(f"  {move.level} {move.competency}, {text}: {' → '.join(move.texts)}")
    for change in other:
        texts = _change_json(change)
        rated = f" (rated {change.word})" if change.word else ""
        click.echo(f"  {change.kind}: {change.level} {texts['after'] or texts['before']}{rated}")


def _change_json(change: snapshots.LadderChange) -> dict[str, Any]:
    texts = [visible(s.text) if s else None for s in (change.before, change.after)]
    return {
        "kind": change.kind,
        "level": change.level,
        "id": change.ref.id,
        "before": texts[0],
        "after": texts[1],
        "word": change.word,
    }


@profile.command()
@click.argument("file", metavar="PROFILE")
@click.argument("to", type=click.Path(dir_okay=False, path_type=Path), metavar="PICTURE")
@dir_option
def radar(file: str, to: Path, folder: str) -> None:
    """Save the profile's radar as a picture: PNG, SVG or PDF, by the file name's ending."""
    from explorer.render import radar  # noqa: PLC0415 - half a second, for those who want a picture

    form = to.suffix.lower().lstrip(".")
    if form not in ("png", "svg", "pdf"):
        stop(f"{to} is not a picture's file name: it must end with .png, .svg or .pdf.")
    mine = _read_profile(file)
    ladder, level = _target_of(mine, folder)
    mine = following(mine, ladder)
    _tell_orphaned(file, mine, ladder)
    name = OWN if mine.perspective == "self" else MANAGER
    series = assessment.Series(name, assessment.axes(mine.ratings(level.code), ladder, level))
    drawing = radar.radar((series,), ladder.scale, level.code)
    try:
        made = radar.picture(drawing, f"Against {level.code} · {level.title}", form)  # type: ignore[arg-type]
        to.write_bytes(made)
    except PictureError as error:
        stop(str(error))
    except OSError as error:
        stop(f"Cannot write {to}: {error.strerror}")
    click.echo(f"Wrote {to}")


@profile.command()
@click.argument("file", metavar="PROFILE")
@dir_option
def document(file: str, folder: str) -> None:
    """The outline of a promotion document in Markdown: expectations, your words, evidence."""
    mine = _read_profile(file)
    ladder, level = _target_of(mine, folder)
    mine = following(mine, ladder)
    _tell_orphaned(file, mine, ladder)
    click.echo(promotion_packet.skeleton(mine, level), nl=False)


def _read_profile(file: str) -> Profile:
    try:
        with Path(file).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        stop(f"Cannot read {file}: {error.strerror}")
    except ValueError:
        stop(f"There is no file {file!r}.")
    found, problems = parse(raw, file)
    if found is None:
        stop("\n".join(map(str, problems)))
    return found


def _tell_orphaned(file: str, mine: Profile, ladder: Ladder) -> list[str]:
    """Say on stderr what of a profile this ladder does not have; gives the same as data."""
    lost = assessment.orphaned_entries(mine, ladder)
    if lost:
        click.echo(f"Also in {file}, kept but not shown: {'; '.join(lost)}.", err=True)
    return lost


def _ladder_of(mine: Profile, folder: str) -> Ladder:
    ladder = load_site(folder).ladder(mine.ladder)
    if ladder is None:
        stop(f"The profile is for the ladder {quoted(mine.ladder)}, which is not in {folder}.")
    return ladder


def _target_of(mine: Profile, folder: str) -> tuple[Ladder, Level]:
    ladder = _ladder_of(mine, folder)
    level = ladder.level(mine.target)
    if level is None:
        stop(
            f"The profile's target is {quoted(mine.target)}, which {quoted(ladder.name)} does not have."
        )
    return ladder, level

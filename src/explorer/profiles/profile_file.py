"""The readable file of a profile: what is kept, downloaded and uploaded, in one YAML form.

The form is versioned; a file of an older version passes through the migrations of
`profile_schema`. Nothing here raises for what a file may hold.

    profile: ladder-explorer
    version: 4
    ladder: sre
    by: self                        # or manager: a file has one perspective
    current: L3
    target: L4
    ready: "2026-11-23"             # done, and may be shown beside the other's
    levels:
      L4:
        competencies: {domain-expertise: Performing}     # a word for the whole
        statements: {consulting: Maturing}
        word_instead: [domain-expertise]      # it stands although its statements are rated
        does_not_apply: {statements: {incidents: no on-call in my team}}
    conversation: [L4/consulting]
    agreed: {L4/consulting: {text: Sit in on the payments review, by: "2027-01-15"}}
    answers: {gap: Yes, we both see it in cross-team work}
    evidence: [{on: "2026-11-20", statement: L4/consulting, text: ..., links: [...]}]
    snapshots: [{on: "2026-08-20", target: L4, levels: {...}, wording: {L4: {...}}}]
"""

import weakref
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from explorer.files import yaml_writer
from explorer.files.shape_check import check
from explorer.files.yaml_reader import MAX_BYTES, Document, read
from explorer.model import Competency, Level, Ref, ScopeGroup, Statement
from explorer.problems import Problem, quoted
from explorer.profiles.profile import Evidence, Profile, Ratings, Snapshot, Step
from explorer.profiles.profile_schema import (
    MIGRATIONS,
    VERSION,
    EvidenceShape,
    ProfileShape,
    RatingsShape,
    SnapshotShape,
    WordedLevelShape,
)

_SPARE = 65_536
"""Bytes that notes and snapshots leave for ratings and topics."""

_HEAD = """\
# A profile made with Ladder Explorer: one person's view, in words.
# It is yours to read, keep, edit and delete; the app opens it again under "My profile".
"""


# -- to a file -------------------------------------------------------------------------


def dump(profile: Profile) -> str:
    """The profile as the text of its file."""
    data: dict[str, Any] = {
        "profile": "ladder-explorer",
        "version": VERSION,
        "revision": profile.revision,
        "saved": profile.saved or None,
        "ladder": profile.ladder,
        "ladder_name": profile.ladder_name or None,
        "by": profile.perspective,
        "label": profile.label or None,
        "current": profile.current or None,
        "target": profile.target,
        "ready": profile.ready or None,
        "levels": _levels_data(profile.levels),
        "conversation": [str(topic) for topic in profile.conversation] or None,
        "agreed": {
            str(topic): _non_empty({"text": step.text, "by": step.by})
            for topic, step in profile.agreed.items()
        }
        or None,
        "answers": dict(profile.answers) or None,
        "evidence": [_note_data(note) for note in profile.evidence] or None,
    }
    data = {key: value for key, value in data.items() if value is not None}
    head = "snapshots:\n" if profile.snapshots else ""
    texts = map(_snapshot_text, profile.snapshots)
    return "".join((_HEAD, yaml_writer.document(data), head, *texts))


_snapshot_texts: dict[int, str] = {}
"""The text of each snapshot in memory, by its identity: a frozen one is written once. With 40 of
them that was 1.8 s of each click on a rating; no text outlives its snapshot."""


def _snapshot_text(snapshot: Snapshot) -> str:
    text = _snapshot_texts.get(id(snapshot))
    if text is None:
        # A list of one reads as it would among the others.
        alone = yaml_writer.document({"snapshots": [_snapshot_data(snapshot)]})
        text = _snapshot_texts[id(snapshot)] = alone.removeprefix("snapshots:\n")
        gone = weakref.finalize(snapshot, _snapshot_texts.pop, id(snapshot), None)
        gone.atexit = False
    return text


def _non_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is not empty."""
    return {key: value for key, value in data.items() if value}


def _levels_data(levels: Mapping[str, Ratings]) -> dict[str, Any]:
    return {
        code: _non_empty(
            {
                "competencies": dict(rated.competencies),
                "statements": dict(rated.statements),
                "word_instead": sorted(rated.overrides),
                "does_not_apply": _non_empty(
                    {
                        "competencies": dict(rated.competencies_not_applicable),
                        "statements": dict(rated.not_applicable),
                    }
                ),
            }
        )
        for code, rated in levels.items()
        if rated
    }


def _note_data(note: Evidence) -> dict[str, Any]:
    about = "competency" if note.whole_competency else "statement"
    data = {"on": note.date, about: str(note.about), "text": note.text}
    return {**data, "links": list(note.links)} if note.links else data


def _snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    wording = {
        code: {
            "title": level.title,
            "competencies": {
                competency.key: {
                    "name": competency.name,
                    "groups": [
                        _non_empty(
                            {
                                "scope": group.scope,
                                "statements": {s.id: s.text for s in group.confirmed},
                            }
                        )
                        for group in competency.groups
                    ],
                }
                for competency in level.competencies
            },
        }
        for code, level in snapshot.wording.items()
    }
    data = {"on": snapshot.date, "name": snapshot.name, "target": snapshot.target}
    return _non_empty({**data, "levels": _levels_data(snapshot.levels), "wording": wording})


# -- from a file -----------------------------------------------------------------------


def parse(raw: bytes, file: str = "profile.yaml") -> tuple[Profile | None, list[Problem]]:
    """A profile from its file's bytes, or None and what is wrong with them."""
    document = read(raw, file, MAX_BYTES)
    foreign = None if document.problems else _wrong_kind(document)
    if foreign:
        return None, [Problem(file, 1, 1, *foreign)]
    for version in range(_declared_version(document), VERSION):
        document.data = MIGRATIONS[version](document.data)
    shape, problems = check(ProfileShape, document, file)
    if shape is None:
        return None, problems
    astray = [
        Problem(file, *document.place(path), *wrong) for path, wrong in _semantic_problems(shape)
    ]
    if astray:
        return None, astray
    return (
        Profile(
            ladder=shape.ladder,
            target=shape.target,
            ladder_name=shape.ladder_name or "",
            perspective=shape.by,
            label=shape.label or "",
            current=shape.current or "",
            ready=shape.ready or "",
            levels=_levels(shape.levels),
            conversation=tuple(dict.fromkeys(map(_ref, shape.conversation))),
            agreed=MappingProxyType(
                {
                    _ref(topic): Step(step.text or "", step.by or "")
                    for topic, step in shape.agreed.items()
                    if step.text or step.by
                }
            ),
            answers=MappingProxyType(dict(shape.answers)),
            evidence=tuple(map(_evidence, shape.evidence)),
            snapshots=tuple(_snapshot(shape.ladder, each) for each in shape.snapshots),
            revision=shape.revision,
            saved=shape.saved or "",
        ),
        [],
    )


def storage_problem(profile: Profile) -> str:
    """Why the profile's file has no room for more or could not be read again, or nothing."""
    raw = dump(profile).encode("utf-8", "replace")
    if len(raw) > MAX_BYTES - _SPARE:
        return f"{len(raw):,} bytes, instead of {MAX_BYTES - _SPARE:,} at most"
    _, problems = parse(raw)
    return f"{problems[0].found}, instead of {problems[0].wanted}" if problems else ""


def _semantic_problems(
    shape: ProfileShape,
) -> Iterable[tuple[tuple[str | int, ...], tuple[str, str]]]:
    """Where something has the form and no meaning, with what was found and wanted."""
    days: list[tuple[tuple[str | int, ...], str | None]] = [(("ready",), shape.ready)]
    days += [(("evidence", n), note.on) for n, note in enumerate(shape.evidence)]
    days += [(("snapshots", n), each.on) for n, each in enumerate(shape.snapshots)]
    days += [(("agreed", topic), step.by) for topic, step in shape.agreed.items()]
    for where, levels in (
        (("levels",), shape.levels),
        *((("snapshots", n, "levels"), each.levels) for n, each in enumerate(shape.snapshots)),
    ):
        yield from _contradictions(where, levels)
    for path, day in days:
        if day and not _is_day(day):
            yield path, (f"the day {quoted(day)}", "a day of the calendar, such as 2026-11-23")
    for number, note in enumerate(shape.evidence):
        if not note.statement and not note.competency:
            yield (
                ("evidence", number),
                ("evidence about nothing", "a statement or a competency, as level/id"),
            )
        if note.statement and note.competency:
            yield (
                ("evidence", number, "competency"),
                ("evidence about two things", "a statement or a competency, not both"),
            )


def _contradictions(
    where: tuple[str | int, ...], levels: Mapping[str, RatingsShape]
) -> Iterable[tuple[tuple[str | int, ...], tuple[str, str]]]:
    """What has a rating and does not apply: only its owner knows which of the two is meant."""
    for code, rated in levels.items():
        left_out = rated.does_not_apply
        for kind, words, reasons in (
            ("competencies", rated.competencies, left_out.competencies),
            ("statements", rated.statements, left_out.statements),
        ):
            for key in reasons:
                if key in words:
                    yield (
                        (*where, code, "does_not_apply", kind, key),
                        (
                            f"{quoted(key)}, which is rated as well",
                            "a rating, or that it does not apply",
                        ),
                    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _ref(name: str) -> Ref:
    level, _, id = name.partition("/")
    return Ref(level, id)


def _levels(shapes: Mapping[str, RatingsShape]) -> Mapping[str, Ratings]:
    return MappingProxyType(
        {
            code: Ratings(
                MappingProxyType(dict(rated.competencies)),
                MappingProxyType(dict(rated.statements)),
                _reasons(rated.does_not_apply.statements),
                _reasons(rated.does_not_apply.competencies),
                frozenset(rated.word_instead),
            )
            for code, rated in shapes.items()
        }
    )


def _reasons(said: Mapping[str, str | None]) -> Mapping[str, str]:
    return MappingProxyType({key: reason or "" for key, reason in said.items()})


def _evidence(shape: EvidenceShape) -> Evidence:
    about = _ref(shape.statement or shape.competency or "")
    return Evidence(shape.on, about, shape.text, tuple(shape.links), not shape.statement)


def _snapshot(ladder: str, shape: SnapshotShape) -> Snapshot:
    wording = {
        code: Level(ladder, code, level.title, "", competencies=tuple(_worded(level)))
        for code, level in shape.wording.items()
    }
    return Snapshot(
        shape.on, shape.target, shape.name or "", _levels(shape.levels), MappingProxyType(wording)
    )


def _worded(level: WordedLevelShape) -> Iterable[Competency]:
    for key, competency in level.competencies.items():
        groups = (
            ScopeGroup(
                group.scope,
                tuple(
                    Statement(id, text, 0, key, group.scope)
                    for id, text in group.statements.items()
                ),
            )
            for group in competency.groups
        )
        yield Competency(key, competency.name, "", "", tuple(groups))


def _declared_version(document: Document) -> int:
    version = document.data.get("version") if isinstance(document.data, dict) else None
    return version if isinstance(version, int) and version in MIGRATIONS else VERSION


def _wrong_kind(document: Document) -> tuple[str, str] | None:
    """What was found and wanted, where a file is no profile of this version at all."""
    data = document.data
    wanted = 'a profile that was downloaded from "My profile"'
    if not isinstance(data, dict) or data.get("profile") != "ladder-explorer":
        return "another kind of file", wanted
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        return (
            f"version {version}, from a newer Ladder Explorer",
            f"version {VERSION}, or a newer app",
        )
    if isinstance(version, bool) or version not in (*MIGRATIONS, VERSION):
        return f"version {quoted(version)}, which this app cannot read", f"version {VERSION}"
    return None

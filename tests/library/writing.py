"""Writes small ladders for the tests, from as few words as a test needs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from explorer.files.loading import load
from explorer.model import Site

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "ladder"

Content = str | bytes | Mapping[str, Any]


GUIDE = "# How we use it\n\nAs we agreed.\n"


def guided(files: Mapping[str, Content]) -> dict[str, Content]:
    """The files, with a guide beside the levels of each folder: without one, that is open."""
    homes = {name.rpartition("/")[0] for name in files if name.endswith(".yaml")}
    return {**{f"{home}/guide.md".lstrip("/"): GUIDE for home in sorted(homes)}, **files}


def write(folder: Path, files: Mapping[str, Content]) -> Path:
    """The files below `folder`: text or bytes as they are, anything else as YAML."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_bytes(content.encode())
        else:
            path.write_text(yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True))
    return folder


def level(
    code: str,
    statements: Mapping[str, str] | None = None,
    *,
    lineage: Mapping[str, list[str]] | None = None,
    tentative: Mapping[str, str] | None = None,
    scope: str | None = None,
    competency: str = "craft",
    **rest: Any,
) -> dict[str, Any]:
    """A level with one competency and one group of statements."""
    group = {
        key: value
        for key, value in (
            ("scope", scope),
            ("statements", dict(statements or {})),
            ("tentative", dict(tentative or {})),
        )
        if value
    }
    return {
        "code": code,
        "title": f"Engineer {code}",
        "competencies": {competency: {"groups": [group]}} if group else {},
        "lineage": dict(lineage or {}),
        **rest,
    }


def site_of(folder: Path, *levels: dict[str, Any], **others: Content) -> Site:
    """The ladder of these levels and other files, loaded; it has no error."""
    files: dict[str, Content] = {f"{each['code']}.yaml": each for each in levels}
    site = load(write(folder, {**files, **others}))
    assert not [problem for problem in site.problems if problem.severity == "error"]
    return site


def with_parts(
    code: str, lineage: dict[str, list[str]] | None = None, **keys: Any
) -> dict[str, Any]:
    """A level of several competencies: by key its statements, or all that it says."""
    competencies = {
        key: part if "groups" in part else {"groups": [{"statements": part}]}
        for key, part in keys.items()
    }
    return {"code": code, "title": code, "competencies": competencies, "lineage": lineage or {}}

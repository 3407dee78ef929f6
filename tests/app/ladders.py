"""Writes small ladders as files, from as few words as a test needs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from explorer.files.paths import app_root

SAMPLE = app_root() / "ladder"


def level(code: str, competency: str = "craft", **parts: Any) -> dict[str, Any]:
    """A level with one competency and one statement; `parts` are added or put in place."""
    group = {"statements": {"work": f"I do the work of {code}"}}
    return {
        "code": code,
        "title": f"Engineer {code}",
        "competencies": {competency: {"groups": [group]}},
        **parts,
    }


def write(folder: Path, files: Mapping[str, Any]) -> Path:
    """The files below `folder`: bytes and text as they are, anything else as YAML."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def two_ladders(folder: Path) -> Path:
    """Two ladders, `bakers` and `brewers`, that share the code B2."""
    return write(
        folder,
        {
            "bakers/ladder.yaml": {"name": "Bakers", "summary": "Those who bake."},
            "bakers/B1.yaml": level("B1", "ovens", facts={"Reach": "One oven"}),
            "bakers/B2.yaml": level("B2", "ovens", facts={"Reach": "The whole bakery"}),
            "brewers/ladder.yaml": {"name": "Brewers & Friends", "summary": "Those who brew."},
            "brewers/B2.yaml": level("B2", "kettles", facts={"Reach": "One kettle"}),
            "brewers/B3.yaml": level("B3", "kettles", facts={"Reach": "The brewery"}),
        },
    )

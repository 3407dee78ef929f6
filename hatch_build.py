"""The README as a package index shows it: no link that leads nowhere.

In the repository its links and pictures are relative. An index has no such files beside it, so
they point into the repository of this version where `[project.urls]` names a `Repository`; where
none is named, links are left as their text and pictures are left out. The source distribution
has README, docs and pictures as they are.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE = re.compile(r"(?P<picture>!?)\[(?P<text>[^]]*)\]\((?![a-z]+:|#)(?P<path>[^)\s]+)\)")


def for_an_index(readme: str, repository: str | None, version: str) -> str:
    """The README with every relative link made absolute, or, without a repository, resolved."""

    def link(found: re.Match[str]) -> str:
        if repository:
            kind = "raw" if found["picture"] else "blob"
            target = f"{repository.rstrip('/')}/{kind}/v{version}/{found['path']}"
            return f"{found['picture']}[{found['text']}]({target})"
        return "" if found["picture"] else found["text"]

    return re.sub(r"\n{3,}", "\n\n", _RELATIVE.sub(link, readme))


class Readme(MetadataHookInterface):
    """Called by hatchling, which reads `dynamic = ["readme"]`."""

    def update(self, metadata: dict[str, Any]) -> None:
        repository = metadata.get("urls", {}).get("Repository")
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": for_an_index(text, repository, metadata["version"]),
        }

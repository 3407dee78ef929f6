"""What a package index gets: a README whose links lead somewhere."""

import re
import runpy
from collections.abc import Callable

import pytest

from library.writing import ROOT

TEXT = "See [the docs](docs/a.md#b), [the web](https://example.org) and [below](#c).\n\n![P](docs/p.png)\n\nEnd.\n"


@pytest.fixture(scope="module")
def for_an_index() -> Callable[..., str]:
    return runpy.run_path(str(ROOT / "hatch_build.py"))["for_an_index"]  # type: ignore[no-any-return]


def test_links_point_into_the_repository_of_the_version(for_an_index: Callable[..., str]) -> None:
    assert for_an_index(TEXT, "https://example.org/us/", "1.2.0") == (
        "See [the docs](https://example.org/us/blob/v1.2.0/docs/a.md#b), "
        "[the web](https://example.org) and [below](#c).\n\n"
        "![P](https://example.org/us/raw/v1.2.0/docs/p.png)\n\nEnd.\n"
    )


def test_without_a_repository_no_link_is_left_that_leads_nowhere(
    for_an_index: Callable[..., str],
) -> None:
    assert for_an_index(TEXT, None, "1.2.0") == (
        "See the docs, [the web](https://example.org) and [below](#c).\n\nEnd.\n"
    )


@pytest.mark.parametrize("repository", [None, "https://example.org/us"])
def test_the_readme_of_an_index_has_no_relative_link(
    for_an_index: Callable[..., str], repository: str | None
) -> None:
    readme = for_an_index((ROOT / "README.md").read_text("utf-8"), repository, "1.2.0")
    assert readme.startswith("# Ladder Explorer\n")
    assert not [target for target in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in target]

"""What the library's tests share: repeatable property tests, and the real ladder."""

import pytest
from hypothesis import settings

from explorer.files.loading import load
from explorer.model import Ladder, Site
from explorer.search.index import Index
from library.writing import SAMPLE

# The same examples in every run: a test that fails, fails again.
settings.register_profile("library", deadline=None, max_examples=100, derandomize=True)
settings.load_profile("library")


@pytest.fixture(scope="session")
def site() -> Site:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def sre(site: Site) -> Ladder:
    return site.ladders[0]


@pytest.fixture(scope="session")
def index(site: Site) -> Index:
    return Index.of(site)

"""What the library's tests share: the real ladder."""

import pytest

from explorer.files.loading import load
from explorer.model import Ladder, Site
from explorer.search.index import Index
from library.writing import SAMPLE


@pytest.fixture(scope="session")
def site() -> Site:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def sre(site: Site) -> Ladder:
    return site.ladders[0]


@pytest.fixture(scope="session")
def index(site: Site) -> Index:
    return Index.of(site)

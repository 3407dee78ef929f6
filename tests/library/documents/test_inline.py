"""What is inside a line; most of it is tested where lines are read."""

import sys
from collections.abc import Callable

import pytest

from explorer.documents.inline import name_and_icon, plain_text
from explorer.drafts.header_words import column_role, level_name


@pytest.mark.parametrize("asked", [plain_text, name_and_icon, level_name, column_role])
def test_no_text_of_a_document_stays_in_memory_but_names(asked: Callable[[str], object]) -> None:
    for times, kept in ((10, True), (100, False)):
        text = f"{'Plans ' * times}{asked.__name__.replace('_', ' ')}"
        before = sys.getrefcount(text)
        asked(text)
        assert (sys.getrefcount(text) > before) is kept, f"{len(text)} letters"

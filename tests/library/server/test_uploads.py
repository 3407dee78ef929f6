"""One number per kind of upload, in the code, in Streamlit's configuration and in the words."""

import re
import tomllib

import pytest

from explorer.server.uploads import (
    DOCUMENT_MEGABYTES,
    FILE_MEGABYTES,
    SERVER_MEGABYTES,
)
from library.writing import ROOT

PLACES = [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "src/explorer/ui").glob("*.py"))]


def test_the_server_takes_what_every_field_promises() -> None:
    configured = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    assert configured["server"]["maxUploadSize"] == SERVER_MEGABYTES
    # The server counts the envelope of a file, too.
    assert SERVER_MEGABYTES > DOCUMENT_MEGABYTES >= FILE_MEGABYTES


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.name)
def test_every_field_names_its_limit(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    fields = text.count("st.file_uploader(")
    limits = re.findall(r"max_upload_size=(\w+)", text)
    assert len(limits) == fields
    assert set(limits) <= {"FILE_MEGABYTES", "DOCUMENT_MEGABYTES"}


def test_the_words_name_the_same_numbers() -> None:
    said = (ROOT / "docs/serving.md").read_text(encoding="utf-8")
    assert f"limited to {FILE_MEGABYTES} MB, documents to import to {DOCUMENT_MEGABYTES} MB" in said

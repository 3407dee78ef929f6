"""Levels in files that a visitor opens: read for this visit alone, and what could not be read, said."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from explorer.files.loading import read_level
from explorer.files.paths import printable_name
from explorer.model import Level
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import decimal
from explorer.text.translation import gettext as _

MAX_FILES = 20
_NAMED = 10


def levels_in(uploads: Sequence[UploadedFile]) -> list[Level]:
    """The levels in uploaded files, a ladder.yaml among them naming their competencies.

    A file that is none gets a warning with its line; those beyond MAX_FILES are named.
    """
    explained = next((f.getvalue() for f in uploads if f.name.startswith("ladder.")), None)
    every = [f for f in uploads if not f.name.startswith(("ladder.", "synonyms."))]
    given, beyond = every[:MAX_FILES], every[MAX_FILES:]
    if beyond:
        st.warning(
            _(
                "Only the first {most} files are read. Not read: {names}. Take some out to have these.",
                most=MAX_FILES,
                names=escape_markdown(_named(beyond)),
            ),
            icon=":material/warning:",
        )
    if not given:
        st.info(_("That file describes a ladder. Upload a level's file as well, such as L4.yaml."))
    read = [read_level(file.getvalue(), printable_name(file.name), explained) for file in given]
    for level, problems in read:
        if level is None and problems:
            first = problems[0]
            st.warning(
                _(
                    "{file}, line {line}: {sentence}. Nothing was compared with it.",
                    file=escape_markdown(first.file),
                    line=first.line,
                    sentence=escape_markdown(first.sentence),
                ),
                icon=":material/warning:",
            )
    return [level for level, problems in read if level]


def _named(files: Sequence[UploadedFile]) -> str:
    names = [printable_name(file.name) for file in files[:_NAMED]]
    more = len(files) - len(names)
    return ", ".join(names) + (" " + _("and {more} more", more=decimal(more)) if more else "")

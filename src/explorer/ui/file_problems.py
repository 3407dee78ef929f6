"""What is wrong in the ladder's files, above every page: file, line, and the way out."""

import streamlit as st

from explorer.files.reload import LoadedSite
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.text.translation import ngettext


def show_problems(loaded: LoadedSite) -> None:
    """The errors in the ladder's files, folded; nothing where there are none."""
    errors = [problem for problem in loaded.site.problems if problem.severity == "error"]
    if not errors:
        return
    files = len({problem.file for problem in errors})
    label = ngettext(
        "{number} of the ladder's files has errors; the rest works",
        "{number} of the ladder's files have errors; the rest works",
        files,
    )
    with st.expander(label, icon=":material/report:", key="problems"):
        lines = [
            f"- `{_code(each.place)}` {escape_markdown(each.sentence)}" for each in errors[:50]
        ]
        st.markdown("\n".join(lines))
        if loaded.site.stale_files:
            kept = ", ".join(f"`{_code(file)}`" for file in loaded.site.stale_files)
            st.markdown(_("Shown as last read without errors: {kept}", kept=kept))


def _code(text: str) -> str:
    return text.replace("`", "'")

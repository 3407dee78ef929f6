"""Add a ladder: documents in, a preview that anyone can read, files out.

Nothing is kept of what is uploaded. The files can always be downloaded; they are written
into the served folder only in personal use, and only with consent on the page.
"""

from typing import Any, get_args

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from explorer.documents.limits import MAX_DOCUMENTS
from explorer.drafts.decisions import UNDECIDED, Decisions, Orientation, RowsAs
from explorer.errors import WriteError
from explorer.files.paths import printable_name
from explorer.files.yaml_reader import readable
from explorer.importing import WritePlan, plan_on_disk
from explorer.importing.detect import DATA, ENDINGS
from explorer.render import import_report_html
from explorer.server.import_process import ImportJob, ImportOutcome, ImportProcess
from explorer.server.uploads import DOCUMENT_MEGABYTES
from explorer.text.lazy_messages import translated
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_
from explorer.text.translation import gettext as _
from explorer.ui import download, import_choices, layout, url_sync
from explorer.ui.url_state import UrlState

context = layout.page_context()
url = url_sync.read(UrlState)
FILES, NAME, READ, YES, REPLACE = "add_files", "add_name", "add_read", "add_yes", "add_replace"
WRITTEN = "add_written"
SAMPLE = "add_sample"
OPTIONS, SAID = "add_options", "add_said"
COMMAND = "ladder import roles/ --to my-ladders --dry-run"
WAYS: dict[str | None, str] = {
    None: N_("Automatic"),
    "columns": N_("As columns"),
    "rows": N_("As rows"),
    "long": N_("As a column, with a row per text"),
    "competencies": N_("As competencies"),
    "scopes": N_("As scopes"),
}
SAMPLE_DOCUMENT = """| Skill | Bun | Loaf | Wedding cake |
|---|---|---|---|
| **Ovens** | I light them on time | I choose the heat for each dough | I decide which ovens we buy |
| **Teaching** | I show where things are | I teach a new baker our recipes | I train those who teach |
| **Guests** | I greet them | I turn a complaint into a second visit | |
| I wash my hands before I touch dough | | | |
"""
DELIMITERS: dict[str | None, str] = {
    None: N_("Automatic"),
    ",": N_("Comma"),
    ";": N_("Semicolon"),
    "\t": N_("Tab"),
    "|": N_("Pipe"),
}


def documents() -> ImportProcess | None:
    """The import of what is uploaded, or of the sample, begun once for as long as it stays
    the same."""
    uploads = st.file_uploader(
        _("Your documents: workbooks, Word, Markdown, HTML, CSV, YAML, JSON, or a zip of them"),
        type=[ending.removeprefix(".") for ending in (*ENDINGS, *DATA)],
        accept_multiple_files=True,
        max_upload_size=DOCUMENT_MEGABYTES,
        key=FILES,
        help=_("Add the import.yaml of an earlier import, and these are read as it says."),
    )
    said = options()
    if uploads:
        st.session_state.pop(SAMPLE, None)
    elif not st.session_state.get(SAMPLE):
        if held := st.session_state.pop(READ, None):
            held[2].stop()
        import_choices.forget()
        return None
    if len(uploads) > MAX_DOCUMENTS:
        st.warning(
            _(
                "These are {number} files; the first {most} are read.",
                number=len(uploads),
                most=MAX_DOCUMENTS,
            )
        )
    taken = uploads[:MAX_DOCUMENTS]
    target = context.settings.folder if taken and context.settings.personal else None
    which = tuple(file.file_id for file in taken)
    held = st.session_state.get(READ)
    if held and held[0] != which:
        import_choices.forget()
    decisions = import_choices.decided().over(said)
    into = import_choices.goes_into()
    take = import_choices.taken()
    state = decisions, into, take, context.loaded.state if target else None
    if held is None or held[:2] != (which, state) or held[2].stopped:
        if held:
            held[2].stop()
        job = ImportJob(named(taken), decisions, target, into, take)
        st.session_state[READ] = held = (which, state, ImportProcess(job))
        st.session_state[YES] = st.session_state[REPLACE] = False
    begun: ImportProcess = held[2]
    return begun


def options() -> Decisions:
    """What can be said before anything is read; the fields are drawn once their box is open."""
    said: Decisions = st.session_state.get(SAID, UNDECIDED)
    with st.expander(_("Options"), key=OPTIONS, on_change="rerun") as box:
        if not box.open:
            return said
        name = st.text_input(_("Name of the ladder"), said.name or "", key=NAME, max_chars=120)
        encoding = st.text_input(
            _("Encoding, such as cp1252"), said.encoding or "", key="add_encoding", max_chars=40
        )
        delimiter = st.selectbox(
            _("Delimiter of a spreadsheet"),
            DELIMITERS,
            index=list(DELIMITERS).index(said.delimiter),
            key="add_delimiter",
            format_func=lambda value: _(DELIMITERS[value]),
        )
        orientation = automatic(_("Levels of a table"), "orientation", said, get_args(Orientation))
        rows = automatic(_("Rows of a table that stand in groups"), "rows", said, get_args(RowsAs))
    said = st.session_state[SAID] = Decisions(
        name=readable(name) or None,
        encoding=readable(encoding) or None,
        delimiter=delimiter,
        orientation=orientation,
        rows=rows,
    )
    return said


def automatic(label: str, what: str, said: Decisions, values: tuple[str, ...]) -> Any:
    """A choice that is found, unless somebody says it."""
    choices = [None, *values]
    return st.selectbox(
        label,
        choices,
        index=choices.index(getattr(said, what)),
        key=f"add_{what}",
        format_func=lambda value: _(WAYS[value]),
    )


def named(uploads: list[UploadedFile]) -> dict[str, bytes]:
    """The uploads by their names, or the sample where there are none."""
    files: dict[str, bytes] = {}
    for number, file in enumerate(uploads, 1):
        called = printable_name(file.name)
        files[called if called not in files else f"{number}/{called}"] = file.getvalue()
    return files or {"bakers.md": SAMPLE_DOCUMENT.encode()}


@st.fragment(run_every=0.5)
def watch(begun: ImportProcess) -> None:
    """How far it is, until it is done."""
    if begun.outcome(0) or begun.stopped:
        st.rerun()
    st.status(begun.progress(), state="running")


def show_sample(outcome: ImportOutcome) -> None:
    """What one would get, shown with a small document of our own; nothing of it is offered."""
    st.button(_("Back"), on_click=leave_sample, icon=":material/arrow_back:")
    document, result = st.columns(2, gap="large")
    with document:
        st.header(_("A document like this"), anchor=False)
        st.markdown(SAMPLE_DOCUMENT)
    with result:
        found(outcome)


def found(outcome: ImportOutcome) -> bool:
    """What was read, and what can be decided about it; whether there is something to write."""
    if outcome.trouble:
        for line in translated(outcome.trouble).split("\n"):
            st.error(escape_markdown(_(line)))
        return False
    made = outcome.result
    import_choices.show_decided()
    import_choices.ask(made)
    st.html(import_report_html.documents_html(made, outcome.used))
    import_choices.offer_places(made)
    import_choices.offer_names(made)
    if made.remarks:
        st.html(import_report_html.remarks_html(made))
    if not made.ladders:
        st.warning(_("No document contains a level, so there is nothing to add."))
    return bool(made.ladders)


def preview(outcome: ImportOutcome) -> None:
    if not found(outcome):
        return
    now = outcome.plan
    import_choices.offer_merge(outcome)
    if outcome.warning:
        st.warning(escape_markdown(translated(outcome.warning)))
    for obstacle in now.obstacles[:5]:
        st.error(escape_markdown(translated(obstacle)))
    if now.obstacles:
        return
    if outcome.merge and outcome.merge.changes:
        import_choices.choose_sides(outcome.merge)
        if merged := import_report_html.merge_html(outcome.merge):
            st.html(merged)
    st.html(import_report_html.files_html(now))
    download.button(
        _("Download the files"),
        outcome.archive,
        "ladders.zip",
        "application/zip",
        type="secondary" if context.settings.personal else "primary",
    )
    if context.settings.personal:
        offer(now, merged=outcome.merge is not None)
    else:
        st.caption(
            _(
                "Unpack them next to your other ladders. This app is shared by several people, and "
                "writes no files itself."
            )
        )


def offer(now: WritePlan, merged: bool) -> None:
    """In personal use: into the served folder, after a yes that can be seen."""
    folder = escape_markdown(str(context.settings.folder))
    if not now.changes():
        st.success(_("All of it is already in {folder}.", folder=folder))
        return
    yes = st.checkbox(consent(now, merged, folder), key=YES)
    replace = True
    if now.different() and not merged:
        replace = st.checkbox(
            _(
                "Yes, replace {number} that differ; the old ones are kept as .old files",
                number=len(now.different()),
            ),
            key=REPLACE,
        )
    st.button(
        _("Add to my ladders"),
        on_click=add,
        args=(now, merged),
        disabled=not (yes and replace),
        type="primary",
        icon=":material/note_add:",
    )


def consent(now: WritePlan, merged: bool, folder: str) -> str:
    """What one says yes to."""
    number = len(now.changes())
    if merged and now.different():
        return _(
            "Yes, write {number} files into {folder}; the old ones are kept as .old files",
            number=number,
            folder=folder,
        )
    return _("Yes, write {number} files into {folder}", number=number, folder=folder)


def see_sample() -> None:
    st.session_state[SAMPLE] = True


def leave_sample() -> None:
    st.session_state.pop(SAMPLE, None)


def add(now: WritePlan, merged: bool) -> None:
    replace = st.session_state.get(REPLACE) or merged or not now.different()
    agreed = st.session_state.get(YES) and replace
    if not (agreed and context.settings.personal):
        return
    try:
        done = plan_on_disk.write(now, context.settings.folder, overwrite=bool(now.different()))
        layout.look_again()
        st.session_state[WRITTEN] = (
            True,
            _("Wrote {number} files. The ladder is here now.", number=len(done)),
        )
    except WriteError as error:
        st.session_state[WRITTEN] = (False, str(error))
    st.session_state[YES] = st.session_state[REPLACE] = False


# -- the page --------------------------------------------------------------------------

shown = context.named(UrlState(view=url.view))
layout.heading(_("Add a ladder"), context, layout.ADD, shown)
if url.printing:
    st.info(
        _(
            "There is nothing to print: a preview is only shown while its documents are open on the page."
        )
    )
else:
    if WRITTEN in st.session_state:
        good, sentence = st.session_state.pop(WRITTEN)
        (st.success if good else st.error)(escape_markdown(sentence))
    held = documents()
    if held is None:
        st.markdown(
            _(
                "A page per role, or one page or table with all of them. You see first what every "
                "line becomes; nothing is written until you say yes."
            )
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Try it with a sample"), on_click=see_sample, icon=":material/visibility:")
            st.markdown(
                _("Or on the command line: {command}", command=f"`{COMMAND}`"),
                width="content",
            )
    elif outcome := held.outcome():
        (show_sample if st.session_state.get(SAMPLE) else preview)(outcome)
    else:
        watch(held)
    url_sync.push_url("importing", shown)

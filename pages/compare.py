"""Compare: two levels, several, one thread through all of them, or another version."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from explorer.compare import lineage_paths
from explorer.compare.comparison import Comparison, compare
from explorer.files.loading import read_level
from explorer.files.paths import shown
from explorer.model import Ladder, Level, Ref, Statement
from explorer.render import comparison_html
from explorer.render.comparison_csv import comparison_csv
from explorer.render.comparison_markdown import comparison_markdown
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.inline_markdown import visible
from explorer.text.markdown_escape import escape_markdown
from explorer.ui import layout, profile_session, url_sync
from explorer.ui.url_state import CompareUrl, LevelsUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(CompareUrl)
url_changed = url_sync.url_changed("compare")
SHOW, LEFT, RIGHT = "compare_show", "compare_left", "compare_right"
SEVERAL, COMPETENCY, THREAD, FILES, TALK = (
    "compare_levels",
    "compare_competency",
    "compare_thread",
    "compare_files",
    "compare_talk",
)
PAIR, VIEWS = (
    "pair",
    {
        "pair": "Two levels",
        "several": "Several levels",
        "thread": "Follow a statement",
        "version": "Another version",
    },
)
FEW = 8
"""So many levels are chosen by a press; more are in a list."""
MAX_FILES = 20


# -- choosing --------------------------------------------------------------------------


def options() -> dict[str, tuple[Ladder, Level]]:
    """Every level that can be chosen, by its name in the address."""
    made = {level.code: (ladder, level) for level in ladder.levels}
    for other, level in context.site.levels():
        if other.key != ladder.key:
            made[f"{other.key}/{level.code}"] = (other, level)
    return made


levels = options()


def named(name: str) -> str:
    return f"{name}{' (draft)' if levels[name][1].draft else ''} · {levels[name][1].title}"


def first_pair() -> tuple[str, str]:
    """L4 beside the level below it where there is one; else the last two."""
    codes = list(levels)
    at = codes.index("L4") if "L4" in codes[1:] else len(ladder.levels) - 1
    return codes[max(at - 1, 0)], codes[at]


def one_level(label: str, key: str, wanted: str, fallback: str) -> str:
    """Choose a level; what the address wants comes first, and what nobody has is said."""
    if url_changed:
        st.session_state[key] = wanted if wanted in levels else fallback
    if st.session_state.get(key) not in levels:
        st.session_state[key] = fallback
    if url.printing:
        return str(st.session_state[key])
    if len(levels) <= FEW:
        st.segmented_control(
            label, list(levels), key=key, required=True, format_func=escape_markdown
        )
    else:
        st.selectbox(label, list(levels), key=key, width=380, format_func=named)
    return str(st.session_state[key])


def unknown(*names: str) -> None:
    for name in dict.fromkeys(filter(None, names)):
        if url_changed and name not in levels:
            st.info(f"There is no level “{escape_markdown(name)}” here. Choose another below.")


# -- two levels ------------------------------------------------------------------------


def pair() -> CompareUrl:
    unknown(url.left, url.right)
    first, second = first_pair()
    with st.container(horizontal=True, vertical_alignment="bottom", key="pair"):
        left = one_level("From", LEFT, url.left, first)
        right = one_level("To", RIGHT, url.right, second)
        if not url.printing:
            st.button("Swap", icon=":material/swap_horiz:", on_click=swap, type="tertiary")
    (ladder_a, before), (ladder_b, after) = levels[left], levels[right]
    if url.printing:
        st.header(escape_markdown(f"{named(left)} → {named(right)}"), anchor=False)
    if left == right:
        st.info("These are the same level. Choose another to see what changes.")
    both = ladder_a if ladder_a is ladder_b else None
    if both is None and not {c.key for c in before.competencies} & {
        c.key for c in after.competencies
    }:
        st.info("These two have no competency in common: everything is new or no longer said.")

    def made() -> Comparison:
        return compare(before, after, both, versions=False)

    def once(part: str, make: Callable[[Comparison], str]) -> str:
        return context.once(("compare", part, left, right), lambda: make(made()))

    if left != right and not url.printing:
        files(
            once("markdown", comparison_markdown),
            once("csv", comparison_csv),
            f"{left}-{right}",
        )
    st.html(once("sheet", comparison_html.comparison))
    drafts_among(before, after)
    if not url.printing:
        talk_about(ladder_b, after)
    return CompareUrl(left=left, right=right)


def talk_about(of: Ladder, level: Level) -> None:
    """Any expectation of the later level can be put on the conversation list."""
    texts = {statement.id: visible(statement.text) for statement in level.statements}
    st.selectbox(
        "Add an expectation to the conversation list",
        list(texts),
        index=None,
        key=TALK,
        format_func=texts.__getitem__,
        placeholder=f"Choose one of {level.code} …",
        on_change=put_on_the_list,
        args=(of, level),
        width=560,
    )


def put_on_the_list(of: Ladder, level: Level) -> None:
    chosen, st.session_state[TALK] = st.session_state[TALK], None
    if chosen:
        session = profile_session.profile_session(of, context.settings.personal)
        st.toast(
            profile_session.talk_about(session, Ref(level.code, chosen)), icon=":material/forum:"
        )


def swap() -> None:
    state = st.session_state
    state[LEFT], state[RIGHT] = state[RIGHT], state[LEFT]


def drafts_among(*shown: Level) -> None:
    codes = list(dict.fromkeys(escape_markdown(level.code) for level in shown if level.draft))
    if codes:
        names = ", ".join(codes[:-1]) + " and " + codes[-1] if codes[1:] else codes[0]
        drafts = "are drafts" if codes[1:] else "is a draft"
        st.caption(f"{names} {drafts}, not agreed yet.")


def files(markdown: str, table: str, name: str) -> None:
    """What the page's actions offer to take along."""
    name = name.replace("/", "-")
    taken.extend(
        [
            layout.DownloadFile("As Markdown", markdown, f"{name}.md", "text/markdown"),
            layout.DownloadFile("As CSV, for a spreadsheet", table, f"{name}.csv", "text/csv"),
        ]
    )


# -- several levels --------------------------------------------------------------------


def several() -> CompareUrl:
    codes = [level.code for level in ladder.levels]
    keys = [c.key for c in ladder.competencies if any(v.competency(c.key) for v in ladder.levels)]
    names = {term.key: f"{term.icon} {term.name}".strip() for term in ladder.competencies}
    if not keys:
        st.info("This ladder's ladder.yaml does not define any competencies yet.")
        return CompareUrl(show="several")
    if url_changed:
        st.session_state[SEVERAL] = [code for code in codes if code in url.level] or codes
        st.session_state[COMPETENCY] = url.competency if url.competency in keys else keys[0]
    st.session_state.setdefault(SEVERAL, codes)
    if st.session_state.get(COMPETENCY) not in keys:
        st.session_state[COMPETENCY] = keys[0]
    if not url.printing:
        st.pills(
            "Competency",
            keys,
            key=COMPETENCY,
            required=True,
            label_visibility="collapsed",
            format_func=lambda key: escape_markdown(names[key]),
        )
        st.pills(
            "Levels",
            codes,
            selection_mode="multi",
            key=SEVERAL,
            label_visibility="collapsed",
            format_func=escape_markdown,
        )
    else:
        st.header(escape_markdown(names[st.session_state[COMPETENCY]]), anchor=False)
    chosen = [level for level in ladder.levels if level.code in st.session_state[SEVERAL]]
    competency = st.session_state[COMPETENCY]
    if not chosen:
        st.info("Choose the levels to compare.")
    else:
        key = ("several", competency, *(level.code for level in chosen))
        st.html(context.once(key, lambda: comparison_html.several(ladder, chosen, competency)))
        drafts_among(*chosen)
    shown = tuple(level.code for level in chosen)
    return CompareUrl(
        show="several", competency=competency, level=() if list(shown) == codes else shown
    )


# -- one thread ------------------------------------------------------------------------


def thread() -> CompareUrl:
    choices = {
        f"{level.code}/{statement.id}": (level, statement)
        for level in ladder.levels
        for statement in level.statements
    }
    if not choices:
        st.info("This ladder has no statements yet.")
        return CompareUrl(show="thread")
    if url_changed and url.thread and url.thread not in choices:
        st.info(
            f"There is no statement “{escape_markdown(url.thread)}” here. Choose another below."
        )
    fallback = longest(choices)
    if url_changed:
        st.session_state[THREAD] = url.thread if url.thread in choices else fallback
    if st.session_state.get(THREAD) not in choices:
        st.session_state[THREAD] = fallback
    if not url.printing:
        st.selectbox(
            "Follow",
            list(choices),
            key=THREAD,
            format_func=lambda name: f"{choices[name][0].code} · {visible(choices[name][1].text)}",
        )
    chosen = str(st.session_state[THREAD])
    level, statement = choices[chosen]
    found = lineage_paths.thread(ladder, Ref(level.code, statement.id))
    if found:
        st.html(comparison_html.thread(found, statement))
        drafts_among(*found.spoken)
        if not url.printing:
            layout.link(
                layout.LEVELS,
                f"Open it in {escape_markdown(level.code)}",
                context.named(LevelsUrl(level=level.code, statement=statement.id)),
                icon=":material/open_in_full:",
            )
    return CompareUrl(show="thread", thread=chosen)


def longest(choices: dict[str, tuple[Level, Statement]]) -> str:
    """The statement with the longest thread, to begin with something to see."""

    def length(name: str) -> int:
        found = lineage_paths.thread(ladder, Ref(choices[name][0].code, choices[name][1].id))
        return len(found.spoken) if found else 0

    return context.once(("longest thread",), lambda: max(choices, key=length))


# -- another version -------------------------------------------------------------------


def version() -> CompareUrl:
    with st.container(horizontal=True, vertical_alignment="bottom", key="version"):
        left = one_level("Level", LEFT, url.left, first_pair()[1])
    now = CompareUrl(show="version", left=left)
    if url.printing:
        st.info(
            "An uploaded file is not part of the address: open the file on the page itself and print that."
        )
        return now
    uploads = st.file_uploader(
        "Another version of this level: its file, from before or as proposed",
        type=["yaml", "yml"],
        accept_multiple_files=True,
        max_upload_size=FILE_MEGABYTES,
        key=FILES,
    )
    if not uploads:
        st.caption(
            "Upload its ladder.yaml too to name its competencies. Files stay in this visit and are never stored; the address only names the level."
        )
        st.markdown(
            "On the command line you can also use a git revision: `ladder compare HEAD~5:ladder/sre/L4.yaml sre/L4`"
        )
        return now
    level = levels[left][1]
    explained = next((f.getvalue() for f in uploads if f.name.startswith("ladder.")), None)
    given = [f for f in uploads if not f.name.startswith(("ladder.", "synonyms."))][:MAX_FILES]
    if not given:
        st.info("That file describes a ladder. Upload a level's file as well, such as L4.yaml.")
    read = [read_level(file.getvalue(), shown(file.name), explained) for file in given]
    found = [other for other, _ in read if other]
    for other, problems in read:
        if other is None and problems:
            first = problems[0]
            st.warning(
                f"{escape_markdown(first.file)}, line {first.line}: {escape_markdown(first.sentence)}. "
                "Nothing was compared with it.",
                icon=":material/warning:",
            )
    if not found:
        return now
    other = next((each for each in found if each.code == level.code), found[0])
    later = st.toggle("The file is the later version", key="compare_later")
    before, after = (level, other) if later else (other, level)
    if other.code != level.code:
        st.info(
            f"The file is for {escape_markdown(other.code)}; it is compared with {escape_markdown(level.code)}."
        )
    compared = compare(before, after)
    files(comparison_markdown(compared), comparison_csv(compared), f"{left}-versions")
    st.html(comparison_html.comparison(compared))
    return now


# -- the page --------------------------------------------------------------------------

head = st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
)
with head:
    st.title("Compare", anchor=False, width="content")
    show = layout.view_switch("What to compare", VIEWS, SHOW, url.show, "compare", url.printing)
    corner = st.container(width="content")
taken: list[layout.DownloadFile] = []
made = {"pair": pair, "several": several, "thread": thread, "version": version}[show]()
now = context.named(replace(made, view=url.view))
with corner:
    layout.actions(context, layout.COMPARE, now, files=taken)
url_sync.push_url("compare", now)

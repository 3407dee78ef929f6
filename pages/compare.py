"""Compare: two levels, several, one thread through all of them, or another version."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from explorer.compare import lineage_paths
from explorer.compare.changes import CHANGE_GROUPS, Comparison
from explorer.compare.comparison import compare
from explorer.identity.rules import KEEPING
from explorer.model import Ladder, Level, Ref, Statement
from explorer.render import comparison_html, html_parts, threads_html
from explorer.render.comparison_csv import comparison_csv
from explorer.render.comparison_html import Filters
from explorer.render.comparison_markdown import comparison_markdown
from explorer.server.uploads import FILE_MEGABYTES
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.text.translation import listed, ngettext
from explorer.ui import layout, level_upload, profile_session, url_sync, visitor
from explorer.ui.url_state import CompareUrl, LineageUrl

context = layout.page_context()
ladder = context.ladder
url = url_sync.read(CompareUrl)
url_changed = url_sync.url_changed("compare")
SHOW, OTHER, FILES = "compare_show", "compare_ladder", "compare_files"
PAIR, VIEWS = (
    "pair",
    {
        "pair": _("Two levels"),
        "several": _("Several levels"),
        "thread": _("Follow a statement"),
        "version": _("Another version"),
    },
)


# -- choosing --------------------------------------------------------------------------


def options() -> dict[str, tuple[Ladder, Level]]:
    """Every level that can be chosen, by its name in the address."""
    made = {level.code: (ladder, level) for level in ladder.levels}
    for other, level in context.site.levels():
        if other.key != ladder.key:
            made[f"{other.key}/{level.code}"] = (other, level)
    return made


levels = options()


def to(state: CompareUrl) -> str:
    return url_sync.path("compare", context.named(state))


def named(name: str) -> str:
    return f"{name}{_(' (draft)') if levels[name][1].draft else ''} · {levels[name][1].title}"


def first_pair() -> tuple[str, str]:
    """The reader's own level and the next; else L4 beside the level below it where there is
    one; else the last two."""
    codes = [level.code for level in ladder.levels]
    session = profile_session.profile_session(ladder)
    own = session.profile.current
    if own in codes[:-1]:
        return own, codes[codes.index(own) + 1]
    at = codes.index("L4") if "L4" in codes[1:] else len(codes) - 1
    return codes[max(at - 1, 0)], codes[at]


def known(wanted: str, fallback: str) -> str:
    """The level that the address wants; what nobody has is said, once."""
    if wanted in levels:
        return wanted
    if wanted and url_changed and wanted not in said:
        said.append(wanted)
        st.info(
            _(
                "There is no level “{wanted}” here. Choose another below.",
                wanted=escape_markdown(wanted),
            )
        )
    return fallback


def level_choice(label: str, of: Ladder, chosen: str, state: Callable[[str], CompareUrl]) -> str:
    """The levels of a ladder as links to the same page with another of them."""
    of_it = [(name, level) for name, (each, level) in levels.items() if each is of]
    pills = [html_parts.pill(to(state(name)), lv.code, name == chosen) for name, lv in of_it]
    return html_parts.choices(label, pills)


# -- two levels ------------------------------------------------------------------------


def pair() -> CompareUrl:
    first, second = first_pair()
    left, right = known(url.left, first), known(url.right, second)
    if not url.left and right == left:
        left = next((name for name in levels if name != right), left)
    if not url.printing:
        right = choose(left, right)
    (ladder_a, before), (ladder_b, after) = levels[left], levels[right]
    both = ladder_a if ladder_a is ladder_b else None
    keys = {c.key for level in (before, after) for c in level.competencies}
    filters = Filters(
        url.competency if url.competency in keys else "",
        tuple(kind for kind in CHANGE_GROUPS if kind in url.kind),
    )
    if url.printing:
        st.header(escape_markdown(f"{named(left)} → {named(right)}"), anchor=False)
    if left == right:
        st.info(_("These are the same level. Choose another to see what changes."))
    if both is None and not {c.key for c in before.competencies} & {
        c.key for c in after.competencies
    }:
        st.info(_("These two have no competency in common: nothing of one is in the other."))

    compared: Comparison = context.loaded.once(
        (ladder.key, "compare", left, right),
        lambda: compare(before, after, both, versions=False),
    )

    def state(shown: Filters) -> CompareUrl:
        return CompareUrl(left=left, right=right, competency=shown.competency, kind=shown.kinds)

    if left != right and url.printing:
        st.html(comparison_html.comparison(compared, filters))
    elif left != right:
        files(comparison_markdown(compared), comparison_csv(compared), f"{left}-{right}")
        st.html(
            comparison_html.comparison(
                compared,
                filters,
                lambda shown: to(state(shown)),
                (before, after),
                lineage_of(compared),
            )
        )
    drafts_among(before, after)
    return state(filters)


def lineage_of(compared: Comparison) -> str:
    """Where a keeper writes down what grows out of what between the two levels."""
    if not visitor.may("read", KEEPING):
        return ""
    upper = compared.before if compared.relation == "down" else compared.after
    return url_sync.path(layout.LINEAGE.path, context.named(LineageUrl(level=upper.code)))


def choose(left: str, right: str) -> str:
    """Both levels as links; where there are several ladders, the later level's is asked for
    first. Gives the later level."""
    if len(context.site.ladders) > 1:
        readable = {each.key: each for each in context.site.ladders if each.levels}
        if url_changed or OTHER not in st.session_state:
            st.session_state[OTHER] = levels[right][0].key
        st.selectbox(
            _("Beside a level of"),
            list(readable),
            key=OTHER,
            width=360,
            format_func=lambda key: readable[key].name,
        )
        other = readable[st.session_state[OTHER]]
        if other is not levels[right][0]:
            right = next(name for name, (each, _) in levels.items() if each is other)
    state = CompareUrl(left=left, right=right, competency=url.competency, kind=url.kind)
    swap = f'<nav aria-label="{_("Both levels")}">{html_parts.pill(to(replace(state, left=right, right=left)), _("⇄ Swap"), chosen=False)}</nav>'
    st.html(
        html_parts.sheet(
            '<div class="chooser">',
            level_choice(_("From"), levels[left][0], left, lambda name: replace(state, left=name)),
            level_choice(_("To"), levels[right][0], right, lambda name: replace(state, right=name)),
            swap,
            "</div>",
        )
    )
    return right


def drafts_among(*shown: Level) -> None:
    codes = list(dict.fromkeys(escape_markdown(level.code) for level in shown if level.draft))
    if codes:
        st.caption(
            ngettext(
                "{names} is a draft, not agreed yet.",
                "{names} are drafts, not agreed yet.",
                len(codes),
                names=listed(codes),
            )
        )


def files(markdown: str, table: str, name: str) -> None:
    """The files that the page's actions offer."""
    name = name.replace("/", "-")
    taken.extend(
        [
            layout.DownloadFile(_("As Markdown"), markdown, f"{name}.md", "text/markdown"),
            layout.DownloadFile(_("As CSV, for a spreadsheet"), table, f"{name}.csv", "text/csv"),
        ]
    )


# -- several levels --------------------------------------------------------------------


def several() -> CompareUrl:
    codes = [level.code for level in ladder.levels]
    terms = [
        term
        for term in ladder.competencies
        if any(level.competency(term.key) for level in ladder.levels)
    ]
    if not terms:
        st.info(_("This ladder's ladder.yaml does not define any competencies yet."))
        return CompareUrl(show="several")
    term = next((each for each in terms if each.key == url.competency), terms[0])
    shown = tuple(code for code in codes if code in url.level) or tuple(codes)

    def state(competency: str, some: tuple[str, ...]) -> CompareUrl:
        kept = tuple(code for code in codes if code in some)
        return CompareUrl(
            show="several", competency=competency, level=() if list(kept) == codes else kept
        )

    def toggled(code: str) -> tuple[str, ...]:
        """With this level or without it; the last one stays."""
        return tuple({*shown} ^ {code}) or shown

    if url.printing:
        st.header(escape_markdown(f"{term.icon} {term.name}".strip()), anchor=False)
    else:
        st.html(
            html_parts.sheet(
                '<div class="chooser">',
                html_parts.choices(
                    _("Competency"),
                    [
                        html_parts.pill(to(state(each.key, shown)), each.name, each is term)
                        for each in terms
                    ],
                ),
                html_parts.choices(
                    _("Levels"),
                    [
                        html_parts.pill(to(state(term.key, toggled(code))), code, code in shown)
                        for code in codes
                    ],
                ),
                "</div>",
            )
        )
    chosen = [level for level in ladder.levels if level.code in shown]
    key = ("several", term.key, *shown)
    st.html(context.once(key, lambda: threads_html.several(ladder, chosen, term.key)))
    drafts_among(*chosen)
    return state(term.key, shown)


# -- one thread ------------------------------------------------------------------------


def thread() -> CompareUrl:
    all_of_them = {
        f"{level.code}/{statement.id}": (level, statement)
        for level in ladder.levels
        for statement in level.statements
    }
    if not all_of_them:
        st.info(_("This ladder has no statements yet."))
        return CompareUrl(show="thread")
    if url_changed and url.thread and url.thread not in all_of_them:
        st.info(
            _(
                "There is no statement “{thread}” here. Choose another below.",
                thread=escape_markdown(url.thread),
            )
        )
    chosen = url.thread if url.thread in all_of_them else longest(all_of_them)
    level, statement = all_of_them[chosen]
    found = lineage_paths.thread(ladder, Ref(level.code, statement.id))
    if found:
        st.html(threads_html.thread(found, statement))
        drafts_among(*found.spoken)
    if not url.printing:
        st.html(
            context.once(
                ("other threads", statement.competency),
                lambda: threads_html.other_threads(
                    ladder,
                    statement.competency,
                    lambda ref: to(CompareUrl(show="thread", thread=str(ref))),
                ),
            )
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
    left = known(url.left, first_pair()[1])
    now = CompareUrl(show="version", left=left)
    if url.printing:
        st.info(
            _(
                "An uploaded file is not part of the address: open the file on the page itself and print that."
            )
        )
        return now
    of = ladder if len(context.site.ladders) == 1 else levels[left][0]
    st.html(
        html_parts.sheet(
            level_choice(_("Level"), of, left, lambda name: CompareUrl(left=name, show="version"))
        )
    )
    uploads = st.file_uploader(
        _("Another version of this level: its file, from before or as proposed"),
        type=["yaml", "yml"],
        accept_multiple_files=True,
        max_upload_size=FILE_MEGABYTES,
        key=FILES,
    )
    if not uploads:
        st.caption(
            _(
                "Upload its ladder.yaml too to name its competencies. Files stay in this visit and are never stored; the address only names the level."
            )
        )
        st.markdown(
            _(
                "On the command line you can also use a git revision: `ladder compare HEAD~5:ladder/sre/L4.yaml sre/L4`"
            )
        )
        return now
    level = levels[left][1]
    found = level_upload.levels_in(uploads)
    if not found:
        return now
    other = next((each for each in found if each.code == level.code), found[0])
    later = st.toggle(_("The file is the later version"), key="compare_later")
    before, after = (level, other) if later else (other, level)
    if other.code != level.code:
        st.info(
            _(
                "The file is for {code}; it is compared with {level_code}.",
                code=escape_markdown(other.code),
                level_code=escape_markdown(level.code),
            )
        )
    compared = compare(before, after)
    files(comparison_markdown(compared), comparison_csv(compared), f"{left}-versions")
    st.html(comparison_html.comparison(compared, cards=(level,)))
    return now


# -- the page --------------------------------------------------------------------------

said: list[str] = []
taken: list[layout.DownloadFile] = []
with st.container(horizontal=True, vertical_alignment="center", key="head"):
    st.title(_("Compare"), anchor=False, width="content")
    show = layout.view_switch(_("What to compare"), VIEWS, SHOW, url.show, "compare", url.printing)
    corner = st.container(width="content", key="corner")
if show != (url.show if url.show in VIEWS else PAIR):
    url = CompareUrl(view=url.view)  # another way was chosen: it begins as it begins
made = {"pair": pair, "several": several, "thread": thread, "version": version}[show]()
now = context.named(replace(made, view=url.view))
with corner:
    layout.actions(context, layout.COMPARE, now, files=taken)
url_sync.push_url("compare", now)

"""The layout around every page: navigation, choice of ladder, problems, links, print.

`run` is the main script. A page begins with `page_context`, which gives it the ladder in
view and refuses to draw outside this layout.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer import __version__
from explorer.files.paths import app_root
from explorer.files.reload import LoadedSite, live_site
from explorer.identity.rules import KEEPING
from explorer.model import Ladder, Level, Site
from explorer.render.html_parts import SHEET_STYLE, copy_link, tool
from explorer.search.index import Index
from explorer.server.settings import Settings, settings
from explorer.server.sign_in import signing_in
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import N_, spoken
from explorer.text.translation import gettext as _
from explorer.ui import (
    download,
    own_script,
    panel_session,
    profile_session,
    reader_language,
    room_session,
    shared_views,
    statement_card,
    url_sync,
    visitor,
    who_is_there,
)
from explorer.ui.file_problems import show_problems
from explorer.ui.url_state import UrlState

A = TypeVar("A", bound=UrlState)

_HOME = Path(__file__).resolve().parent
_PAGES = app_root() / "pages"
_STYLE = f"<style>{SHEET_STYLE}{(_HOME / 'style.css').read_text(encoding='utf-8')}</style>"
_LADDER_KEY = "ladder_in_view"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the app: its file, its title, its path in the address."""

    file: str
    title: str
    path: str
    help: str
    focus: str = ""
    """The label of the field that has the focus on arrival."""

    @property
    def source(self) -> str:
        return str(_PAGES / self.file)


LEVELS = PageEntry("levels.py", N_("Levels"), "", N_("Read the ladder, level by level."))
GUIDE = PageEntry("guide.py", N_("Guide"), "guide", N_("How this ladder is used here."))
SEARCH = PageEntry(
    "search.py",
    N_("Search"),
    "search",
    N_("Find a statement, however it is spelled."),
    focus=N_("What are you looking for?"),
)
COMPARE = PageEntry("compare.py", N_("Compare"), "compare", N_("See two levels side by side."))
PROFILE = PageEntry(
    "profile.py", N_("My profile"), "profile", N_("Rate yourself against a level, in words.")
)
ONE_TO_ONE = PageEntry(
    "one_to_one.py", "1:1", "one-to-one", N_("Talk about a few expectations, one at a time.")
)
SHARING = PageEntry(
    "sharing.py", N_("Sharing"), "sharing", N_("What you share, and what is shared with you.")
)
EVERYTHING = "everything"
"""The way of the page Sharing with everything about the visitor."""
HEALTH = PageEntry("health.py", N_("Health"), "health", N_("What is still open in the ladder."))
LINEAGE = PageEntry(
    "lineage.py", N_("Lineage"), "lineage", N_("Write down what each statement grows out of.")
)
PANEL = PageEntry(
    "panel.py",
    N_("Hiring panel"),
    "panel",
    N_("What a level expects, who covers what, and what interviewers saw."),
)
ADD = PageEntry(
    "importing.py", N_("Add a ladder"), "importing", N_("Turn your documents into a ladder.")
)
READERS = (LEVELS, SEARCH, COMPARE, PROFILE, ONE_TO_ONE, SHARING, PANEL, GUIDE)
KEEPERS = (HEALTH, LINEAGE, ADD)
PAGES = (*READERS, *KEEPERS)
_KEEPERS_PATHS = frozenset(entry.path for entry in KEEPERS)
_NO_LADDER = Ladder("", "")
"""In view where there is none; only the page that adds one is drawn then."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page draws from: the site as loaded now, and the ladder in view."""

    loaded: LoadedSite
    ladder: Ladder
    settings: Settings

    @property
    def site(self) -> Site:
        return self.loaded.site

    @property
    def index(self) -> Index:
        """The search over the site; built by the first visitor who needs it."""
        return self.loaded.once("index", lambda: Index.of(self.site), worded=False)

    def once(self, key: tuple[Hashable, ...], make: Callable[[], str]) -> str:
        """Cached text made from this ladder; made again when its files change."""
        return self.loaded.once((self.ladder.key, *key), make)

    def named(self, address: A) -> A:
        """The URL state with this ladder in it, where there is more than one."""
        return named(address, self.ladder, self.site)


def named(address: A, ladder: Ladder, site: Site) -> A:
    """The URL state with a ladder of the site in it, where there is more than one."""
    return replace(address, ladder=ladder.key if len(site.ladders) > 1 else "")


_context: ContextVar[PageContext | None] = ContextVar("page_context", default=None)


def page_context() -> PageContext:
    """The first line of every page. Outside the layout nothing is drawn."""
    context = _context.get()
    if context is None:
        st.error(_("This page only works inside Ladder Explorer. Open it from the start page: /"))
        st.stop()
    return context


def _hidden(entry: PageEntry, site: Site) -> bool:
    """Whether the navigation leaves a page out: it would have nothing to show to anybody."""
    if entry is SHARING:
        return signing_in() is None
    return entry is GUIDE and not any(ladder.guide for ladder in site.ladders)


def _page(entry: PageEntry, site: Site) -> Any:
    several = (
        profile_session.listed()
        if entry is ONE_TO_ONE
        else shared_views.unread()
        if entry is SHARING
        else 0
    )
    return st.Page(
        entry.source,
        title=f"{_(entry.title)} ({several})" if several else _(entry.title),
        visibility="hidden" if _hidden(entry, site) else "visible",
        url_path=entry.path or None,
        default=entry is LEVELS,
        help=_(entry.help),
    )


def look_again() -> None:
    """Have the next run see at once what this one has written into the served folder."""
    live_site(str(settings().folder)).look_again()


@visitor.asked_once()
def run() -> None:
    """Draw the layout, then the page that the URL names."""
    reader_language.enter()
    bare = st.query_params.get("view") in ("print", "present")
    profile_session.rate_in_room(None)
    room_session.begin()
    st.set_page_config(
        page_icon=str(_HOME / "mark.svg"),
        layout="wide",
        menu_items={"About": f"Ladder Explorer {__version__}"},
    )
    actor = visitor.let_in()
    current = settings()
    loaded = live_site(str(current.folder)).now()
    if actor is None:
        page = st.navigation([_page(entry, loaded.site) for entry in PAGES], position="hidden")
        who_is_there.instead(page.url_path)
        return
    page = st.navigation(
        {
            "": [_page(entry, loaded.site) for entry in READERS],
            _("Keep the ladder"): [_page(entry, loaded.site) for entry in KEEPERS],
        },
        position="hidden" if bare else "top",
    )
    if not bare:
        st.logo(str(_HOME / "mark.svg"), size="medium")
    st.html(_STYLE)
    ladder = _ladder_in_view(loaded.site)
    if not bare:
        show_problems(loaded)
    if ladder is None and page.url_path != ADD.path:
        _nothing_to_show(current)
        return
    token = _context.set(PageContext(loaded, ladder or _NO_LADDER, current))
    try:
        if page.url_path in _KEEPERS_PATHS and not visitor.may("read", KEEPING):
            who_is_there.for_keepers()
        else:
            page.run()
    finally:
        _context.reset(token)
    if not bare:
        who_is_there.below(actor, page.url_path)
        reader_language.below(page.url_path)
    if ladder and not bare:
        statement_card.show(loaded.site, ladder)
    entry = next(entry for entry in PAGES if entry.path == page.url_path)
    # Elsewhere `level` is a filter, and a filter leaves the reader where they are.
    parts = ("level", "show", "view") if entry in (LEVELS, PANEL) else ("show", "share", "view")
    visitor.draw_answers()
    asked = visitor.asked()
    room = room_session.in_view()
    own_script.load(
        "/".join([page.url_path, *(st.query_params.get(name, "") for name in parts)]),
        entry.focus and _(entry.focus),
        unsaved=profile_session.unsaved() or panel_session.unsaved(),
        ticket=asked.ticket if asked else "",
        forget=asked.forget if asked else False,
        room=room,
        speaking=(spoken(), reader_language.chosen()),
    )


def _ladder_in_view(site: Site) -> Ladder | None:
    """The ladder that the address names; else the one that was in view; else the first."""
    readable = [ladder for ladder in site.ladders if ladder.levels]
    if not readable:
        return None
    wanted = st.query_params.get("ladder")
    if wanted and site.ladder(wanted) not in readable:
        st.info(
            _(
                "There is no ladder {wanted} here; this is {name}.",
                wanted=escape_markdown(wanted[:60]),
                name=escape_markdown(readable[0].name),
            )
        )
        wanted = None
    key = wanted or st.session_state.get(_LADDER_KEY)
    ladder = next((ladder for ladder in readable if ladder.key == key), readable[0])
    if len(readable) > 1:
        st.session_state[_LADDER_KEY] = ladder.key
    if len(readable) > 1 and st.query_params.get("view") not in ("print", "present"):
        names = [each.name for each in readable]
        labels = {
            e.key: e.name if names.count(e.name) == 1 else f"{e.name} ({e.key})" for e in readable
        }
        st.selectbox(
            _("Ladder"),
            [each.key for each in readable],
            key=_LADDER_KEY,
            width=360,
            format_func=labels.__getitem__,
            on_change=lambda: st.query_params.from_dict({"ladder": st.session_state[_LADDER_KEY]}),
        )
    return ladder


def _nothing_to_show(current: Settings) -> None:
    st.title(_("No ladder yet"))
    st.markdown(
        _(
            "A ladder is a folder of YAML files, one per level. Start Ladder Explorer on a folder that contains one: `ladder serve my-ladders/`"
        )
    )
    link(ADD, _("Add a ladder from your documents"), UrlState(), icon=":material/note_add:")
    if current.personal:
        st.caption(_("Looked in {folder}", folder=escape_markdown(str(current.folder))))


# -- links -----------------------------------------------------------------------------


def link(
    page: PageEntry,
    label: str,
    address: UrlState,
    icon: str | None = None,
    help: str = "",
    width: str = "content",
    icon_position: str = "left",
) -> None:
    """A link to a page of the app that keeps the visit; `label` is Markdown."""
    st.page_link(
        page.source,
        label=label,
        icon=icon,
        help=help,
        width=width,  # type: ignore[arg-type]
        icon_position=icon_position,  # type: ignore[arg-type]
        query_params=address.parameters(),
    )


def row(name: str) -> DeltaGenerator:
    """A row with a sentence that may take several lines, and buttons at its end."""
    return st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"row-{name}"
    )


def heading(title: str, context: PageContext, page: PageEntry, address: UrlState) -> None:
    """The page's title, with the page's actions across from it."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(title, anchor=False, width="content")
        actions(context, page, address)


def view_switch(
    label: str, views: Mapping[str, str], key: str, asked: str, page: str, printing: bool
) -> str:
    """The name of the page's view in the URL: `asked` from the URL, or the one chosen here.
    `views` gives each name its label; the first is the default."""
    default = next(iter(views))
    if url_sync.url_changed(page):
        st.session_state[key] = asked if asked in views else default
    if st.session_state.get(key) not in views:
        st.session_state[key] = default
    if not printing:
        st.segmented_control(
            label,
            list(views),
            key=key,
            format_func=views.__getitem__,
            required=True,
            label_visibility="collapsed",
        )
    return str(st.session_state[key])


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """A file that a page offers for download."""

    label: str
    text: str
    name: str
    mime: str


def actions(
    context: PageContext,
    page: PageEntry,
    address: UrlState,
    suggest: Level | None = None,
    files: Sequence[DownloadFile] = (),
) -> None:
    """The page's actions: copy its link, download it, print it, suggest a change."""
    with st.container(
        horizontal=True, key="actions", gap="small", vertical_alignment="center", width="content"
    ):
        if address.printing:
            link(
                page, _("Back to the page"), replace(address, view=""), icon=":material/arrow_back:"
            )
            st.html(tool(f'<button type="button" data-print>{_("Print")}</button>'))
            return
        st.html(copy_link(_("Copy link"), url_sync.path(page.path, address)))
        if files:
            with download.popover(_("Files"), "page_files") as opened:
                for file in files if opened.open else ():
                    download.button(file.label, file.text, file.name, file.mime, type="tertiary")
        link(page, _("Print view"), replace(address, view="print"), icon=":material/print:")
        if suggest and (target := context.ladder.suggest_address(suggest)):
            st.link_button(
                _("Suggest a change"), target, icon=":material/edit_note:", type="tertiary"
            )

"""From a loaded site to the files of a website, and those onto a disk.

`files_of` makes every file, the same bytes for the same ladders; `write` changes only the files
that differ and removes those that an earlier build wrote and this one does not. What a reader's
browser may load is the site's own: each page says so itself, as a web host may not.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from explorer.errors import LadderError
from explorer.model import Site
from explorer.records import of_site
from explorer.render.html_parts import SHEET_STYLE, sheet
from explorer.site.addresses import SEARCH, Addresses, relative
from explorer.site.history import FEED, State, feed
from explorer.site.links import led_to_site
from explorer.site.page import Page
from explorer.site.pages import pages_of
from explorer.site.record_schema import RECORDS_SCHEMA
from explorer.site.search_data import search_script
from explorer.text.translation import gettext as _
from explorer.text.translation import spoken

HERE = Path(__file__).resolve().parent
ASSETS = HERE / "assets"
MANIFEST = "site.json"
"""Names every file that a build wrote, so that the next one knows what is its own to remove."""


def _without_remarks(text: str) -> str:
    """A script or a stylesheet without what is only for who reads its source."""
    text = re.sub(r"(?m)^ *//.*\n", "", text)
    return re.sub(r"\n\s*", "\n", re.sub(r"(?s)/\*.*?\*/", "", text))


# Both stand in each page: a page that has to ask for its style is first drawn twice as late.
_INLINE = ("site.css", "theme.js")
STYLE, THEME = (
    _without_remarks(start + (ASSETS / name).read_text(encoding="utf-8"))
    for start, name in zip((SHEET_STYLE, ""), _INLINE, strict=True)
)


def _hashed(text: str) -> str:
    """How a content security policy names the text of one element."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {_hashed(THEME)}",
        f"style-src {_hashed(STYLE)}",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
    )
)


class SiteError(LadderError):
    """A site cannot be written; the text says why, and the way out."""


@dataclass(frozen=True)
class Options:
    """What a keeper says of the site: both addresses are without a slash at the end."""

    base_url: str = ""
    app_url: str = ""


Files = Mapping[str, bytes]
"""What each file holds, by its path below the site's top."""


def files_of(
    site: Site, options: Options, more: Sequence[Page] = (), states: Sequence[State] = ()
) -> dict[str, bytes]:
    """Every file of the site; `more` are pages beside those of the ladders, and `states` what the
    ladders were before, for the feed."""
    addresses = Addresses.of(site)
    pages = [*pages_of(site, addresses), *more]
    frame = _Frame(site, addresses, options, pages, feed=bool(states))
    files: dict[str, bytes] = {}
    for page in pages:
        files[f"{page.path}index.html"] = frame.html(page).encode()
        files[f"{page.path}index.md"] = page.markdown.encode()
    files["404.html"] = _from_anywhere(frame.html(_missing()), options.base_url).encode()
    files |= {f"assets/{name}": text.encode() for name, text in _assets(site, addresses)}
    records = [record.as_json() for record in of_site(site)]
    files["records.json"] = _json(records)
    files["records.schema.json"] = _json(RECORDS_SCHEMA)
    files["llms.txt"] = _for_assistants(site, pages).encode()
    if states:
        files[FEED] = feed(states, frame.name, options.base_url).encode()
    if options.base_url:
        files["sitemap.xml"] = _sitemap(pages, options.base_url).encode()
    return files


def write(files: Files, folder: Path) -> tuple[int, int]:
    """Write the files; how many were changed, and how many of an earlier build removed.

    A folder with other things in it is refused: they would be published.
    """
    earlier = _earlier(folder)
    changed = 0
    for name, held in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == held:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
        changed += 1
    gone = [name for name in earlier if name not in files and (folder / name).is_file()]
    for name in gone:
        (folder / name).unlink()
        _without_empty(folder, (folder / name).parent)
    (folder / MANIFEST).write_bytes(_json(sorted(files)))
    return changed, len(gone)


def _earlier(folder: Path) -> list[str]:
    """The files of an earlier build in the folder. Raises SiteError where it is none."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise SiteError(f"{folder} is a file; name a folder for the site.")
    try:
        named = json.loads((folder / MANIFEST).read_bytes())
        inside = [name for name in named if not {"..", ""} & {*str(name).split("/")}]
    except (OSError, ValueError, TypeError):
        if any(folder.iterdir()):
            raise SiteError(
                f"{folder} holds something else than a site; name an empty or a new folder."
            ) from None
        return []
    return [str(name) for name in inside]


def _without_empty(top: Path, folder: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


class _Frame:
    """Puts pages into the frame that all of them share."""

    def __init__(
        self,
        site: Site,
        addresses: Addresses,
        options: Options,
        pages: Iterable[Page],
        feed: bool,
    ) -> None:
        self._site, self._addresses, self._options = site, addresses, options
        self._feed = feed
        self._paths = {page.path for page in pages}
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, keep_trailing_newline=True
        )
        self._template = environment.get_template("page.html")
        ladders = [ladder for ladder in site.ladders if ladder.levels]
        self.name = ladders[0].name if len(ladders) == 1 else _("Career ladders")

    def html(self, page: Page) -> str:
        app = ""
        if self._options.app_url:
            there = self._addresses.to_app(page.path)
            app = f"{self._options.app_url}/{there}"
        base = self._options.base_url
        return self._template.render(
            page=page,
            body=Markup(led_to_site(page.body, page.path, self._addresses, self._options.app_url)),  # noqa: S704 - our own HTML
            site_name=self.name,
            policy=POLICY,
            style=Markup(STYLE),  # noqa: S704 - our own
            theme=Markup(THEME),  # noqa: S704 - our own
            language=spoken(),
            _=_,
            canonical=f"{base}/{page.path}" if base else "",
            feed=relative(page.path, FEED) if self._feed else "",
            top="../" * page.path.count("/"),
            navigation=list(self._navigation(page)),
            turns=[
                {"kind": kind, "href": relative(page.path, path), "label": label}
                for kind, path, label in page.turns
            ],
            app=app,
            suggest=page.suggest,
        )

    def _navigation(self, page: Page) -> Iterator[dict[str, object]]:
        """The ladder's start and its levels, then what all pages have."""
        ladder = self._site.ladder(page.ladder)
        several = len([each for each in self._site.ladders if each.levels]) > 1
        if several or ladder is None:
            yield self._entry(page, "", self.name, "home")
        if ladder:
            key = ladder.key
            start = self._addresses.ladder(key)
            yield self._entry(page, start, ladder.name, "" if several else "home")
            for level in ladder.levels:
                yield self._entry(page, self._addresses.level(key, level.code), level.code)
            if len(ladder.levels) > 1:
                yield self._entry(page, self._addresses.pairs(key), _("Compare"))
            for path, label in (
                (self._addresses.guide(key), _("Guide")),
                (f"{start}changes/", _("What changed")),
            ):
                if path in self._paths:
                    yield self._entry(page, path, label)
        yield self._entry(page, SEARCH, _("Search"))

    def _entry(self, page: Page, path: str, label: str, kind: str = "") -> dict[str, object]:
        return {
            "href": relative(page.path, path),
            "label": label,
            "current": page.path == path,
            "kind": kind,
        }


def _from_anywhere(html: str, base: str) -> str:
    """The page that a host shows for any path: its links are whole where the site knows its own
    address, as they cannot be relative to a path that nobody knows."""
    return re.sub(r'((?:href|src)=")(?![#/]|[a-z]+:)', rf"\1{base}/", html) if base else html


def _missing() -> Page:
    return Page(
        "",
        _("This page is not here"),
        sheet(
            f"<p>{_('It may have been renamed with what it was about. The start and the search are in the row above.')}</p>"
        ),
        "",
        heading=_("This page is not here"),
    )


def _assets(site: Site, addresses: Addresses) -> Iterator[tuple[str, str]]:
    for path in sorted(ASSETS.iterdir()):
        if path.name not in _INLINE:
            text = path.read_text(encoding="utf-8")
            # 2 KB of the 60 that a first search takes.
            yield path.name, _without_remarks(text) if path.suffix == ".js" else text
    yield "search-data.js", search_script(site, addresses)


def _for_assistants(site: Site, pages: Sequence[Page]) -> str:
    """llms.txt: what is here, for programs that read rather than look."""
    lines = ["# " + ", ".join(ladder.name for ladder in site.ladders if ladder.levels), ""]
    lines += [
        "> Career ladders: what each level expects, competency by competency. Every page has a",
        "> Markdown twin beside it; records.json has every text, and records.schema.json its form.",
        "",
    ]
    for ladder in site.ladders:
        own = [page for page in pages if page.ladder == ladder.key and page.path]
        if own:
            lines += [f"## {ladder.name}", ""]
            lines += [f"- [{_bracketed(page.title)}]({page.path}index.md)" for page in own]
            lines.append("")
    return "\n".join(lines)


def _bracketed(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _sitemap(pages: Iterable[Page], base: str) -> str:
    places = "".join(
        f"<url><loc>{xml_escape(f'{base}/{page.path}')}</loc></url>\n" for page in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

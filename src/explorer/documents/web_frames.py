"""What stands around the text of a page: navigation, banners, footers, what is hidden.

Known by tags, roles and a few names; a frame that holds a table or most of the words is none.
"""

import re
from collections.abc import Iterator

from lxml import etree

from explorer.documents.html_text import Element

_CHROME_TAGS = ("nav", "footer", "button", "select", "dialog")
_CHROME_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary", "dialog")
_CHROME_NAME = re.compile(
    r"(?:table-of-contents|toc(?:-macro|-mobile)?|(?:bread)?crumbs?(?:-section)?|nav(?:bar|igation)?|side-?bar|cookies?"
    r"|cookie-banner|pagination|page-metadata|skip-?(?:to-content|link)|top-bar|doc-title|menu-title|site-header|(?:site-|page-)?footer"
    r"|mw-editsection|mw-jump-link|catlinks|siteSub|contentSub|docInfo|printfooter|plugin_pagetree|comments-section|visually-hidden|sr-only)",
    re.IGNORECASE,
)
_PANELS = ("div", "section", "article")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


def words_in(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def open_panels(root: Element) -> None:
    """Make details, with a summary, of what a tab or a button shows; where the button stands in a
    heading, or is all of one, that heads it already (carrera-cocina.html)."""
    known = {each.get("id"): each for each in root.iter(*_PANELS) if each.get("id")}
    labelled = {each.get("aria-labelledby"): each for each in root.xpath("//*[@role='tabpanel']")}
    for label in list(root.iter(etree.Element)):
        heading = next(label.iterancestors(*_HEADINGS), None)
        if label.tag == "button" and heading is not None and words_in(heading) == words_in(label):
            label.tag = "span"
        toggles = label.get("data-toggle") or label.get("data-bs-toggle")
        target = (
            label.get("aria-controls") or label.get("data-bs-target") or label.get("data-target")
        )
        target = target or (label.get("href") if toggles else None) or ""
        panel = known.get(target.removeprefix("#"), labelled.get(label.get("id") or ""))
        if panel is None and "expand-control" in (label.get("class") or "").split():
            panel = label.getnext()
        if panel is None or panel.tag not in _PANELS or not (said := words_in(label)):
            continue
        if next(label.iterancestors("nav"), None) is not None or panel in label.iterancestors():
            continue
        for hiding in ("hidden", "style"):
            panel.attrib.pop(hiding, None)
        if heading is not None:
            label.tag = "span"
        elif label not in panel.iterancestors():
            summary = etree.Element("summary")
            summary.text, panel.tag, panel.text, summary.tail = said, "details", None, panel.text
            panel.insert(0, summary)
            label.drop_tree()


def without_chrome(root: Element) -> tuple[str, ...]:
    """Take navigation and the like out of the page; gives what they said."""
    most = len(words_in(root)) / 2
    dropped: list[str] = []
    shown = _shown_on_demand(root)
    for element in list(root.iter(etree.Element)):
        # A program that frames its whole text so, or a table, is no frame of a page.
        hidden = _is_hidden(element) and element.get("id") not in shown
        if hidden or (_is_chrome(element) and element.find(".//table") is None):
            said = words_in(element)
            if len(said) <= most and root in element.iterancestors():
                dropped.append(said)
                element.drop_tree()
    return tuple(filter(None, (*dropped, *_outside_of_main(root))))


def _is_chrome(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return element.tag not in ("html", "body", "main", "article") and (
        element.tag in _CHROME_TAGS
        or (element.tag == "title" and element.getparent().tag == "head")
        or element.get("role") in _CHROME_ROLES
        or any(map(_CHROME_NAME.fullmatch, names))
        or (element.tag == "header" and _is_of_site(element))
    )


def _is_of_site(header: Element) -> bool:
    """Whether a header is that of a site, above its pages, and no title of this one."""
    within = next(header.iterancestors("article", "main", "section"), None)
    return within is None and next(header.iter("h1", "h2", "h3"), None) is None


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _shown_on_demand(root: Element) -> set[str]:
    """What something else on the page leads to by its id: the panel of a tab, of an accordion, the
    second sheet of a published workbook."""
    return {
        part.removeprefix("#")
        for element in root.iter(etree.Element)
        for name, value in element.attrib.items()
        if name not in ("id", "class", "style")
        for part in value.split()[:9]
    }


def _outside_of_main(root: Element) -> Iterator[str]:
    """Where a page marks its main part, what stood around that; its title stays."""
    marked = root.xpath("//main | //*[@role='main' or @id='main-content']")
    if len(marked) != 1 or len(words_in(marked[0])) * 2 < len(words_in(root)):
        return
    around = list(marked[0].iterancestors())
    kept = {*marked, *around}
    for title in root.xpath("//h1")[:1]:
        kept |= {title, *title.iterancestors()}
    for ancestor in around:
        for child in list(ancestor):
            if child not in kept:
                yield words_in(child)
                child.drop_tree()

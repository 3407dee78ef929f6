"""The links of the app's HTML, led to the pages of a site instead.

What `render` makes links to addresses of the app. Here each of them becomes the relative address
of a page; what only the app has, such as rating oneself, leads there where the site knows the
app's address, and is left out otherwise. The HTML is our own, so its links are as regular as we
make them: no link stands in a link, and every attribute is in double quotes.
"""

import re
from html import escape, unescape

from explorer.site.addresses import Addresses, relative

_LINK = re.compile(
    r"<a (?P<before>[^<>]*?)href=\"(?P<href>[^\"]*)\"(?P<after>[^<>]*)>(?P<inner>.*?)</a>",
    re.DOTALL,
)
_OF_THE_APP = re.compile(r" ?data-(?:in-app|card)(?:=\"[^\"]*\")?")


def led_to_site(html: str, page: str, addresses: Addresses, app_url: str = "") -> str:
    """The HTML of a page, with its links to the app's addresses leading to the site."""

    def led(found: re.Match[str]) -> str:
        href = unescape(found["href"])
        if not href.startswith("./"):
            return found.group()
        there = addresses.to_site(href)
        if there is not None:
            href = relative(page, there)
        elif app_url:
            href = f"{app_url}/{href.removeprefix('./')}"
        else:
            return ""
        before, after = (_OF_THE_APP.sub("", found[part]) for part in ("before", "after"))
        return f'<a {before.lstrip()}href="{escape(href)}"{after}>{found["inner"]}</a>'

    return _LINK.sub(led, html)

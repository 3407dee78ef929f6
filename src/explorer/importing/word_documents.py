"""Word documents (.docx): their paragraphs, lists and tables as HTML, by mammoth.

Styles become structure (Heading 1, List Bullet); what is only looks is left out. A paragraph is
a line, so that remarks can name it.
"""

import re
from dataclasses import replace
from io import BytesIO

import mammoth

from explorer.importing import web_pages
from explorer.importing.limits import MAX_LINES
from explorer.importing.sources import Source

WORD = (".docx",)
# Styles that say how deep an item is, where the numbering does not; a title is a heading.
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        *(
            f"p[style-name='List {kind} {depth}'] => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
            for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
            for depth in (2, 3)
        ),
    ]
)
_TAG = re.compile(r"<[^>]*>")


def read(raw: bytes) -> Source | str:
    """A document's paragraphs as lines, or a sentence saying why there are none."""
    try:
        html = mammoth.convert_to_html(
            BytesIO(raw),
            convert_image=mammoth.images.img_element(lambda _: {}),
            external_file_access=False,
            style_map=_STYLES,
        ).value
    except RecursionError:
        return "its lists or tables are nested too deeply"
    # The library raises what its parts raise: KeyError, IndexError, an error of the XML's.
    except Exception as error:
        return (
            f"it cannot be read ({type(error).__name__}); save it again as .docx or as a web page"
        )
    page = web_pages.read([html])
    if isinstance(page, str):
        return page
    if len(page.lines) > MAX_LINES:
        return f"it has more than {MAX_LINES:,} lines"
    number, places = 0, dict[int, int | str]()
    for at, line in enumerate(page.lines, 1):
        number += bool(_TAG.sub("", line).strip())
        places[at] = f"paragraph {max(1, number)}"
    return replace(page, places=places, form="table")

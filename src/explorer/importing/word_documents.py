"""Word documents (.docx): their paragraphs, lists and tables as HTML, by mammoth.

Styles become structure (Heading 1, List Bullet); what is only looks is left out. A paragraph is
a line, so that remarks can name it.
"""

import re
from dataclasses import dataclass
from io import BytesIO

import mammoth

from explorer.importing.html_blocks import with_line_per_block
from explorer.importing.limits import MAX_LINES

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
_PICTURE = re.compile(r"<img\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class WordDocument:
    """The lines of a document as HTML, what each is known by, and how many pictures it had."""

    lines: tuple[str, ...]
    places: dict[int, str]
    pictures: int


def read(raw: bytes) -> WordDocument | str:
    """A document's paragraphs, or a sentence saying why there are none."""
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
    lines = with_line_per_block([_PICTURE.sub("", html)])
    if len(lines) > MAX_LINES:
        return f"it has more than {MAX_LINES:,} lines"
    number, places = 0, {}
    for at, line in enumerate(lines, 1):
        number += bool(_TAG.sub("", line).strip())
        places[at] = f"paragraph {max(1, number)}"
    return WordDocument(lines, places, len(_PICTURE.findall(html)))

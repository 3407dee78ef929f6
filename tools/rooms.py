"""Draws docs/rooms.svg, the picture of the rooms, from the layers that a test holds the code to.

A test compares the file with what is drawn here, so that the picture is never of another
house: `python -m tools.rooms` draws it again.
"""

from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "docs" / "rooms.svg"
OUTSIDE = frozenset({"app.py", "pages/"})
"""What stands above the package, drawn as the topmost layer."""
DRAWING = OUTSIDE | {"ui"}

WIDTH, HEIGHT, GAP, LEFT, TOP = 560, 34, 12, 150, 16
STYLE = """
  .paper { fill: #fdfcfa } rect { fill: #f2f0eb; stroke: #b9b3a8 }
  .drawing { fill: #d5ebe9; stroke: #0b6e6e } text { fill: #1b1a18; font: 14px system-ui, sans-serif }
  .room { text-anchor: middle; font-weight: 600 } line { stroke: #6d675d; stroke-width: 1.5 }
  marker path { fill: #6d675d }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #16181a } rect { fill: #212427; stroke: #5c6167 }
    .drawing { fill: #173b3a; stroke: #3fa7a3 } text { fill: #ece9e4 } line { stroke: #9aa0a6 }
    marker path { fill: #9aa0a6 }
  }"""


def svg(layers: Sequence[Collection[str]]) -> str:
    """The picture of layers of rooms, given from the lowest to the highest."""
    rows = [sorted(rooms) for rooms in (OUTSIDE, *reversed(layers))]
    bottom = TOP + len(rows) * (HEIGHT + GAP) - GAP
    told = "; ".join(", ".join(row) for row in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + TOP} {bottom + TOP}"'
        ' role="img" aria-labelledby="title told">',
        '<title id="title">The rooms of Ladder Explorer</title>',
        f'<desc id="told">Layers from the top; each may use what is below it: {escape(told)}.</desc>',
        f"<style>{STYLE}\n</style>",
        '<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"'
        ' orient="auto"><path d="M0 0L8 4L0 8z"/></marker>',
        '<rect class="paper" width="100%" height="100%" style="stroke: none"/>',
        f'<line x1="128" y1="{TOP}" x2="128" y2="{bottom}" marker-end="url(#head)"/>',
        f'<text x="16" y="{TOP + 20}">Streamlit</text>',
        f'<rect class="drawing" x="86" y="{TOP + 8}" width="16" height="16" rx="3"/>',
        f'<text x="16" y="{bottom - 26}">each may use</text>',
        f'<text x="16" y="{bottom - 8}">what is below</text>',
    ]
    for at, row in enumerate(rows):
        width = (WIDTH - GAP * (len(row) - 1)) / len(row)
        y = TOP + at * (HEIGHT + GAP)
        for column, room in enumerate(row):
            x = LEFT + column * (width + GAP)
            kind = ' class="drawing"' if room in DRAWING else ""
            lines += [
                f'<rect{kind} x="{x:g}" y="{y}" width="{width:g}" height="{HEIGHT}" rx="5"/>',
                f'<text class="room" x="{x + width / 2:g}" y="{y + 22}">{escape(room)}</text>',
            ]
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    from tests.library.test_architecture import LAYERS  # noqa: PLC0415 - it looks at this picture

    TARGET.write_text(svg(LAYERS), "utf-8")


if __name__ == "__main__":
    main()

"""What a page of the app is made of, as data: the same elements can be drawn by hand from it.

A page is opened over the raw websocket and its messages become a tree of nodes: containers
and elements with their words, HTML and chart specifications. `tools/bench_hello/twin.py`
draws such trees with plain calls to Streamlit. That is the page which the benchmark measures
the app's own against, and recorded at each run it never goes stale.
"""

import io
import json
from collections.abc import Iterable
from typing import Any

import pyarrow.ipc  # type: ignore[import-untyped]
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tools.bench_drive import Place, Server, Session

Node = dict[str, Any]
"""`kind` and what that kind needs; containers have `children`."""


class Recorder(Session):
    """A visit that keeps what is drawn."""

    def __init__(self, server: Server) -> None:
        self._drawn: list[tuple[tuple[int, ...], Delta]] = []
        super().__init__(server)

    def _note(self, message: ForwardMsg) -> None:
        super()._note(message)
        self._drawn.append((tuple(message.metadata.delta_path), message.delta))

    def record(self, place: Place, query: str = "") -> list[Node]:
        """The page's nodes, those of the main area first."""
        self._drawn.clear()
        self._known.clear()  # or an element that was sent before is only referred to
        self.ask(place, query)
        self.answer()
        return _tree(self._drawn)


def record(server: Server, places: Iterable[tuple[Place, str]]) -> dict[str, list[Node]]:
    """Each page's nodes, by its path; a place comes with its query string."""
    pages = {}
    with Recorder(server) as visit:
        visit.open(Place("", "", ""))
        for place, query in places:
            pages[place.path] = visit.record(place, query)
    return pages


def count(nodes: Iterable[Node]) -> int:
    """How many elements there are, without containers."""
    return sum(count(each["children"]) if "children" in each else 1 for each in nodes)


def _tree(drawn: Iterable[tuple[tuple[int, ...], Delta]]) -> list[Node]:
    # Of two messages for one place the later one counts, as in the browser.
    nodes = {path: _node(delta) for path, delta in drawn}
    roots: dict[int, list[Node]] = {}
    for path in sorted(nodes):
        parent = nodes.get(path[:-1])
        (parent["children"] if parent else roots.setdefault(path[0], [])).append(nodes[path])
    return [node for root in sorted(roots) for node in roots[root]]


def _node(delta: Delta) -> Node:
    if delta.HasField("add_block"):
        return _container(delta)
    element = delta.new_element
    kind = str(element.WhichOneof("type"))
    made = getattr(element, kind)
    node: Node = {"kind": kind, "fragment": bool(delta.fragment_id)}
    node["key"] = _key(getattr(made, "id", ""))
    for name in ("body", "label", "tag", "spec", "icon"):
        node[name] = str(getattr(made, name, ""))
    node["options"] = [str(getattr(each, "content", each)) for each in getattr(made, "options", ())]
    if kind == "button_group":
        chosen = list(made.raw_values) or [node["options"][at] for at in made.default]
        several = made.click_mode == made.ClickMode.MULTI_SELECT
        node |= {"chosen": chosen, "several": several, "pills": made.style == made.Style.PILLS}
    if kind == "checkbox":
        node["toggle"] = made.type == made.StyleType.TOGGLE
    if kind == "vega_lite_chart":
        node["picks"] = list(made.selection_mode)
        node["datasets"] = {each.name: _rows(each.data.data) for each in made.datasets}
    return node


def _container(delta: Delta) -> Node:
    block = delta.add_block
    kind = str(block.WhichOneof("type"))
    made = getattr(block, kind) if kind != "None" else None
    return {
        "kind": kind,
        "fragment": bool(delta.fragment_id),
        "key": _key(block.id),
        "label": getattr(made, "label", ""),
        "icon": getattr(made, "icon", ""),
        "weight": getattr(made, "weight", 1.0),
        "across": getattr(made, "direction", 0) == 1 if kind == "flex_container" else False,
        "children": [],
    }


def _key(id: str) -> str:
    """The key that the author gave; Streamlit writes it behind a hash."""
    key = id.split("-", 2)[2] if id.startswith("$$") and id.count("-") > 1 else ""
    return "" if key == "None" else key


def _rows(arrow: bytes) -> list[dict[str, Any]]:
    table = pyarrow.ipc.open_stream(io.BytesIO(arrow)).read_all().to_pylist()
    return json.loads(json.dumps(table, default=str))  # type: ignore[no-any-return]

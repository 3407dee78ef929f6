"""The app's pages drawn by hand: the same elements, and nothing else behind them.

What they are made of was recorded (`tools/page_recording.py`) into the file that is named on
the command line. A page's fragment is one here too, and says what was typed into its field.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

Node = dict[str, Any]
recorded: dict[str, dict[str, Any]] = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))


def page(path: str) -> None:
    several(recorded[path]["nodes"], path)


def pages() -> list[Any]:
    return [
        st.Page(
            partial(page, path), title=each["title"], url_path=path or "start", default=not path
        )
        for path, each in recorded.items()
    ]


def several(nodes: list[Node], page: str) -> None:
    for number, node in enumerate(nodes):
        if node["fragment"]:
            fragment([each for each in nodes[number:] if each["fragment"]], page)
            return
        draw(node, page)


@st.fragment
def fragment(nodes: list[Node], page: str) -> None:
    for node in nodes:
        draw({**node, "fragment": False}, page)


def draw(node: Node, page: str) -> None:
    if node["kind"] in CONTAINERS:
        columns = [each for each in node["children"] if each["kind"] == "column"]
        if columns:
            places = st.columns([each["weight"] for each in columns])
            for place, each in zip(places, columns, strict=True):
                with place:
                    inside(each, page)
            return
        with CONTAINERS[node["kind"]](node):
            inside(node, page)
    else:
        ELEMENTS[node["kind"]](node, node["key"] or None)


def inside(node: Node, page: str) -> None:
    several([{**each, "fragment": False} for each in node["children"]], page)


def html(node: Node, _: str | None) -> None:
    """What answers a typed text says it, so that the browser draws all of it anew."""
    typed = st.session_state.get("q", "")
    st.html(node["body"].replace('<div class="hits">', f'<div class="hits"><p>{typed}</p>'))


def container(node: Node) -> Any:
    return st.container(key=node["key"] or None, horizontal=node["across"])


CONTAINERS: dict[str, Callable[[Node], Any]] = {
    "None": container,
    "flex_container": container,
    "vertical": container,
    "popover": lambda node: st.popover(node["label"], icon=node["icon"] or None),
    "expandable": lambda node: st.expander(node["label"]),
    "form": container,
}


def choose(node: Node, key: str | None) -> None:
    call = st.pills if node["pills"] else st.segmented_control
    mode = "multi" if node["several"] else "single"
    chosen = node["chosen"] if node["several"] else (node["chosen"] or [None])[0]
    call(
        node["label"],
        node["options"],
        selection_mode=mode,
        default=chosen,
        key=key,
        label_visibility="collapsed",
    )  # type: ignore[call-overload]


def chart(node: Node, key: str | None) -> None:
    spec = {**json.loads(node["spec"]), "datasets": node["datasets"]}
    if node["picks"]:
        st.vega_lite_chart(
            spec, width="content", key=key, on_select="rerun", selection_mode=node["picks"]
        )
    else:
        st.vega_lite_chart(spec, width="content")


ELEMENTS: dict[str, Callable[[Node, str | None], Any]] = {
    "html": html,
    "markdown": lambda node, _: st.markdown(node["body"]),
    "heading": lambda node, _: (st.title if node["tag"] == "h1" else st.header)(node["body"]),
    "alert": lambda node, _: st.info(node["body"]),
    "code": lambda node, _: st.code(node["body"]),
    "empty": lambda _, __: st.empty(),
    "page_link": lambda node, _: st.page_link(
        listed[0], label=node["label"], icon=node["icon"] or None, query_params={"view": "print"}
    ),
    "link_button": lambda node, _: st.link_button(node["label"], "https://example.org/"),
    "button": lambda node, key: st.button(node["label"], key=key, icon=node["icon"] or None),
    "download_button": lambda node, key: st.download_button(
        node["label"], lambda: "", key=key, on_click="ignore"
    ),
    "button_group": choose,
    "selectbox": lambda node, key: st.selectbox(node["label"], node["options"], key=key),
    "checkbox": lambda node, key: (st.toggle if node["toggle"] else st.checkbox)(
        node["label"], key=key
    ),
    "text_input": lambda node, key: st.text_input(
        node["label"], key=key, live="100ms" if key == "q" else False
    ),
    "text_area": lambda node, key: st.text_area(node["label"], key=key),
    "date_input": lambda node, key: st.date_input(node["label"], key=key),
    "number_input": lambda node, key: st.number_input(node["label"], key=key),
    "file_uploader": lambda node, key: st.file_uploader(node["label"], key=key),
    "vega_lite_chart": chart,
}

listed: list[Any] = pages()
st.set_page_config(layout="wide")
st.navigation(listed, position="top").run()

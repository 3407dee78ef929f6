"""The rooms of the package and the one way in which their arrows point.

`LAYERS` is the picture in docs/architecture.md as data: a room may use what stands in an
earlier line, and its own modules; nothing else.
"""

import ast
import re
from functools import cache
from pathlib import Path

from tools.rooms import TARGET, svg

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "src" / "explorer"

LAYERS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {"text", "problems"},
            {"model", "errors", "identity"},
            {"records"},
            {"files"},
            {"documents"},
            {"search", "compare", "drafts"},
            {"profiles", "interviews", "lint", "importing", "rooms"},
            {"updating"},
            {"render", "storage"},
            {"server", "site"},
            {"commands", "ui"},
            {"cli"},
            {"__main__"},
        ),
    )
)
INNER_LAYERS = ({"headings", "data"}, {"tables"}, {"pages"})
"""The folders within `drafts`; what stands beside them is below all three."""
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
DRAWING = {"streamlit"}
PRESSES = {"st.button", "st.form_submit_button"}


def modules() -> list[Path]:
    return [path for path in CORE.rglob("*.py") if path.relative_to(CORE) != Path("__init__.py")]


def room_of(path: Path) -> str:
    return path.relative_to(CORE).with_suffix("").parts[0]


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All of a file's program, read once for all that is asked about it."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> set[str]:
    """Every module that a file imports at run time, wherever in it the import stands."""
    typing_only = {
        id(inner)
        for node in nodes(path)
        if isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in nodes(path):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found


def rooms_used(path: Path) -> set[str]:
    used = {name.split(".")[1] for name in imports(path) if name.startswith("explorer.")}
    return used - {"__version__", room_of(path)}


def test_every_room_has_its_place_in_the_picture() -> None:
    assert {room_of(path) for path in modules()} == set(HEIGHT)


def test_no_arrow_points_up() -> None:
    up = [
        f"{path.relative_to(CORE)}: {used}"
        for path in modules()
        for used in rooms_used(path)
        if HEIGHT[used] >= HEIGHT[room_of(path)]
    ]
    assert up == []


def test_no_arrow_points_up_within_drafts() -> None:
    inner = {name: height for height, names in enumerate(INNER_LAYERS, 1) for name in names}
    drafts = CORE / "drafts"
    assert {path.name for path in drafts.iterdir() if (path / "__init__.py").exists()} == set(inner)
    up = [
        (path.name, used)
        for path in drafts.rglob("*.py")
        for name in imports(path)
        if name.startswith("explorer.drafts.")
        and (used := name.split(".")[2]) != (own := path.relative_to(drafts).parts[0])
        and inner.get(used, 0) >= max(inner.get(own, 0), 1)
    ]
    assert up == []


def test_streamlit_is_drawn_with_in_ui_alone() -> None:
    drawing = {
        room_of(path)
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] in DRAWING
    }
    assert drawing == {"ui"}


def test_no_two_modules_share_a_name() -> None:
    """Within the core a file's name says what it is without its folder; a command is called as
    it is typed."""
    names = [
        path.stem for path in modules() if path.stem != "__init__" and room_of(path) != "commands"
    ]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_picture_of_the_rooms_shows_these_layers() -> None:
    assert TARGET.read_text("utf-8") == svg(LAYERS), "draw it again: python -m tools.rooms"


def test_one_module_alone_may_put_html_on_a_page_that_runs() -> None:
    allowing = [
        path.name
        for path in [*CORE.rglob("*.py"), *(CORE.parents[1] / "pages").glob("*.py")]
        if "unsafe_allow" in path.read_text(encoding="utf-8")
    ]
    assert allowing == ["own_script.py"]


def test_one_module_alone_gives_files_and_from_no_ready_data() -> None:
    """Another use of Streamlit's button or pictures would lay data open under a hash of it."""
    using = {
        (path.name, name)
        for path in [*CORE.rglob("*.py"), *(CORE.parents[1] / "pages").glob("*.py")]
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and (name := node.attr) in {"download_button", "image", "audio", "video", "pdf", "pyplot"}
        and ast.unparse(node.value) in {"st", "streamlit"}
    }
    assert using == {("download.py", "download_button")}


def test_every_link_of_ours_is_relative() -> None:
    """The app may stand below any path of a host, so an address that begins with a slash would
    leave it. Every page is one step below the root: `./compare` is right on each."""
    drawing = [*CORE.glob("render/*.py"), *CORE.glob("ui/*.py"), *ROOT.glob("pages/*.py")]
    leaving = re.compile(r"""(?:href|src)=\\?["']/|f?["']/(?:\?|[a-z{-]+\?)""")
    found = [
        f"{path.name}: {line.strip()}"
        for path in drawing
        for line in path.read_text("utf-8").splitlines()
        if leaving.search(line)
    ]
    assert len(drawing) > 40
    assert found == []


def test_what_a_press_does_is_called_and_not_asked_for_in_the_page() -> None:
    """A press that a page's run asks for (`if st.button(…)`) is lost where another one follows
    before the run has come so far; one that calls a function never is."""
    asking = [
        f"{path.name}:{node.lineno}"
        for path in (*modules(), *(ROOT / "pages").glob("*.py"))
        for node in nodes(path)
        if isinstance(node, ast.If | ast.IfExp | ast.Assign | ast.NamedExpr)
        for inner in ast.walk(getattr(node, "test", None) or node.value)  # type: ignore[union-attr]
        if isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Attribute)
        and ast.unparse(inner.func) in PRESSES
    ]
    assert asking == []

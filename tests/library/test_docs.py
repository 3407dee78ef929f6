"""The documents keep their word: their commands and snippets run on the sample ladder, their
names are in the code, and their links and anchors lead somewhere."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from click.testing import CliRunner
from markdown_it import MarkdownIt

from explorer import cli
from explorer.files.loading import load
from explorer.interviews import plan
from explorer.lint.findings import KINDS
from explorer.profiles import profile_file, snapshots
from explorer.profiles.profile import Profile
from library.test_architecture import LAYERS
from library.writing import ROOT, SAMPLE

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
TEXT = (ROOT / "docs/keeping-a-ladder.md").read_text("utf-8")
ANSWERS = "Engineering\nIC1, IC2\nCraft\n"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def shell_commands(text: str) -> list[list[str]]:
    """The words of each command of ours, and of git, in the blocks of a document."""
    blocks = "\n".join(re.findall(r"```(?:sh|yaml)\n(.*?)```", text, re.S))
    found = re.findall(r"^(?: +- run: )?((?:ladder|git) .+)$", blocks, re.MULTILINE)
    return [shlex.split(each.partition(" > ")[0], comments=True) for each in found]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's repository with the sample ladder on its main branch."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A Keeper")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "keeper@example.org")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "ladder")
    for words in ("init -b main", "add .", "commit -m Begin"):
        subprocess.run(["git", *words.split()], check=True, capture_output=True)
    return tmp_path


@pytest.fixture
def files(repository: Path) -> None:
    """What the documents name: files of two people, of a panel, and documents to import."""
    sre = load("ladder").ladders[0]
    level = sre.levels[3]
    own = Profile("sre", level.code).with_rating(
        level.code, level.competencies[0].key, "Performing"
    )
    own = own.with_snapshot(snapshots.freeze(own, sre, "2026-11-23")).marked_ready("2026-11-23")
    texts = {
        "PROFILE": profile_file.dump(own),
        "OWN": profile_file.dump(own),
        "MANAGER": profile_file.dump(replace(own, perspective="manager")),
        "plan.yaml": plan.dump_plan(plan.new_plan(sre, level)),
    }
    for name, text in texts.items():
        Path(name).write_text(text, "utf-8")
    (repository / "roles").mkdir()
    shutil.copy(ROOT / "tests/importing/role-a-file/E5.md", repository / "roles")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "document", [d for d in DOCUMENTS if shell_commands(d.read_text("utf-8"))], ids=named
)
def test_every_command_of_a_document_runs_in_the_order_it_is_told(document: Path) -> None:
    for program, *words in shell_commands(document.read_text("utf-8")):
        if program == "git":
            subprocess.run([program, *words], check=True, capture_output=True)
            continue
        if words[0] == "serve":  # would go on for ever
            serve = cli.main.commands["serve"]
            serve.make_context("serve", words[1:])
            continue
        result = CliRunner().invoke(cli.main, words, input=ANSWERS)
        # A new plan covers nothing yet, and the sample ladder has open remarks.
        fails = "--strict" in words or words[:2] == ["plan", "check"]
        assert result.exit_code == (1 if fails else 0), (words, result.output)


@pytest.mark.usefixtures("repository")
def test_the_commands_within_the_keepers_sentences_run() -> None:
    found = re.findall(r"`ladder ([^`]+)`", re.sub(r"\s+", " ", TEXT))
    assert len(found) > 3
    for words in map(str.split, found):
        result = CliRunner().invoke(cli.main, words)
        assert result.exit_code == 0, (words, result.output)


@pytest.mark.usefixtures("repository")
def test_the_form_for_reviews_says_what_was_changed_in_a_file() -> None:
    compare = next(c for c in shell_commands(TEXT) if "compare" in c and "markdown" in c)
    level = Path("ladder/sre/L4.yaml")
    level.write_text(
        level.read_text("utf-8").replace("I am curious, listen", "I listen", 1), "utf-8"
    )
    said = CliRunner().invoke(cli.main, compare[1:]).stdout
    assert "1 expectation changed" in said
    assert "before: I am curious, listen" in said


def test_the_workflow_is_one_that_can_be_read_and_ends_with_the_check() -> None:
    (source,) = [
        block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.S) if "jobs:" in block
    ]
    steps = yaml.safe_load(source)["jobs"]["check"]["steps"]
    assert steps[-1] == {"run": "ladder check ladder --health --format github"}


def test_every_kind_of_finding_has_its_row() -> None:
    rows = TEXT.partition("| found |")[2].split("\n\n")[0].strip().splitlines()[2:]
    assert len(rows) == len(KINDS)


# -- all documents ---------------------------------------------------------------------


def targets(text: str) -> Iterator[str]:
    """Where the links and pictures of a document lead, as a renderer sees them."""
    for block in MarkdownIt("commonmark").enable("table").parse(text):
        for token in block.children or ():
            if target := token.attrGet("href") or token.attrGet("src"):
                yield unquote(str(target))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    blocks = MarkdownIt("commonmark").parse(text)
    headings = [after for at, after in pairwise(blocks) if at.type == "heading_open"]
    words = ["".join(t.content for t in heading.children or ()) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in words}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_inside_the_repository_lead_to_files_and_headings(document: Path) -> None:
    for target in targets(document.read_text("utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        assert not path.startswith("/"), f"{target} leaves the repository"
        place = (document.parent / path).resolve() if path else document
        assert place.is_relative_to(ROOT), target
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place.read_text("utf-8")), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_the_command_is_written_the_same_way_everywhere(document: Path) -> None:
    assert ".venv/bin/ladder" not in document.read_text("utf-8")


def test_every_document_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in seen or document.suffix != ".md":
            continue
        seen.add(document)
        for target in targets(document.read_text("utf-8")):
            if "://" not in target and (path := target.partition("#")[0]):
                waiting.append((document.parent / path).resolve())
    assert set(DOCUMENTS) <= seen


def test_the_readme_is_short() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 120
    assert text.count("](docs/pictures/") <= 5


# -- for developers --------------------------------------------------------------------


def test_every_snippet_of_the_python_page_runs_in_its_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/python-api.md").read_text("utf-8")
    snippets = re.findall(r"```python\n(.*?)```", text, re.S)
    assert len(snippets) > 6
    notebook: dict[str, object] = {}
    for snippet in snippets:
        exec(compile(snippet, "docs/python-api.md", "exec"), notebook)


def test_the_glossary_names_what_is_in_the_code() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    names = re.findall(r"^\| `([a-z_.]+)\.([A-Z]\w+)` \|", text, re.MULTILINE)
    assert len(names) > 20
    for module, name in names:
        source = (ROOT / "src/explorer" / module.replace(".", "/")).with_suffix(".py")
        defined = rf"^(class {name}\b|{name}\b.* = )"
        assert re.search(defined, source.read_text("utf-8"), re.MULTILINE), (module, name)


def test_the_table_of_rooms_has_every_room() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    first_cells = re.findall(r"^\| ([^|]*`[^|]*) \|", text.partition("## Rules")[0], re.MULTILINE)
    rooms = {room for cell in first_cells for room in re.findall(r"`(\w+)`", cell)}
    assert rooms == set().union(*LAYERS) - {"__main__"}


def test_the_workflow_runs_the_parts_of_make_test() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    (parts,) = re.findall(r"^test: ([a-z ]+?) *##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert list(workflow["jobs"]) == parts.split()
    for name, job in workflow["jobs"].items():
        assert job["steps"][-1] == {"run": f"make {name}"}


@pytest.mark.parametrize(
    "form", [p for p in ROOT.glob(".github/ISSUE_TEMPLATE/*.yml") if p.stem != "config"], ids=named
)
def test_an_issue_form_is_one_that_github_shows(form: Path) -> None:
    data = yaml.safe_load(form.read_text("utf-8"))
    assert data["name"]
    assert data["description"]
    asked = [part for part in data["body"] if part["type"] != "markdown"]
    assert all(part["attributes"]["label"] for part in asked if part["type"] != "checkboxes")
    assert len({part["id"] for part in asked}) == len(asked)
    for part in asked:
        assert part["type"] in ("textarea", "input", "dropdown", "checkboxes")

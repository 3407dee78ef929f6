"""Habits of writing that change nothing: a judged document in another hand gives the same records."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from explorer.importing import read_documents
from importing.judged import Judged, load

Row = tuple[str | None, ...]
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
# A number makes a heading that is underlined a list above a rule.
_PLAIN = re.compile(r"(?!\d+\.)[^*\[`_&:]+")
_BULLET = re.compile(r"^(\s*)[-*] (?=\S)")
_NESTED = re.compile(r"^( +)(?=[-*+] )")


def line_by_line(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of the lines below the front matter and outside of code fences."""

    def changed(text: str) -> str:
        matter, fence, made = text.startswith("---\n"), False, list[str]()
        for at, line in enumerate(text.split("\n")):
            fence ^= bool(_FENCE.match(line))
            made.append(line if matter or fence else change(line))
            matter &= not (at and line in ("---", "..."))
        return "\n".join(made)

    return changed


def heading(form: Callable[[str, str], str]) -> Callable[[str], str]:
    """A change of headings that are plain words."""

    def changed(line: str) -> str:
        found = _HEADING.fullmatch(line)
        return form(found[1], found[2]) if found and _PLAIN.fullmatch(found[2]) else line

    return line_by_line(changed)


def underlined(marks: str, name: str) -> str:
    return (
        f"\n{name}\n{'=-'[len(marks) - 1] * max(3, len(name))}"
        if len(marks) < 3
        else f"{marks} {name}"
    )


HABITS: dict[str, Callable[[str], str]] = {
    "headings one deeper": line_by_line(
        lambda line: f"#{line}" if _HEADING.fullmatch(line) else line
    ),
    "headings in bold": heading(lambda marks, name: f"{marks} **{name}**"),
    "headings underlined": heading(underlined),
    "headings in HTML": heading(lambda marks, name: f"<h{len(marks)}>{name}</h{len(marks)}>"),
    "bullets of stars": line_by_line(lambda line: _BULLET.sub(r"\1* ", line)),
    "bullets of plus signs": line_by_line(lambda line: _BULLET.sub(r"\1+ ", line)),
    "bullets of word processors": line_by_line(lambda line: _BULLET.sub(r"\1• ", line)),
    "lists twice as far in": line_by_line(
        lambda line: _NESTED.sub(lambda found: " " * 2 * len(found[1]), line)
    ),
    "lists with tabs": line_by_line(
        lambda line: _NESTED.sub(lambda found: "\t" * max(1, len(found[1]) // 2), line)
    ),
    "a blank line before each bullet": line_by_line(
        lambda line: f"\n{line}" if re.match(r"[-*+] \S", line) else line
    ),
    "spaces at the ends of lines": line_by_line(
        lambda line: f"{line}  " if line.strip() and line[0] not in "#|<" else line
    ),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
}

MARKDOWN = [
    each
    for each in load()
    if each.path.suffix == ".md" and not each.refused and each.encoding == "utf-8"
]


def records(name: str, text: str) -> Counter[Row]:
    found = Counter[Row]()
    for ladder in read_documents({name: text.encode()}).ladders:
        told = [(None, each) for each in ladder.fragments]
        told += [(m.level.code, each) for m in ladder.members for each in m.level.fragments]
        found.update((code, f.competency, f.scope, f.kind, f.text) for code, f in told)
    return found


@pytest.mark.parametrize("judged", MARKDOWN, ids=lambda judged: judged.path.stem)
def test_a_document_in_another_hand_gives_the_same_records(judged: Judged) -> None:
    text = judged.path.read_bytes().decode().replace("\r\n", "\n").replace("\r", "\n")
    if judged.mojibake or re.search(r"^#{6}", text, re.MULTILINE):
        pytest.skip("damaged, or as deep as can be")
    usual = records(judged.path.name, text)
    for habit, change in HABITS.items():
        assert records(judged.path.name, change(text)) == usual, habit

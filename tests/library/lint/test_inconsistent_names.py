"""Names that drift: the same thing under two names is told, two things are not."""

from pathlib import Path
from typing import Any

import pytest

from explorer.files.loading import load
from explorer.lint.findings import Finding
from explorer.lint.inconsistent_names import inconsistent_names
from library.writing import Content, level, write


def found_in(folder: Path, **files: Content) -> list[Finding]:
    named = {f"{name.replace('__', '/')}.yaml": content for name, content in files.items()}
    return list(inconsistent_names(load(write(folder, named)).ladders))


def with_fact(code: str, *names: str) -> dict[str, Any]:
    return level(code, {"a": "I bake"}, facts=dict.fromkeys(names, "x"))


def with_scope(code: str, *scopes: str) -> dict[str, Any]:
    groups = [{"scope": s, "statements": {f"a{n}": "I bake"}} for n, s in enumerate(scopes)]
    return {"code": code, "title": code, "competencies": {"craft": {"groups": groups}}}


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Planning horizon", "Planning Horizon"),
        ("Impact radius", "Impacts radius"),
        ("Planning horizon", "Thinking horizon"),
        ("Responsibility and direction", "Responsibility & direction"),
        ("Problem solving", "Problem-solving"),
        ("Evaluation", "Evalution"),
    ],
)
def test_a_fact_that_looks_like_a_more_usual_one_is_told(
    tmp_path: Path, usual: str, other: str
) -> None:
    (found,) = found_in(
        tmp_path, L1=with_fact("L1", other), L2=with_fact("L2", usual), L3=with_fact("L3", usual)
    )
    assert found.what == f'L1 has the fact "{other}", which looks like "{usual}" of L2'
    assert (found.kind, found.file, found.statement) == ("name", "L1.yaml", None)
    line = (tmp_path / "L1.yaml").read_text("utf-8").splitlines()[found.line - 1]
    assert line.strip() == f"{other}: x"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Impact radius", "Planning horizon"),
        ("Impact", "Impact radius"),
        ("Level 1", "Level 2"),
        ("Pay", "Day"),
        ("Internal customers", "External customers and partners"),
    ],
)
def test_other_facts_are_other_facts(tmp_path: Path, one: str, other: str) -> None:
    assert found_in(tmp_path, L1=with_fact("L1", one), L2=with_fact("L2", other)) == []


def test_two_facts_that_one_level_has_both_are_two(tmp_path: Path) -> None:
    both = with_fact("L1", "Planning horizon", "Thinking horizon")
    assert found_in(tmp_path, L1=both, L2=with_fact("L2", "Planning horizon")) == []


@pytest.mark.parametrize(
    ("usual", "other", "told"),
    [
        ("Within my team", "within my teams", True),
        ("Within my team", "Within our team", True),
        ("Within my team", "Within my group", False),
        ("Within my team", "Across my team", False),
    ],
)
def test_scopes_are_the_same_by_their_words_alone(
    tmp_path: Path, usual: str, other: str, told: bool
) -> None:
    found = found_in(tmp_path, L1=with_scope("L1", usual), L2=with_scope("L2", other))
    assert [each.what for each in found] == (
        [f'L2 has the scope "{other}", which looks like "{usual}" of L1'] if told else []
    )


def test_competencies_of_two_ladders_are_told_once_for_each(tmp_path: Path) -> None:
    about = {"competencies": {"x": {"name": "Domain Expertise"}}}
    other = {"competencies": {"y": {"name": "Domain expertise"}}}
    found = found_in(
        tmp_path,
        a__ladder={"name": "A", **about},
        a__L1=level("L1", {"a": "I bake"}, competency="x"),
        a__L2=level("L2", {"a": "I bake"}, competency="x"),
        b__ladder={"name": "B", **other},
        b__L1=level("L1", {"a": "I bake"}, competency="y"),
    )
    assert [(each.ladder, each.what) for each in found] == [
        (
            "b",
            'L1 has the competency "Domain expertise", which looks like "Domain Expertise" of a/L1',
        )
    ]


def test_a_name_is_told_once_in_each_file(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        L1=with_scope("L1", "Within my team"),
        L2=with_scope("L2", "Within my team"),
        L3=with_scope("L3", "Within my Team", "Within my Team"),
        L4=with_scope("L4", "Within my team", "Within my Team"),
    )
    assert [each.level for each in found] == ["L3", "L4"]


def test_names_by_the_thousand_are_no_obstacle(tmp_path: Path) -> None:
    names = [
        f"{word} number{letter * 3} horizon" for word in ("Far", "Near") for letter in "abcdefgh"
    ]
    names += [f"Name {number}" for number in range(2000)]
    assert found_in(tmp_path, L1=with_fact("L1", *names), L2=with_fact("L2", "Other")) == []


def test_names_are_read_in_their_language_and_never_across_two(tmp_path: Path) -> None:
    def told(**tags: str) -> list[str]:
        files: dict[str, Content] = {}
        for number, (folder, tag) in enumerate(tags.items()):
            files[f"{folder}__ladder"] = {"name": folder, "language": tag}
            name = ("Verantwortung für das Team", "Verantwortungen für die Teams")[number]
            files[f"{folder}__L{number}"] = with_fact(f"L{number}", name)
        found = found_in(tmp_path / "-".join(tags.values()), **files)
        return [each.what.partition(",")[0] for each in found]

    assert told(a="de", b="de") == ['L1 has the fact "Verantwortungen für die Teams"']
    assert told(a="de", b="fr") == told(a="en", b="en") == []

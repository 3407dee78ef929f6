"""`ladder search`: hits, filters and counts, for one query or a file of them."""

import json
import os
from pathlib import Path

import pytest

from explorer.commands import ladder_input
from explorer.files.loading import load
from library.commands.running import json_of, refusal, run
from library.writing import write


def test_hits_have_the_fixed_form_and_spans_count_visible_characters(folder: str) -> None:
    hits = json_of("search", "logs", "--dir", folder, "--json")
    assert [list(hit) for hit in hits] == [
        ["ladder", "level", "competency", "scope", "kind", "id", "text", "score", "spans"]
    ]
    assert {key: hits[0][key] for key in hits[0] if key != "score"} == {
        "ladder": "sre",
        "level": "L1",
        "competency": "Craft",
        "scope": "Here",
        "kind": "statement",
        "id": "reads",
        "text": "I read logs",
        "spans": [[7, 11]],
    }
    assert 0 < hits[0]["score"] <= 1


def test_hits_are_limited_and_filtered(folder: str) -> None:
    assert len(json_of("search", "read", "--dir", folder, "--json")) == 2
    assert len(json_of("search", "read", "--dir", folder, "--json", "--limit", "1")) == 1
    assert len(json_of("search", "read", "--dir", folder, "--json", "--level", "L2")) == 1
    assert json_of("search", "read", "--dir", folder, "--json", "--kind", "example") == []


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], {"sre/reads": 2, "web/draws": 1}),
        (["--ladder", "web"], {"web/draws": 1}),
        (["--ladder", "web", "--ladder", "sre"], {"sre/reads": 2, "web/draws": 1}),
        (["--scope", "Here"], {"sre/reads": 1}),
        (["--scope", "here"], {"sre/reads": 1}),
        (["--competency", "craft", "--level", "L1"], {"sre/reads": 1, "web/draws": 1}),
        (["--ladder", "web", "--level", "L2"], {}),
    ],
)
def test_hits_are_filtered_by_ladder_scope_and_competency(
    folder: str, options: list[str], found: dict[str, int]
) -> None:
    hits = json_of("search", "read draw", "--dir", folder, "--json", *options)
    names = [f"{hit['ladder']}/{hit['id']}" for hit in hits]
    assert {name: names.count(name) for name in names} == found


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--ladder", "wbe", 'Nothing here has "wbe" among its ladders; one of sre, web'),
        ("--level", "L9", 'Nothing here has "L9" among its levels; one of L1, L2'),
        (
            "--competency",
            "kraft",
            'Nothing here has "kraft" among its competencies; "craft" (did you mean that?)',
        ),
        (
            "--scope",
            "There",
            'Nothing here has "there" among its scopes; "here" (did you mean that?)',
        ),
    ],
)
def test_a_filter_that_nothing_here_has_is_refused(
    folder: str, option: str, value: str, said: str
) -> None:
    assert refusal("search", "read", "--dir", folder, option, value) == said


def test_counts_stand_beside_each_filter_for_scripts_and_for_people(folder: str) -> None:
    asked = ("search", "read", "--dir", folder, "--counts", "--level", "L1")
    assert json_of(*asked, "--json") == {
        "ladders": {"sre": 1},
        "levels": {"L1": 1, "L2": 1},
        "competencies": {"craft": 1},
        "scopes": {"here": 1},
        "kinds": {"statement": 1},
    }
    assert run(*asked).stdout.splitlines() == [
        "ladders: sre 1",
        "levels: L1 1, L2 1",
        "competencies: craft 1",
        "scopes: here 1",
        "kinds: statement 1",
    ]
    nothing = run("search", "zzzz", "--dir", folder, "--counts").stdout.splitlines()
    assert nothing == [
        f"{name}: none" for name in ("ladders", "levels", "competencies", "scopes", "kinds")
    ]


def test_counts_of_many_queries_are_one_line_each(folder: str, tmp_path: Path) -> None:
    file = write(tmp_path, {"queries.txt": "read\ndraw\n"}) / "queries.txt"
    result = run("search", "--queries", str(file), "--dir", folder, "--counts", "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["ladders"] for line in lines] == [{"sre": 2}, {"web": 1}]


def test_hits_for_people_say_their_tier_and_how_a_typo_was_read(folder: str) -> None:
    write(Path(folder), {"synonyms.yaml": "groups:\n  - [study, read]\n"})
    said = run("search", "traecs logs", "--dir", folder).stdout.splitlines()
    assert said[0] == "'traecs' is read as traces."
    assert said[1] == "L1 · Craft · Here (some of the words)"
    said = run("search", "study", "--dir", folder).stdout.splitlines()
    assert said[0] == "L1 · Craft · Here (related in meaning)"
    assert not any("is read as" in line for line in said)


def test_hits_of_several_ladders_name_theirs(folder: str) -> None:
    said = run("search", "read draw", "--dir", folder, "--level", "L1").stdout
    assert "sre/L1 · Craft · Here" in said
    assert "web/L1 · Craft" in said


def test_hits_for_people_say_where_and_nothing_is_said_in_words(folder: str) -> None:
    assert run("search", "logs", "--dir", folder).stdout == "L1 · Craft · Here\n    I read logs\n"
    result = run("search", "zzzz\x1b", "--dir", folder)
    assert result.exit_code == 0
    assert (
        result.stdout == "Nothing in the ladders matches 'zzzz\\x1b'. Try fewer or other words.\n"
    )


def test_a_file_of_queries_gives_one_list_a_line_and_loads_the_ladder_once(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []
    monkeypatch.setattr(ladder_input, "load", lambda where: loads.append(where) or load(where))
    file = tmp_path / "queries.txt"
    file.write_bytes(b"\xef\xbb\xbflogs\r\n\nzzzz\n\xff\xfe\ndraw")
    result = run("search", "--queries", str(file), "--json", "--dir", folder)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [[hit["id"] for hit in hits] for hits in lines] == [["reads"], [], [], [], ["draws"]]
    assert lines[0] == json_of("search", "logs", "--json", "--dir", folder)
    assert loads == [folder, folder]


@pytest.mark.parametrize("words", [[], ["x", "--queries", os.devnull]])
def test_one_query_or_a_file_of_them_is_asked_for(words: list[str]) -> None:
    assert "Give one QUERY, or --queries FILE." in refusal("search", *words)

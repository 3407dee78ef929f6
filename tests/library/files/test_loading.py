"""A folder to a site: every good level is there, and every mistake has its file and line."""

import json
import os
import random
import shutil
import tempfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files.loading import load, load_level
from explorer.files.model_builder import name_from_key
from explorer.files.paths import state
from explorer.model import DEFAULT_PANEL_SCALE, DEFAULT_SCALE, Ref, Site
from explorer.problems import MOST, Problem, first
from library.writing import SAMPLE, level, write


def told(site: Site) -> list[str]:
    return [str(problem) for problem in site.problems]


def codes(site: Site) -> list[str]:
    return [level.code for _, level in site.levels()]


# -- what makes a ladder ---------------------------------------------------------------


def test_a_folder_of_level_files_is_a_ladder_of_its_own(tmp_path: Path) -> None:
    site = load(write(tmp_path / "data-team", {"L1.yaml": level("L1"), "notes.txt": "x"}))
    assert [(ladder.key, ladder.name) for ladder in site.ladders] == [("data-team", "Data team")]
    assert codes(site) == ["L1"]
    assert told(site) == []


def test_a_folder_of_folders_is_several_ladders(tmp_path: Path) -> None:
    site = load(
        write(
            tmp_path,
            {
                "web/L1.yaml": level("L1"),
                "sre/L1.yaml": level("L1"),
                "sre/ladder.yaml": "name: Reliability\n",
                ".git/L9.yaml": level("L9"),
                "a/b/L9.yaml": level("L9"),
            },
        )
    )
    assert [(ladder.key, ladder.name) for ladder in site.ladders] == [
        ("sre", "Reliability"),
        ("web", "Web"),
    ]
    assert codes(site) == ["L1", "L1"]
    assert site.ladder("web") is site.ladders[1]
    assert site.ladder("WEB") is None


def test_a_ladder_may_stand_beside_folders_of_ladders(tmp_path: Path) -> None:
    site = load(write(tmp_path / "all", {"L1.yaml": level("L1"), "web/W1.yaml": level("W1")}))
    assert [ladder.key for ladder in site.ladders] == ["all", "web"]


def test_levels_stand_in_the_natural_order_of_their_codes(tmp_path: Path) -> None:
    files = {f"{code}.yaml": level(code) for code in ("L10", "L2", "L1.10", "L1.2", "IC3", "ic1")}
    assert codes(load(write(tmp_path, files))) == ["ic1", "IC3", "L1.2", "L1.10", "L2", "L10"]


def test_the_order_in_the_ladder_comes_first_and_the_rest_follow(tmp_path: Path) -> None:
    files = {f"{code}.yaml": level(code) for code in ("Chief", "Junior", "Lead", "Senior")}
    files["ladder.yaml"] = {"name": "X", "order": ["Junior", "Senior", "Unknown", "Lead"]}
    assert codes(load(write(tmp_path, files))) == ["Junior", "Senior", "Lead", "Chief"]


def test_files_that_are_no_levels_are_left_alone(tmp_path: Path) -> None:
    site = load(
        write(
            tmp_path,
            {
                "L1.yml": level("L1"),
                "L2.YAML": level("L2"),
                "synonyms.yaml": "groups: []\n",
                ".hidden.yaml": "x",
                "_draft.yaml": "x",
                "~L1.yaml": "x",
            },
        )
    )
    assert codes(site) == ["L1", "L2"]
    assert told(site) == []


def test_competencies_stand_in_the_order_of_the_ladder_with_its_names(tmp_path: Path) -> None:
    site = load(
        write(
            tmp_path,
            {
                "ladder.yaml": "name: X\ncompetencies:\n  b: {name: Bees, icon: B, meaning: M}\n"
                "  a: {name: Ants}\n",
                "L1.yaml": 'code: "L1"\ntitle: T\ncompetencies:\n  a:\n  b:\n',
            },
        )
    )
    found = site.ladders[0].levels[0].competencies
    assert [(c.key, c.name, c.icon, c.meaning) for c in found] == [
        ("b", "Bees", "B", "M"),
        ("a", "Ants", "", ""),
    ]


def test_a_name_that_the_ladder_does_not_explain_is_a_warning_and_stays(tmp_path: Path) -> None:
    site = load(
        write(
            tmp_path,
            {
                "ladder.yaml": "name: X\nfacts:\n  Horizon:\ncompetencies:\n  craft: {name: Craft}\n",
                "L1.yaml": 'code: "L1"\ntitle: T\nfacts:\n  Horizn: x\ncompetencies:\n  people:\n',
            },
        )
    )
    assert told(site) == [
        'L1.yaml:4:3: warning: found "Horizn", which ladder.yaml does not explain; '
        'wanted "Horizon" (did you mean that?)',
        'L1.yaml:6:3: warning: found "people", which ladder.yaml does not explain; '
        "wanted one of craft",
    ]
    assert site.ladders[0].levels[0].competencies[0].name == "People"


def test_the_rating_words_are_the_ladders_own_or_the_usual_four(tmp_path: Path) -> None:
    write(tmp_path, {"a/L1.yaml": level("L1"), "b/L1.yaml": level("L1")})
    write(tmp_path, {"b/ladder.yaml": {"name": "B", "ratings": dict.fromkeys("ABCD", "x")}})
    usual, own = load(tmp_path).ladders
    assert usual.scale == DEFAULT_SCALE
    assert own.scale.words == ("A", "B", "C", "D")
    assert own.scale.expected_word == "C"


def test_the_word_that_a_level_expects_is_said_or_the_usual_one(tmp_path: Path) -> None:
    ratings = {"Not yet": "x", "Growing": "x", "There": "x"}
    write(tmp_path, {"a/L1.yaml": level("L1"), "b/L1.yaml": level("L1"), "c/L1.yaml": level("L1")})
    write(
        tmp_path,
        {
            "a/ladder.yaml": {"name": "A", "ratings": ratings, "expected": "There"},
            "b/ladder.yaml": {"name": "B", "ratings": ratings, "expected": "Grown"},
            "c/ladder.yaml": {"name": "C", "expected": "Exceeding"},
        },
    )
    site = load(tmp_path)
    assert [ladder.scale.expected_word for ladder in site.ladders] == [
        "There",
        "Growing",
        "Exceeding",
    ]
    assert told(site) == [
        'b/ladder.yaml:6:11: error: found "Grown", which is no rating word; '
        'wanted "Growing" (did you mean that?)'
    ]


def test_a_panel_has_words_of_its_own(tmp_path: Path) -> None:
    words = {"No": "x", "Some": "x", "Yes": "x"}
    write(tmp_path, {"a/L1.yaml": level("L1"), "b/L1.yaml": level("L1"), "c/L1.yaml": level("L1")})
    write(
        tmp_path,
        {
            "a/ladder.yaml": {"name": "A", "ratings": {"Not yet": "x", "There": "x"}},
            "b/ladder.yaml": {"name": "B", "panel_ratings": words, "panel_expected": "Yes"},
            "c/ladder.yaml": {"name": "C", "panel_ratings": words, "panel_expected": "Yess"},
        },
    )
    site = load(tmp_path)
    usual, own, wrong = site.ladders
    assert usual.panel_scale == DEFAULT_PANEL_SCALE
    assert usual.panel_scale.expected_word == "At the level"
    assert (own.panel_scale.words, own.panel_scale.expected_word) == (("No", "Some", "Yes"), "Yes")
    assert own.scale == DEFAULT_SCALE
    assert wrong.panel_scale.expected_word == "Some"
    assert told(site) == [
        'c/ladder.yaml:6:17: error: found "Yess", which is no rating word; '
        'wanted "Yes" (did you mean that?)'
    ]


def test_a_key_without_a_name_is_spoken() -> None:
    assert name_from_key("domain-expertise") == "Domain expertise"
    assert name_from_key("---") == "---"


# -- lineage ---------------------------------------------------------------------------


def test_lineage_leads_to_the_level_below_or_to_the_level_it_names(tmp_path: Path) -> None:
    site = load(
        write(
            tmp_path,
            {
                "L1.yaml": level("L1", {"reads": "x"}),
                "L2.yaml": level(
                    "L2", {"writes": "x", "new": "y"}, lineage={"writes": ["reads"], "new": []}
                ),
                "L3.yaml": level(
                    "L3", {"both": "x"}, lineage={"both": ["writes", "L1/reads", "writes"]}
                ),
            },
        )
    )
    (ladder,) = site.ladders
    assert told(site) == []
    assert ladder.ancestors[Ref("L3", "both")] == (Ref("L2", "writes"), Ref("L1", "reads"))
    assert ladder.ancestors[Ref("L2", "new")] == ()
    assert ladder.descendants[Ref("L1", "reads")] == (Ref("L2", "writes"), Ref("L3", "both"))
    top, statement = ladder.find(Ref("L3", "both")) or pytest.fail("not there")
    assert [str(Ref(lv.code, s.id)) for lv, s in ladder.grows_from(top, statement)] == [
        "L2/writes",
        "L1/reads",
    ]


@pytest.mark.parametrize(
    ("lineage", "place", "said"),
    [
        (
            "{writes: [raeds]}",
            "6:20",
            'lineage to "raeds", which is no statement of L1; wanted "reads"',
        ),
        (
            "{writes: [L1/nothing]}",
            "6:20",
            'lineage to "L1/nothing", which is no statement of L1; wanted one of reads',
        ),
        (
            "{writes: [L9/reads]}",
            "6:20",
            'lineage to "L9/reads", in no level of this ladder; wanted one of L1',
        ),
        (
            "{writes: [L2/writes]}",
            "6:20",
            'lineage to "L2/writes", which is not below L2; wanted one of L1',
        ),
        (
            "{writes: [L3/top]}",
            "6:20",
            'lineage to "L3/top", which is not below L2; wanted one of L1',
        ),
        (
            "{wites: [reads]}",
            "6:11",
            'lineage of "wites", which is no statement of L2; wanted "writes"',
        ),
    ],
)
def test_lineage_to_nothing_is_told_and_the_level_stays(
    tmp_path: Path, lineage: str, place: str, said: str
) -> None:
    text = (
        'code: "L2"\ntitle: T\ncompetencies: {craft: {groups: [\n  {statements: {writes: x}}\n]}}\n'
        f"lineage: {lineage}\n"
    )
    files = {
        "L1.yaml": level("L1", {"reads": "x"}),
        "L2.yaml": text,
        "L3.yaml": level("L3", {"top": "x"}),
    }
    site = load(write(tmp_path, files))
    assert len(site.problems) == 1
    assert told(site)[0].startswith(f"L2.yaml:{place}: error: found {said}")
    assert codes(site) == ["L1", "L2", "L3"]


def test_the_lowest_level_grows_out_of_nothing(tmp_path: Path) -> None:
    site = load(write(tmp_path, {"L1.yaml": level("L1", {"a": "x"}, lineage={"a": ["b"]})}))
    assert [problem.wanted for problem in site.problems] == ["no lineage in the lowest level"]


# -- twice -----------------------------------------------------------------------------


def test_an_id_stands_once_in_a_level_over_all_its_competencies(tmp_path: Path) -> None:
    text = (
        'code: "L1"\ntitle: T\ncompetencies:\n'
        "  a:\n    groups:\n      - statements:\n          same: x\n"
        "  b:\n    groups:\n      - tentative:\n          same: y\n"
    )
    site = load(write(tmp_path, {"L1.yaml": text, "L2.yaml": level("L2")}))
    assert told(site) == [
        'L1.yaml:11:11: error: found the id "same" a second time (first in line 7); '
        "wanted each id once in a level"
    ]
    assert codes(site) == ["L2"]


def test_a_code_stands_once_in_a_ladder_and_the_first_file_keeps_it(tmp_path: Path) -> None:
    site = load(
        write(tmp_path, {"L1-2.yaml": level("L1"), "L1.yaml": level("L1"), "L2.yaml": level("L2")})
    )
    assert told(site) == [
        'L1.yaml:1:7: error: found the code "L1" a second time (first in L1-2.yaml); '
        "wanted each code once in a ladder"
    ]
    assert [level.file for _, level in site.levels()] == ["L1-2.yaml", "L2.yaml"]


@pytest.mark.parametrize(
    ("file", "code", "warned"),
    [
        ("L4.yaml", "L5", True),
        ("L4.yaml", "L4", False),
        ("l4.yml", "L4", False),
        ("L1.0.yaml", "L1.0", False),
        ("Senior II.yaml", "Senior II", False),
        ("senior-ii.yaml", "Senior II", False),
        ("level-con.yaml", "con", False),
        ("l4-2.yaml", "l4", False),
        ("L4-draft.yaml", "L4", True),
        ("e\u0301.yaml", "é", False),
    ],
)
def test_a_code_and_a_file_name_that_differ_are_a_warning(
    tmp_path: Path, file: str, code: str, warned: bool
) -> None:
    site = load(write(tmp_path, {file: level(code)}))
    assert codes(site) == [code]
    if warned:
        assert told(site) == [
            f'{file}:1:7: warning: found the code "{code}" in a file called {file}; '
            f"wanted the file called {code}.yaml, or the code as the file says"
        ]
    else:
        assert told(site) == []


# -- comments behind a text without quotes ---------------------------------------------

CUT = """\
# on a line of its own
code: L1 # a code
title: Baker{}
draft: true # yes or no
source: "in quotes" # quoted
summary: >- # folded
  I bake # in folded text this is no comment
facts: # a key
  Reach: one
    bakery{}
competencies:
  craft: # a key
    groups:
      - scope: Within my bakery # optional
        statements:
          loaf: I answer in{}
          # on a line of its own
          roll: I bake C# and x#y
        tentative:
          bun: I ask{}
    examples:
      - A batch{}
    notes: [one{}
      ]
    prose: ['quoted' , "a # b"] # a list
lineage:
  loaf: [] # a list
"""


def test_a_comment_that_cuts_off_a_text_is_an_error_in_its_place(tmp_path: Path) -> None:
    assert told(load(write(tmp_path / "clean", {"L1.yaml": CUT.replace("{}", "")}))) == []
    text = CUT.replace("{}", " #careers too")
    site = load(write(tmp_path / "cut", {"L1.yaml": text}))
    places = [
        f"L1.yaml:{number}:{line.index('#careers') + 1}: error: "
        'found a comment, "#careers too", that cuts off the text before it; '
        'wanted that text in quotes, "like #this", or folded (>- after the key, the text on '
        "the next line); a comment on a line of its own"
        for number, line in enumerate(text.split("\n"), start=1)
        if "#careers" in line
    ]
    assert len(places) == 6
    assert told(site) == places
    assert codes(site) == ["L1"], "the level is still there to be read"


def test_in_ladder_yaml_too_and_nowhere_else(tmp_path: Path) -> None:
    ladder = "name: Bakers # us\ncompetencies:\n  craft:\n    name: Craft # a\n    icon: x # y\n    meaning: To bake # b\n"
    site = load(
        write(
            tmp_path,
            {
                "b/ladder.yaml": ladder,
                "b/L1.yaml": level("L1"),
                "synonyms.yaml": "groups:\n  - [a, b] # c\n  - - d # e\n    - f\n",
            },
        )
    )
    assert [problem.place for problem in site.problems] == [
        "b/ladder.yaml:1:14",
        "b/ladder.yaml:4:17",
        "b/ladder.yaml:6:22",
    ]


@given(
    st.text(" \t#abc:é'\"-", min_size=1, max_size=20),
    st.sampled_from(["", '"', "'", ">-\n            "]),
)
def test_no_text_of_a_statement_is_cut_without_an_error(typed: str, style: str) -> None:
    """Whatever stands behind the key: its text is whole, or a problem says where it is not."""
    written = {
        '"': json.dumps(typed, ensure_ascii=False),
        "'": f"'{typed.replace(chr(39), 2 * chr(39))}'",
    }
    value = written.get(style, style + typed)
    with TemporaryDirectory() as folder:
        text = f'code: "L1"\ntitle: A\ncompetencies:\n  craft:\n    groups:\n      - statements:\n          a: {value}\n'
        site = load(write(Path(folder), {"L1.yaml": text}))
    texts = [statement.text for _, each in site.levels() for statement in each.statements]
    if not style and typed.strip()[:1] in "'\"":
        return  # in quotes of its own: they say where it ends
    if not site.problems:
        assert ["".join(each.split()) for each in texts] == ["".join(typed.split())]


# -- what a folder may hold ------------------------------------------------------------


def test_one_bad_file_never_hides_the_good_ones(tmp_path: Path) -> None:
    write(tmp_path, {f"sre/L{n}.yaml": level(f"L{n}") for n in range(1, 5)})
    write(tmp_path, {"sre/L2.yaml": "\t", "sre/L3.yaml": b"\xff", "web/W1.yaml": level("W1")})
    site = load(tmp_path)
    assert codes(site) == ["L1", "L4", "W1"]
    assert {problem.file for problem in site.problems} == {"sre/L2.yaml", "sre/L3.yaml"}


def test_what_is_named_like_a_level_and_is_no_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"L1.yaml": level("L1"), "L9.yaml/inside.yaml": level("L9")})
    (tmp_path / "L8.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / "L7.yaml").symlink_to(tmp_path / "L7.yaml")
    os.mkfifo(tmp_path / "L6.yaml")
    site = load(tmp_path)
    assert codes(site) == ["L1"]
    assert [(p.file, p.line, p.column) for p in site.problems] == [
        (f"L{n}.yaml", 1, 1) for n in (6, 7, 8, 9)
    ]
    assert site.problems[0].sentence == (
        "found a file that cannot be read (it is a folder, a pipe or a device); "
        "wanted a readable file"
    )
    assert len(state(tmp_path)) == 5


def test_a_file_that_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"L1.yaml": level("L1"), "L2.yaml": level("L2")})
    opened = os.open

    def refusing(path: str, *more: Any, **options: Any) -> int:
        if str(path).endswith("L2.yaml"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *more, **options)

    monkeypatch.setattr(os, "open", refusing)
    site = load(tmp_path)
    assert codes(site) == ["L1"]
    assert told(site)[0].startswith(
        "L2.yaml:1:1: error: found a file that cannot be read (permission"
    )


def test_no_folder_and_no_ladder_are_told(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere")
    assert [(p.file, p.found) for p in load(missing).problems] == [(missing, "no such folder")]
    assert [(p.file, p.found) for p in load(tmp_path).problems] == [(".", "no ladder")]
    write(tmp_path, {"file.yaml": level("L1")})
    assert load(tmp_path / "file.yaml").problems[0].found == "no such folder"
    assert load("x" * 5000).problems[0].found == "no such folder"
    assert load("x\0y").problems[0].found == "no such folder"


def test_names_of_files_and_folders_never_steer_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, {"a\x1b[31m/L1\x07.yaml": level("L1"), "a\x1b[31m/L2\x07.yaml": "x"})
    home = tmp_path / "a\x1b[31m"
    (home / "L1\x07.yaml").rename(home / os.fsdecode(b"\xff.yaml"))
    site = load(tmp_path)
    assert site.ladders[0].key == "a\ufffd[31m"
    assert site.ladders[0].levels[0].file == "a\ufffd[31m/\ufffd.yaml"
    assert all(problem.place.isprintable() for problem in site.problems)


def test_more_files_than_anybody_writes_are_cut_and_told(tmp_path: Path) -> None:
    site = load(write(tmp_path, {f"L{n}.yaml": level(f"L{n}") for n in range(501)}))
    assert len(codes(site)) == 500
    assert [p.found for p in site.problems] == ["more than 500 YAML files"]


# -- while files are edited ------------------------------------------------------------


def test_a_half_saved_level_stays_as_it_was_and_the_site_says_so(tmp_path: Path) -> None:
    files = {
        "L1.yaml": level("L1", {"a": "x"}),
        "L2.yaml": level("L2", {"b": "x"}, lineage={"b": ["a"]}),
    }
    before = load(write(tmp_path, files))
    for broken in ("", "code: [", "code: L2\n", b"\xff"):
        write(tmp_path, {"L2.yaml": broken})
        during = load(tmp_path, before)
        assert during.ladders[0].levels == before.ladders[0].levels
        assert during.stale_files == ("L2.yaml",)
        assert {problem.file for problem in during.problems} == {"L2.yaml"}
        before = during  # and it stays through further broken saves
    write(tmp_path, {"L2.yaml": level("L2", {"c": "x"})})
    after = load(tmp_path, before)
    assert after.stale_files == ()
    assert [s.id for _, lv in after.levels() for s in lv.statements] == ["a", "c"]


def test_a_level_with_an_id_twice_stays_as_it_was_too(tmp_path: Path) -> None:
    before = load(write(tmp_path, {"L1.yaml": level("L1", {"a": "x"})}))
    write(tmp_path, {"L1.yaml": level("L1", {"a": "y"}, tentative={"a": "z"})})
    during = load(tmp_path, before)
    assert during.ladders[0].levels == before.ladders[0].levels
    assert during.stale_files == ("L1.yaml",)


def test_a_kept_level_is_not_told_off_for_what_moved_below_it(tmp_path: Path) -> None:
    files = {
        "L1.yaml": level("L1", {"a": "x"}),
        "L2.yaml": level("L2", {"b": "x"}, lineage={"b": ["a"]}),
    }
    before = load(write(tmp_path, files))
    write(tmp_path, {"L1.yaml": level("L1", {"renamed": "x"}), "L2.yaml": "code: 'L2"})
    assert [(p.file, p.found) for p in load(tmp_path, before).problems] == [
        ("L2.yaml", "a quote that is never closed")
    ]


def test_a_deleted_level_is_gone(tmp_path: Path) -> None:
    before = load(write(tmp_path, {"L1.yaml": level("L1"), "L2.yaml": level("L2")}))
    (tmp_path / "L2.yaml").unlink()
    assert codes(load(tmp_path, before)) == ["L1"]


def test_a_broken_ladder_file_keeps_names_and_order(tmp_path: Path) -> None:
    write(tmp_path, {"Low.yaml": level("Low"), "High.yaml": level("High")})
    write(tmp_path, {"ladder.yaml": {"name": "Mine", "order": ["Low", "High"]}})
    before = load(tmp_path)
    write(tmp_path, {"ladder.yaml": "name: [\n"})
    during = load(tmp_path, before)
    assert (during.ladders[0].name, codes(during)) == ("Mine", ["Low", "High"])
    assert during.stale_files == ("ladder.yaml",)
    cold = load(tmp_path)
    assert (codes(cold), cold.stale_files) == (["High", "Low"], ())
    assert cold.problems[0].file == "ladder.yaml"


def test_the_state_changes_with_every_save_and_only_then(tmp_path: Path) -> None:
    write(tmp_path, {"sre/L1.yaml": level("L1")})
    first = state(tmp_path)
    assert state(tmp_path) == first
    os.utime(tmp_path / "sre" / "L1.yaml", ns=(1, 1))
    second = state(tmp_path)
    assert second != first
    write(tmp_path, {"sre/L2.yaml": level("L2")})
    assert len({first, second, state(tmp_path)}) == 3
    assert state(tmp_path / "nowhere") == ()


# -- one file of its own ---------------------------------------------------------------


def test_one_level_is_loaded_with_the_words_of_the_ladder_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"ladder.yaml": "name: X\ncompetencies:\n  craft: {name: The craft}\n"})
    write(tmp_path, {"L2.yaml": level("L2", {"a": "x"}, lineage={"a": ["gone"]})})
    found, problems = load_level(tmp_path / "L2.yaml")
    assert found is not None
    assert problems == []
    assert found.competencies[0].name == "The craft"
    write(tmp_path, {"bad.yaml": "x"})
    nothing, problems = load_level(tmp_path / "bad.yaml")
    assert nothing is None
    assert problems[0].file == "bad.yaml"


# -- anything at all -------------------------------------------------------------------

MUTATIONS = ("drop", "double", "indent", "outdent", "retype", "encode", "swap", "cut", "splice")
WORDS = (
    "1.0",
    "no",
    "[",
    "{",
    "*x",
    "&x y",
    "!!python/object:os.system x",
    "a: b",
    "'",
    '"\\ud800"',
    "- x",
    "~",
    "2026-01-01",
    "|",
    ">-",
    "%",
    "@",
    "\t",
    "\x1b",
    "\u2028",
    "<script>",
    "x" * 25_000,
)


def mutated(raw: bytes, seed: int) -> bytes:
    """A real file as a tired person, an editor or a mail program may leave it."""
    dice = random.Random(seed)
    lines = raw.split(b"\n")
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(lines))
        line = lines[at]
        match dice.choice(MUTATIONS):
            case "drop":
                del lines[at : at + dice.randint(1, 3)]
            case "double":
                lines.insert(at, line)
            case "indent":
                lines[at] = b" " * dice.randint(1, 9) + line
            case "outdent":
                lines[at] = line[dice.randint(1, 5) :]
            case "retype":
                head, colon, _ = line.partition(b":")
                lines[at] = (
                    head + colon + b" " + dice.choice(WORDS).encode("utf-8", "surrogatepass")
                )
            case "encode":
                coding = dice.choice(("latin-1", "utf-16", "mac_roman", "utf-8-sig"))
                lines[at] = line.decode("utf-8", "replace").encode(coding, "replace")
            case "swap":
                other = dice.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
            case "cut":
                del lines[at + 1 :]
                lines[at] = line[: dice.randint(0, len(line))]
            case "splice":
                where = dice.randint(0, len(line))
                lines[at] = line[:where] + dice.randbytes(2) + line[where:]
        lines = lines or [b""]
    return b"\n".join(lines)


@given(st.integers(0, 2**32), st.sampled_from(["ladder", "L1", "L2", "L3", "L4", "L5", "L6"]))
def test_a_mutated_real_file_never_takes_the_others_down(seed: int, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sre"
        shutil.copytree(SAMPLE / "sre", home)
        file = home / f"{name}.yaml"
        good = load(folder)
        raw = mutated(file.read_bytes(), seed)
        file.write_bytes(raw)
        broken, patient = load(folder), load(folder, good)
    assert len(broken.ladders) == 1
    others = {f"L{n}" for n in range(1, 7)} - {name}
    assert others <= set(codes(broken)) | {"ladder"} or name == "ladder"
    if patient.stale_files:
        assert patient.stale_files == (f"sre/{name}.yaml",)
        assert patient.ladders[0].levels == good.ladders[0].levels
    for problem in (*broken.problems, *patient.problems):
        text = raw if problem.file == f"sre/{name}.yaml" else (SAMPLE / problem.file).read_bytes()
        assert 1 <= problem.line <= text.replace(b"\r", b"\n").count(b"\n") + 2
        assert problem.column >= 1
        assert str(problem).isprintable()


@given(
    st.dictionaries(
        st.sampled_from(["ladder.yaml", "L1.yaml", "a/L1.yaml"]), st.binary(max_size=120)
    )
)
def test_a_folder_of_anything_gives_a_site(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = load(write(Path(folder), files))
    assert isinstance(site, Site)
    assert bool(site.ladders) == bool(files)


# -- links -----------------------------------------------------------------------------


def test_a_link_out_of_the_folder_shows_nothing_of_its_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0:root:/root:/bin/bash\n")
    served = write(tmp_path / "served", {"sre/L1.yaml": level("L1")})
    for name in ("sre/L9.yaml", "sre/ladder.yaml", "synonyms.yaml"):
        (served / name).symlink_to(secret)
    site = load(served)
    assert codes(site) == ["L1"]
    assert {p.file for p in site.problems} == {"sre/L9.yaml", "sre/ladder.yaml", "synonyms.yaml"}
    for problem in site.problems:
        assert "a link that leads out of the folder" in problem.sentence
        assert "root" not in problem.sentence


def test_a_folder_that_is_a_link_elsewhere_is_named_and_not_entered(tmp_path: Path) -> None:
    write(tmp_path / "private", {"salaries.yaml": level("L9")})
    served = write(tmp_path / "served", {"sre/L1.yaml": level("L1")})
    (served / "other").symlink_to(tmp_path / "private")
    site = load(served)
    assert codes(site) == ["L1"]
    assert [p.file for p in site.problems] == ["other"]
    assert "salaries" not in "".join(told(site))
    assert "salaries" not in str(state(served))


def test_links_as_kubernetes_mounts_them_are_followed(tmp_path: Path) -> None:
    served = write(tmp_path / "served", {"..2026_11_25/L1.yaml": level("L1")})
    (served / "..data").symlink_to("..2026_11_25")
    (served / "L1.yaml").symlink_to("..data/L1.yaml")
    linked = tmp_path / "elsewhere"
    linked.symlink_to(served)
    for folder in (served, linked):
        assert (codes(load(folder)), told(load(folder))) == (["L1"], [])


def test_of_thousands_of_references_to_nothing_the_first_are_told(tmp_path: Path) -> None:
    own = {f"s{n}": "words" for n in range(200)}
    lineage = {id: [f"gone-{n}" for n in range(20)] for id in own}
    below = level("L1")
    above = level("L2")
    above["competencies"]["craft"] = {"groups": [{"statements": own}]}
    above["lineage"] = lineage
    site = load(write(tmp_path, {"L1.yaml": below, "L2.yaml": above}))
    assert len(site.problems) == MOST + 1
    assert "more than 50" in told(site)[-1]


def test_warnings_that_are_not_told_make_no_error(tmp_path: Path) -> None:
    many = [Problem("a.yaml", n, 1, "this", "that", "warning") for n in range(1, 80)]
    assert {each.severity for each in first(many)} == {"warning"}
    error = Problem("a.yaml", 90, 1, "this", "that")
    assert first([*many, error])[-1].severity == "error", "one that is not told fails the check"


def test_more_bytes_than_anybody_writes_are_left_out_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"L{n}.yaml": level(f"L{n}", {"a": "I read"}) for n in range(1, 5)}
    write(tmp_path, files)
    size = (tmp_path / "L1.yaml").stat().st_size
    monkeypatch.setattr("explorer.files.loading.MAX_TOTAL_BYTES", 2 * size + 1)
    site = load(tmp_path)
    assert codes(site) == ["L1", "L2"]
    (problem,) = site.problems
    assert problem.file == "L3.yaml"
    assert problem.found == f"more than {2 * size + 1} bytes of YAML files up to this one"


def test_one_file_too_large_leaves_the_others_their_room(tmp_path: Path) -> None:
    write(tmp_path, {"L1.yaml": level("L1"), "L3.yaml": level("L3")})
    with (tmp_path / "L2.yaml").open("wb") as stream:
        stream.truncate(1 << 30)
    site = load(tmp_path)
    assert codes(site) == ["L1", "L3"]
    assert [problem.file for problem in site.problems] == ["L2.yaml"]


# -- how a ladder is used, and what matters most in it -----------------------------------


def test_a_guide_beside_the_levels_is_the_ladders(tmp_path: Path) -> None:
    write(tmp_path, {"dev/E1.yaml": level("E1", {"a": "I write."}), "dev/guide.md": "# Ours\n"})
    assert load(tmp_path).ladders[0].guide == "# Ours\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", "not UTF-8"), (b"x" * 200_001, "more than 200,000 bytes")],
)
def test_a_guide_that_cannot_be_read_is_named_and_the_last_one_stays(
    tmp_path: Path, content: bytes, said: str
) -> None:
    write(tmp_path, {"dev/E1.yaml": level("E1", {"a": "I write."}), "dev/guide.md": "Before."})
    before = load(tmp_path)
    (tmp_path / "dev/guide.md").write_bytes(content)
    after = load(tmp_path, before)
    assert [(each.file, said in each.found) for each in after.problems] == [("dev/guide.md", True)]
    assert after.ladders[0].guide == "Before."


def test_core_statements_are_known_and_one_that_is_none_is_named(tmp_path: Path) -> None:
    said = {"a": "I write.", "b": "I read."}
    write(tmp_path, {"E1.yaml": level("E1", said, core=["a", "c"])})
    site = load(tmp_path)
    assert site.ladders[0].levels[0].core == {"a", "c"}
    (problem,) = site.problems
    assert problem.file == "E1.yaml"
    assert "c" in problem.found
    assert "no statement of E1" in problem.found

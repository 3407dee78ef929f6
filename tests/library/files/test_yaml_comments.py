"""Comments of a file that is written anew: each is still there, and changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.files import yaml_writer
from explorer.files.yaml_comments import carry_comments
from explorer.files.yaml_reader import read

OLD = """\
# at the top
# of two lines

name: "Bakers & Co"  # inline
summary: >-  # beside a folded text
  We bake, and # this is text.

# before a key
competencies:
  craft:  # beside a key without text
    name: "Craft # 1"
  # between entries
  care:
    name: Care
prose:
  # before an item
  - One.
  - Two.
# at the end
"""
NEW = """\
name: "Bakers & Co"
summary: >-
  We bake, and # this is text.
competencies:
  craft:
    name: "Craft # 1"
  care:
    name: Care
  speed:
    name: Speed
prose:
  - One.
  - Two.
  - Three.
"""


def test_comments_stay_where_they_were() -> None:
    assert carry_comments(OLD.encode(), NEW) == OLD.replace(
        "    name: Care\n", "    name: Care\n  speed:\n    name: Speed\n"
    ).replace("  - Two.\n", "  - Two.\n  - Three.\n")


def test_a_comment_never_looks_like_the_end_of_a_text() -> None:
    old = 'name: "Bakers"  # ours\nfacts:\n  Reach: "here"  # or there\n'
    assert carry_comments(old.encode(), "name: Bakers\nfacts:\n  Reach: here\n") == (
        "# ours\nname: Bakers\nfacts:\n  # or there\n  Reach: here\n"
    )


def test_a_comment_whose_entry_is_gone_stands_before_the_next_that_is_left() -> None:
    old = "# a\none: x  # b\n# c\ntwo: y\n# d\n"
    assert carry_comments(old.encode(), "two: y\n") == "# a\n# b\n# c\ntwo: y\n# d\n"
    assert carry_comments(old.encode(), "one: x\n") == "# a\n# b\none: x\n# c\n# d\n"


@pytest.mark.parametrize(
    "old",
    [
        "a: 'it''s # text'\nb: x#y\n",
        'a: "x\n  # text"\n',
        "a: |\n  # text\n  more",
        "- x\n-\n  y\n",
    ],
)
def test_a_number_sign_in_a_text_is_no_comment(old: str) -> None:
    assert carry_comments(old.encode(), "a: z\n") == "a: z\n"


def test_comments_of_a_file_that_is_no_yaml_are_kept_as_well() -> None:
    assert carry_comments(b"# mine\na: [\n", "a: z\n") == "# mine\na: z\n"


def test_blank_lines_after_a_folded_text_at_the_end_do_no_harm() -> None:
    old = b"# why\nname: Bakers\nsummary: >-\n  We bake\n\n\n"
    new = "name: Bakers\nsummary: We bake\n"
    made = carry_comments(old, new)
    assert made.startswith("# why\n")
    assert read(made.encode()).data == read(new.encode()).data


def test_line_ends_and_byte_order_marks_of_other_editors_do_no_harm() -> None:
    assert carry_comments(b"\xef\xbb\xbf# mine\r\na: z # too\r\n", "a: z\n") == (
        "# mine\n# too\na: z\n"
    )


TEXT = st.text("ab #:-'\"\n", max_size=30).map(str.strip).filter(bool)
DATA = st.dictionaries(
    st.sampled_from("abcdef"),
    TEXT | st.lists(TEXT, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("xyz"), TEXT),
    min_size=1,
)


@given(DATA, DATA, st.data())
def test_no_comment_is_lost_and_no_text_changes(
    before: dict[str, yaml_writer.Value], after: dict[str, yaml_writer.Value], data: st.DataObject
) -> None:
    lines = yaml_writer.document(before).splitlines()
    plain = read("\n".join(lines).encode()).data
    wanted: list[str] = []
    for number in data.draw(st.lists(st.integers(0, len(lines)), max_size=4)):
        comment = f"# comment {len(wanted)}"
        tried = [*lines[:number], comment, *lines[number:]]
        found = read("\n".join(tried).encode())
        if not found.problems and found.data == plain:
            lines = tried
            wanted.append(comment)
    new = yaml_writer.document(after)
    made = carry_comments("\n".join(lines).encode(), new)
    assert read(made.encode()).data == read(new.encode()).data
    assert sorted(line.strip() for line in made.split("\n") if "# comment" in line) == wanted

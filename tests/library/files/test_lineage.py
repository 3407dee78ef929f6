"""Lineage resolved through the levels; how a slip in a file is reported is in test_loading."""

from pathlib import Path

from explorer.compare.lineage_paths import ancestors_in
from explorer.files.lineage import descendants, resolve
from explorer.files.loading import load
from explorer.model import Ladder, Ref
from library.writing import level, write


def test_the_design_review_of_l4_reaches_back_to_l2(sre: Ladder) -> None:
    assert "reviews" in ancestors_in(sre, Ref("L4", "design-review"), "L2")
    assert ancestors_in(sre, Ref("L4", "tech-strategy"), "L1") == []


def test_heirs_are_the_ancestors_read_upwards(sre: Ladder) -> None:
    turned = descendants(sre.ancestors)
    pairs = {(above, below) for above, refs in sre.ancestors.items() for below in refs}
    assert pairs == {(above, below) for below, refs in turned.items() for above in refs}
    assert pairs


def test_a_reference_into_a_level_that_cannot_be_read_is_not_a_mistake(sre: Ladder) -> None:
    rungs = [each.code if each.code == "L5" else each for each in sre.levels]
    resolved, astray = resolve(rungs)
    assert astray == []
    assert all(ref.level != "L5" for refs in resolved.values() for ref in refs)


def test_a_bare_reference_never_slips_past_an_unreadable_level(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {
            "L1.yaml": level("L1", {"a": "x"}),
            "L2.yaml": 'code: "L2"\ntitel: broken\n',
            "L3.yaml": level("L3", {"b": "x"}, lineage={"b": ["a"]}),
        },
    )
    site = load(folder)
    assert {problem.file.rsplit("/", 1)[-1] for problem in site.problems} == {"L2.yaml"}
    assert site.ladders[0].ancestors[Ref("L3", "b")] == ()

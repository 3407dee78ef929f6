"""What helps while a card is filled in: somebody's words are text, and nothing is left dangling."""

from explorer.render.scorecard_guide_html import guide_html


def test_the_levels_beside_are_named_and_their_words_escaped() -> None:
    made = guide_html(["How <b>?"], [("L3", ["I & you"]), ("L5", ["<i>"])])
    assert "How &lt;b&gt;?" in made
    assert "<summary>What L3 and L5 ask instead</summary>" in made
    assert "<h4>L3</h4><ul><li>I &amp; you</li></ul><h4>L5</h4><ul><li>&lt;i&gt;</li></ul>" in made


def test_one_level_asks_and_none_is_not_mentioned() -> None:
    assert "What L2 asks instead" in guide_html([], [("L2", ["x"])])
    assert "<details" not in guide_html(["How?"], [])

"""How far a sentence says that it reaches, in the languages of ladders."""

import pytest

from explorer.compare.reach import other_reach


@pytest.mark.parametrize(
    ("before", "after", "reach"),
    [
        ("I mentor my team", "I mentor my group", ("team", "group")),
        ("I mentor one team", "I mentor all teams", ("", "")),
        ("our organisation", "our organizations", ("", "")),
        ("I mentor", "I mentor my team", ("", "team")),
        ("Ich plane für meine Gruppe", "Ich plane für meine Abteilung", ("Gruppe", "Abteilung")),
        ("in der Gruppe", "in beiden Gruppen", ("", "")),
        ("J'aide mon équipe", "J'aide mon département", ("équipe", "département")),
        ("Ayudo a mi equipo", "Ayudo a mi organización", ("equipo", "organización")),
        ("I have no time", "I have more time", ("", "")),
    ],
)
def test_the_words_of_reach_that_only_one_sentence_has(
    before: str, after: str, reach: tuple[str, str]
) -> None:
    assert other_reach(before, after) == reach
    assert other_reach(after, before) == reach[::-1]

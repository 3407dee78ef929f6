"""Measures what it takes to find everything that is open in a ladder, as it grows.

Levels of 200 statements are made by mixing words of the sample ladder; one statement in
ten repeats another one with a word more. For each size: all of it, what each room takes of
it, and what laying every two statements beside each other with rapidfuzz would take.
"""

import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from explorer.compare.lineage_gaps import without_ancestor
from explorer.files.loading import load
from explorer.lint import runner
from explorer.lint.duplicates import duplicates
from explorer.lint.inconsistent_names import inconsistent_names
from explorer.lint.vague_words import vague_words
from explorer.model import Competency, Ladder, Level, ScopeGroup, Site, Statement

ROOT = Path(__file__).resolve().parents[1]
SIZES = (500, 2_000, 8_000)
LEVEL = 200
ALL_PAIRS_UP_TO = 2_000


def made(words: Sequence[str], size: int, chance: random.Random) -> Site:
    """A ladder of `size` statements of 8 to 24 words in levels of `LEVEL`."""
    texts: list[str] = []
    for _ in range(size):
        again = texts and chance.random() < 0.1
        said = f"{chance.choice(texts)} indeed" if again else None
        texts.append(said or " ".join(chance.choices(words, k=chance.randint(8, 24))))
    levels = []
    for number in range(size // LEVEL):
        some = texts[number * LEVEL : (number + 1) * LEVEL]
        groups = [
            ScopeGroup(
                "Within my team",
                tuple(
                    Statement(f"s{part}-{n}", text, n, f"c{part}")
                    for n, text in enumerate(some[part::4])
                ),
            )
            for part in range(4)
        ]
        parts = tuple(
            Competency(f"c{n}", f"Part {n}", "", "", (group,)) for n, group in enumerate(groups)
        )
        # Somebody has begun with lineage: then each statement without it is looked into.
        lineage: dict[str, tuple[str, ...]] = {"s0-0": ()}
        levels.append(
            Level("made", f"M{number}", "Made", "made.yaml", competencies=parts, lineage=lineage)
        )
    return Site(str(ROOT / "ladder"), (Ladder("made", "Made", levels=tuple(levels)),))


def looked_into(ladder: Ladder) -> None:
    """What each statement without lineage may grow out of."""
    for low, high in pairwise(ladder.levels):
        list(without_ancestor(low, high))


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    chance = random.Random(1)
    sample = load(ROOT / "ladder")
    words = [w for _, level in sample.levels() for s in level.statements for w in s.text.split()]
    runner.findings(made(words, LEVEL, chance))  # what is loaded and learned once, before
    print("statements  findings  all in s  ms each  twice  lineage  vague  names  every two")
    for size in SIZES:
        site = made(words, size // LEVEL * LEVEL, chance)
        ladder = site.ladders[0]
        texts = [s.text for level in ladder.levels for s in level.statements]
        whole = seconds(lambda site=site: runner.findings(site))  # type: ignore[misc]
        rooms = [
            seconds(lambda ladder=ladder: list(duplicates(ladder))),  # type: ignore[misc]
            seconds(lambda ladder=ladder: looked_into(ladder)),  # type: ignore[misc]
            seconds(lambda ladder=ladder: list(vague_words(ladder))),  # type: ignore[misc]
            seconds(lambda site=site: list(inconsistent_names(site.ladders))),  # type: ignore[misc]
        ]
        every_two = (
            f"{seconds(lambda texts=texts: process.cdist(texts, texts, scorer=fuzz.token_sort_ratio)):9.2f}"  # type: ignore[misc]
            if size <= ALL_PAIRS_UP_TO
            else "        –"
        )
        print(
            f"{len(texts):10,}  {len(runner.findings(site)):8,}  {whole:8.2f}  "
            f"{1000 * whole / len(texts):7.2f}  {rooms[0]:5.2f}  {rooms[1]:7.2f}  {rooms[2]:5.2f}  "
            f"{rooms[3]:5.2f}  {every_two}"
        )


if __name__ == "__main__":
    main()

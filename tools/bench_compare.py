"""Measures pairing against rapidfuzz's cdist over the same texts, as ratios in one run.

Levels are made by mixing words of the sample ladder; the later one has three words of each
statement replaced and another order, so that every statement has an heir to be found. For
60, 600 and 2,000 statements a side: the time, how it grows, and what it is of one
`rapidfuzz.process.cdist` of the two sides.
"""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from rapidfuzz import process

from explorer.compare.alignment import align
from explorer.files.loading import load
from explorer.model import Site, Statement
from tools.bench_search import ROOT, made

SIZES = (60, 600, 2000)
ROUNDS = 3


def sides(site: Site, size: int, chance: random.Random) -> tuple[list[Statement], list[Statement]]:
    before = list(made(site, size, chance).ladders[0].levels[0].statements)
    after = []
    for statement in before:
        words = statement.text.split()
        for _ in range(3):
            words[chance.randrange(len(words))] = chance.choice(words)
        after.append(replace(statement, id=f"{statement.id}-later", text=" ".join(words)))
    chance.shuffle(after)
    return before, after


def seconds(action: Callable[[], object]) -> float:
    """The median of a few rounds, after one that is not counted."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    site = load(ROOT / "ladder")
    print("a side    ours ms    cdist ms    ratio    growth    product of the sizes")
    last: tuple[int, float] | None = None
    for size in SIZES:
        before, after = sides(site, size, random.Random(1))
        mine = seconds(lambda b=before, a=after: align(b, a, versions=True))  # type: ignore[misc]
        texts = [[each.text for each in side] for side in (before, after)]
        theirs = seconds(lambda t=texts: process.cdist(*t))  # type: ignore[misc]
        grown = f"{mine / last[1]:10.1f}{(size / last[0]) ** 2:15.1f}" if last else ""
        print(f"{size:6,}{mine * 1000:11.1f}{theirs * 1000:12.1f}{mine / theirs:9.2f}{grown}")
        last = (size, mine)


if __name__ == "__main__":
    main()

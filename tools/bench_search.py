"""Measures the search against rapidfuzz's WRatio over the same texts, as ratios in one run.

Texts are made by mixing words of the sample ladder, so that the vocabulary grows as
people's does; queries are the judged ones. For each size: the 95th percentile of one
query, what building the index costs in WRatio queries (the median of three builds, and the
first, for which this process learns the words), and the memory of an index a text.
"""

import random
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process
from tests.relevance.judged import load as load_judged

from explorer.files.loading import load
from explorer.model import Competency, Ladder, Level, ScopeGroup, Site, Statement
from explorer.search.index import Index

ROOT = Path(__file__).resolve().parents[1]
SIZES = (310, 10_000, 100_000)
QUERIES = 60
ROUNDS = 3


def made(site: Site, size: int, chance: random.Random) -> Site:
    """A site of `size` statements of 8 to 24 words; one word in eighty is new."""
    words = [w for _, level in site.levels() for s in level.statements for w in s.text.split()]
    new = [f"{chance.choice(words)}{chance.choice(words)}".lower() for _ in range(size // 20 + 1)]

    def sentence() -> str:
        several = chance.choices(words, k=chance.randint(8, 24))
        return " ".join(chance.choice(new) if chance.random() < 1 / 80 else w for w in several)

    statements = tuple(Statement(f"s{n}", sentence(), 1, "made") for n in range(size))
    competency = Competency("made", "Made", "", "", (ScopeGroup(None, statements),))
    level = Level("made", "M1", "Made", "made.yaml", competencies=(competency,))
    return replace(site, ladders=(Ladder("made", "Made", levels=(level,)),))


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def p95(action: Callable[[str], object], queries: list[str]) -> float:
    """The 95th percentile in ms over `ROUNDS` rounds of the queries, after one to warm up."""
    action(queries[0])
    asked = queries * ROUNDS
    times = sorted(timed(lambda query=query: action(query)) for query in asked)  # type: ignore[misc]
    return times[int(len(times) * 0.95)]


def main() -> None:
    chance = random.Random(1)
    site = load(ROOT / "ladder")
    judged = load_judged(ROOT / "tests/relevance/queries.yaml", site)
    queries = [each.query for each in chance.sample(judged, QUERIES)]
    print("texts    ours p95 ms  WRatio p95 ms  ratio   build (first) / WRatio query   KiB a text")
    for size in SIZES:
        measure(made(site, size, chance), size, queries)


def measure(site: Site, size: int, queries: list[str]) -> None:
    builds = [timed(lambda: Index.of(site)) for _ in range(ROUNDS)]
    index = Index.of(site)
    plain = [entry.text for entry in index.entries]
    few = queries if size < 100_000 else queries[:12]
    mine = p95(lambda query: index.search(query, 20), queries)
    theirs = p95(lambda query: process.extract(query, plain, scorer=fuzz.WRatio, limit=20), few)
    print(
        f"{size:7,}{mine:12.2f}{theirs:15.2f}{mine / theirs:8.3f}"
        f"{median(builds) / theirs:14.1f} ({builds[0] / theirs:.1f}){memory(site):>18}"
    )


def memory(site: Site) -> str:
    tracemalloc.start()
    index = Index.of(site)
    kib = tracemalloc.get_traced_memory()[0] / 1024 / len(index.entries)
    tracemalloc.stop()
    return f"{kib:.2f}"


if __name__ == "__main__":
    main()

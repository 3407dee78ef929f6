"""How well the search ranks: `make relevance` prints one table, made in one run.

The judged queries of tests/relevance are put to this project's search, to the one in the pages
of a published site (in Chromium, where there is one), and to three that
could have been used instead: rapidfuzz's WRatio and partial_ratio over whole texts, and
SQLite's FTS5 with trigrams. Measures: nDCG@5 with gains 3 and 1 for the grades 2 and 1,
the reciprocal rank of the first text of grade 2, the share of queries without an answer
for which anything is shown, and how often a meant text is among the first five from half
of a query's letters on. Intervals are 95 % of 2,000 bootstrap samples over queries.
"""

import math
import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from rapidfuzz import fuzz, process
from tests.relevance.judged import CLASSES, Judged, Target
from tests.relevance.judged import LATER as LATER_CLASSES
from tests.relevance.judged import load as load_judged

from explorer.files.loading import load
from explorer.model import Site
from explorer.search.index import Index
from explorer.search.results import SearchEntry
from explorer.site.build import Options, files_of, write
from tools.chromium import FLAGS, find

ROOT = Path(__file__).resolve().parents[1]
SETS = {
    "the sample ladder": (ROOT / "ladder", ROOT / "tests/relevance/queries.yaml"),
    "a second ladder": (
        ROOT / "tests/relevance/second/ladder",
        ROOT / "tests/relevance/second/queries.yaml",
    ),
    "a third ladder": (
        ROOT / "tests/relevance/third/ladder",
        ROOT / "tests/relevance/third/queries.yaml",
    ),
}
LANGUAGES = ROOT / "tests/relevance/languages"
SIX = tuple(kind for kind in CLASSES if kind not in ("paraphrase", "none"))

Search = Callable[[str], Sequence[Target]]
"""The first five texts for a query, best first."""


def targets(index: Index) -> dict[int, Target]:
    """The judged name of each entry, by the entry's place in the index."""
    seen: dict[tuple[str, str, str | None], int] = {}
    named = {}
    for number, entry in enumerate(index.entries):
        id: str | int | None = entry.id
        if entry.kind == "fact":
            id = entry.scope
        if entry.kind == "example":
            place = (entry.ladder, entry.level, entry.competency_key)
            id = seen.get(place, 0)
            seen[place] = id + 1
        # Notes and prose are searched and have no judgments.
        if entry.kind != "note" and entry.kind != "prose":  # noqa: PLR1714 - narrows the type
            named[number] = Target(entry.ladder, entry.level, entry.kind, entry.competency_key, id)
    return named


def ours(index: Index, named: Mapping[int, Target]) -> Search:
    numbers = {id(entry): number for number, entry in enumerate(index.entries)}

    def search(query: str) -> list[Target]:
        found = (numbers[id(hit.entry)] for hit in index.search(query, 5).hits)
        return [named[number] for number in found if number in named]

    return search


def label(entry: SearchEntry) -> str:
    """A text as the baselines see it: a fact with its name, which ours searches too."""
    return f"{entry.scope}: {entry.text}" if entry.kind == "fact" else entry.text


def in_a_page(site: Site, named: Mapping[int, Target], browser: Browser) -> Search:
    """The search of a published site, in Chromium."""
    page = browser.new_page()
    with TemporaryDirectory() as folder:
        write(files_of(site, Options()), Path(folder))
        page.goto(f"file://{folder}/search/index.html")

    def search(query: str) -> list[Target]:
        asked = "query => ladderFind.search(query).hits.slice(0, 5).map((hit) => hit.text)"
        return [named[number] for number in page.evaluate(asked, query) if number in named]

    return search


def whole_string(index: Index, named: Mapping[int, Target], scorer: Callable[..., float]) -> Search:
    texts = {number: label(index.entries[number]) for number in named}

    def search(query: str) -> list[Target]:
        found = process.extract(query, texts, scorer=scorer, processor=str.lower, limit=5)
        return [named[number] for _, _, number in found]

    return search


def trigrams(index: Index, named: Mapping[int, Target]) -> Search:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(text, tokenize='trigram')")
    rows = [(number, label(index.entries[number])) for number in named]
    base.executemany("insert into texts(rowid, text) values (?, ?)", rows)

    def search(query: str) -> list[Target]:
        # Every three letters of the query, any of which may match: bm25 ranks.
        grams = {query.lower()[i : i + 3].replace('"', '""') for i in range(len(query) - 2)}
        asked = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        if not asked:
            return []
        found = base.execute(
            "select rowid from texts where texts match ? order by bm25(texts), rowid limit 5",
            (asked,),
        )
        return [named[number] for (number,) in found]

    return search


def ndcg(found: Sequence[Target], wanted: Mapping[Target, int], at: int = 5) -> float:
    gain = {1: 1.0, 2: 3.0}
    best = sorted((gain[grade] for grade in wanted.values()), reverse=True)[:at]
    got = [gain.get(wanted.get(target, 0), 0.0) for target in found[:at]]
    return _discounted(got) / _discounted(best) if best else 0.0


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def reciprocal_rank(found: Sequence[Target], judged: Judged) -> float:
    return next(
        (1 / (place + 1) for place, target in enumerate(found) if target in judged.meant), 0.0
    )


def from_half_on(search: Search, judged: Judged) -> float:
    """The share of lengths, from half the letters on, at which a meant text is in the five."""
    query = judged.query
    lengths = range(math.ceil(len(query) / 2), len(query) + 1)
    return mean(any(target in judged.meant for target in search(query[:n])) for n in lengths)


def interval(values: Sequence[float], samples: int = 2000) -> tuple[float, float]:
    chance = random.Random(0)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(samples))
    return means[int(samples * 0.025)], means[int(samples * 0.975)]


def report(title: str, site: Site, judged: list[Judged], browser: Browser | None) -> None:
    index = Index.of(site)
    named = targets(index)
    engines: dict[str, Search] = {"ours": ours(index, named)}
    if browser:
        engines["in a page"] = in_a_page(site, named, browser)
    if site.synonyms.groups:
        bare = Index.of(replace(site, synonyms=replace(site.synonyms, groups=())))
        engines["no synonyms"] = ours(bare, targets(bare))
    engines |= {
        "WRatio": whole_string(index, named, fuzz.WRatio),
        "partial": whole_string(index, named, fuzz.partial_ratio),
        "trigram": trigrams(index, named),
    }
    answers = {
        name: {j.query: list(search(j.query)) for j in judged} for name, search in engines.items()
    }
    print(f"\n{title}: {len(judged)} queries over {len(named)} texts")
    print("nDCG@5 (MRR)".ljust(24) + "".join(name.rjust(15) for name in engines))
    for kind in CLASSES[:-1]:
        _row(kind, [j for j in judged if j.kind == kind], answers)
    six = [j for j in judged if j.kind in SIX]
    _row("the six together", six, answers)
    mine = [ndcg(answers["ours"][j.query], j.wanted) for j in six]
    best = max(
        ("WRatio", "partial", "trigram"),
        key=lambda name: mean(ndcg(answers[name][j.query], j.wanted) for j in six),
    )
    ahead = [a - ndcg(answers[best][j.query], j.wanted) for a, j in zip(mine, six, strict=True)]
    low, high = interval(mine)
    least, most = interval(ahead)
    print(f"  95 % of ours: {low:.3f} to {high:.3f}; ahead of {best} by {least:.3f} to {most:.3f}")
    nothing = [j for j in judged if j.kind == "none"]
    shown = {name: mean(bool(found[j.query]) for j in nothing) for name, found in answers.items()}
    print(
        "shown though no answer".ljust(24) + "".join(f"{share:15.0%}" for share in shown.values())
    )
    print(
        "  by ours: " + (", ".join(j.query for j in nothing if answers["ours"][j.query]) or "none")
    )
    typed = {name: mean(from_half_on(search, j) for j in six) for name, search in engines.items()}
    print("meant, from half on".ljust(24) + "".join(f"{share:15.3f}" for share in typed.values()))


def _row(
    name: str, judged: list[Judged], answers: Mapping[str, Mapping[str, list[Target]]]
) -> None:
    cells = []
    for found in answers.values():
        gain = mean(ndcg(found[j.query], j.wanted) for j in judged)
        rank = mean(reciprocal_rank(found[j.query], j) for j in judged)
        cells.append(f"{gain:.3f} ({rank:.3f})".rjust(15))
    print(f"{name} ({len(judged)})".ljust(24) + "".join(cells))


def later(site: Site, judged: list[Judged]) -> None:
    """The later sets: with the last tier, which is no answer, counted apart."""
    index = Index.of(site)
    named = targets(index)
    answer, offer = ours(index, named), offered(index, named)
    print(f"  {len(judged)} later queries".ljust(24) + "answers".rjust(15) + "and offers".rjust(15))
    for kind in LATER_CLASSES:
        some = [j for j in judged if j.kind == kind]
        cells = [
            mean(ndcg(search(j.query), j.wanted) for j in some)
            for search in (answer, lambda query: answer(query) or offer(query))
        ]
        print(f"{kind} ({len(some)})".ljust(24) + "".join(f"{cell:15.3f}" for cell in cells))
    nothing = [j.query for j in judged if j.kind == "none"]
    shares = [mean(bool(search(query)) for query in nothing) for search in (answer, offer)]
    print("shown though no answer".ljust(24) + "".join(f"{share:15.0%}" for share in shares))


def languages() -> None:
    """The ladders that are not in English: a column each, with and without `language:`."""
    tags = sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir())
    sites = [load(LANGUAGES / tag / "ladder") for tag in tags]
    sets = [
        load_judged(LANGUAGES / tag / "queries.yaml", site)
        for tag, site in zip(tags, sites, strict=True)
    ]
    told = [_in_language(*each) for each in zip(sites, sets, strict=True)]
    english = [
        _in_language(
            replace(site, ladders=tuple(replace(one, language="en") for one in site.ladders)),
            judged,
        )
        for site, judged in zip(sites, sets, strict=True)
    ]
    columns = [name for tag in tags for name in (tag, f"{tag} as en")]
    print(f"\nother languages: {sum(map(len, sets))} queries")
    print("nDCG@5".ljust(24) + "".join(name.rjust(10) for name in columns))
    for row in told[0]:
        cells = [found[row] for pair in zip(told, english, strict=True) for found in pair]
        print(row.ljust(24) + "".join(f"{cell:10.3f}" for cell in cells))


def _in_language(site: Site, judged: Sequence[Judged]) -> dict[str, float]:
    index = Index.of(site)
    search = ours(index, targets(index))
    answered = [j for j in judged if j.kind != "none"]
    kinds = dict.fromkeys(j.kind for j in answered)
    rows = {
        str(kind): mean(ndcg(search(j.query), j.wanted) for j in answered if j.kind == kind)
        for kind in kinds
    }
    rows["all together"] = mean(ndcg(search(j.query), j.wanted) for j in answered)
    rows["meant, from half on"] = mean(from_half_on(search, j) for j in answered)
    rows["shown though no answer"] = mean(bool(search(j.query)) for j in judged if not j.wanted)
    return rows


def offered(index: Index, named: Mapping[int, Target]) -> Search:
    """What is offered where nothing is an answer: texts with only the known words."""
    numbers = {id(entry): number for number, entry in enumerate(index.entries)}

    def search(query: str) -> list[Target]:
        offer = index.search(query, 5).offer
        found = (numbers[id(hit.entry)] for hit in offer.hits) if offer else ()
        return [named[number] for number in found if number in named]

    return search


def main() -> None:
    with ExitStack() as open_now:
        browser = None
        if path := find():
            playwright = open_now.enter_context(sync_playwright())
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            open_now.callback(browser.close)
        else:
            print("No Chromium was found: the search of a published site is left out.")
        measure(browser)


def measure(browser: Browser | None) -> None:
    for title, (folder, queries) in SETS.items():
        site = load(folder)
        report(title, site, load_judged(queries, site), browser)
        more = queries.with_name("more.yaml")
        if more.exists():
            later(site, load_judged(more, site))
    languages()


if __name__ == "__main__":
    main()

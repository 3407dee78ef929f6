"""What the search in the pages is built on: words, stems, synonyms and texts, as one script.

The build does what needs Python (stems, synonyms by their base forms), so that
`assets/search.js` only has to look up; it is a script and not a file to fetch, because a page
that was opened by a double click may not fetch. It finds what the app finds, open remarks too.
"""

import json
from itertools import takewhile
from typing import Any

from explorer.model import Site
from explorer.search.index import tongues_of
from explorer.search.query_terms import id_words
from explorer.search.results import SearchEntry, entries_of
from explorer.site.addresses import Addresses
from explorer.text.languages import Tongues
from explorer.text.stemming import joined_hyphenations, rules, words
from explorer.text.synonyms import Lookup, lookup


def search_script(site: Site, addresses: Addresses) -> str:
    """The script that gives the page `window.ladderSearch`."""
    entries = list(entries_of(site))
    titles = {(level.ladder, level.code): level.title for _, level in site.levels()}
    unseen = [
        {"fact": entry.scope or "", "summary": titles[entry.ladder, entry.level]}.get(
            entry.kind, ""
        )
        for entry in entries
    ]
    known = sorted(
        {word for entry in entries for word, _ in words(entry.text)}
        | {word for entry in entries for word, _ in joined_hyphenations(entry.text)}
        | {word for text in unseen for word, _ in words(text)}
    )
    meanings = lookup(site.synonyms)
    tongues = tongues_of(site, entries)
    made = {
        "vocabulary": _vocabulary(known, tongues, meanings),
        "entries": [
            [
                entry.ladder,
                entry.level,
                entry.competency_key or "",
                entry.kind,
                entry.scope or "",
                entry.text,
                addresses.text(entry.ladder, entry.level, entry.id, entry.competency_key),
                words_unseen,
            ]
            for entry, words_unseen in zip(entries, unseen, strict=True)
        ],
        "ids": _ids(entries, tongues),
        "rules": rules() | {"common": sorted(tongues.common)},
        "compounds": tongues.has_compounds,
        "shortened": _shortened(site, tongues),
        **_meanings(meanings),
    }
    told = json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # Inside a script "</" could end it, were it ever put into a page.
    return "window.ladderSearch=" + told.replace("</", r"<\/") + ";\n"


def _vocabulary(known: list[str], tongues: Tongues, meanings: Lookup) -> str:
    """The words with what their stem and base form differ in: "able,1,1 accepted,2,2 account".

    Written out they were 8 of the 44 KB that a first search takes with it, now they are 5.
    """
    written = (
        f"{word},{_kin(word, tongues.stem(word))},{_kin(word, meanings.base(word))}".rstrip(",")
        for word in known
    )
    return " ".join(written)


def _kin(word: str, form: str) -> str:
    """A form of a word: how many letters to take off its end, then what to put there."""
    alike = zip(word, form, strict=False)
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
    off, more = len(word) - kept, form[kept:]
    # A script counts what lies beyond 16 bits twice, and a number would run into a number.
    if more[:1].isdigit() or any(ord(letter) > 0xFFFF for letter in word):
        return f"={form}"
    return f"{off or ''}{more}"


def _ids(entries: list[SearchEntry], tongues: Tongues) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for word in id_words(entry.id):
            found.setdefault(tongues.stem(word), []).append(place)
    return found


def _shortened(site: Site, tongues: Tongues) -> dict[str, str]:
    """The stems of abbreviations, of which a text may have none: "e2e", "PRs".

    The plural is left out where it has the stem of the word, as nearly all have.
    """
    found = {
        word
        for row in site.synonyms.abbreviations
        for phrase in row
        for word, _ in words(phrase.replace("-", " "))
    }
    stems = {word: tongues.stem(word) for word in sorted(found)}
    plurals = {f"{word}s": tongues.stem(f"{word}s") for word in stems}
    return stems | {form: stem for form, stem in plurals.items() if stem != stems[form[:-1]]}


def _meanings(meanings: Lookup) -> dict[str, Any]:
    groups = dict.fromkeys(group for of in meanings.groups.values() for group in of)
    return {
        "groups": [[" ".join(phrase) for phrase in group] for group in groups],
        "derived": {word: base for word, base in meanings.derived.items() if word != base},
        "abbreviations": [
            [" ".join(typed), [list(each) for each in dict.fromkeys(long)]]
            for typed, long in meanings.abbreviated.items()
        ],
    }

"""Real ladder documents, where they are there: what the importer makes of them, by hash.

The documents stay where they are (`../shared/ladders` beside the checkout, or the folder
that is given); what is committed is one hash a document, of records that a person has
checked against it. Prints how many words each leaves in the unplaced text; more than one in
twenty, or other records than were checked, is a failure. `--accept` prints the file anew.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from explorer import records
from explorer.files.loading import load
from explorer.importing import plan, plan_on_disk, read_documents
from explorer.importing.pipeline import ImportResult

ROOT = Path(__file__).resolve().parents[1]
HASHES = ROOT / "tests" / "importing_samples.json"
MOST_LEFT = 0.05
_COUNTED = ("level", "title", "competency", "scope", "kind", "text", "links")


def of(document: Path) -> tuple[ImportResult, list[dict[str, object]]]:
    """What a document says, and its records as they come out of the written ladder."""
    made = read_documents({document.name: document.read_bytes()})
    with TemporaryDirectory() as folder:
        plan_on_disk.write(plan(made.ladders), Path(folder))
        found = [record.as_json() for record in records.of_site(load(folder))]
    return made, [{name: record[name] for name in _COUNTED} for record in found]


def left(made: ImportResult) -> float:
    """The share of a document's words that ended in the unplaced text."""
    words = {True: 0, False: 0}
    for draft in made.drafts:
        for fragment in draft.fragments():
            words[fragment.kind == "remainder"] += len(fragment.text.split())
    return words[True] / max(sum(words.values()), 1)


def main(arguments: list[str]) -> int:
    accept = "--accept" in arguments
    given = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(given[0]) if given else ROOT.parent / "shared" / "ladders"
    if not folder.is_dir():
        print(f"The samples are not here ({folder}); nothing was checked.")
        return 0
    checked: dict[str, str] = json.loads(HASHES.read_text("utf-8")) if HASHES.exists() else {}
    found: dict[str, str] = {}
    wrong = 0
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "README.md")
    for file in files:
        name = file.relative_to(folder).as_posix()
        made, rows = of(file)
        text = json.dumps(rows, ensure_ascii=False, sort_keys=True)
        found[name] = sha256(text.encode()).hexdigest()
        share = left(made)
        same = checked.get(name) == found[name]
        wrong += not same or share > MOST_LEFT
        said = "as checked" if same else "OTHER RECORDS than were checked"
        print(f"{name:50} {len(rows):4} records, {share:5.1%} of the words left: {said}")
    if accept:
        HASHES.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0 if accept else int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

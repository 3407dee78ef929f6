"""What a merge of a new export does, in words for the command line and as data."""

from collections.abc import Iterator

from explorer.problems import quoted
from explorer.updating.update_plan import DONE, UpdatePlan

CHOSEN = "changed on both sides, the export's taken as chosen"


def as_json(plan: UpdatePlan) -> list[dict[str, str | bool]]:
    return [
        {
            "kind": each.kind,
            "file": each.file,
            "what": each.what,
            "here": each.before,
            "export": each.after,
            "chosen": each.chosen,
        }
        for each in plan.changes
    ]


def report_lines(plan: UpdatePlan) -> Iterator[str]:
    """What becomes of everything that differs, what needs a look first."""
    for key in plan.begun:
        yield (
            f"{key}: there was no record of its last import. What these documents say is recorded "
            "as that, and nothing else is changed. If they are newer than the files, import the "
            "older ones first."
        )
    for kind, said in DONE.items():
        for each in plan.of(kind):
            yield f"{CHOSEN if each.chosen else said}: {each.label}"
            if each.before:
                yield f"  here: {quoted(each.before)}"
            if each.after:
                yield f"  export: {quoted(each.after)}"

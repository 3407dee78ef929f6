"""Documents in, a plan out: the whole import without a disk.

`read_documents` takes names and bytes, however they came (a folder, an upload), and gives
what the documents say and what is to be said about them; `writing.plan` makes the files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.documents import choosing, families
from explorer.documents.choosing import Options, Refused
from explorer.documents.draft import Draft
from explorer.documents.families import Family, Remark
from explorer.documents.layouts import Orientation


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read. `lines` is how many lines of it are not blank."""

    draft: Draft
    lines: int


@dataclass(frozen=True, slots=True)
class Import:
    """What some documents say: each as a draft, the families they make, what was refused."""

    read: tuple[Read, ...] = ()
    families: tuple[Family, ...] = ()
    refused: tuple[Refused, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(each.draft for each in self.read)


def read_documents(
    files: Mapping[str, bytes],
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    orientation: Orientation | None = None,
    folder: str | None = None,
    refused: Sequence[Refused] = (),
) -> Import:
    """Read documents by their names. Never raises for what they hold.

    `name` is what the ladder is to be called, `folder` where the documents lay; the others
    are said instead of being found. `refused` is what was not even opened.
    """
    options = Options(encoding, delimiter, orientation)
    read: list[Read] = []
    not_read = list(refused)
    for file, raw in files.items():
        found = choosing.read(raw, file, options)
        if isinstance(found, Refused):
            not_read.append(found)
        else:
            read.append(Read(*found))
    drafts = [each.draft for each in read]
    made, remarks = families.families(drafts, name, folder)
    said = [Remark(d.file, warning.line, warning.text) for d in drafts for warning in d.warnings]
    return Import(tuple(read), made, tuple(not_read), (*said, *remarks))

"""Documents in: Markdown, tables and front matter that people keep a ladder in, as ladders.

Each shape of document has its room and gives the same neutral result, a `draft.Draft`, in
which every line of the source is accounted for. `detect` says which shape a document
is, `ladders` puts drafts together, `write_plan` turns them into the files of a ladder and
`report` tells what was found. Only `discover` and the last part of `write_plan` touch a disk.
"""

from explorer.importing.pipeline import ImportResult, read_documents
from explorer.importing.write_plan import WritePlan, plan

__all__ = ["ImportResult", "WritePlan", "plan", "read_documents"]

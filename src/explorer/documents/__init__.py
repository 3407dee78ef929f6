"""Documents in: Markdown, tables and front matter that people keep a ladder in, as ladders.

Each shape of document has its room and gives the same neutral result, a `draft.Draft`, in
which every line of the source is accounted for. `choosing` says which shape a document
is, `families` puts drafts together, `writing` turns them into the files of a ladder and
`report` tells what was found. Only `gathering` and the last part of `writing` touch a disk.
"""

from explorer.documents.importing import Import, read_documents
from explorer.documents.writing import Plan, plan

__all__ = ["Import", "Plan", "plan", "read_documents"]

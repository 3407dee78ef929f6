"""Documents in: Markdown, tables and front matter that people keep a ladder in, as ladders.

Each shape of document has its room and gives the same neutral result, a `draft.Draft`, in
which every line of the source is accounted for. `choosing` says which shape a document
is, `writing` turns drafts into the files of a ladder and `report` tells what was found.
Nothing here touches a disk but `writing.write` and `gathering`.
"""

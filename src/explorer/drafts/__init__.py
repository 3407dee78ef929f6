"""Drafts: what a document says of levels, whatever shape it has, as one neutral result.

`pages` reads a whole document, with `headings` for text under levels, `tables` for grids and `data`
for records. Each gives a `draft.Draft`, and `ledger` sees to it that every word of the document is
in it. `header_words` and `frame_words` know what names a level and what only announces something.
"""

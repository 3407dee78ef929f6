"""Drafts: what a document says of levels, whatever shape it has, as one neutral result.

`roles` reads headings with text below, `tables` reads grids; of data `data_blocks` makes both. Each
gives a `draft.Draft`, and `ledger` sees to it that every word of the document is in it.
"""

"""Documents: bytes become lines, blocks and grids, whatever they were written in.

`decoding` makes text of bytes, `line_reader` blocks of Markdown, `web_pages` of HTML,
`word_documents` of Word, `workbooks` grids of Excel and its relatives. Each piece knows its place.
What a document means for a ladder is not known here: that is `drafts`.
"""

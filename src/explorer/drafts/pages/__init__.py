"""Pages: a whole document's text and tables as one draft. `page_parts` tells its parts, `roles` reads
levels under headings, `front_matter` the data before the text.
"""

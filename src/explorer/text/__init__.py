"""Text utilities without a domain: inline Markdown, escaping, stems, synonyms, slugs, plurals."""

"""Words and marks: inline Markdown, escaping, stems, synonyms, slugs."""

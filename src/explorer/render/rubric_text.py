"""The headings that the rubric has in each of its forms."""

NOT_YET = "Not part of the bar yet"
MAY_HEAR = "Examples"

"""The headings that the rubric has in each of its forms."""

from explorer.text.translation import N_

NOT_YET = N_("Not part of the bar yet")
MAY_HEAR = N_("Examples")

"""Which statement of a lower level may be about the same as one of an upper level.

A suggestion for the eye where nobody wrote lineage, at most one for each statement, and never
a pair: it is not counted as grown. Only within a competency, by rare shared words and spelling.
The bar is absolute: one relative to a ladder's own distribution did no better on ladders that
it was not fitted to (tests/alignment/related), and let more through where all words differ.
No bar could do much better: without one, the most alike is the wrong one for most statements
of three of the four ladders, as neighbours say the same in other words. Vectors of four small
language models did not change that (tests/alignment/README.md).
"""

from collections.abc import Sequence

import numpy as np

from explorer.compare.alignment import Texts
from explorer.model import Statement
from explorer.text.languages import DEFAULT

_RELATED = 0.15
"""Half the cosine of words and half that of spelling, from which one is shown beside the other."""


def related(
    above: Sequence[Statement],
    below: Sequence[Statement],
    tag: str = DEFAULT,
    least: float = _RELATED,
) -> dict[str, str]:
    """For statements of `above`, by id, the id of the one of `below` that is likely related:
    the most alike, if it is so by `least`, from 0 to 1. `tag` is their language."""
    if not above or not below:
        return {}
    likeness = Texts.of([*above, *below], len(above), tag).closeness()
    likeness *= np.array([[a.competency == b.competency for b in below] for a in above])
    best = likeness.argmax(axis=1)
    return {
        statement.id: below[at].id
        for number, (statement, at) in enumerate(zip(above, best.tolist(), strict=True))
        if likeness[number, at] >= least
    }

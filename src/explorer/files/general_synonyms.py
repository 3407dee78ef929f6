"""The synonyms that come with the explorer, for engineering ladders of any house."""

from functools import lru_cache

from explorer.files.paths import general_synonyms
from explorer.files.schema import SynonymsShape
from explorer.files.shape_check import check
from explorer.files.yaml_reader import read
from explorer.text.synonyms import Thesaurus


@lru_cache(maxsize=1)
def general() -> Thesaurus:
    """The tables that come with the explorer; none where the installation lacks the file."""
    file = general_synonyms()
    try:
        shape, _ = check(SynonymsShape, read(file.read_bytes(), file.name), file.name)
    except OSError:
        return Thesaurus()
    return thesaurus(shape) if shape else Thesaurus()


def thesaurus(shape: SynonymsShape) -> Thesaurus:
    """The tables of one file."""
    return Thesaurus(
        *(
            tuple(map(tuple, rows))
            for rows in (shape.groups, shape.derivations, shape.abbreviations)
        )
    )

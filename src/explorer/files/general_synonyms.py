"""The synonyms that come with the explorer, for engineering ladders of any house."""

from functools import lru_cache

from explorer.files.paths import general_synonyms
from explorer.files.schema import SynonymsShape, check
from explorer.files.yaml_reader import read
from explorer.text.synonyms import Listed


@lru_cache(maxsize=1)
def general() -> Listed:
    """The groups that come with the explorer; none where the installation lacks the file."""
    file = general_synonyms()
    try:
        shape, _ = check(SynonymsShape, read(file.read_bytes(), file.name), file.name)
    except OSError:
        return ()
    return tuple(map(tuple, shape.groups)) if shape else ()

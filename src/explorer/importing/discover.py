"""Files and folders of the disk as names and bytes; what is no document is named.

Links that lead out of a folder are not followed, hidden folders are not entered, and a
file too large to be a document is not read.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from explorer.documents.limits import MAX_DOCUMENT_BYTES, MAX_DOCUMENTS
from explorer.errors import SourceNotFound
from explorer.files.paths import IMPORT_FILE, LADDER_FILE, natural, printable_name
from explorer.files.regular_file import leads_out, read_regular
from explorer.importing.archives import free_name
from explorer.importing.detect import DATA, ENDINGS, RefusedDocument, is_ladder_of_data
from explorer.text.lazy_messages import gettext_lazy

_SKIPPED_FOLDERS = {"node_modules", "venv", "__pycache__"}


def discover_documents(sources: Sequence[Path]) -> tuple[dict[str, bytes], list[RefusedDocument]]:
    """The documents of some files and folders by name, and what was not opened.

    A file's name is relative to the folder that was given. Raises SourceNotFound.
    """
    files: dict[str, bytes] = {}
    refused: list[RefusedDocument] = []
    for source in sources:
        if not os.path.lexists(source):
            raise SourceNotFound(
                gettext_lazy("There is no file or folder {source}.", source=str(source))
            )
        if source.is_dir():
            folder: Path | None = source
            prefix = f"{source.name}/" if len(sources) > 1 else ""
            inside = [
                (f"{prefix}{path.relative_to(source).as_posix()}", path)
                for path in _documents_in(source, refused)
            ]
        else:
            inside, folder = [(source.name, source)], None
        for name, path in inside:
            display_name = free_name(printable_name(name), files)
            if len(files) >= MAX_DOCUMENTS:
                said = gettext_lazy("there are more than {most} documents", most=MAX_DOCUMENTS)
                refused.append(RefusedDocument(display_name, 0, said))
                continue
            try:
                files[display_name] = read_regular(path, MAX_DOCUMENT_BYTES + 1, folder)
            except OSError as error:
                reason = (error.strerror or "error").lower()
                said = gettext_lazy("it cannot be opened ({reason})", reason=reason)
                refused.append(RefusedDocument(display_name, 0, said))
    return files, refused


def _documents_in(root: Path, refused: list[RefusedDocument]) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(
            (n for n in folders if not n.startswith(".") and n not in _SKIPPED_FOLDERS), key=natural
        )
        # What lies beside a ladder.yaml is a ladder of ours, as an import writes it.
        own = LADDER_FILE in names
        for name in sorted(names, key=natural):
            path = Path(folder) / name
            ours = own or name == IMPORT_FILE  # the decisions about documents are none
            data = path.suffix.lower() in DATA and not (ours or path.is_symlink())
            if name.startswith(".") or not (data or path.suffix.lower() in ENDINGS):
                continue
            if path.is_symlink() and leads_out(path, root):
                where = printable_name(path.relative_to(root).as_posix())
                said = gettext_lazy("it is a link that leads out of the folder")
                refused.append(RefusedDocument(where, 0, said))
                continue
            if not data or _is_ladder(path, root):
                yield path


def _is_ladder(path: Path, root: Path) -> bool:
    """Whether a file of YAML or JSON is somebody's ladder: most are settings, and are no documents."""
    try:
        return is_ladder_of_data(read_regular(path, MAX_DOCUMENT_BYTES + 1, root), path.name)
    except OSError:
        return False

"""Importing: documents become ladders, a report of what was read, and a plan of files.

`documents` and `drafts` read each one; `detect` picks the reader, `ladders` groups the levels,
`write_plan` makes the files and `report` says what was read. Only `discover` and `plan_on_disk`
touch the disk.
"""

from explorer.importing.pipeline import ImportResult, read_documents
from explorer.importing.write_plan import WritePlan, plan

__all__ = ["ImportResult", "WritePlan", "plan", "read_documents"]

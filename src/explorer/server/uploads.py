"""How large an upload may be: the numbers that fields, server and documentation share."""

from explorer.documents.limits import MAX_DOCUMENT_BYTES
from explorer.files.yaml_reader import MAX_BYTES

FILE_MEGABYTES = MAX_BYTES // 2**20
"""A profile, plan, card or level: more the reader would refuse."""
DOCUMENT_MEGABYTES = MAX_DOCUMENT_BYTES // 2**20
"""A document to import."""
SERVER_MEGABYTES = DOCUMENT_MEGABYTES + 1
"""`server.maxUploadSize`: the server counts the envelope of a file too, so a file of exactly
the size that its field allows must still fit."""
VISIT_MEGABYTES = 100
"""All that one visit holds at a time. A browser drops what is removed from its field; what
claims to be one and never does may not fill the memory."""

"""A ladder as a website of plain files: read, searched and compared without a server."""

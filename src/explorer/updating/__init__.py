"""Updating: a new export of a ladder is merged into files that people have edited since.

Three ways: what the last import wrote, what stands there now, what the new import has. Nothing
that people wrote is lost; what both sides changed is listed and left as it stands.
"""

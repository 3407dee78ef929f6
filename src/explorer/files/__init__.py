"""YAML in and out: a ladder's files, their schema, loading and reloading, new ladders, git."""

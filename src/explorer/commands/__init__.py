"""Commands of `ladder` that fill a room of their own; `cli` registers each."""

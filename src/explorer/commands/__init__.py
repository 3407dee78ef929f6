"""The commands of `ladder` that have a room of their own; `cli` gathers them."""

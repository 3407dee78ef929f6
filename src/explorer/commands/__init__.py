"""The commands of `ladder`, one module per command; `cli` puts them together."""

"""Finding a statement by its words, however they are typed."""

"""One person's view of where they stand, and what two people make of theirs together: ratings,
evidence, the file they are kept in, snapshots over time, and the 1:1."""

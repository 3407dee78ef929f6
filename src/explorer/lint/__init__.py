"""What is still open in a ladder, for whoever keeps it: a module for each check, `runner` for
all of them. Nothing found here is a mistake, and nothing blocks."""

"""What is still open in a ladder, for whoever keeps it. `gathering` asks each kind of finding;
the other rooms find one kind each. Nothing found here is a mistake, and nothing blocks."""

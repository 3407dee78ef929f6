"""What differs between two levels, and what grows out of what."""

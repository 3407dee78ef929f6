"""What a hiring panel takes from a level: its bar on one sheet, a plan, cards, what all of them
saw, and a job description. Nothing here knows a candidate, and nothing is kept."""

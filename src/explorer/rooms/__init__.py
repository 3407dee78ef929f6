"""People in one room, each on their own screen: what a room holds, and who sees what of it."""

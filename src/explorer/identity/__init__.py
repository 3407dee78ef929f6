"""Who is there and what they may do, as declared types; no server, no database."""

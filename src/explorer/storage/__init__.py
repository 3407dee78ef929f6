"""Keeping profiles: in files of one person, or in a database that a server's visitors share."""

"""REMEMBER: the archive, one SQLite file."""

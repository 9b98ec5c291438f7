"""TELL: the archive as feeds."""

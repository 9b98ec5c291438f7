"""UNDERSTAND: pure functions from what a server sent to what an announcement says."""

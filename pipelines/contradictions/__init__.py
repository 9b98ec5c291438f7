"""What an announcement says against itself: told with both quotes, never put right.

Each module holds one kind. What it compares is what was read; where several numbers might be
meant, nothing is told.
"""

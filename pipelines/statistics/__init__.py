"""What a figure counts, for when and of whom: the statistics that announcements tell."""

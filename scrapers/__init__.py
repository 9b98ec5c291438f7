"""FETCH: the one spider, its settings, the sources as data."""

"""One module a format: a channel in, bytes out."""

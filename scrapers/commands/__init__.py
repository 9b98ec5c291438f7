"""Scrapy's own commands, where this project's do more."""

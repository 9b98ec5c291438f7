"""The German grammar: strings in, values out; no HTML, no clock, no database."""

"""followup: stay pleasantly persistent with the people who passed on you."""

__version__ = "0.1.0"

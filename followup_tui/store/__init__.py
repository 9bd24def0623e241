"""Where everything is kept: one SQLite file, questions in and frozen records out."""

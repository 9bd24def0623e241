"""Stands before the extra of this name: peewee loads it where it can, and a plain installation has none."""

raise ImportError("left out while it is measured: a plain installation has no psycopg")

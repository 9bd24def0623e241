"""The panes: they show frozen records and post messages."""

"""Which scripts exist, what goes into them, how they are rendered and whether they are fit to send."""

"""The least that the same work could cost: what the figures are ratios to."""

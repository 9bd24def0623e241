"""What measures speed: each figure as a ratio to a floor of the same run. `python -m benchmarks` runs all."""

"""Data quality on screen: flaws with their rows, each a way to the field that mends it."""

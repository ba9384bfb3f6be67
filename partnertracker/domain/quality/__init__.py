"""Data quality: what is missing, stale or contradictory, each kind of flaw declared once."""

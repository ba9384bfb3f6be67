"""Measures how fast the program is, each figure as a ratio to something run beside it in the same call."""

"""How a file came about, as its log tells."""

MADE_UP = "Fill with a made-up programme"
"""The label of the step that makes the demo."""

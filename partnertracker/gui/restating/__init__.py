"""As known then, and as seen today: which figures differ, by which rows, through whose steps."""

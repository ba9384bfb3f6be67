"""Records that may be one: merged in a window field by field, found in a list for the whole file."""

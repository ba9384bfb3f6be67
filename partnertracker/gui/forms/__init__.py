"""Forms: one input per field, checked beside it as one types, saved by themselves."""

"""Charts that one looks into: bars or a line, with the target, and what each point says."""

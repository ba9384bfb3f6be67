"""Bringing in a spreadsheet: choose the file, map its columns, check what would change, import."""

"""What a table on screen shows: its columns, which rows, in which order, and their sum."""

"""The Health view: a board of partners by status, and beside it the partner that was chosen."""

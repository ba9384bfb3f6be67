"""What the words of a partner programme mean: no Qt, no SQL, no files, no clock."""

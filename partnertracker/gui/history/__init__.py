"""What was done to the file, taking it back, the bin, and what a field held before."""

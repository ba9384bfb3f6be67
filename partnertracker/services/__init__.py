"""What a person can do with a file, whichever face (window or command line) they use."""

"""The command line: a face over the services that works without a display."""

"""The window: a face over the services."""

"""A made-up programme that behaves like a real one, so that every view has something true to show."""

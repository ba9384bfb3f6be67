"""How the window looks: colours, type, icons and plain-text controls."""

"""The change bridge: how a figure came from one day's to another day's, row by row. See docs/bridge.md."""

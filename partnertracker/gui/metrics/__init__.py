"""The Metrics view: every figure against its target, and the chosen one with what is behind it."""

"""The questions of the Metrics view, asked of two databases."""

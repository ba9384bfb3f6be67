"""A year of costs or of company revenue in one grid: lines down, months across."""

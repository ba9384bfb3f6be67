"""What is measured: a metric is one catalogue entry and one pure function that returns its evidence."""

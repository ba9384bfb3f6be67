"""One SQLite file: gates, migrations, the one write path, the change log."""

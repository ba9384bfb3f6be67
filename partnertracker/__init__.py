"""Partner Tracker: run a partner programme from one file, offline."""

__version__ = "0.1.0"

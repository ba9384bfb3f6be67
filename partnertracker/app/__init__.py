"""Introduces the parts to each other: storage to the services, and the program to its two faces."""

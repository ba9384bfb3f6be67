"""Introduces the parts to each other: storage to the services, and the program to its two faces."""

JUDGE_ASIDE = "--judge-aside"
"""The argument with which the program starts itself as a second process; no command for people."""

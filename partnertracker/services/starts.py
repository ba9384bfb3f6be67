"""The arguments with which the program starts itself as a second process; no commands for people."""

JUDGE_ASIDE = "--judge-aside"
READ_WORKBOOK = "--read-workbook"

"""What all commands share at the terminal: reading arguments and files, writing results, saying sentences."""

STANDARD_INPUT = "-"
"""The name that stands for standard input; as a result, for standard output."""

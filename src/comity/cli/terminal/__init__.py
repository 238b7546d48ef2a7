"""What all commands share at the terminal: reading arguments and files, writing results, saying sentences."""

"""``rapidfuzz`` in plain Python, as far as words in common go."""

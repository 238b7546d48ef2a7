"""Values and files: one file per format, each with what it can read and what it can write."""

"""What is printed of a text, in whatever format."""

"""The life of a consultation: opened, closed."""

"""Meetings and who presides over them."""

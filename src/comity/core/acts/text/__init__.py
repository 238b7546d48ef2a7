"""Everything that is done to a text: tabled, changed, commented on, ruled on, issued."""

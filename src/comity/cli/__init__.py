"""The command ``comity``: one file per command."""

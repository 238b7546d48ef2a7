"""What the parties want discussed."""

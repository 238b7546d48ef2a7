"""What templates may say by themselves."""

"""How one base becomes the next: settlements applied, authorship kept, everything pending carried over."""

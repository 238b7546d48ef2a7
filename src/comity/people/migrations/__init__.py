"""How the tables of ``comity.people`` came to be."""

"""How the tables of ``comity.registry`` came to be."""

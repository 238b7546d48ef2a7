"""How the table of visits came to be."""

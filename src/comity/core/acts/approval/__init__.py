"""How an agreed text becomes final."""

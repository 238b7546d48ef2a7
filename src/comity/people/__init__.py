"""Who is behind a seat: accounts, the seats they hold, and the invitations that let them in. None of it is in a record."""

"""Where records are kept: one append-only log per consultation. ``append`` is the door in, ``read`` the door out."""

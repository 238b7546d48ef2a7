"""By which keys a party signs: added, revoked, recovered."""

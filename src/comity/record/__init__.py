"""The record's formats, pure: canonical statements, leaves, and the Merkle tree that holds them."""

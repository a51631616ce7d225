"""Recipes: sign, verify, seal, open, hash trees. The only room that knows the cryptographic libraries."""

"""Somebody says that a listing is not right; a steward answers."""

"""Somebody says how it was: a listing, or the way to help. Private, for those who look after the directory."""

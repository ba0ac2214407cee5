"""Raising a flag in two taps, from wherever something failed."""

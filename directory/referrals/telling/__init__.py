"""Telling somebody else what the person agreed that they are told: their GP surgery, or one organisation they named."""

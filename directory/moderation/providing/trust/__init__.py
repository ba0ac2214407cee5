"""Whose everyday changes are live at once: for stewards, from how their changes have gone."""

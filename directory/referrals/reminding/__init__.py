"""Reminders people asked for: set with them, sent at hours that are safe, stopped by a link in each."""

"""Freshness: what keeps a listing true after it was published. Reminders, checks, ageing, owners."""

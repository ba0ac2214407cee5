"""Conversations, contacts, plans and letters."""

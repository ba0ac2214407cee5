"""Conversations: what matters to somebody first, then needs, then what is done about each. Written down once."""

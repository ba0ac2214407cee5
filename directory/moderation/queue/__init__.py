"""The one queue of everything that waits for a steward."""

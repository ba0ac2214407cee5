"""Listings of the same thing: found over the whole directory and at entry, joined into one, and parted again."""

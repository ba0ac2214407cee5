"""The copy of everything kept about one person, for that person."""

"""Those who run something keep its listing: claims, their home, edits, room, closures, endings, letters."""

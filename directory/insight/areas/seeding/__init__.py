"""Derives seeds/areas from public data; needed only by those who maintain Waypost."""

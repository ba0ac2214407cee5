"""Listings as search sees them: `read_documents` turns rows of the directory into `SearchDocument`s."""

from directory.search.documents.reading import Library, read_documents
from directory.search.documents.record import Reach, SearchDocument, Standing, VenuePoint

__all__ = ["Library", "Reach", "SearchDocument", "Standing", "VenuePoint", "read_documents"]

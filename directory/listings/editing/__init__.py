"""A listing as one piece of content: read it, check it, write it, and go back to any version of it."""

from directory.listings.editing.content import Content
from directory.listings.editing.fields import FIELDS, ListingField, Risk, highest, risk_of
from directory.listings.editing.reading import read_content
from directory.listings.editing.versions import content_seen, edited_here, edited_of_source, version_called, versions_of
from directory.listings.editing.writing import create_listing, restore_version, write_content

__all__ = [
    "FIELDS",
    "Content",
    "ListingField",
    "Risk",
    "content_seen",
    "create_listing",
    "edited_here",
    "edited_of_source",
    "highest",
    "read_content",
    "restore_version",
    "risk_of",
    "version_called",
    "versions_of",
    "write_content",
]

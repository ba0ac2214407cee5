"""Where to go back to after saving: a path of this site and nothing else, and the note that the next page shows."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

NOTE = "shortlist"
LONGEST = 2000

#: Browsers drop tabs and treat backslashes as slashes, so what is allowed is listed, not what is forbidden.
_SEGMENT = r"[A-Za-z0-9\-._~%!$&'()*+,;=:@]+"
_PATH = re.compile(rf"/(?:{_SEGMENT}(?:/{_SEGMENT})*/?)?\Z")
_QUERY = re.compile(r"[A-Za-z0-9\-._~%!$&'()*+,;=:@/?]*\Z")

NOTES = {
    "saved": "Saved to your list.",
    "already": "That is already on your list.",
    "full": "Your list is full: it holds 40 at most. Take something off, then save the new one.",
    "search_saved": "The search is on your list.",
    "search_already": "That search is already on your list.",
    "full_of_searches": "Your list holds 10 searches at most. Take one off, then keep the new one.",
    "removed": "Taken off your list.",
    "moved": "Moved.",
    "copied": "Copied to your own list.",
    "kept": "Your list is kept for another 90 days.",
    "forgotten": "Your list is deleted.",
}


def local_path(given: str | None, otherwise: str) -> str:
    """The path and query if they are ours, else the other one."""
    if not given or len(given) > LONGEST:
        return otherwise
    path, _, query = given.partition("?")
    return given if _PATH.match(path) and _QUERY.match(query) else otherwise


def read_arguments(given: str) -> list[tuple[str, str]]:
    """The arguments of an address, at most a hundred; what is no argument is left out."""
    try:
        return parse_qsl(given, max_num_fields=100)
    except ValueError:
        return []


def with_note(path: str, note: str) -> str:
    """The path with a note for the next page, instead of any note it had."""
    parts = urlsplit(path)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != NOTE]
    return urlunsplit(("", "", parts.path, urlencode([*kept, (NOTE, note)]), ""))

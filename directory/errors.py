"""The kinds of refusal the domain speaks in. Knows nothing of HTTP; `web.error_pages` translates."""


class WaypostError(Exception):
    """Anything Waypost refuses on purpose; the message is a sentence for a person."""


class RuleBroken(WaypostError):
    """A rule of an operation was not met; `field` names the form field it belongs to, if any."""

    def __init__(self, field: str | None, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class Conflict(WaypostError):
    """Too late: the record has moved on since the person saw it, or the move is not allowed any more."""


class NotVisible(WaypostError):
    """The thing does not exist for this person. Answered as 404 so that its existence is not told."""


class NotAllowed(WaypostError):
    """The person sees the thing but may not do this to it."""


class Unavailable(WaypostError):
    """A part the request needs cannot answer now; nothing was changed. Never shown as an empty result."""

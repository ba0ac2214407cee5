"""The pages of "Add a group or service". Each module puts its views on the one blueprint."""

from directory.moderation.submission.routes import checking, confirming, start, stepping, typing_aids
from directory.moderation.submission.routes.blueprint import blueprint

PAGES = (checking, confirming, start, stepping, typing_aids)

__all__ = ["PAGES", "blueprint"]

"""What the worker does with the messages of those who run something: one table of all of them."""

from directory.moderation.providing.claims.messages import HANDLERS as CLAIMS
from directory.moderation.providing.ending.listening import HANDLERS as ENDING
from directory.moderation.providing.quarterly.messages import HANDLERS as QUARTERLY
from directory.notifications.outbox import Handler

HANDLERS: dict[str, Handler] = {**CLAIMS, **ENDING, **QUARTERLY}

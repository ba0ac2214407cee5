"""The only upward messages: a lower package tells, a higher one may listen. Senders pass ids, never records."""

from blinker import Namespace

_signals = Namespace()

#: Sent with `service_ids: list[UUID]` inside the transaction that changed, added or removed services.
service_changed = _signals.signal("service-changed")

"""The only upward messages: a lower package tells, a higher one may listen. Senders pass ids, never records."""

from blinker import Namespace

_signals = Namespace()

#: Sent with `service_ids: list[UUID]` inside the transaction that changed, added or removed services.
service_changed = _signals.signal("service-changed")

#: Sent with `at: datetime` inside the transaction that loaded the demonstration with its people.
demo_loaded = _signals.signal("demo-loaded")

#: Sent with `at: datetime` inside the transaction that loaded the demonstration's year of people and referrals.
demo_year_loaded = _signals.signal("demo-year-loaded")

#: Sent with `at: datetime` inside the same transaction, once what stayed unmet in that year is flagged.
demo_flagged = _signals.signal("demo-flagged")

#: Sent with `service_id: UUID` and `organization_id: UUID | None` when somebody is shown a listing's own page.
listing_read = _signals.signal("listing-read")

#: Sent with `service_ids: list[UUID]` and `closing_on: date | None` inside the transaction that gave listings a last
#: day, moved it, or took it away.
listing_closing = _signals.signal("listing-closing")

#: Sent with `referral_id: UUID`, `frm: str` and `to: str` (status codes) inside the transaction that moved a referral.
referral_moved = _signals.signal("referral-moved")

#: Sent with `action_id: UUID` inside the transaction in which somebody said that a need stays unmet.
#: `is_follow_up: bool` tells that a follow-up found it.
need_unmet = _signals.signal("need-unmet")

#: Sent with `action_id: UUID` inside the transaction, before what was noted by mistake is taken back.
action_removed = _signals.signal("action-removed")

#: Sent with `follow_up_id: UUID` and `answer: str` (a code) inside the transaction in which somebody who was waiting
#: for help was told that something has opened.
help_told = _signals.signal("help-told")

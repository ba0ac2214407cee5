"""Every address about people and what it is about: tests/referrals/test_matrix.py asks each of them as everybody.

Add a line when you add a page under one of `PATHS`.
"""

from collections.abc import Mapping
from enum import Enum

PATHS = ("/people", "/conversations", "/referrals", "/follow-ups", "/caseload")


class About(Enum):
    """What an address is about, so who reaches it."""

    SOMEBODY = "one person, or what is theirs: seen by their connector, the team, and nobody else"
    WORK = "no one thing: lists and forms in which each finds only what is theirs"


S, W = About.SOMEBODY, About.WORK
#: Every endpoint under `PATHS`.
TABLE: Mapping[str, About] = {
    "agreement.agreements": S,
    "agreement.withdrawals": S,
    "caseload.answered": S,
    "caseload.caseload": W,
    "caseload.colleague": W,
    "caseload.draw": W,
    "caseload.found": W,
    "caseload.handover": W,
    "caseload.overlap": W,
    "caseload.queue": W,
    "caseload.referrals": W,
    "caseload.sample": S,
    "caseload.samples": W,
    "caseload.taken_on": S,
    "caseload.team": W,
    "caseload.today": W,
    "conversations.action_removal": S,
    "conversations.actions": S,
    "conversations.conversation": S,
    "conversations.conversation_person": S,
    "conversations.conversations": W,
    "conversations.copies": S,
    "conversations.letter": S,
    "conversations.letters": W,
    "conversations.listings": S,
    "conversations.needs": S,
    "conversations.new_conversation": W,
    "conversations.new_words": S,
    "conversations.plan": S,
    "conversations.plan_text": S,
    "conversations.posting": S,
    "conversations.prevention": S,
    "conversations.prevention_file": S,
    "conversations.technology": S,
    "conversations.words": S,
    "conversations.worries": W,
    "conversations.worry": W,
    "exchange.case_file": S,
    "exchange.case_file_copies": S,
    "following.answer": S,
    "following.attempts": S,
    "following.completion": S,
    "following.day": S,
    "following.follow_up": S,
    "following.next_step": S,
    "following.outcome": S,
    "following.referral": S,
    "following.step": S,
    "following.steps": S,
    "keeping.copies": S,
    "keeping.copy": S,
    "keeping.copy_json": S,
    "keeping.erased": W,
    "keeping.erasure": S,
    "keeping.hold": S,
    "keeping.hold_removal": S,
    "keeping.privacy": S,
    "goals.completion": S,
    "goals.ending": S,
    "goals.goals": S,
    "goals.name": S,
    "goals.new_goal": S,
    "goals.new_step": S,
    "goals.steps": S,
    "outcomes.measures": S,
    "outcomes.new_measures": S,
    "outcomes.take": S,
    "people.carer_removal": S,
    "people.closure": S,
    "people.communication": S,
    "people.communication_check": S,
    "people.details": S,
    "people.new_carer": S,
    "people.new_person": W,
    "people.person": S,
    "people.readings": S,
    "people.reason": S,
    "people.reopening": S,
    "people.safety": S,
    "referring.agreement": S,
    "referring.agreements": S,
    "referring.checks": W,
    "referring.details": W,
    "referring.draft": S,
    "referring.draft_changes": S,
    "referring.draft_removal": S,
    "referring.new_referral": W,
    "referring.receipt": S,
    "referring.referrals": W,
    "reminding.begin": S,
    "reminding.ending": S,
    "reminding.new_reminder": S,
    "reminding.reminders": S,
    "telling.letter": S,
    "telling.letters": S,
    "telling.new_letter": S,
}
#: What opens before the reason is asked, each with why that is right.
OPENS_AT_ONCE = {
    "people.reason": "it is the page that asks",
    "caseload.sample": "questions about a reference; the record behind it asks why",
    "caseload.answered": "the same",
    "caseload.taken_on": "taking somebody from the queue makes them one's own; nothing of them is shown",
}

"""Sections of a copy about what happened: conversations, what was done, referrals, follow-up, measures."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from directory.referrals.models import (
    ContactAction,
    Conversation,
    FollowUp,
    Goal,
    GoalStep,
    OutcomeScore,
    PersonalReminder,
    PlanCopy,
    Referral,
)
from directory.referrals.privacy.copies.copy import Book, Item, item, moment, rows, said, yes
from directory.referrals.referring.receipt_codes import code_of


def conversations(book: Book) -> Iterator[Item]:
    copies = _plan_copies(book)
    for talk in rows(book, Conversation, Conversation.at):
        family = talk.family_help or {}
        yield item(
            f"Conversation, {talk.channel.label.lower()}",
            ("When", talk.at),
            ("What matters to you", book.words(talk.what_matters)),
            ("What you are good at", book.words(talk.strengths)),
            ("What you would like to offer", book.words(talk.contribution)),
            ("Help by family or friends", [f"{said(key)}: {book.words(str(value))}" for key, value in family.items()]),
            ("Note", book.words(talk.note)),
            ("Needs", [book.needs.get(code, code) for code in talk.needs]),
            ("Life changes", list(talk.transitions)),
            ("Technology", talk.technology),
            ("A worry about harm was passed to", talk.passed_to),
            ("Copies of your plan", copies.get(talk.id, [])),
        )


def _plan_copies(book: Book) -> dict[UUID, list[str]]:
    """How and when copies of the plan went to them, by conversation."""
    of = select(PlanCopy).join(Conversation, Conversation.id == PlanCopy.conversation_id)
    found: dict[UUID, list[str]] = {}
    for each in book.session.scalars(of.where(Conversation.person_id == book.person.id).order_by(PlanCopy.id)):
        why = f": {said(each.held)}" if each.held else ""
        left = f"left {moment(each.sent_at)}" if each.sent_at else f"not sent{why}"
        line = f"{each.way.label}, asked for {moment(each.asked_at)}, {left}"
        found.setdefault(each.conversation_id, []).append(line)
    return found


def actions(book: Book) -> Iterator[Item]:
    for action in rows(book, ContactAction, ContactAction.at):
        yield item(
            action.kind.label,
            ("When", action.at),
            ("Need", book.needs.get(action.need or "", action.need)),
            ("Why it stayed unmet", action.unmet_reason),
            ("How much it mattered", action.severity),
            ("Somebody goes along", "yes" if action.accompanied else None),
            ("Note", book.words(action.note)),
            ("Did it help", action.helped),
            ("Something is still needed", yes(action.still_needed)),
            ("Ended", action.closed_on),
        )


def referrals(book: Book) -> Iterator[Item]:
    of = select(Referral).where(Referral.person_id == book.person.id).options(joinedload(Referral.service))
    for referral in book.session.scalars(of.order_by(Referral.created_at, Referral.id)):
        shared = {key: value for key, value in referral.shared.items() if value}
        words = [book.words(value) if isinstance(value, str) else said(key) for key, value in shared.items()]
        yield item(
            f"{referral.reference} to {referral.service.name}",
            ("Made", referral.created_at),
            ("Made by", referral.source),
            ("Need", book.needs.get(referral.need, referral.need)),
            ("Groups", list(referral.cohorts)),
            ("How soon", referral.urgency),
            ("Needed by", referral.start_by),
            ("Not before", referral.not_before),
            ("The code of your receipt", code_of(referral)),
            ("What the service reads", book.words(referral.summary)),
            ("What is shared", words),
            ("Checked before", [f"{said(rule)}: {found}" for rule, found in referral.pre_check.items()]),
            ("Is now", referral.status),
            ("Since", referral.status_since),
            ("Sent", referral.submitted_at),
            ("Seen", referral.acknowledged_at),
            ("Answered", referral.decided_at),
            ("Expected start", referral.expected_start_on),
            ("Wait in weeks", referral.wait_weeks),
            ("Started", referral.started_on),
            ("Ended", referral.ended_on),
            ("Why they could not help", referral.declined),
            ("Why you did not go", referral.not_taken_up),
            ("How it ended", referral.closure_reason or referral.ended_because),
            ("Moves", [_move(book, event) for event in referral.events]),
            ("Others named in it", [each.part.label for each in referral.participants]),
        )


def goals(book: Book) -> Iterator[Item]:
    of = select(Goal).where(Goal.person_id == book.person.id).options(selectinload(Goal.steps))
    for goal in book.session.scalars(of.order_by(Goal.id)):
        yield item(
            "What you are working towards",
            ("In your words", book.words(goal.words)),
            ("Named", goal.created_at),
            ("Steps", [_goal_step(book, step) for step in goal.steps]),
            ("Ended", goal.ended_on),
            ("Reached", yes(goal.is_reached) if goal.ended_on else None),
        )


def _goal_step(book: Book, step: GoalStep) -> str:
    days = (
        f"by {step.due_on:%d %B %Y}" if step.due_on else "",
        f"done {step.done_on:%d %B %Y}" if step.done_on else "",
    )
    return ", ".join(part for part in (book.words(step.words), *days) if part)


def _move(book: Book, event: Any) -> str:
    why = "; ".join(filter(None, (event.reason and said(event.reason), book.words(event.note))))
    days = ", ".join(f"{said(key)} {value}" for key, value in event.facts.items() if key in ("day", "weeks"))
    line = f"{moment(event.at)}: {event.to.label}, by the {event.mover.value}"
    return ". ".join(filter(None, (line, why, days)))


def reminders(book: Book) -> Iterator[Item]:
    for each in rows(book, PersonalReminder, PersonalReminder.first_on):
        yield item(
            "A reminder you asked for",
            ("About", book.words(each.words)),
            ("How", each.way),
            ("How often", each.every),
            ("When in the day", each.part),
            ("Safe times as they stood then", book.words(each.safe_times)),
            ("First", each.first_on),
            ("Last", each.last_on),
            ("How many left", each.sent),
            ("The last one", each.sent_at),
            ("Why the last one was not sent", each.held and said(each.held)),
            ("Ended", each.ended_at),
        )


def follow_ups(book: Book) -> Iterator[Item]:
    for task in rows(book, FollowUp, FollowUp.due_on):
        yield item(
            task.kind.label,
            ("Due", task.due_on),
            ("First due", task.first_due_on),
            ("Why it was moved", task.moved_reason and said(task.moved_reason)),
            ("Best time", book.words(task.best_time)),
            ("Attempts", [f"{each.get('at', '')}: {said(each.get('outcome', ''))}" for each in task.attempts]),
            ("Done", task.done_at),
            ("Last attempt", task.last_attempt),
            ("Did it help", task.helped),
            ("Something is still needed", yes(task.still_needed)),
            ("Note", book.words(task.note)),
        )


def scores(book: Book) -> Iterator[Item]:
    for score in rows(book, OutcomeScore, OutcomeScore.taken_on):
        answers = [f"{said(key)}: {book.words(str(value))}" for key, value in (score.answers or {}).items()]
        yield item(
            f"{score.measure}, {score.point.label.lower()}",
            ("When", score.taken_on),
            ("Need", book.needs.get(score.need or "", score.need)),
            ("Your answers", answers),
            ("Score", score.score),
            ("Parts of the score", [f"{said(key)}: {value:g}" for key, value in score.parts.items()]),
        )

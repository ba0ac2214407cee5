"""What a plan says: what matters, then the next steps with everything one needs to go there. Knows no query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from directory import clock
from directory.listings.presenters.sheet import SheetEntry
from directory.referrals.codes.work import FOLLOW_UP_DAYS, ActionKind
from directory.referrals.goals.presenters import GoalView
from directory.referrals.models import ContactAction, Conversation
from directory.search.need_queries import is_sensitive

#: The next step as the person reads it. `{name}` is a listing, `{need}` what it was about.
STEPS = {
    ActionKind.INFORMATION: "We talked about this: {need}.",
    ActionKind.SIGNPOST: "You could try {name}.",
    ActionKind.SUPPORTED_INTRO: "We go with you the first time: {name}.",
    ActionKind.REFERRAL: "We asked {name} to get in touch with you.",
    ActionKind.SELF_REFERRAL: "You asked {name} to get in touch with you.",
    ActionKind.UNMET: "We did not find the right help for this yet: {need}. We told those who plan services.",
    ActionKind.ASSESSMENT_REQUEST: "You asked the council for an assessment. They get in touch with you.",
}
#: After what somebody rings two weeks later. About a referral they ask once support has begun.
RUNG_BACK = frozenset({ActionKind.INFORMATION, ActionKind.SIGNPOST, ActionKind.SUPPORTED_INTRO})
A_LISTING = "a service"
SOMETHING = "what you need"


@dataclass(frozen=True)
class PlanStep:
    """One next step. `entry` holds everything one needs to go there; it is missing when the listing is not public."""

    words: str
    entry: SheetEntry | None = None
    is_sensitive: bool = False


@dataclass(frozen=True)
class PlanView:
    """The whole plan."""

    day: date
    reference: str
    what_matters: str
    strengths: str
    contribution: str
    steps: tuple[PlanStep, ...]
    ring_back_on: date | None
    goals: tuple[GoalView, ...] = ()

    @property
    def sendable(self) -> tuple[SheetEntry, ...]:
        """The listings that may stand in a text or an e-mail, which others may read over a shoulder."""
        return tuple(step.entry for step in self.steps if step.entry and not step.is_sensitive)

    @property
    def keeps_back(self) -> bool:
        """Whether something is left out of texts and e-mails."""
        return any(step.entry and step.is_sensitive for step in self.steps)


def plan_view(
    conversation: Conversation,
    actions: Sequence[tuple[ContactAction, str]],
    entries: Mapping[UUID, SheetEntry],
    sensitive: frozenset[UUID],
    need_names: Mapping[str, str],
    *,
    reference: str,
    goals: tuple[GoalView, ...] = (),
) -> PlanView:
    """The plan of a conversation. `actions` come with the name of their listing, or nothing."""
    steps = tuple(
        PlanStep(
            words=_words(action, name, need_names),
            entry=entries.get(action.service_id) if action.service_id else None,
            is_sensitive=bool(action.need and is_sensitive(action.need)) or action.service_id in sensitive,
        )
        for action, name in actions
    )
    return PlanView(
        day=clock.local(conversation.at).date(),
        reference=reference,
        what_matters=conversation.what_matters or "",
        strengths=conversation.strengths or "",
        contribution=conversation.contribution or "",
        steps=steps,
        ring_back_on=_ring_back(conversation, actions),
        goals=goals,
    )


def in_plain_words(plan: PlanView, council: str, phone: str) -> str:
    """The plan as plain text: for a screen reader, or for whoever makes it into Braille, sound or film."""
    lines = ["Your plan", f"{plan.day.day} {plan.day:%B %Y}", ""]
    for heading, words in (
        ("What matters to you", plan.what_matters),
        ("What you are good at", plan.strengths),
        ("What you would like to offer", plan.contribution),
    ):
        lines += [heading, words, ""] if words else []
    for goal in plan.goals:
        marks = [f"{'[done]' if step.is_done else '[    ]'} {step.sentence}" for step in goal.steps]
        lines += ["What you are working towards", goal.words, *marks, ""]
    lines += ["What happens next", ""]
    for number, step in enumerate(plan.steps, start=1):
        lines += [f"{number}. {step.words}", *(_facts(step.entry) if step.entry else ()), ""]
    if plan.ring_back_on:
        lines += [f"We ask how it went around {plan.ring_back_on.day} {plan.ring_back_on:%B}.", ""]
    lines += [f"Questions? Ring {council}, {phone}. Say {plan.reference}." if plan.reference else f"Ring {phone}."]
    return "\n".join(lines) + "\n"


def _facts(entry: SheetEntry) -> list[str]:
    places = [", ".join([place.name, *place.address]).strip(", ") for place in entry.places]
    said = (
        ("Phone", ", ".join(line.number for line in entry.phones)),
        ("When", "; ".join([*entry.times, *(time for place in entry.places for time in place.times)])),
        ("Where", "; ".join([*places, entry.without_address]).strip("; ")),
        ("Cost", "; ".join(entry.cost)),
        ("Joining", "; ".join(entry.joining)),
    )
    return [f"{label}: {words}" for label, words in said if words]


def _words(action: ContactAction, name: str, need_names: Mapping[str, str]) -> str:
    need = need_names.get(action.need or "", SOMETHING)
    return STEPS[action.kind].format(name=name or A_LISTING, need=need[0].lower() + need[1:])


def _ring_back(conversation: Conversation, actions: Sequence[tuple[ContactAction, str]]) -> date | None:
    """The first day on which somebody asks how it went; nobody rings those whose name is not known."""
    if conversation.person_id is None:
        return None
    days = [
        clock.local(action.at).date() + timedelta(days=FOLLOW_UP_DAYS[action.kind])
        for action, _name in actions
        if action.kind in RUNG_BACK
    ]
    return min(days, default=None)

"""What the page of a conversation says, as plain values. Knows no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from directory import clock
from directory.listings.models import Service
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.conversations.codes import PassedTo, TechnologyAnswer
from directory.referrals.conversations.finding import FoundHere
from directory.referrals.conversations.operations import may_undo
from directory.referrals.conversations.queries import Terms
from directory.referrals.models import ContactAction, Conversation, Referral
from directory.search.need_queries import is_sensitive
from directory.web.wording import british_date

#: Needs that are for the council to look into, never for a provider: the safeguarding route comes first.
NEVER_REFERRED = frozenset({"safe.abuse"})
#: What was done, as a line of the page says it.
SAID = {
    ActionKind.INFORMATION: "Information given",
    ActionKind.SIGNPOST: "Told about",
    ActionKind.SUPPORTED_INTRO: "Introduced to",
    ActionKind.REFERRAL: "Referred to",
    ActionKind.SELF_REFERRAL: "Referred themselves to",
    ActionKind.UNMET: "Nothing suitable",
    ActionKind.ASSESSMENT_REQUEST: "Assessment asked for",
}


@dataclass(frozen=True)
class ActionView:
    """One thing that was done."""

    id: UUID
    words: str
    service_id: UUID | None
    service: str
    detail: str
    can_undo: bool
    referral_id: UUID | None = None
    needs_money: bool = False


@dataclass(frozen=True)
class DraftView:
    """A referral that was begun and not sent."""

    id: UUID
    reference: str
    service: str


@dataclass(frozen=True)
class NeedView:
    """One need, what was done about it, and what was found for it just now."""

    code: str
    name: str
    done: tuple[ActionView, ...] = ()
    drafts: tuple[DraftView, ...] = ()
    found: FoundHere | None = None
    is_sensitive: bool = False
    is_for_safeguarding: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing was done about it yet."""
        return not self.done and not self.drafts


@dataclass(frozen=True)
class Family:
    """Help by family or neighbours, to which they agreed."""

    who: str
    what: str
    impact: str


@dataclass(frozen=True)
class ConversationView:
    """Everything the page says of the conversation itself."""

    id: UUID
    heading: str
    day: str
    channel: str
    version: int
    words: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    family: Family | None
    needs: tuple[NeedView, ...]
    others: tuple[ActionView, ...]
    technology: str
    passed_to: str
    offer: str = field(default="")

    @property
    def has_drafts(self) -> bool:
        """Whether something is written and not sent: one page asks for agreement to all of it."""
        return any(need.drafts for need in self.needs)


def conversation_view(
    conversation: Conversation,
    actions: Sequence[tuple[ContactAction, Service | None]],
    drafts: Iterable[tuple[Referral, str]],
    terms: Terms,
    *,
    reader: UUID,
    at: datetime,
    found: FoundHere | None = None,
) -> ConversationView:
    """The page of a conversation as this reader sees it now."""
    done = [(action.need, action_view(action, service, reader=reader, at=at)) for action, service in actions]
    begun = [
        (referral.need, DraftView(referral.id, referral.reference, name))
        for referral, name in drafts
        if referral.status is ReferralStatus.DRAFT
    ]
    codes = list(dict.fromkeys([*conversation.needs, *(need for need, _ in begun)]))
    day = british_date(clock.local(conversation.at).date())
    return ConversationView(
        id=conversation.id,
        heading=f"Conversation on {day}",
        day=day,
        channel=conversation.channel.label,
        version=conversation.version,
        words=_words(conversation),
        changes=tuple(terms.event_name(code) for code in conversation.transitions),
        family=_family(conversation),
        needs=tuple(
            NeedView(
                code=code,
                name=terms.name_of(code),
                done=tuple(view for need, view in done if need == code),
                drafts=tuple(view for need, view in begun if need == code),
                found=found if found and found.need == code else None,
                is_sensitive=is_sensitive(code),
                is_for_safeguarding=code in NEVER_REFERRED,
            )
            for code in codes
        ),
        others=tuple(view for need, view in done if need not in codes),
        technology=TechnologyAnswer(conversation.technology).label if conversation.technology else "",
        passed_to=PassedTo(conversation.passed_to).label if conversation.passed_to else "",
        offer=conversation.contribution or "",
    )


def action_view(action: ContactAction, service: Service | None, *, reader: UUID, at: datetime) -> ActionView:
    """One thing that was done, as a line."""
    details = [
        action.unmet_reason.label if action.unmet_reason else "",
        f"{action.severity.label} importance" if action.severity else "",
        "somebody goes along the first time" if action.accompanied else "",
        action.note or "",
    ]
    return ActionView(
        id=action.id,
        words=SAID[action.kind],
        service_id=service.id if service else None,
        service=service.name if service else "",
        detail="; ".join(detail for detail in details if detail),
        can_undo=may_undo(action, reader, at),
        referral_id=action.referral_id,
        needs_money=action.unmet_reason is UnmetReason.COST,
    )


def _words(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    said = (
        ("What matters to them", conversation.what_matters),
        ("What they are good at", conversation.strengths),
        ("What they would like to offer", conversation.contribution),
        ("Note", conversation.note),
    )
    return tuple((label, words) for label, words in said if words)


def _family(conversation: Conversation) -> Family | None:
    told = conversation.family_help
    return Family(told["who"], told["what"], told.get("impact", "")) if told else None

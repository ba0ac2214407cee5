"""What somebody says while they write a conversation down, as plain values."""

from dataclasses import dataclass, field
from uuid import UUID

from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason


@dataclass(frozen=True)
class Area:
    """Where somebody lives, as far as reports count it. The postcode itself is not kept."""

    ward: str | None = None
    lsoa: str | None = None
    district: str | None = None


@dataclass(frozen=True)
class FamilyHelp:
    """Help that family or friends give: counted on only if they agreed to it."""

    who: str
    what: str
    agreed: bool
    impact: str = ""


@dataclass(frozen=True)
class Talk:
    """A conversation in words and codes. What matters comes first; everything but the channel may be left out."""

    channel: Channel = Channel.PHONE
    what_matters: str = ""
    strengths: str = ""
    contribution: str = ""
    needs: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    family_help: FamilyHelp | None = None
    note: str = ""
    area: Area = field(default_factory=Area)


@dataclass(frozen=True)
class Done:
    """One thing that was done about a need. Which facts it takes depends on its kind."""

    kind: ActionKind
    need: str | None = None
    service_id: UUID | None = None
    unmet_reason: UnmetReason | None = None
    severity: Severity | None = None
    accompanied: bool = False
    note: str = ""

"""What somebody says while they write a conversation down, as plain values."""

from dataclasses import dataclass, field

from directory.referrals.codes.contact import Channel


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

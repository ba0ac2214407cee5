"""What somebody agreed to as it stands today, line by line: for the page on which it can be ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory import clock
from directory.referrals.agreement.ledger import holds
from directory.referrals.codes.agreement import Purpose
from directory.referrals.models import Agreement, Referral
from directory.web.wording import short_date

IN_GENERAL = "general"


@dataclass(frozen=True)
class Standing:
    """One purpose for one referral, or in general, by the last thing said. `key` names it in a form."""

    key: str
    about: str
    purpose: str
    said: str
    on: str
    until: str
    holds: bool

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        until = f", until {self.until}" if self.until else ""
        return f"{self.about}: {self.purpose}. {self.said}, {self.on}{until}"


def standings(lines: Iterable[Agreement], referrals: Sequence[Referral], today: date) -> list[Standing]:
    """The last line of each purpose and referral. What was ended in general has ended for every referral."""
    names = {each.id: f"{each.reference}, {each.service.name}" for each in referrals}
    last: dict[tuple[UUID | None, Purpose], Agreement] = {}
    for line in sorted(lines, key=lambda line: (line.at, line.id)):
        last[(line.referral_id, line.purpose)] = line
    shown = ((key, line) for key, line in last.items() if key[0] is None or key[0] in names)
    return [
        Standing(
            key=f"{line.purpose.value} {line.referral_id or IN_GENERAL}",
            about=names[line.referral_id] if line.referral_id else "In general",
            purpose=line.purpose.label,
            said=line.value.label,
            on=short_date(clock.local(line.at)),
            until=short_date(line.expires_on) if line.expires_on else "",
            holds=holds(line, on=today) and not _ended_since(line, last),
        )
        for _key, line in shown
    ]


def _ended_since(line: Agreement, last: Mapping[tuple[UUID | None, Purpose], Agreement]) -> bool:
    general = last.get((None, line.purpose))
    return general is not None and general.at >= line.at and general is not line and not holds(general, on=date.max)

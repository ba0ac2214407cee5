"""An organisation's page: who they are, how to reach them, everything they run and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from directory.listings.models import Organization
from directory.listings.presenters.contact import PhoneLine, WebLink, email_link, phone_lines, web_link
from directory.listings.presenters.facts import paragraphs

#: Public registers by scheme of org-id.guide: what each is called and where an entry is read.
REGISTERS = {
    "GB-CHC": (
        "Charity Commission for England and Wales",
        "https://register-of-charities.charitycommission.gov.uk/charity-search/-/charity-details/{}",
    ),
    "GB-COH": ("Companies House", "https://find-and-update.company-information.service.gov.uk/company/{}"),
    "GB-SC": ("Scottish Charity Regulator", "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}"),
    "GB-NIC": ("Charity Commission for Northern Ireland", "https://www.charitycommissionni.org.uk/charity-details/?regId={}"),
    "GB-MPR": ("Mutuals Public Register", "https://mutuals.fca.org.uk/Search/Society/{}"),
    "GB-CQC": ("Care Quality Commission", "https://www.cqc.org.uk/provider/{}"),
}  # fmt: skip


@dataclass(frozen=True)
class RegisterEntry:
    """A number in a public register; `href` where it can be looked up."""

    register: str
    number: str
    href: str | None


@dataclass(frozen=True)
class OrganizationView:
    """What the page says."""

    id: UUID
    name: str
    sector: str
    paragraphs: tuple[str, ...]
    phones: tuple[PhoneLine, ...]
    email: str
    email_href: str | None
    website: WebLink | None
    entries: tuple[RegisterEntry, ...]
    listings: tuple[Any, ...]
    places: tuple[Any, ...]


def present_organization(
    organization: Organization, *, listings: Sequence[Any], places: Sequence[Any], phones: Sequence[Any]
) -> OrganizationView:
    """Everything the page of one organisation says."""
    return OrganizationView(
        id=organization.id,
        name=organization.name,
        sector=organization.sector.label if organization.sector else "",
        paragraphs=paragraphs(organization.description),
        phones=phone_lines(phones),
        email=(organization.email or "").strip(),
        email_href=email_link(organization.email),
        website=web_link(organization.website),
        entries=tuple(register_entry(row) for row in organization.identifiers),
        listings=tuple(listings),
        places=tuple(places),
    )


def register_entry(row: Any) -> RegisterEntry:
    """A register's name and link; an unknown register is named as it was given."""
    name, address = REGISTERS.get(row.identifier_scheme, (row.identifier_type or row.identifier_scheme, ""))
    return RegisterEntry(name, row.identifier, address.format(quote(row.identifier, safe="")) if address else None)

"""A listing of the provider's organisation in Mansfield, and short ways to propose and decide."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.moderation.proposals import ChangeProposal, ProposalSource, propose_change
from tests.cast import DISTRICT
from tests.factories import listings as make

Propose = Callable[..., ChangeProposal]


@pytest.fixture
def lunch(session: Session, organization: Organization) -> Service:
    """A lunch club in Mansfield."""
    made = make.service(session, "Lunch club", summary="Soup.", organization_id=organization.id)
    make.held_at(session, made, make.location(session, 53.14, -1.2, district_code=DISTRICT))
    return made


@pytest.fixture
def propose(session: Session, lunch: Service, provider: User, at: datetime) -> Propose:
    """Propose a change of the lunch club as its provider."""

    def proposing(service: Service | None = lunch, **content: Any) -> ChangeProposal:
        told = {key: content.pop(key) for key in ("base_version", "email", "source") if key in content}
        user = content.pop("user", provider)
        return propose_change(
            session,
            service=service,
            content=content,
            user=user,
            at=at,
            **{"source": ProposalSource.PROVIDER, **told},
        )

    return proposing

"""What the forms of a record offer: needs by kind, and groups of people to those who may see them."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.accounts.models import User
from directory.extensions import db
from directory.referrals.codes.contact import KIND_OF, CommunicationNeed, NeedKind
from directory.referrals.people.queries import cohorts

#: The communication needs under the heading of their kind, as forms show them.
BY_KIND: Mapping[NeedKind, tuple[CommunicationNeed, ...]] = MappingProxyType(
    {kind: tuple(need for need in CommunicationNeed if KIND_OF[need] is kind) for kind in NeedKind}
)


def show_cohorts(user: User) -> dict[str, str]:
    """The groups to choose from; none for a volunteer, who sees nobody's."""
    return {} if user.is_volunteer else cohorts(db.session())

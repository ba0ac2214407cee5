"""When somebody of staff fills in the self-check with a person: how they sat together, kept with the list they made."""

from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in
from directory.db import Coded


class Assisted(Coded):
    """How a member of staff and the person spoke."""

    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "Face to face"
    HOME_VISIT = "home_visit", "At their home"


def may_assist() -> bool:
    """Whether whoever is looking works with people: only they are asked, and only they are believed."""
    user = signed_in()
    return user is not None and user.may(Permission.SEE_PROFESSIONAL)


def assisted_by(given: str | None) -> Assisted | None:
    """What the form said, from somebody who may say it."""
    known = {each.value: each for each in Assisted}
    return known.get(given or "") if may_assist() else None

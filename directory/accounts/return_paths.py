"""Where to go after signing in: a path on this site, or the page that the person's work begins on."""

import re

from directory.accounts.models import User
from directory.accounts.roles import Permission

#: Characters an address of ours is made of. Browsers drop tabs and turn backslashes: neither is among them.
_LOCAL = re.compile(r"/(?!/)[A-Za-z0-9_./?=&%~+,:@-]*\Z")
LONGEST = 500

ACCOUNT = "/account"
#: Permissions on which work rests, the most pressing work first: whoever has several begins with the first of them.
ORDER = (
    Permission.MODERATE,
    Permission.MANAGE_PEOPLE,
    Permission.SUPERVISE,
    Permission.REFER,
    Permission.REFER_AS_PARTNER,
    Permission.CLOSE_GAPS,
    Permission.SEE_TRUTH,
    Permission.EDIT_OWN_LISTINGS,
    Permission.REVIEW_WORDS,
    Permission.CONTRIBUTE,
)
#: Where the work begins that rests on a permission, and what its page is called. `begins_at` adds a feature's page.
HOMES: dict[Permission, tuple[str, str]] = {
    Permission.MODERATE: ("/staff", "Staff pages"),
    Permission.MANAGE_PEOPLE: ("/staff/people", "People"),
    Permission.CLOSE_GAPS: ("/insight", "Where help is missing"),
    Permission.SEE_TRUTH: ("/staff/truth", "How true the directory is"),
    Permission.EDIT_OWN_LISTINGS: ("/provider", "Your listings"),
    Permission.CONTRIBUTE: ("/suggestions/new", "Suggest something"),
}


def begins_at(permission: Permission, path: str, words: str) -> None:
    """Say, when the application starts, on which page the work begins that rests on a permission."""
    HOMES[permission] = (path, words)


def local(path: str | None) -> str | None:
    """The path if it surely stays on this site, else nothing."""
    return path if path and len(path) <= LONGEST and _LOCAL.match(path) else None


def local_page(path: str | None) -> str:
    """The path without what was searched for or typed, to go into a letter; empty when there is none."""
    return (local(path) or "").partition("?")[0]


def home_of(user: User) -> tuple[str, str]:
    """The address and the name of the page this person's work begins on."""
    return next((HOMES[each] for each in ORDER if each in HOMES and user.may(each)), (ACCOUNT, "Your account"))


def after_sign_in(user: User, wanted: str | None) -> str:
    """Where somebody goes who has just signed in."""
    return local(wanted) or home_of(user)[0]

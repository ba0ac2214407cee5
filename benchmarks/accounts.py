"""Who pages for staff are opened as. Nobody signs in with these accounts: a session is put together for them."""

from sqlalchemy import select

from directory import encryption
from directory.accounts.entering import contents_for
from directory.accounts.models import RoleGrant, User
from directory.accounts.roles import Role
from directory.extensions import db


def account_of(role: Role) -> User:
    """Somebody with this one role, detached and ready for `contents_for`; needs the application's context."""
    email = f"bench.{role.value}@example.org"
    mark = encryption.fingerprint(email)
    user = db.session.scalars(select(User).where(User.email_fingerprint == mark)).first()
    if user is None:
        user = User(email=email, email_fingerprint=mark, name=f"Bench {role.value.title()}")
        user.totp_secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- nobody signs in with it
        user.grants = [RoleGrant(role=role)]
        db.session.add(user)
        db.session.commit()
    db.session.refresh(user)
    contents_for(user)  # reads what a session holds of somebody, while there is a database to read it from
    db.session.expunge(user)
    return user

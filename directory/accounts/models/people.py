"""People who sign in, the roles they were given and the organisations they belong to.

The e-mail address lives here and nowhere else, encrypted; it is found again by its fingerprint.
"""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory import clock
from directory.accounts.models.teams import TeamMember
from directory.accounts.models.ways_in import Passkey, RecoveryCode
from directory.accounts.roles import SECOND_FACTOR, MembershipKind, Permission, Role, permissions_of
from directory.db import Identified, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model


def _random_mark() -> str:
    return secrets.token_hex(32)


class User(Identified, Model):
    """Somebody with an account. Its address was confirmed: an account begins with a link that was mailed."""

    __tablename__ = "user_account"

    email: Mapped[str] = mapped_column(EncryptedText)
    email_fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info={"fingerprint_of": "email"})
    name: Mapped[str] = mapped_column(EncryptedText, default="", doc="What colleagues read; may be empty")
    password: Mapped[str | None] = mapped_column(String(255), doc="Argon2id; empty for passkeys and mailed links only")
    active: Mapped[bool] = mapped_column(default=True, doc="False once an administrator has disabled the account")
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64), unique=True, default=_random_mark, doc="What a session names; a new one ends every session"
    )
    passkey_handle: Mapped[str] = mapped_column(String(64), unique=True, default=_random_mark)
    totp_secret: Mapped[str | None] = mapped_column(EncryptedText, doc="Shared with the person's authenticator app")
    totp_last_counter: Mapped[int | None] = mapped_column(doc="The last code used, so that none works twice")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    last_signed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    grants: Mapped[list["RoleGrant"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="RoleGrant.id",
        foreign_keys="RoleGrant.user_id",
        lazy="selectin",
    )
    memberships: Mapped[list["Membership"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Membership.id", lazy="selectin"
    )
    team_member: Mapped[TeamMember | None] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    passkeys: Mapped[list[Passkey]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=Passkey.id
    )
    recovery_codes: Mapped[list[RecoveryCode]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=RecoveryCode.id
    )

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Whether the account may be signed in to."""
        return self.active

    def get_id(self) -> str:
        """What a session holds to find this person again."""
        return self.fs_uniquifier

    @property
    def actor(self) -> str:
        """How the audit record names this person."""
        return f"user:{self.id}"

    @property
    def roles(self) -> frozenset[Role]:
        """Every role: those given, the one that comes with an organisation, and the one that everybody has."""
        own = {grant.role for grant in self.grants} | {Role.RESIDENT}
        return frozenset(own | {Role.PROVIDER_EDITOR} if self.memberships else own)

    @property
    def areas(self) -> frozenset[str]:
        """The areas (GSS codes) a steward is limited to; empty stands for everywhere."""
        codes = frozenset(grant.area_code for grant in self.grants if grant.role is Role.STEWARD)
        return frozenset() if "" in codes else codes

    @property
    def permissions(self) -> frozenset[Permission]:
        """All this person may do."""
        return permissions_of(self.roles, everywhere=not self.areas)

    def may(self, permission: Permission) -> bool:
        """Whether this person may do this."""
        return permission in self.permissions

    @property
    def organization_ids(self) -> frozenset[UUID]:
        """The organisations whose listings this person keeps."""
        return frozenset(membership.organization_id for membership in self.memberships)

    def is_trusted_with(self, organization_id: UUID | None) -> bool:
        """Whether everyday changes of this person to an organisation's listings are live at once."""
        return any(each.is_trusted for each in self.memberships if each.organization_id == organization_id)

    @property
    def team_id(self) -> UUID | None:
        """The team of connectors this person belongs to."""
        return self.team_member.team_id if self.team_member else None

    @property
    def is_volunteer(self) -> bool:
        """Whether this person helps as a volunteer: their own people only."""
        return self.team_member is not None and self.team_member.is_volunteer

    def leads(self, organization_id: UUID) -> bool:
        """Whether this person is a lead of the organisation, who may invite others."""
        return any(
            membership.organization_id == organization_id and membership.kind is MembershipKind.LEAD
            for membership in self.memberships
        )

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role of this person asks for more than a password."""
        return not SECOND_FACTOR.isdisjoint(self.roles)

    @property
    def has_second_factor(self) -> bool:
        """Whether there is an authenticator app or a passkey."""
        return self.totp_secret is not None or bool(self.passkeys)

    @property
    def is_second_factor_due(self) -> bool:
        """Whether a second factor must be set up before anything else."""
        return self.needs_second_factor and not self.has_second_factor


class RoleGrant(Identified, Model):
    """One role somebody was given, perhaps for one area only."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("user_id", "role", "area_code"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(coded(Role))
    area_code: Mapped[str] = mapped_column(String(9), default="", doc="A steward's area (GSS); empty for everywhere")
    granted_by_id: Mapped[UUID | None] = mapped_column(Uuid, doc="Who gave it; empty for the terminal")
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Membership(Identified, Model):
    """Somebody keeps the listings of an organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organization_id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    kind: Mapped[MembershipKind] = mapped_column(coded(MembershipKind))
    is_trusted: Mapped[bool] = mapped_column(default=False, doc="Everyday changes are live at once")
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def is_lead(self) -> bool:
        """Whether they invite others and take them out."""
        return self.kind is MembershipKind.LEAD

"""Private text is unreadable in the database, and its keys can be changed."""

from datetime import datetime

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from directory import encryption
from directory.extensions import db
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.models import Concern
from directory.moderation.concerns.operations import raise_concern
from directory.settings import SettingsError, load_settings
from tests.factories import listings as factory

pytestmark = pytest.mark.usefixtures("ring")


def test_what_goes_in_comes_out_and_no_two_look_alike() -> None:
    one, other = encryption.encrypt("ann@example.org"), encryption.encrypt("ann@example.org")
    assert one != other
    assert "ann" not in one
    assert encryption.decrypt(one) == encryption.decrypt(other) == "ann@example.org"


def test_an_old_key_still_reads_and_the_newest_writes() -> None:
    old, new = encryption.new_key(), encryption.new_key()
    encryption.use_keys(old, "")
    written = encryption.encrypt("ann")
    encryption.use_keys(f"{new}, {old}", "")
    assert encryption.decrypt(written) == "ann"
    assert Fernet(new).decrypt(encryption.encrypt("bob")) == b"bob"


def test_a_text_whose_key_is_gone_is_refused_in_words() -> None:
    written = encryption.encrypt("ann")
    encryption.use_keys(encryption.new_key(), "")
    with pytest.raises(encryption.CannotRead, match="Add the old key again"):
        encryption.decrypt(written)


def test_rotation_writes_every_private_field_with_the_newest_key(session: Session, at: datetime) -> None:
    old, new = encryption.new_key(), encryption.new_key()
    encryption.use_keys(old, "")
    listing = factory.service(session)
    raise_concern(session, service=listing, kind=ConcernKind.CLOSED, text="Shut", email="ann@example.org", at=at)
    session.commit()
    encryption.use_keys(f"{new},{old}", "")
    assert encryption.rotate(session, db.metadata) == 2
    session.commit()
    encryption.use_keys(new, "")
    session.expire_all()
    concern = session.scalars(select(Concern)).one()
    assert (concern.text, concern.reporter_email) == ("Shut", "ann@example.org")
    raw = session.execute(text("SELECT reporter_email FROM concern")).scalar_one()
    assert Fernet(new).decrypt(raw.encode()) == b"ann@example.org"


def test_a_key_that_cannot_work_is_refused_at_the_start() -> None:
    with pytest.raises(SettingsError, match="make one with `waypost keys new`"):
        load_settings(_env_file=None, mode="test", field_keys="short")

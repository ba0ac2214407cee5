"""Letters that came back."""

from datetime import datetime
from mailbox import Maildir
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization
from directory.moderation.freshness.bounces import failed_addresses, read_notices, waiting_in
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import IN_ACCOUNT, open_findings
from directory.moderation.freshness.models import MailStop
from directory.moderation.freshness.reminding import remind
from tests.moderation.freshness.conftest import Listed

NOTICE = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: directory@example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

I could not deliver your letter.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}

--b--
"""


def notice(to: str = "tea@example.org", action: str = "failed", status: str = "5.1.1") -> bytes:
    return NOTICE.format(to=to, action=action, status=status).encode()


def test_a_notice_names_the_address_that_failed() -> None:
    assert failed_addresses(notice("Tea@Example.org")) == ["tea@example.org"]


@pytest.mark.parametrize(
    "raw",
    [
        notice(action="delayed", status="4.4.1"),
        notice(status="4.2.2"),
        notice(to="nobody"),
        b"Subject: hello\n\nI am away until Monday",
        b"\xff\xfe\x00",
        b"",
        notice() + b"x" * 600_000,
    ],
)
def test_what_is_no_failure_for_good_counts_for_nothing(raw: bytes) -> None:
    assert failed_addresses(raw) == []


def test_a_listing_whose_address_fails_is_marked_and_not_written_to_again(
    session: Session, listed: Listed, at: datetime
) -> None:
    tea = listed()
    assert read_notices(session, [notice(), notice()], at).listings == 1
    (finding,) = open_findings(session, [tea.id])
    assert (finding.kind, finding.what) == (FindingKind.EMAIL_BOUNCED, "tea@example.org")
    assert remind(session, at, most=9) == "0 letters"


def test_the_address_of_an_account_stays_in_the_account(
    session: Session, listed: Listed, at: datetime, provider: User, organization: Organization
) -> None:
    tea = listed(organization_id=organization.id)
    read_notices(session, [notice(provider.email)], at)
    (finding,) = open_findings(session, [tea.id])
    assert finding.what == IN_ACCOUNT


def test_an_address_that_nobody_here_has_is_forgotten(session: Session, at: datetime) -> None:
    assert read_notices(session, [notice("stranger@example.com")], at).listings == 0
    assert session.scalars(select(MailStop)).all() == []


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A Maildir with one notice."""
    box = Maildir(str(tmp_path / "bounces"))
    box.add(notice())
    return tmp_path / "bounces"


def test_a_maildir_is_read_once(box: Path) -> None:
    assert [failed_addresses(raw) for raw in waiting_in(box)] == [["tea@example.org"]]
    assert list(waiting_in(box)) == []
    assert len(Maildir(str(box)).keys()) == 1


def test_the_command_reads_a_maildir_or_a_file(app: Flask, session: Session, listed: Listed, box: Path) -> None:
    listed()
    session.commit()
    run = app.test_cli_runner()
    assert "1 listings marked" in run.invoke(args=["bounces", "read", str(box)]).output
    single = box.parent / "one.eml"
    single.write_bytes(notice())
    assert "1 addresses that fail, 0 listings marked" in run.invoke(args=["bounces", "read", str(single)]).output
    assert run.invoke(args=["bounces", "read", str(box.parent / "none")]).exit_code == 2

"""E-mails are written from templates and handed to the transport."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader

from directory.notifications import letters


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with one letter."""
    app.jinja_env.loader = DictLoader(
        {
            "emails/trial/subject.txt": "News of\n {{ name }}",
            "emails/trial/body.txt": "Hello. {{ name }} & friends",
            "emails/bare/subject.txt": "Bare",
            "emails/bare/body.txt": "Only text",
            "emails/trial/body.html": "<p>Hello. {{ name }}</p>",
        }
    )
    return app


def test_a_letter_has_a_subject_of_one_line_and_both_bodies(app: Flask) -> None:
    with app.app_context():
        letters.post("trial", "ann@example.org", name="Tea <b>")
        (mail,) = app.extensions["mailman"].outbox
    assert mail.subject == "News of Tea <b>"
    assert mail.body == "Hello. Tea <b> & friends"
    assert mail.alternatives[0][0] == "<p>Hello. Tea &lt;b&gt;</p>"
    assert mail.from_email == app.extensions["waypost_settings"].council_email


def test_a_letter_without_a_web_page_is_plain(app: Flask) -> None:
    with app.app_context():
        letters.post("bare", "ann@example.org")
        (mail,) = app.extensions["mailman"].outbox
    assert not mail.alternatives


def test_mail_programs_are_told_where_letters_of_a_kind_are_stopped(app: Flask) -> None:
    with app.app_context():
        letters.post("bare", "ann@example.org", stop="https://example.org/stop/1")
        letters.post("bare", "bob@example.org")
        first, second = (mail.message() for mail in app.extensions["mailman"].outbox)
    assert (first["List-Unsubscribe"], second["List-Unsubscribe"]) == ("<https://example.org/stop/1>", None)
    assert second["Auto-Submitted"] == "auto-generated"


def test_letters_can_be_left_in_a_folder(app: Flask, tmp_path: Path) -> None:
    app.extensions["mailman"].backend = "file"
    app.extensions["mailman"].file_path = str(tmp_path / "mail")
    with app.app_context():
        letters.post("bare", "ann@example.org")
    (file,) = (tmp_path / "mail").iterdir()
    assert "To: ann@example.org" in file.read_text()

"""Texts are written from templates and handed to the transport, wherever it leads."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import DictLoader

from directory.notifications import notify
from directory.notifications.texts import dialled, send_text, texts_sent
from directory.settings import Settings, SettingsError, load_settings

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"waypost-{SERVICE}-{SECRET}"


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with one text."""
    app.jinja_env.loader = DictLoader({"texts/trial.txt": "Your code is\n {{ code }}."})
    return app


def use(app: Flask, tmp_path: Path, **values: Any) -> None:
    settings = app.extensions["waypost_settings"]
    app.extensions["waypost_settings"] = settings.model_copy(update={"data_dir": tmp_path, **values})


def test_a_text_is_one_line_to_a_number_that_can_be_dialled(app: Flask) -> None:
    with app.app_context():
        send_text("07700 900 123", "trial", code="4711")
        assert texts_sent() == [("07700900123", "Your code is 4711.")]


@pytest.mark.parametrize(
    ("written", "number"),
    [("(0115) 496-0001", "01154960001"), ("+44 7700 900123", "+447700900123"), (" 07700900123 ", "07700900123")],
)
def test_numbers_are_dialled_without_their_gaps(written: str, number: str) -> None:
    assert dialled(written) == number


def test_texts_can_be_left_in_a_folder_that_only_the_owner_opens(app: Flask, tmp_path: Path) -> None:
    use(app, tmp_path, text_transport="file")
    with app.app_context():
        send_text("07700900123", "trial", code="4711")
    (file,) = (tmp_path / "texts").iterdir()
    assert file.read_text(encoding="utf-8") == "To: 07700900123\n\nYour code is 4711.\n"
    assert (tmp_path / "texts").stat().st_mode & 0o077 == 0


def test_texts_can_be_printed(app: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    use(app, tmp_path, text_transport="console")
    with app.app_context():
        send_text("07700900123", "trial", code="4711")
    assert capsys.readouterr().out == "Text to 07700900123: Your code is 4711.\n"


def test_a_way_out_without_its_key_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="WAYPOST_NOTIFY_KEY"):
        load_settings(_env_file=None, data_dir=tmp_path, text_transport="notify")


class Notify(BaseHTTPRequestHandler):
    """The other side: remembers what it was asked, answers with the status it was told."""

    status: ClassVar[int] = 201
    asked: ClassVar[list[tuple[str, str, dict[str, Any]]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def there() -> Iterator[str]:
    """The address of a server that speaks the protocol."""
    Notify.asked, Notify.status = [], 201
    server = HTTPServer(("127.0.0.1", 0), Notify)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def settings_for(tmp_path: Path, url: str) -> Settings:
    return load_settings(
        _env_file=None,
        data_dir=tmp_path,
        text_transport="notify",
        notify_key=KEY,
        notify_template="7f3b",
        notify_url=url,
    )


def test_a_text_is_handed_over_with_its_template_and_a_signed_proof(tmp_path: Path, there: str) -> None:
    notify.send(settings_for(tmp_path, there), "07700900123", "Your code is 4711.", allow_local=True)
    ((path, proof, body),) = Notify.asked
    assert path == "/v2/notifications/sms"
    assert body == {
        "phone_number": "07700900123",
        "template_id": "7f3b",
        "personalisation": {"message": "Your code is 4711."},
    }
    said, _, signature = proof.removeprefix("Bearer ").rpartition(".")
    expected = hmac.new(SECRET.encode(), said.encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "=") == expected
    assert json.loads(base64.urlsafe_b64decode(said.partition(".")[2] + "=="))["iss"] == SERVICE


def test_a_text_that_is_not_taken_is_tried_again_and_its_number_is_not_told(tmp_path: Path, there: str) -> None:
    Notify.status = 400
    with pytest.raises(notify.TextRefused, match="status 400") as refused:
        notify.send(settings_for(tmp_path, there), "07700900123", "Your code is 4711.", allow_local=True)
    assert "07700" not in str(refused.value)


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(notify.TextRefused, match="WAYPOST_NOTIFY_KEY"):
        notify.token("secret", 0)

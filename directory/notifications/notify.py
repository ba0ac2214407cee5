"""Texts through GOV.UK Notify, or whatever speaks its protocol: one signed request a text. Knows no feature.

The template there has one field, ((message)). Protocol: https://docs.notifications.service.gov.uk/rest-api.html
"""

import base64
import hashlib
import hmac
import http.client
import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from directory import clock
from directory.settings import Settings
from directory.web.outward import NotReached, connection_to, ended_after, reason

SECONDS = 10.0
PATH = "/v2/notifications/sms"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(rf"({_UUID})-({_UUID})\Z")  # a name of its maker's choice, the service's id, the secret


class TextRefused(Exception):
    """The other side did not take the text. Says its status only: its words may quote the number."""


def send(settings: Settings, to: str, words: str, *, allow_local: bool = False) -> None:
    """Hand one text over. Raises `TextRefused` or `NotReached`."""
    body = {"phone_number": to, "template_id": settings.notify_template, "personalisation": {"message": words}}
    parts = urlsplit(settings.notify_url)
    headers = {
        "Host": parts.netloc,
        "Authorization": f"Bearer {token(settings.notify_key, int(clock.now().timestamp()))}",
        "Content-Type": "application/json",
    }
    connection = connection_to(parts, seconds=SECONDS, allow_local=allow_local)
    try:
        with ended_after(connection, SECONDS):
            connection.request("POST", parts.path.rstrip("/") + PATH, body=json.dumps(body), headers=headers)
            status = connection.getresponse().status
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NotReached(reason(error)) from error
    if status >= 300:
        raise TextRefused(f"status {status}")


def token(key: str, issued_at: int) -> str:
    """The signed proof (JSON Web Token, HS256) that a request is ours."""
    found = _KEY.search(key)
    if found is None:
        raise TextRefused("WAYPOST_NOTIFY_KEY is not a key of GOV.UK Notify")
    service, secret = found.groups()
    said = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part({'iss': service, 'iat': issued_at})}"
    return f"{said}.{_coded(hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest())}"


def _part(facts: Mapping[str, str | int]) -> str:
    return _coded(json.dumps(facts, separators=(",", ":")).encode())


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

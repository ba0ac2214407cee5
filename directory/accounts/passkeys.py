"""Passkeys (WebAuthn): what a device is asked, and whether its answer is right. The challenge waits in the session.

Any kind of device will do, one built in as well as a key on a ring, and it must ask its owner for a finger, a face or a
PIN: then a passkey is both steps at once.
"""

import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

import webauthn
from flask import current_app, session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from directory.accounts.models import Passkey, User
from directory.settings import Settings

CHALLENGE = "passkey_challenge"
DEVICE = AuthenticatorSelectionCriteria(
    authenticator_attachment=None,
    resident_key=ResidentKeyRequirement.REQUIRED,
    user_verification=UserVerificationRequirement.REQUIRED,
)


def are_possible() -> bool:
    """Whether browsers make passkeys for this address: not for one written in numbers."""
    try:
        ipaddress.ip_address(_host())
    except ValueError:
        return True
    return False


def options_to_make(user: User) -> dict[str, Any]:
    """What a browser needs to make a passkey for somebody."""
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name="Waypost",
        user_id=bytes.fromhex(user.passkey_handle),
        user_name=user.email,
        user_display_name=user.name or user.email,
        authenticator_selection=DEVICE,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in user.passkeys],
    )
    session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return dict(json.loads(webauthn.options_to_json(options)))


def made(answer: str, name: str) -> Passkey | None:
    """The passkey a browser has made, or nothing if the answer does not fit the question."""
    try:
        verified = webauthn.verify_registration_response(
            credential=answer, require_user_verification=True, **_expected()
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return Passkey(
        name=name,
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
    )


def options_to_use() -> dict[str, Any]:
    """What a browser needs to show a passkey. It names nobody: the device knows whose it is."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(), user_verification=UserVerificationRequirement.REQUIRED
    )
    session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return dict(json.loads(webauthn.options_to_json(options)))


def credential_in(answer: str) -> bytes | None:
    """Which passkey an answer says it is."""
    try:
        return bytes(base64url_to_bytes(json.loads(answer)["rawId"]))
    except (ValueError, KeyError, TypeError):
        return None


def is_right(passkey: Passkey, answer: str) -> bool:
    """Whether the answer was made with this passkey, here, for the question asked; then its counter moves on."""
    try:
        verified = webauthn.verify_authentication_response(
            credential=answer,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
            **_expected(),
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return False
    passkey.sign_count = verified.new_sign_count
    return True


def _expected() -> dict[str, Any]:
    """What an answer must fit. The question is spent by asking for it."""
    challenge = base64url_to_bytes(session.pop(CHALLENGE))
    return {"expected_challenge": challenge, "expected_rp_id": _host(), "expected_origin": _settings().base_url}


def _host() -> str:
    return urlsplit(_settings().base_url).hostname or ""


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings

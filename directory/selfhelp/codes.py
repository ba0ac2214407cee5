"""The key by which a browser owns its list. The code that is read out is `web.spoken_codes`."""

import hashlib
import secrets


def new_key() -> str:
    """What the owner's browser keeps: 192 bits that no one reads out."""
    return secrets.token_urlsafe(24)


def digest(key: str) -> str:
    """What the database keeps of the owner's key."""
    return hashlib.sha256(key.encode()).hexdigest()

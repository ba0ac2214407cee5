"""Writing and sending one text message from templates/texts/<name>.txt. For outbox handlers; knows no feature."""

import sys
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask import current_app, render_template

from directory import clock
from directory.notifications import notify
from directory.settings import Settings

OUTBOX = "waypost_texts"  # where texts lie in `app.extensions` when the transport is memory

Transport = Callable[[Settings, str, str], None]


def send_text(to: str, name: str, /, **facts: Any) -> None:
    """Write the text and hand it to the transport. Raises whatever the transport raises: the outbox tries again."""
    words = " ".join(render_template(f"texts/{name}.txt", **facts).split())
    settings: Settings = current_app.extensions["waypost_settings"]
    _TRANSPORTS[settings.text_transport](settings, dialled(to), words)


def texts_sent() -> list[tuple[str, str]]:
    """Number and words of each text that was sent by the memory transport."""
    sent: list[tuple[str, str]] = current_app.extensions.setdefault(OUTBOX, [])
    return sent


def dialled(number: str) -> str:
    """A phone number as networks take it: digits, with the plus of another country."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return f"+{digits}" if number.strip().startswith("+") else digits


def _print(_settings: Settings, to: str, words: str) -> None:
    sys.stdout.write(f"Text to {to}: {words}\n")
    sys.stdout.flush()


def _keep_in_folder(settings: Settings, to: str, words: str) -> None:
    folder = settings.data_dir / "texts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.txt"
    (folder / name).write_text(f"To: {to}\n\n{words}\n", encoding="utf-8")


def _keep_in_memory(_settings: Settings, to: str, words: str) -> None:
    texts_sent().append((to, words))


def _notify(settings: Settings, to: str, words: str) -> None:
    notify.send(settings, to, words)


_TRANSPORTS: Mapping[str, Transport] = MappingProxyType(
    {"console": _print, "file": _keep_in_folder, "memory": _keep_in_memory, "notify": _notify}
)

"""What is logged meanwhile: each line as the fields that it would be written with."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from directory.web.logs import LOGGER, JsonLines


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@contextmanager
def logged() -> Iterator[list[dict[str, Any]]]:
    """The lines of the block."""
    kept = _Kept()
    before, LOGGER.handlers = LOGGER.handlers, [kept]
    try:
        yield kept.lines
    finally:
        LOGGER.handlers = before

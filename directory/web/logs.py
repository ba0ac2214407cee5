"""Logs as JSON lines with fixed event names and ids as fields. No names, no addresses asked for, no query strings."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask import Flask, Response, g, has_app_context, request

from directory.settings import Settings

LOGGER = logging.getLogger("waypost")
PLAIN = (str, int, float, bool, type(None))


class Event(StrEnum):
    """Every event there is to log. A new one is added here, so that searches over logs can rely on the list."""

    REQUEST = "request"
    FAILURE = "failure"
    HEALTH_FAILED = "health_failed"
    OUTBOX_SENT = "outbox_sent"
    OUTBOX_RETRY = "outbox_retry"
    OUTBOX_DEAD = "outbox_dead"
    JOB_STARTED = "job_started"
    JOB_ENDED = "job_ended"
    JOB_FAILED = "job_failed"
    WORKER_STARTED = "worker_started"
    WORKER_STOPPED = "worker_stopped"
    INDEX_BUILT = "index_built"
    INDEX_FAILED = "index_failed"
    SEARCH_FAILED = "search_failed"
    IMPORT_ENDED = "import_ended"


class NotPlain(TypeError):
    """A log call carried something other than text, numbers, yes and no: it might print a whole record."""


def log(event: Event, **fields: str | int | float | bool | None) -> None:
    """Write one line. Raises `NotPlain` for any value that is not plain."""
    _write(logging.INFO, event, fields)


def log_failure(event: Event, error: BaseException, **fields: str | int | float | bool | None) -> None:
    """Write one line about a failure: the kind of error and where it arose, not its message, which may quote input."""
    fields["error"] = type(error).__name__
    fields["where"] = _where(error)
    _write(logging.ERROR, event, fields)


def _write(level: int, event: Event, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if not isinstance(value, PLAIN):
            raise NotPlain(f"{event}: {name} is a {type(value).__name__}; log its id")
    if has_app_context() and "request_id" in g:
        fields["request_id"] = g.request_id
    LOGGER.log(level, event.value, extra={"fields": fields})


def _where(error: BaseException) -> str:
    traceback = error.__traceback__
    steps = []
    while traceback:
        code = traceback.tb_frame.f_code
        steps.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return " > ".join(steps[-6:])


class JsonLines(logging.Formatter):
    """A record as one line of JSON, its time in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        fields: dict[str, Any] = vars(record)["fields"]
        about = {"event": record.getMessage(), "level": record.levelname.lower(), "timestamp": at}
        return json.dumps(fields | about, ensure_ascii=True)


def configure(level: str) -> None:
    """Send every line to standard error as JSON, in UTC, with the request's reference when there is one."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    LOGGER.handlers = [lines]
    LOGGER.propagate = False
    LOGGER.setLevel(level)


def init_app(app: Flask, settings: Settings) -> None:
    """Log one line a request: which endpoint, how it ended, how long it took. The address itself may hold a code."""
    configure(settings.log_level)
    app.before_request(_start)
    app.after_request(_line)


def _start() -> None:
    g.started = time.perf_counter()


def _line(response: Response) -> Response:
    if request.endpoint != "static":
        spent = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        log(
            Event.REQUEST,
            method=request.method,
            endpoint=request.endpoint or "none",
            status=response.status_code,
            milliseconds=round(spent, 1),
        )
    return response

"""The web server on one machine: two processes with threads. In real use behind a buffering proxy."""

import gc
import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # read once, shared by all processes; a new release means a restart
timeout = 30
graceful_timeout = 10
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None  # directory/web/logs.py writes a line a request, without the address asked for
loglevel = "warning"


def pre_fork(_server: Any, _worker: Any) -> None:
    """Leave what was read at the start out of every later collection: about a twelfth of a results page's time.

    Before the worker begins, because a collection writes on everything it looks at, and what is written on is no
    longer shared: 40 MB of each worker.
    """
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """Collect seldom: a page leaves little behind that needs it."""
    gc.set_threshold(50_000, 20, 20)


def when_ready(_server: Any) -> None:
    """Say what to do next."""
    lines = (
        f"Waypost is ready: http://{bind}",
        '  Try "falls" near "NG18", open a listing and print it.',
        "  Load real services with `.venv/bin/waypost import oruk FILE`; the rest is in README.md. Ctrl-C stops.",
    )
    print("\n" + "\n".join(lines) + "\n", flush=True)  # noqa: T201 -- a person is looking at this terminal

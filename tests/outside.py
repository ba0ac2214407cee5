"""Things outside this repository that some tests need. Without them a test is left out, or fails where CI demands them.

REQUIRE_SHARED, REQUIRE_POSTGRES, REQUIRE_REDIS, REQUIRE_BROWSER and REQUIRE_WHOOSH3 turn "left out" into a failure.
"""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WAYPOST_SHARED", ROOT.parent / "shared"))
POSTGRES = os.environ.get("WAYPOST_TEST_POSTGRES", "")
REDIS = os.environ.get("WAYPOST_TEST_REDIS", "")
WHOOSH3 = os.environ.get("WAYPOST_TEST_WHOOSH3", "")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The Chromium of this machine."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def missing() -> dict[str, str]:
    """What is not here, by the name CI demands it under, and how to get it."""
    absent = {
        "SHARED": "" if SHARED.is_dir() else f"real open data in {SHARED.name}/ beside the repository",
        "POSTGRES": "" if POSTGRES else "a PostgreSQL server's URL in WAYPOST_TEST_POSTGRES",
        "REDIS": "" if REDIS else "a Redis URL in WAYPOST_TEST_REDIS",
        "WHOOSH3": "" if WHOOSH3 else "whoosh3 in a folder that WAYPOST_TEST_WHOOSH3 names",
        "BROWSER": "" if browser() else "Chromium",
    }
    return {name: words for name, words in absent.items() if words}


def need(name: str) -> None:
    """Leave the test out when the thing is missing; fail it where CI demands the thing."""
    words = missing().get(name)
    if words is None:
        return
    if os.environ.get(f"REQUIRE_{name}"):
        pytest.fail(f"this machine must have {words}")
    pytest.skip(f"needs {words}")

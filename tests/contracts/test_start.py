"""What a web worker has in memory from its start: nothing that only a terminal, a report or another engine needs."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from directory.settings import ROOT

#: Read by whom, when first asked: commands, figures for commissioners, a nightly job, migrations, the other engine,
#: the demonstration while it is loaded, the first picture that is sent and the first page that is printed.
LATER = (
    "rich",
    "pygments",
    "mailbox",
    "huey",
    "scipy.sparse",
    "scipy.spatial",
    "scipy.special",
    "scipy.optimize",
    "numpy.random",
    "geopy",
    "alembic",
    "sqlalchemy.dialects.postgresql",
    "directory.search.engines.postgres",
    "directory.jobs.registry",
    "directory.progress",
    "PIL",
    "qrcode",
    "directory.referrals.demo",
    "directory.moderation.desk.demo",
    "directory.moderation.feedback.demo",
    "directory.search.desk.demo",
    "directory.needs.demo",
    "directory.insight.demo",
)

_START = """
import json, sys
from pathlib import Path
from directory import create_app
from directory.settings import load_settings
create_app(load_settings(data_dir=Path(sys.argv[1]), mode="test", database_url="", log_level="ERROR"))
print(json.dumps(sorted(sys.modules)))
"""


def too_early(modules: Iterable[str]) -> list[str]:
    """Of modules that were read at the start, those that can wait."""
    return [name for name in modules if any(f"{name}.".startswith(f"{later}.") for later in LATER)]


def test_a_web_worker_reads_only_what_pages_need(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    modules = json.loads(told.stdout.splitlines()[-1])
    assert "directory.search.routes" in modules
    assert too_early(modules) == []


def test_what_is_read_too_early_is_found() -> None:
    read = ["scipy", "scipy.version", "scipy.sparse._csr", "richest", "rich", "directory.search.engines.whoosh"]
    assert too_early(read) == ["scipy.sparse._csr", "rich"]

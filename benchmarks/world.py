"""The directory the benchmarks run on: 13,177 real services, imported once into var/bench and kept."""

import sys
from pathlib import Path

from flask import Flask

from directory import clock, create_app
from directory.extensions import db
from directory.settings import ROOT, load_settings

SHARED = ROOT.parent / "shared" / "data"
SERVICES = SHARED / "oruk_uk" / "services.ndjson.gz"
HOME = ROOT / "var" / "bench"


def real_directory(home: Path = HOME) -> Flask:
    """An application over the real data; builds it when it is not there yet."""
    if not SERVICES.exists():
        sys.exit(f"This benchmark needs the open data at {SERVICES.relative_to(ROOT.parent)}; it is not there.")
    app = create_app(load_settings(data_dir=home, mode="demo", database_url="", log_level="ERROR"))
    if not (home / "ready").exists():
        build(app)
        (home / "ready").write_text(clock.now().isoformat(), "utf-8")
    return app


def build(app: Flask) -> None:
    """Create the tables, load word lists and places, import, index: through the commands an operator uses."""
    runner = app.test_cli_runner()
    with app.app_context():
        db.drop_all()
    for command in (
        ["database", "upgrade"],
        ["taxonomy", "load"],
        ["places", "load"],
        ["import", "oruk", str(SERVICES), "--source", "bench"],
    ):
        result = runner.invoke(app.cli, command) if command[0] != "database" else _create_tables(app)
        if result is not None and result.exit_code:
            sys.exit(f"waypost {' '.join(command)} failed: {result.output}")


def _create_tables(app: Flask) -> None:
    with app.app_context():
        db.create_all()

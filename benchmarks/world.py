"""The directory the benchmarks run on: 13,177 real services, imported once into var/bench and kept."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from flask import Flask

from directory import create_app
from directory.search.index.schema import SCHEMA_VERSION
from directory.settings import ROOT, load_settings

SHARED = ROOT.parent / "shared" / "data"
SERVICES = SHARED / "oruk_uk" / "services.ndjson.gz"
HOME = ROOT / "var" / "bench"


def real_directory(home: Path = HOME) -> Flask:
    """An application over the real data; builds it when it is not there yet, or when the tables have changed."""
    if not SERVICES.exists():
        sys.exit(f"This benchmark needs the open data at ../{SERVICES.relative_to(ROOT.parent)}; it is not there.")
    stamp, now = home / "ready", edition()
    if not stamp.exists() or stamp.read_text("utf-8") != now:
        shutil.rmtree(home, ignore_errors=True)
        build(home)
        stamp.write_text(now, "utf-8")
    return create_app(load_settings(data_dir=home, mode="demo", database_url="", log_level="ERROR"))


def edition() -> str:
    """Changes whenever tables or the index do, so that a directory kept from before is made again."""
    parts = [path.read_bytes() for path in sorted((ROOT / "migrations" / "versions").glob("*.py"))]
    return sha256(b"".join([*parts, str(SCHEMA_VERSION).encode()])).hexdigest()


def build(home: Path) -> None:
    """Create the tables, load word lists and places, import, index: with the commands an operator uses."""
    environment = os.environ | {"WAYPOST_DATA_DIR": str(home), "WAYPOST_DATABASE_URL": "", "WAYPOST_MODE": "demo"}
    for command in (
        ("database", "upgrade"),
        ("taxonomy", "load"),
        ("places", "load"),
        ("import", "oruk", str(SERVICES), "--source", "bench"),
    ):
        done = subprocess.run([sys.executable, "-m", "directory.cli", *command], env=environment, check=False)
        if done.returncode:
            sys.exit(f"waypost {' '.join(command)} failed.")

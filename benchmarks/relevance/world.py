"""The demonstration directory, loaded into a folder of its own with the commands an operator uses."""

import os
import subprocess
import sys
from pathlib import Path

from flask import Flask

from directory import create_app
from directory.settings import load_settings

COMMANDS = (
    ("database", "upgrade"),
    ("taxonomy", "load"),
    ("places", "load"),
    ("demo", "load"),
    ("reindex", "--quick"),
)


def demonstration(folder: Path) -> Flask:
    """An application over a fresh copy of the demonstration."""
    environment = os.environ | {"WAYPOST_DATA_DIR": str(folder), "WAYPOST_DATABASE_URL": "", "WAYPOST_MODE": "demo"}
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "directory.cli", *command], env=environment, check=False, capture_output=True
        )
        if done.returncode:
            sys.exit(f"waypost {' '.join(command)} failed: {done.stderr.decode()[-400:]}")
    return create_app(load_settings(data_dir=folder, mode="demo", database_url="", log_level="ERROR"))

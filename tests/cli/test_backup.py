"""`waypost database backup`: a copy that can be put back."""

import sqlite3
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from directory.cli.database import backup
from tests.factories import listings as factory


def test_a_copy_holds_what_was_saved(app: Flask, session: Session, tmp_path: Path, database: str) -> None:
    factory.service(session, "Tea on Tuesdays")
    session.commit()
    copy = tmp_path / "copy.db"
    result = app.test_cli_runner().invoke(backup, [str(copy)])
    if database == "postgres":
        assert "Use pg_dump" in result.output
        return
    assert result.exit_code == 0, result.output
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT name FROM service").fetchall() == [("Tea on Tuesdays",)]


def test_a_backup_is_never_written_over(app: Flask, tmp_path: Path, database: str) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("last night's")
    result = app.test_cli_runner().invoke(backup, [str(copy)])
    assert result.exit_code == 1
    assert copy.read_text() == "last night's"

"""`waypost duplicates`."""

from flask import Flask
from sqlalchemy.orm import Session

from directory.listings.models import Service


def run(app: Flask, *args: str) -> tuple[int, str]:
    """The exit code and everything that was written."""
    result = app.test_cli_runner().invoke(args=["duplicates", *args])
    return result.exit_code, result.output


def test_an_operator_looks_now_and_reads_what_waits(app: Flask, session: Session, shed: Service, twin: Service) -> None:
    session.commit()
    code, said = run(app, "find")
    assert code == 0
    assert "2 listings compared. 1 pair waits for a steward" in said
    code, said = run(app, "list")
    assert code == 0
    assert "Mens Shed Mansfield" in said


def test_nothing_waits_before_it_was_looked_for(app: Flask, session: Session, shed: Service, twin: Service) -> None:
    session.commit()
    assert run(app, "list") == (0, "No pair waits.\n")

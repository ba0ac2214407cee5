"""`waypost measures …`: what can be asked here, and whether the council's files can be used."""

import sys

import click
from flask import current_app
from rich.table import Table

from directory.progress import console
from directory.referrals.outcomes.measures.library import CannotLoad, library
from directory.referrals.outcomes.measures.measure import Measure


@click.group("measures")
def measures() -> None:
    """Outcome measures, and the wording, tariffs and unit costs the council brings."""


@measures.command("check")
@click.argument("folder", required=False, default="")
def check(folder: str) -> None:
    """Look at the files in a FOLDER, or in that of WAYPOST_MEASURES_DIR, and say what can be asked with them."""
    try:
        found = library(folder or current_app.extensions["waypost_settings"].measures_dir)
    except CannotLoad as refused:
        sys.exit(str(refused))
    table = Table("Code", "Measure", "Can be asked")
    for measure in found.measures.values():
        table.add_row(measure.code, measure.sheet.name, _state(measure))
    console.print(table)


def _state(measure: Measure) -> str:
    if measure.missing:
        return "No: no tariff"
    if measure.is_imported:
        return "Imported only"
    return "Yes" if measure.sheet.is_worded else "Yes, from paper"

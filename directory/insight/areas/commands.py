"""`waypost small-areas …`"""

from pathlib import Path

import click
from flask.cli import AppGroup

from directory import clock
from directory.extensions import db
from directory.insight.areas.loading import SEEDS, load_areas
from directory.insight.areas.neighbourhoods import RANGE, plan_neighbourhoods, write_neighbourhoods
from directory.insight.areas.remap import rehearse, remap
from directory.insight.areas.seeding.build import build_areas
from directory.insight.facts.neighbourhoods import recount_neighbourhoods

A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("small-areas", cls=AppGroup)
def small_areas() -> None:
    """Small areas, wards and neighbourhoods, and who lives there."""


@small_areas.command("load")
def load_seeds() -> None:
    """Bring small areas and wards in line with seeds/areas."""
    loaded = load_areas(db.session(), at=clock.now())
    db.session.commit()
    click.echo(f"{loaded.small_areas:,} small areas, {loaded.wards:,} wards.")


@small_areas.command()
@click.option("--areas", type=A_FOLDER, required=True, help="Folder with */ward, */lsoa, lookups and centres")
@click.option("--census", type=A_FOLDER, required=True, help="Folder with disability, ethnic groups and ages")
@click.option("--deprivation", type=A_FOLDER, required=True, help="Folder with the indices of deprivation")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=SEEDS, help="Where the seeds go")
def build(areas: Path, census: Path, deprivation: Path, into: Path) -> None:
    """Write the seeds again from public data (for those who maintain Waypost)."""
    built = build_areas(areas=areas, census=census, deprived=deprivation, into=into)
    click.echo(f"{built.small_areas:,} small areas with {built.outlines:,} outlines, {built.wards:,} wards in {into}.")


@small_areas.command()
@click.argument("district")
@click.option("--save", is_flag=True, help="Write them; else they are only shown")
def neighbourhoods(district: str, *, save: bool) -> None:
    """Build neighbourhoods of 8,000 to 12,000 people from adjoining small areas of a DISTRICT (its code)."""
    plans = plan_neighbourhoods(db.session(), district)
    if not plans:
        raise click.ClickException("No small areas of this district are loaded.")
    for plan in plans:
        click.echo(f"{plan.name}: {plan.residents:,} people in {len(plan.parts)} small areas")
        if plan.warning:
            click.echo(f"  {plan.warning}", err=True)
    outside = sum(bool(plan.warning) for plan in plans)
    click.echo(f"{len(plans)} neighbourhoods, {outside} outside {RANGE[0]:,} to {RANGE[1]:,} people.")
    if save:
        at = clock.now()
        write_neighbourhoods(db.session(), district, plans, by="system", at=at)
        recount_neighbourhoods(db.session(), at=at)
        db.session.commit()


@small_areas.command("remap")
@click.option("--apply", "is_meant", is_flag=True, help="Do it; else it is only shown")
def remap_areas(*, is_meant: bool) -> None:
    """Move flags and counts of councils that ended to what they became, once new boundaries are applied."""
    at = clock.now()
    done = remap(db.session(), by="system", at=at) if is_meant else rehearse(db.session(), at=at)
    for each in done.moved:
        click.echo(
            f"{each.before} to {each.after}: {each.small_areas} small areas, {each.flags} flags, {each.facts} facts."
        )
    click.echo(
        f"By old and by new areas alike: {done.flags:,} people in flags, {done.counted:,} counted, "
        f"{done.people:,} residents."
    )
    if is_meant:
        db.session.commit()

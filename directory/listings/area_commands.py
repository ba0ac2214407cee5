"""`waypost areas assign`. It stands beside the area commands of geo, which knows no listing."""

import click
from flask.cli import with_appcontext

from directory import clock
from directory.extensions import db
from directory.geo.commands import areas
from directory.listings.area_assignment import assign_areas
from directory.listings.local_places import learn_places


@click.command()
@with_appcontext
def assign() -> None:
    """Write on every location which small area, ward and district it is in."""
    assigned = assign_areas(db.session())
    learn_places(db.session(), clock.now())
    db.session.commit()
    click.echo(str(assigned))


areas.add_command(assign)

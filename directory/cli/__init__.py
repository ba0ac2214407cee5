"""The `waypost` command: everything an operator does from a terminal. Features add their own groups."""

import sys

import click
from flask.cli import FlaskGroup

from directory import create_app
from directory.cli.check import check
from directory.cli.database import database
from directory.cli.keys import keys
from directory.settings import SettingsError


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False, add_version_option=False)
def waypost() -> None:
    """Waypost: find help nearby, keep the directory true."""


for command in (check, database, keys):
    waypost.add_command(command)


def main() -> None:
    """Run the command; settings that cannot be used end it with sentences, not a trace."""
    try:
        waypost()
    except SettingsError as error:
        sys.exit(str(error))

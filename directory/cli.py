"""The `waypost` command: everything an operator does from a terminal."""

import sys

import click
from flask.cli import FlaskGroup

from directory import create_app
from directory.settings import SettingsError


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False)
def waypost() -> None:
    """Waypost: find help nearby, keep the directory true."""


def main() -> None:
    """Run the command; settings that cannot be used end it with sentences, not a trace."""
    try:
        waypost()
    except SettingsError as error:
        sys.exit(str(error))

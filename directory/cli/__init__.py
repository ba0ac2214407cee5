"""The `waypost` command: everything an operator does from a terminal. Features add their own groups."""

import sys

import click
from flask.cli import FlaskGroup

from directory import create_app
from directory.cli.check import check
from directory.cli.database import database
from directory.cli.keys import keys
from directory.settings import SettingsError

OF_EXTENSIONS = frozenset({"db", "limiter"})  # `waypost database` does what `db` does, and says what happened


class Operators(FlaskGroup):
    """Flask's group without what is for developers: the groups of its extensions, and ways to name another app."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Only our own."""
        return [name for name in super().list_commands(ctx) if name not in OF_EXTENSIONS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Ours by name; those of extensions are not known here."""
        return None if name in OF_EXTENSIONS else super().get_command(ctx, name)


@click.group(
    cls=Operators, create_app=create_app, add_default_commands=False, add_version_option=False, set_debug_flag=False
)
def waypost() -> None:
    """Waypost: find help nearby, keep the directory true."""


waypost.params.clear()  # .env and the environment say everything; WAYPOST_MODE says which mode

for command in (check, database, keys):
    waypost.add_command(command)


def main() -> None:
    """Run the command; settings that cannot be used end it with sentences, not a trace."""
    try:
        waypost()
    except SettingsError as error:
        sys.exit(str(error))

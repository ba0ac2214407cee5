"""What a feature hands to the application: a blueprint, commands, a start-up step. Knows no feature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import click
from flask import Blueprint, Flask
from flask.cli import AppGroup
from werkzeug.utils import import_string


@dataclass(frozen=True)
class Feature:
    """One feature's contribution. Of each command it says where it is: `module:name`."""

    blueprints: tuple[Blueprint, ...] = ()
    commands: Mapping[str, str] = field(default_factory=dict)
    init_app: Callable[[Flask], None] | None = None


def read_later(place: str) -> Callable[..., Any]:
    """A function, `module:name`, whose module is read at its first call: what few calls need makes no worker larger.

    As the listener of a signal it wants a name in the module that connects it: signals forget whom nobody holds.
    """

    def called(*args: Any, **given: Any) -> Any:
        return import_string(place)(*args, **given)

    return called


class Commands(AppGroup):
    """Commands that are read when somebody asks for one: what only a terminal needs makes no web worker larger."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, str] = {}

    def later(self, places: Mapping[str, str]) -> None:
        """Take these as well, each by its name."""
        self._places |= places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Those that were read and those that were not."""
        return sorted({*super().list_commands(ctx), *self._places})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """One by its name."""
        if name in self._places and name not in self.commands:
            self.add_command(import_string(self._places[name]), name)
        return super().get_command(ctx, name)

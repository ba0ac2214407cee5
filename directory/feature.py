"""What a feature hands to the application: a blueprint, commands, a start-up step. Knows no feature."""

from collections.abc import Callable
from dataclasses import dataclass

import click
from flask import Blueprint, Flask


@dataclass(frozen=True)
class Feature:
    """One feature's contribution."""

    blueprints: tuple[Blueprint, ...] = ()
    commands: tuple[click.Command, ...] = ()
    init_app: Callable[[Flask], None] | None = None

"""The pages of accounts, a module for each thing they are about."""

from directory.accounts.routes import (
    authenticator,
    colleagues,
    joining,
    links,
    own,
    passkeys,
    people,
    second_step,
    sign_in,
)

__all__ = [
    "authenticator",
    "colleagues",
    "joining",
    "links",
    "own",
    "passkeys",
    "people",
    "second_step",
    "sign_in",
]

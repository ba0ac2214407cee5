"""Writes docs/roles.md from the permission table and the endpoints: `python -m tests.roles_report`."""

import tempfile
from pathlib import Path

from flask import Flask

from directory import create_app
from directory.accounts.roles import EVERYWHERE_ONLY, GRANTS, SECOND_FACTOR, Permission, Role
from directory.settings import ROOT, load_settings
from directory.web.access import Audience, audience_of

TARGET = ROOT / "docs" / "roles.md"
HEAD = """# Roles: who may do what

Made by `python -m tests.roles_report` from `directory/accounts/roles.py` and from what each page declares; a contract
test asks every page in every role and compares. Pages ask for a permission, never for a role.

A person may have several roles. Everybody with an account is a resident; whoever keeps an organisation's listings is a
provider editor. An administrator gives and takes the other roles, never their own. Beside the permission, the thing
itself is asked: a provider editor reaches the listings of their own organisations only, and what somebody may not see
is answered as if it were not there.
"""


def permission_table() -> str:
    """Role by permission."""
    lines = ["## What each role may do", "", "| role | may | second step |", "|---|---|---|"]
    for role in Role:
        may = "; ".join(permission.label for permission in Permission if permission in GRANTS[role])
        second = "required" if role in SECOND_FACTOR else "own choice"
        lines.append(f"| {role.label} (`{role}`) | {may or 'use the public pages, and their own account'} | {second} |")
    only = " and ".join(f"`{permission}`" for permission in Permission if permission in EVERYWHERE_ONLY)
    return "\n".join(
        [*lines, "", f"A steward limited to some areas has all of that but {only}, which change every area at once."]
    )


def endpoint_table(app: Flask) -> str:
    """Every page that is not for everyone, and what it asks for."""
    lines = ["## Which page asks for what", "", "Every address that is not listed here is for everyone.", ""]
    lines += ["| address | asks for | `who` |", "|---|---|---|"]
    rows = set()
    for rule in app.url_map.iter_rules():
        who = audience_of(app.view_functions[rule.endpoint])
        if who is not None and who is not Audience.EVERYONE:
            words = who.label if isinstance(who, Permission) else "an account"
            rows.add(f"| `{rule.rule}` | {words} | `{rule.endpoint}` {who} |")
    return "\n".join([*lines, *sorted(rows)])


def report(app: Flask) -> str:
    """The whole page."""
    return "\n".join([HEAD, permission_table(), "", endpoint_table(app), ""])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = create_app(load_settings(_env_file=None, mode="test", data_dir=Path(folder), log_level="ERROR"))
        TARGET.write_text(report(made), "utf-8")

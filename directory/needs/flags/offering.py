"""The way from a page of results to a flag, filled in with what was understood. For templates."""

from typing import Any

from flask import url_for

from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in
from directory.needs.flags.areas import placed_at
from directory.needs.flags.guessing import need_of, reason_of, words_to_keep
from directory.search.asking import Asked


def flag_address(wanted: Asked, found: int) -> str:
    """Where whoever flags needs goes from a search that found this many; nothing for everybody else.

    The address holds the ward or district and never the postcode that was searched for.
    """
    user = signed_in()
    if user is None or not user.may(Permission.FLAG_NEEDS):
        return ""
    args: dict[str, Any] = {
        "need": need_of(wanted, is_looked_at=True),
        "area": placed_at(wanted.place).code,
        "reason": reason_of(found, has_place=wanted.place is not None).value,
        "q": words_to_keep(wanted.words),
    }
    return url_for("flags.new_flag", **{key: value for key, value in args.items() if value})

"""Numbers out of feeds, which send them as text, with signs, with "+" and "£", or as -1 for "none"."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

OLDEST = 120
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_LARGEST_AMOUNT = Decimal(10) ** 7  # ten million pounds: beyond any session fee, within the column
_PENCE = Decimal("0.01")


def decimal(value: Any) -> Decimal | None:
    """A number from a number or from text that holds one."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return Decimal(str(value)) if value == value and abs(value) < 10**15 else None
    found = _NUMBER.search(str(value)[:60].replace(",", ""))
    return Decimal(found.group()) if found else None


def whole(value: Any) -> int | None:
    """A whole number."""
    number = decimal(value)
    return int(number) if number is not None else None


def coordinate(value: Any) -> float | None:
    """Degrees, all digits kept."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return float(value) if value == value and abs(value) <= 180 else None
    try:
        degrees = float(str(value).strip()) if value is not None else None
    except ValueError:
        return None
    return degrees if degrees is not None and abs(degrees) <= 180 else None


def amount(value: Any) -> Decimal | None:
    """Pounds and pence; nothing for less than nothing."""
    pounds = decimal(value)
    if pounds is None or not 0 <= pounds < _LARGEST_AMOUNT:
        return None
    return pounds.quantize(_PENCE, rounding=ROUND_HALF_UP)


def ages(lowest: Any, highest: Any) -> tuple[int | None, int | None]:
    """Limits of age. -1, 0 and 120 or more mean no limit; limits that contradict each other mean not known."""
    youngest, oldest = whole(lowest), whole(highest)
    youngest = youngest if youngest and 0 < youngest < OLDEST else None
    oldest = oldest if oldest and 0 < oldest < OLDEST else None
    if youngest and oldest and youngest > oldest:
        return None, None
    return youngest, oldest

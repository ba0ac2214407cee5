"""The date of Easter in the Gregorian calendar."""

from datetime import date


def easter_sunday(year: int) -> date:
    """The Sunday after the first full moon of spring, as the church reckons it (Meeus, Jones and Butcher's rule)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    quarter, of_quarter = divmod(century, 4)
    lunar_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - quarter - lunar_shift + 15) % 30
    leaps, of_leaps = divmod(of_century, 4)
    to_sunday = (32 + 2 * of_quarter + 2 * leaps - epact - of_leaps) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, before = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, before + 1)

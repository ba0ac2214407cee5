"""Rules on what may be written in a listing, wherever it is written: forms, the demonstration, stewards' imports."""

from directory.errors import RuleBroken

SUMMARY_WORDS = 40  # the short answer first; everything else is detail on demand


def check_summary(summary: str) -> None:
    """Raises `RuleBroken` when a summary is longer than people read."""
    words = len(summary.split())
    if words > SUMMARY_WORDS:
        raise RuleBroken("summary", f"Shorten the summary to {SUMMARY_WORDS} words or fewer; it has {words}")

"""How the scripts here time things and say what they found."""

import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Times:
    """Milliseconds of each call."""

    samples: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half the calls were quicker."""
        return statistics.median(self.samples)

    @property
    def p95(self) -> float:
        """Nineteen in twenty calls were quicker."""
        return sorted(self.samples)[int(len(self.samples) * 0.95)]


def time_each(call: Callable[[str], object], inputs: Iterable[str], *, warm_up: int = 20) -> Times:
    """Call once for each input, timed one by one, after a warm-up that is not counted."""
    work = list(inputs)
    for value in work[:warm_up]:
        call(value)
    samples = []
    for value in work:
        begin = time.perf_counter()
        call(value)
        samples.append((time.perf_counter() - begin) * 1000)
    return Times(tuple(samples))


def machine() -> str:
    """What this ran on, without naming it."""
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"


def show(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print findings as a table."""
    table = Table(title=f"{title} ({machine()})", title_justify="left", show_header=False)
    for label, value in rows:
        table.add_row(label, value)
    Console(width=110).print(table)

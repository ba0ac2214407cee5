"""Progress bars and tallies for commands that take a while. Plain lines when nobody is watching."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

console = Console(stderr=True, highlight=False)

Item = TypeVar("Item")


class Bar:
    """One running bar."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def step(self, number: int = 1) -> None:
        """So many more are done."""
        self._progress.advance(self._task, number)


@contextmanager
def bar(words: str, total: int | None = None) -> Iterator[Bar]:
    """Show a bar while the block runs; without a total it shows a count."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        yield Bar(progress, progress.add_task(words, total=total))


def track(items: Iterable[Item], words: str, total: int | None = None) -> Iterator[Item]:
    """The same items, with a bar that moves as they are taken."""
    with bar(words, total) as running:
        for item in items:
            yield item
            running.step()


def tally(title: str, counts: Mapping[str, int | str]) -> None:
    """A small table of what was done."""
    table = Table(title=title, title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
    for label, count in counts.items():
        table.add_row(label, f"{count:,}" if isinstance(count, int) else count, style=None)
    console.print(table)

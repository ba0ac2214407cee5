"""Pages of a long list: which one is asked for, what it covers, which numbers to offer."""

from dataclasses import dataclass

WINDOW = 2  # pages offered on each side of the present one


@dataclass(frozen=True)
class Pagination:
    """Where in a list of `total` things we are. Page numbers start at 1."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many things come before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The number of the first thing shown, 0 when there is none."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last thing shown."""
        return min(self.offset + self.size, self.total)

    @property
    def previous(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if there is one."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def numbers(self) -> list[int | None]:
        """The page numbers to offer; None stands for a gap."""
        near = range(self.number - WINDOW, self.number + WINDOW + 1)
        shown = sorted({1, self.pages, *(page for page in near if 1 <= page <= self.pages)})
        offered: list[int | None] = []
        for before, page in zip([0, *shown], shown, strict=False):
            if page - before > 1:
                offered.append(None)
            offered.append(page)
        return offered

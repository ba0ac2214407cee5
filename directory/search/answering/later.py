"""What an answer says in words, put into words when somebody looks: a search settles more than a page shows."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

Said = TypeVar("Said")


class Later(Sequence[Said]):
    """A sequence made when somebody looks into it, once. Its length may be known before."""

    def __init__(self, make: Callable[[], tuple[Said, ...]], count: int | None = None) -> None:
        self._make, self._count = make, count
        self._made: tuple[Said, ...] | None = None

    def __len__(self) -> int:
        return len(self._all()) if self._count is None else self._count

    @overload
    def __getitem__(self, place: int) -> Said: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Said, ...]: ...

    def __getitem__(self, place: int | slice) -> Said | tuple[Said, ...]:
        return self._all()[place]

    def __iter__(self) -> Iterator[Said]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Later) else other)

    __hash__ = None  # type: ignore[assignment]  # as a list has none

    def _all(self) -> tuple[Said, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

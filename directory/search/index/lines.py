"""Many short strings in one array of bytes, one a line, so that they can be mapped from a file and cost no start."""

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

_NEWLINE = 10


def written(strings: Iterable[str]) -> NDArray[np.uint8]:
    """The strings as bytes. None of them may contain a line's end."""
    return np.frombuffer("".join(f"{each}\n" for each in strings).encode(), dtype=np.uint8)


def read(text: NDArray[np.uint8]) -> list[str]:
    """All strings at once."""
    return text.tobytes().decode().split("\n")[:-1]


class Lines(Sequence[str]):
    """The strings one by one, each decoded when it is asked for."""

    def __init__(self, text: NDArray[np.uint8]) -> None:
        self._text = text
        self._ends = np.flatnonzero(text == _NEWLINE)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> list[str]: ...

    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        first = self._ends[number - 1] + 1 if number else 0
        return self._text[first : self._ends[number]].tobytes().decode()

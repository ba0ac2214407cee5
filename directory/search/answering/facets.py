"""Facets as pages show them, from numbers that any engine counted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import overload

from directory.search.catalogue import Catalogue, Choice
from directory.search.engine import Facet, FacetChoice
from directory.search.filters import Filter, Selected


class CountedChoices(Sequence[FacetChoice]):
    """The choices of a facet, put into words when somebody looks: a search counts hundreds, a page shows dozens."""

    def __init__(
        self, choices: Sequence[Choice], found: Sequence[int], silent: Sequence[int], chosen: tuple[str, ...]
    ) -> None:
        self.numbers = found
        self._choices, self._silent, self._chosen = choices, silent, chosen

    def __len__(self) -> int:
        return len(self._choices)

    @overload
    def __getitem__(self, place: int) -> FacetChoice: ...

    @overload
    def __getitem__(self, place: slice) -> list[FacetChoice]: ...

    def __getitem__(self, place: int | slice) -> FacetChoice | list[FacetChoice]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return self._choice(self._choices[place], self.numbers[place], self._silent[place] if self._silent else 0)

    def __iter__(self) -> Iterator[FacetChoice]:
        silent = self._silent or repeat(0)
        for choice, number, unknown in zip(self._choices, self.numbers, silent, strict=False):
            yield self._choice(choice, number, unknown)

    def offered(self) -> list[FacetChoice]:
        """Those that would leave something, or are chosen: a third of all, and no other is put into words."""
        silent = self._silent or repeat(0)
        counted = zip(self._choices, self.numbers, silent, strict=False)
        return [self._choice(*each) for each in counted if each[1] or each[0].value in self._chosen]

    def _choice(self, choice: Choice, number: int, silent: int) -> FacetChoice:
        return FacetChoice(choice.value, choice.label, number, silent, choice.group, choice.value in self._chosen)


def offered(choices: Sequence[FacetChoice]) -> Sequence[FacetChoice]:
    """The choices that are worth showing."""
    if isinstance(choices, CountedChoices):
        return choices.offered()
    return [choice for choice in choices if choice.count or choice.selected]


class Facets(Mapping[str, Facet]):
    """Facets by key, in page order, each put together when somebody looks. Their numbers are counted before."""

    def __init__(self, filters: Sequence[Filter], make: Callable[[Filter], Facet]) -> None:
        self._filters, self._make = {each.key: each for each in filters}, make
        self._made: dict[str, Facet] = {}

    def __getitem__(self, key: str) -> Facet:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(self._filters[key])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._filters)

    def __len__(self) -> int:
        return len(self._filters)


def facet_of(
    each: Filter,
    catalogue: Catalogue,
    selected: Selected,
    found: Sequence[int],
    silent: Sequence[int] = (),
    not_known: int = 0,
) -> Facet:
    """A filter with what each choice would find, and how many do not say: of each choice, or of all."""
    choices = each.choices(catalogue)
    assert len(found) == len(choices)  # noqa: S101 -- a count in another's place would be believed
    silent = silent if len(silent) == len(choices) else ()
    counted = CountedChoices(choices, found, silent, selected.get(each.key, ()))
    return Facet(each.key, each.label, each.hint, each.kind.value, counted, not_known=not_known)


def worth_choosing(facet: Facet, found: Sequence[int], chosen: int | None) -> Facet:
    """The distances with what each would find; one that finds no more than the one before it is no choice."""
    choices: list[FacetChoice] = []
    for choice, number in zip(facet.choices, found, strict=True):
        is_chosen = choice.value == str(chosen)
        if is_chosen or number != (choices[-1].count if choices else 0):
            choices.append(FacetChoice(choice.value, choice.label, number, selected=is_chosen))
    return replace(facet, choices=tuple(choices))

"""Facets as pages show them, from numbers that any engine counted."""

from collections.abc import Sequence
from dataclasses import replace

from directory.search.catalogue import Catalogue
from directory.search.engine import Facet, FacetChoice
from directory.search.filters import Filter, Selected


def facet_of(
    each: Filter,
    catalogue: Catalogue,
    selected: Selected,
    found: Sequence[int],
    silent: Sequence[int] = (),
    not_known: int = 0,
) -> Facet:
    """A filter with what each choice would find, and how many do not say: of each choice, or of all."""
    choices, chosen = each.choices(catalogue), selected.get(each.key, ())
    silent = silent if len(silent) == len(choices) else [0] * len(choices)
    return Facet(
        each.key,
        each.label,
        each.hint,
        each.kind.value,
        tuple(
            FacetChoice(choice.value, choice.label, number, unknown, choice.group, choice.value in chosen)
            for choice, number, unknown in zip(choices, found, silent, strict=True)
        ),
        not_known=not_known,
    )


def worth_choosing(facet: Facet, found: Sequence[int], chosen: int | None) -> Facet:
    """The distances with what each would find; one that finds no more than the one before it is no choice."""
    choices: list[FacetChoice] = []
    for choice, number in zip(facet.choices, found, strict=True):
        is_chosen = choice.value == str(chosen)
        if is_chosen or number != (choices[-1].count if choices else 0):
            choices.append(replace(choice, count=number, selected=is_chosen))
    return replace(facet, choices=tuple(choices))

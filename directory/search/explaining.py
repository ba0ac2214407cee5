"""How a search was understood, as the results page says it: one sentence, and a link that takes each guess back."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.search.asking import Asked
from directory.search.engine import Results
from directory.search.need_queries import is_sensitive
from directory.search.presenters import Address, Link, shortened
from directory.search.understanding.sentence import Guess, GuessKind

#: From this probability on a need is said to be what was meant; others are offered from the lower one on.
CONFIDENT, POSSIBLE = 0.5, 0.06
MOST_OTHERS = 3
#: Filters whose choices do not show every value that can be wished for, or count what is open to all as well.
_UNCOUNTED = frozenset({"age", "for"})


@dataclass(frozen=True)
class Explained:
    """What the page says of how it understood. `undo` takes single guesses back, `as_typed` all of them at once."""

    sentence: str = ""
    undo: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    as_typed: str = ""
    understood: str = ""
    asks_for_place: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.sentence or self.as_typed or self.understood or self.asks_for_place)


def explain(wanted: Asked, results: Results, address: Address, *, discreet: bool) -> Explained:
    """Say it. With `discreet`, words and needs of despair or danger are not said back."""
    if wanted.understanding is None or not (wanted.criteria.words or wanted.understanding.reading.wants_here):
        return Explained()
    reading, criteria = wanted.understanding.reading, wanted.criteria
    needs = () if discreet else _needs(wanted)
    labels = {choice.value: choice.label for choice in results.facets["need"].choices} if needs else {}
    needs = tuple(code for code in needs if code in labels)
    need = labels[needs[0]] if needs else ""
    guesses = reading.guesses
    is_guessed = bool(guesses or need)
    return Explained(
        sentence=_sentence(wanted, results, need, discreet=discreet) if is_guessed else "",
        undo=tuple(_undo(wanted, guess, address) for guess in (*guesses, *_guessed_need(needs, need))),
        others=tuple(_other(wanted, needs[:place], labels[code], address) for place, code in enumerate(needs) if place),
        as_typed=address(criteria.to_args(exact=True, without=())) if is_guessed or results.corrections else "",
        understood=address(criteria.to_args(exact=False)) if criteria.exact else "",
        asks_for_place=reading.wants_here and wanted.place is None,
    )


def _needs(wanted: Asked) -> tuple[str, ...]:
    """The need that was surely meant and then others that may have been; none when no need is sure."""
    meaning = wanted.to_engine.meaning
    ranked = meaning.needs if meaning else ()
    if not ranked or ranked[0][1] < CONFIDENT or is_sensitive(ranked[0][0]):
        return ()
    others = [code for code, likely in ranked[1:] if likely >= POSSIBLE and not is_sensitive(code)]
    return (ranked[0][0], *others[:MOST_OTHERS])


def _guessed_need(needs: Sequence[str], label: str) -> tuple[Guess, ...]:
    return (Guess(f"need:{needs[0]}", f"“{label}”", GuessKind.NEED),) if needs else ()


def _undo(wanted: Asked, guess: Guess, address: Address) -> Link:
    says = f"near {wanted.near.split(',')[0]}" if guess.kind is GuessKind.PLACE else guess.says
    return Link(says, address(wanted.criteria.to_args(without=(*wanted.criteria.without, guess.code))))


def _other(wanted: Asked, likelier: Sequence[str], label: str, address: Address) -> Link:
    """Another need instead: all that were likelier are taken back."""
    undone = (*wanted.criteria.without, *(f"need:{code}" for code in likelier))
    return Link(label, address(wanted.criteria.to_args(without=undone)))


def _sentence(wanted: Asked, results: Results, need: str, *, discreet: bool) -> str:
    """ "Showing help with “memory problems and dementia” near Worksop, on Saturday first. Not online." """
    guesses = wanted.understanding.reading.guesses if wanted.understanding else ()
    what = "what may help" if discreet else _subject(wanted.words, need)
    where = f" near {wanted.near}" if wanted.near else ""
    wishes = [guess for guess in guesses if guess.kind is GuessKind.WISH]
    met = [guess.says for guess in wishes if _is_met(guess, results)]
    unmet = [guess.says for guess in wishes if results.total and guess.says not in met]
    first = f", {_listed(met)} first" if met else ""
    refused = "".join(f" {guess.says}." for guess in guesses if guess.kind is GuessKind.NOT)
    none = f" None of these is known to be {_listed(unmet, 'or')}." if unmet else ""
    return f"Showing {what}{where}{first}.{refused}{none}"


def _is_met(wish: Guess, results: Results) -> bool:
    """Whether any result is known to meet a wish; without results, or with a filter set, counts tell nothing."""
    facet = results.facets.get(wish.key)
    if facet is None or not facet.choices:
        return True
    counted = [choice.count for choice in facet.choices if choice.value in wish.values]
    return any(counted) or wish.key in _UNCOUNTED


def _subject(words: str, need: str) -> str:
    if need:
        return f"help with “{need if need.startswith('I ') else need[0].lower() + need[1:]}”"
    return f"“{shortened(words)}”" if words else "everything"


def _listed(says: Sequence[str], joined: str = "and") -> str:
    return says[0] if len(says) == 1 else f"{', '.join(says[:-1])} {joined} {says[-1]}"

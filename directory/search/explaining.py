"""How a search was understood, as the results page says it: one sentence, and a link that takes each guess back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.search.answering.blending import is_understood
from directory.search.asking import Asked
from directory.search.engine import Results
from directory.search.need_queries import is_sensitive
from directory.search.presenters import Address, Link
from directory.search.understanding.sentence import Guess, GuessKind

#: A need is said to be what was meant when the answer acted on it and it is so many times likelier than the next;
#: others are offered from this probability on.
TIMES_AHEAD, POSSIBLE = 3.0, 0.06
MOST_OTHERS = 3
LONGEST_SAID = 40  # letters of the words that the sentence repeats; the heading says longer ones
#: Filters that count what is open to everybody too, or whose choices are not every value that can be wished for.
_UNCOUNTED = frozenset({"age", "for"})


@dataclass(frozen=True)
class Explained:
    """What the page says of how it understood. `undo` takes single guesses back, `as_typed` all of them at once.

    `only` makes a filter of a wish; `others` are needs that may have been meant instead.
    """

    sentence: str = ""
    undo: tuple[Link, ...] = ()
    only: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    did_you_mean: tuple[Link, ...] = ()
    as_typed: str = ""
    understood: str = ""
    asks_for_place: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say."""
        said = (self.sentence, self.did_you_mean, self.as_typed, self.understood, self.asks_for_place)
        return not any(said)


def explain(wanted: Asked, results: Results, address: Address, *, discreet: bool) -> Explained:
    """Say it. With `discreet`, words and needs of despair or danger are not said back."""
    if wanted.understanding is None or not (wanted.criteria.words or wanted.understanding.reading.wants_here):
        return Explained()
    criteria, reading = wanted.criteria, wanted.understanding.reading
    needs = () if discreet else _needs(wanted)
    labels = {choice.value: choice.label for choice in results.facets["need"].choices} if needs else {}
    needs = tuple(code for code in needs if code in labels)
    guesses = [guess for guess in reading.guesses if guess.key not in criteria.filters]
    if needs:
        guesses.append(Guess(f"need:{needs[0]}", f"“{labels[needs[0]]}”", GuessKind.NEED))
    typed = address(criteria.to_args(exact=True, without=()))
    return Explained(
        sentence=_sentence(wanted, guesses, results, discreet=discreet) if guesses else "",
        undo=tuple(_undo(wanted, guess, address) for guess in guesses),
        only=tuple(_only(wanted, guess, address) for guess in guesses if _is_worth_choosing(guess, results)),
        others=tuple(_other(wanted, needs[:place], labels[code], address) for place, code in enumerate(needs) if place),
        did_you_mean=() if discreet else _did_you_mean(wanted, results, address),
        as_typed=typed if guesses or results.corrections else "",
        understood=address(criteria.to_args(exact=False)) if criteria.exact else "",
        asks_for_place=reading.wants_here and wanted.place is None,
    )


def _needs(wanted: Asked) -> tuple[str, ...]:
    """The need that was surely meant and then others that may have been; none when no need is sure."""
    meaning = wanted.to_engine.meaning
    ranked = meaning.needs if meaning else ()
    if not _is_sure(ranked) or is_sensitive(ranked[0][0]):
        return ()
    others = [code for code, likely in ranked[1:] if likely >= POSSIBLE and not is_sensitive(code)]
    return (ranked[0][0], *others[:MOST_OTHERS])


def _is_sure(ranked: Sequence[tuple[str, float]]) -> bool:
    next_likely = max((likely for _, likely in ranked[1:]), default=0.0)
    return is_understood(ranked) and ranked[0][1] >= TIMES_AHEAD * next_likely


def _undo(wanted: Asked, guess: Guess, address: Address) -> Link:
    says = _short(wanted.where) if guess.kind is GuessKind.PLACE else guess.says
    return Link(says, address(wanted.criteria.to_args(without=(*wanted.criteria.without, guess.code))))


def _only(wanted: Asked, wish: Guess, address: Address) -> Link:
    criteria = wanted.criteria
    for value in wish.values:
        criteria = criteria.adding(wish.key, value)
    return Link(wish.says, address(criteria.to_args()))


def _other(wanted: Asked, likelier: Sequence[str], label: str, address: Address) -> Link:
    """Another need instead: all that were likelier are taken back."""
    undone = (*wanted.criteria.without, *(f"need:{code}" for code in likelier))
    return Link(label, address(wanted.criteria.to_args(without=undone)))


def _did_you_mean(wanted: Asked, results: Results, address: Address) -> tuple[Link, ...]:
    """The words with one rare one put otherwise, for each that may have been misspelt."""
    typed = wanted.criteria.words
    put = [re.sub(rf"\b{re.escape(each.typed)}\b", each.used, typed, count=1) for each in results.suggestions[:2]]
    return tuple(Link(words, address(wanted.criteria.to_args(words=words))) for words in put if words != typed)


def _sentence(wanted: Asked, guesses: Sequence[Guess], results: Results, *, discreet: bool) -> str:
    """ "Showing help with “eating together” near Worksop, with those on Saturday higher up. Not online." """
    what = "what may help" if discreet else _subject(wanted.words, guesses)
    where = f" {_short(wanted.where)}" if wanted.where else ""
    wishes = [guess for guess in guesses if guess.kind is GuessKind.WISH]
    met = [guess.says for guess in wishes if _met(guess, results)]
    unmet = [guess.says for guess in wishes if results.total and guess.says not in met]
    higher = f", with those {_listed(met, 'and')} higher up" if met else ""
    none = f" We know of none {_listed(unmet, 'or')}." if unmet else ""
    refused = "".join(f" {guess.says}." for guess in guesses if guess.kind is GuessKind.NOT)
    begins = "Showing" if results.total else "We looked for"
    return f"{begins} {what}{where}{higher}.{none}{refused}"


def _met(wish: Guess, results: Results) -> int:
    """How many results at least are known to meet a wish. Where counts cannot tell, all are taken to."""
    facet = results.facets.get(wish.key)
    if facet is None or wish.key in _UNCOUNTED:
        return results.total
    return max((choice.count for choice in facet.choices if choice.value in wish.values), default=0)


def _is_worth_choosing(guess: Guess, results: Results) -> bool:
    """Whether a filter would leave some results and take some away."""
    return guess.kind is GuessKind.WISH and 0 < _met(guess, results) < results.total


def _subject(words: str, guesses: Sequence[Guess]) -> str:
    need = next((guess.says.strip("“”") for guess in guesses if guess.kind is GuessKind.NEED), "")
    if need:
        return f"help with “{need if need.startswith('I ') else need[0].lower() + need[1:]}”"
    if len(words) > LONGEST_SAID:
        return "what may help"
    return f"“{words}”" if words else "everything"


def _short(where: str) -> str:
    """A place without its county, which the heading says already."""
    return where.split(",")[0]


def _listed(says: Sequence[str], joined: str) -> str:
    return says[0] if len(says) == 1 else f"{', '.join(says[:-1])} {joined} {says[-1]}"

"""What a listing costs, in sentences. No row means not known, which is never the same as free."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from directory.listings.codes import CostType
from directory.web.wording import lowered, pounds

NOT_KNOWN = "Cost not known: ask"
ASK = "Ask the provider"
ASK_PRICES = "Ask the provider for prices"
#: How a stewards' note begins when it carries on the phrase before it: "£2 or buy a drink", "Free to get in".
CARRIES_ON = frozenset((
    "a", "an", "and", "at", "back", "before", "by", "during", "each", "every", "for", "from", "if", "in", "on", "once",
    "or", "per", "return", "single", "suggested", "to", "towards", "until", "upwards", "when", "where", "while", "with",
))  # fmt: skip
UNITS = frozenset(("a", "an", "each", "per", "once"))  # they follow an amount, never a word such as "Free"
ADDS = frozenset(("including", "includes", "plus", "with"))
CARD = 40  # letters that fit on one line of a card at phone width
SHORT = 3  # words: a note this short names what is meant, a longer one with a capital is a sentence of its own


class Cost(Protocol):
    """What the words need of one cost option."""

    cost_type: CostType
    option: str | None
    amount: Decimal | None
    amount_description: str | None
    valid_from: date | None
    valid_to: date | None


def cost_sentences(options: Iterable[Cost], *, today: date, fees: str | None = None) -> tuple[str, ...]:
    """Every way of paying that holds today, each as a phrase without a full stop; at least one.

    `fees` is what a feed said of cost in free words; it stands when there is nothing more exact.
    """
    said = tuple(dict.fromkeys(_named(cost) for cost in _holding(options, today)))
    return said or ((fees.strip().rstrip("."),) if fees and fees.strip() else (NOT_KNOWN,))


def with_price(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """For what people pay for themselves: a figure, or the advice to ask for one, whatever else is said."""
    is_told = any("ask" in sentence.casefold() or any(map(str.isdigit, sentence)) for sentence in sentences)
    return sentences if is_told else (*sentences, ASK_PRICES)


def cost_in_short(options: Iterable[Cost], *, today: date, fees: str | None = None) -> str:
    """A few words for a card: "Free", "£3 a visit", "From £2", "Depends on income", "Cost not known: ask"."""
    every = _holding(options, today)
    holding = [cost for cost in every if cost.cost_type is not CostType.PERSONAL_BUDGET]
    if len(holding) == 1:
        return _named(holding[0]) if len(_named(holding[0])) <= CARD else _bare(holding[0])
    if not holding:
        return ASK if every else "See what it costs" if fees and fees.strip() else NOT_KNOWN
    prices = [cost.amount for cost in holding if cost.amount is not None and cost.cost_type is not CostType.DEPOSIT]
    if all(cost.cost_type is CostType.FREE for cost in holding):
        return "Free"
    if all(cost.cost_type in (CostType.FREE, CostType.DONATION) for cost in holding):
        return "Free, donations welcome"
    if any(cost.cost_type is CostType.FREE for cost in holding):
        return "Some of it is free"
    return f"From {pounds(min(prices))}" if prices else _bare(holding[0])


def is_free(options: Sequence[Cost], *, today: date) -> bool | None:
    """True when nothing has to be paid, False when something may, None when not all is known."""
    kinds = {cost.cost_type for cost in _holding(options, today)} - {CostType.DONATION}
    if kinds <= {CostType.FREE, CostType.UNKNOWN} or not kinds:
        return True if kinds == {CostType.FREE} else None
    return False


def _holding(options: Iterable[Cost], today: date) -> list[Cost]:
    return [
        cost
        for cost in options
        if not (cost.valid_from and today < cost.valid_from) and not (cost.valid_to and today > cost.valid_to)
    ]


def _named(cost: Cost) -> str:
    words = _sentence(cost)
    option = (cost.option or "").strip()
    return f"{option}: {words}" if option and option.casefold() != words.casefold() else words


def _sentence(cost: Cost) -> str:
    note = (cost.amount_description or "").strip().rstrip(".")
    kind, amount = cost.cost_type, cost.amount
    if kind is CostType.SLIDING and (amount is not None or note):
        return f"Depends on income: {lowered(_price(amount, note))}"
    if kind is CostType.PERSONAL_BUDGET and amount is not None:
        return f"{_price(amount, note)}. {kind.label}"
    if kind is CostType.FREE_FIRST and note:
        return _capital(note if {"free", "nothing"} & set(note.casefold().split()) else f"{note} free")
    if kind is CostType.GRANT_FUNDED and note.casefold().startswith(("free", "nothing", "no charge")):
        return _capital(note)
    if kind in (CostType.FIXED, CostType.MEMBERSHIP, CostType.PRIVATE) and note and amount is None:
        return _capital(note)
    if kind is CostType.FIXED and amount is not None and note.partition(" ")[0] in ADDS:
        return f"{pounds(amount)} a session, {note}"
    if kind is CostType.MEMBERSHIP and note:
        return _joined(pounds(amount or 0), note)
    if kind is CostType.DONATION and amount is not None and (note.partition(" ")[0] in UNITS or "suggest" in note):
        return _joined(pounds(amount), note)
    return _joined(_bare(cost), note)


def _bare(cost: Cost) -> str:
    """The kind and the amount, without the note."""
    amount = pounds(cost.amount) if cost.amount is not None else ""
    match cost.cost_type:
        case CostType.FREE:
            return "Free"
        case CostType.DONATION:
            return f"{amount} donation suggested" if amount else "Donation"
        case CostType.DEPOSIT:
            return f"{amount} refundable deposit".strip().capitalize()
        case CostType.MEMBERSHIP:
            return f"{amount} membership".strip().capitalize()
        case CostType.FIXED | CostType.PRIVATE:
            return amount or "Charges apply: ask for prices"
        case _:
            return cost.cost_type.label


def _price(amount: Decimal | None, note: str) -> str:
    return _capital(note) if amount is None else _joined(pounds(amount), note)


def _joined(start: str, note: str) -> str:
    """Put a steward's note behind a phrase: carried on, after a comma or colon, or as a sentence of its own."""
    if not note:
        return start
    first, words = note.partition(" ")[0].rstrip(","), len(note.split())
    if first in UNITS and not start[-1:].isdigit():
        return f"{start}. {_capital(note)}" if start == "Free" else f"{start}: {note}"
    if first in CARRIES_ON:
        return f"{start} {note}"
    if first[:1].isupper() and words > SHORT:
        return f"{start}. {note}"
    return f"{start}, {note}" if start[-1:].isdigit() else f"{start}: {lowered(note)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

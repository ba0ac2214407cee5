"""Gathers the pieces of one typed line into what they say together. Values only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from directory.listings.typed_times.clock_words import Hours
from directory.listings.typed_times.pieces import Kind
from directory.listings.typed_times.tokens import Day, Token

Moment = Day | int  # a date, or the number of a month


@dataclass
class Segment:
    """One pattern in the making, or one line of days off."""

    days: list[int] = field(default_factory=list)
    is_each: bool = False
    nth: list[int] = field(default_factory=list)
    interval: int = 1
    unit: str = ""
    is_of_month: bool = False
    hours: list[Hours] = field(default_factory=list)
    plain: list[Moment] = field(default_factory=list)
    spans: list[tuple[Moment, Moment]] = field(default_factory=list)
    starts: Moment | None = None
    ends: Moment | None = None
    is_term_time: bool = False
    is_closed: bool = False
    off: list[tuple[Moment, Moment]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def recurs(self) -> bool:
        """Whether it speaks of something that comes again."""
        return bool(self.is_each or self.nth or self.unit or self.is_of_month or self.starts or self.ends)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return not (self.days or self.nth or self.hours or self.plain or self.spans or self.off or self.unit)


def segments(found: Iterable[Token]) -> list[Segment]:
    """What a line says, parted where another day and time begin: "Tuesdays 10-12 and Thursdays 2-4" are two."""
    made: list[Segment] = [Segment()]
    gathered: list[list[Token]] = [[]]
    seen: list[str] = []
    for token in found:
        sort = "hours" if token.kind is Kind.HOURS else "days" if token.kind in (Kind.DAYS, Kind.NTH) else ""
        if sort and _begins_another(seen, sort):
            gathered.append(_carried_over(gathered[-1]))
            made.append(Segment())
            seen = []
        if token.kind is Kind.CLOSED:
            seen = []
        if sort:
            seen.append(sort)
        gathered[-1].append(token)
    for segment, pieces in zip(made, gathered, strict=True):
        _gather(segment, pieces)
    return made


def _begins_another(seen: list[str], sort: str) -> bool:
    """Days after hours begin another pattern, and hours after days after hours do."""
    return len(set(seen)) == 2 and sort == seen[0] and seen[-1] != sort


def _carried_over(pieces: list[Token]) -> list[Token]:
    """An "every" that stands before the next day goes with it."""
    carried: list[Token] = []
    while pieces and pieces[-1].kind in (Kind.EVERY, Kind.EACH, Kind.AND):
        carried.insert(0, pieces.pop())
    return [token for token in carried if token.kind is not Kind.AND]


def _gather(segment: Segment, pieces: list[Token]) -> None:
    role = Kind.AND
    for token in pieces:
        if token.kind in (Kind.FROM, Kind.UNTIL, Kind.TO):
            role = token.kind
        elif token.kind in (Kind.DATES, Kind.MONTH):
            _moments(segment, token, role)
            role = Kind.AND
        elif token.kind is Kind.AND and role is not Kind.FROM:
            role = Kind.AND
        else:
            _piece(segment, token)
    _settle_days(segment)


def _piece(segment: Segment, token: Token) -> None:
    add = _ADD.get(token.kind)
    if add:
        add(segment, token)


def _add_days(segment: Segment, token: Token) -> None:
    segment.days += [day for day in token.days if day not in segment.days]
    segment.is_each = segment.is_each or token.is_plural


def _add_always(segment: Segment, _token: Token) -> None:
    segment.hours.append(Hours("00:00", "24:00"))
    segment.is_each, segment.days = True, segment.days or list(range(7))


def _add_rhythm(segment: Segment, token: Token) -> None:
    segment.interval, segment.unit = token.number, token.unit


def _mark(name: str) -> Callable[[Segment, Token], None]:
    return lambda segment, _token: setattr(segment, name, True)


_ADD: dict[Kind, Callable[[Segment, Token], None]] = {
    Kind.DAYS: _add_days,
    Kind.ALWAYS: _add_always,
    Kind.EACH: _add_rhythm,
    Kind.NTH: lambda segment, token: segment.nth.append(token.number),
    Kind.HOURS: lambda segment, token: segment.hours.append(token.hours),
    Kind.EVERY: _mark("is_each"),
    Kind.OF_MONTH: _mark("is_of_month"),
    Kind.TERM: _mark("is_term_time"),
    Kind.CLOSED: _mark("is_closed"),
    Kind.BANK: lambda segment, _token: segment.notes.append("Not on bank holidays"),
    Kind.NOTE: lambda segment, token: segment.notes.append(token.text.strip("() ")),
    Kind.UNKNOWN: lambda segment, token: segment.unknown.append(token.text),
}


def _moments(segment: Segment, token: Token, role: Kind) -> None:
    """Put a date or a month where the word before it says it belongs."""
    found: list[Moment] = list(token.dates) or [token.number]
    if segment.is_closed:
        _off(segment, found, is_span=token.is_span, role=role)
    elif token.is_span:
        segment.spans.append((found[0], found[1]))
    elif role is Kind.FROM:
        segment.starts = found[0]
    elif role is Kind.UNTIL:
        segment.ends = found[-1]
    elif role is Kind.TO:
        _end(segment, found[-1])
    else:
        segment.plain += found


def _off(segment: Segment, found: list[Moment], *, is_span: bool, role: Kind) -> None:
    if is_span:
        segment.off.append((found[0], found[1]))
    elif role in (Kind.TO, Kind.UNTIL) and segment.off:
        segment.off[-1] = (segment.off[-1][0], found[0])
        segment.off += [(moment, moment) for moment in found[1:]]
    else:
        segment.off += [(moment, moment) for moment in found]


def _end(segment: Segment, last: Moment) -> None:
    """ "… to 31 March" ends what began just before it, if anything did."""
    if segment.starts is None and segment.plain:
        segment.spans.append((segment.plain.pop(), last))
    else:
        segment.ends = last


def _settle_days(segment: Segment) -> None:
    """ "the 15th" beside days of the week counts those; a fortnight counts no days of the month."""
    if segment.unit == "week" and segment.nth and segment.days:
        segment.unit, segment.interval = "", 1

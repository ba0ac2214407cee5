"""How true the directory is, as one object: the page and the file of figures say the same because both read this."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory.web.wording import counted, short_date

#: A check that is older is not counted as one: the standard asks for three months.
VERIFIED_DAYS = 92


@dataclass(frozen=True)
class Row:
    """One line: what it is about, its figures, and the share that its bar shows."""

    label: str
    figures: tuple[int, ...]
    share: float | None = None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent; all but all is 99, and hardly any 1."""
        if self.share is None:
            return None
        whole = round(self.share * 100)
        return min(whole, 99) if self.share < 1 else whole


@dataclass(frozen=True)
class Section:
    """One question with its answer. `columns` name the figures, and the share last where there is one."""

    key: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def has_share(self) -> bool:
        """Whether its lines have bars."""
        return any(row.share is not None for row in self.rows)


@dataclass(frozen=True)
class Report:
    """All of it, as of one day."""

    today: date
    sections: tuple[Section, ...]

    @property
    def name(self) -> str:
        """What a file of it is called."""
        return f"how-true-the-directory-is-{self.today.isoformat()}.csv"

    @property
    def as_of(self) -> str:
        """The day, in words."""
        return short_date(self.today)

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The file: one figure a line, with where it belongs."""
        yield ("section", "of", "figure", "value")
        for section in self.sections:
            for row in section.rows:
                for column, figure in zip(section.columns, row.figures, strict=False):
                    yield (section.title, row.label, column, str(figure))
                if row.percent is not None:
                    yield (section.title, row.label, section.columns[-1], f"{row.percent}%")


def share_of(part: int, whole: int) -> float | None:
    """A part of a whole; nothing of nothing has no share."""
    return part / whole if whole else None


def verified_row(label: str, verified: int, listed: int) -> Row:
    """How many of some listings were checked in time."""
    return Row(label, (verified, listed), share_of(verified, listed))


def verified_sentence(verified: int, listed: int) -> str:
    """The headline."""
    if not listed:
        return "Nothing is listed yet."
    percent = verified_row("", verified, listed).percent
    return (
        f"{percent}% of {counted(listed, 'listing')} were checked by somebody in the last {VERIFIED_DAYS} days: "
        f"{verified:,} of them."
    )

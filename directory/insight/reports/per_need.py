"""Services per need. To tell people something is another duty than to provide help, so information is counted apart."""

from collections import Counter
from collections.abc import Sequence

from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import Asset, count
from directory.insight.reports.needs import NeedGroup, chosen, groups
from directory.insight.reports.report import PlainTable, Section
from directory.web.wording import counted

WORDS = (
    "A service counts for each of its needs, so an average is more than services over needs. Guides, films and "
    "websites tell; they are no service."
)
COLUMNS = ("Services per need", "Information only", "Services", "Needs")


def services_per_need(asked: Asked, found: Sequence[Asset]) -> Section:
    """By group of needs and for all: how many services a need has on average, whoever pays; what is read beside it."""
    every = chosen(asked.session, "")
    served = Counter(need for each in found if not each.is_information for need in each.needs)
    lines = [_line(group, served, found) for group in groups(asked.session)]
    lines.append(("All", *_line(every, served, found)[1:]))
    words = [WORDS]
    only_read = frozenset[str]().union(*(each.needs for each in found)) & every.codes - served.keys()
    if only_read:
        words.append(f"Look here: for {counted(len(only_read), 'need')} there is something to read and no service.")
    return Section("Services per need", tuple(words), PlainTable("Kind of help", COLUMNS, tuple(lines)), key="needs")


def _line(group: NeedGroup, served: Counter[str], found: Sequence[Asset]) -> tuple[str, ...]:
    about = [each for each in found if each.needs & group.codes]
    told = count(about, lambda each: each.is_information)
    mean = f"{sum(served[code] for code in group.codes) / len(group.codes):.1f}" if group.codes else "–"
    return group.name, mean, str(told), str(len(about) - told), str(len(group.codes))

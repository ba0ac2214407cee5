"""Charges and take-up: where help costs something, and how often cost was why somebody went without."""

from directory.insight.models.facts import FactKind
from directory.insight.reports import needs
from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import assets
from directory.insight.reports.contacts import plain
from directory.insight.reports.report import Report, Section
from directory.referrals.codes.work import UnmetReason


def charges(asked: Asked) -> Report:
    """By group of needs."""
    return Report(
        title=f"Charges and take-up: {asked.where.name}",
        lead="Where help costs something, and how often people went without because of it.",
        sections=(_by_group(asked), _priced(asked)),
        sources=(asked.listings, asked.activity),
        made_at=asked.at,
        parameters=(("Area", asked.where.name), ("Months", asked.months)),
        cautions=("Whoever expects to pay may never ask. A small number is no proof that charges do no harm.",),
    )


def _by_group(asked: Asked) -> Section:
    """Whoever chose not to take something did not go without; in no report do they count."""
    rows = {}
    for group in needs.groups(asked.session):
        cost = needs.amount(asked, FactKind.REASONS, group.codes, UnmetReason.COST.value)
        rows[group.name] = (cost, needs.amount(asked, FactKind.FLAGS, group.codes) - cost)
    rows = {name: numbers for name, numbers in rows.items() if any(numbers)}
    if not rows:
        return Section("People who went without", ("Nobody was noted to go without in these months.",), key="cost")
    told = asked.protect(rows, ("Because it costs too much", "For other reasons"))
    return Section("People who went without", ("People’s own choices are left out.",), told, corner="Needs", key="cost")


def _priced(asked: Asked) -> Section:
    found = assets(asked)
    rows = []
    for group in needs.groups(asked.session):
        of_group = [each for each in found if each.needs & group.codes]
        if of_group:
            priced = sum(each.has_price for each in of_group)
            rows.append((group.name, str(len(of_group)), str(priced), f"{100 * priced / len(of_group):.0f} %"))
    words = "Listings with a price, a membership, or a charge that depends on means."
    return plain("Listings that charge", "Needs", ("Listings", "Charge", "Share"), rows, words=words, key="priced")

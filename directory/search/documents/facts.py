"""From rows to facets: cost, access, languages, who it is for, how it is delivered. Unknown stays unknown."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from directory.listings.codes import CommissioningStatus, CostType, DeliveryMode, Feature, Known, LinkType
from directory.listings.languages import language_name
from directory.search.documents.meanings import COHORTS, NEEDS, Meanings, Term
from directory.search.documents.record import Reach, SearchDocument
from directory.search.documents.rows import ListingRows

UNKNOWN = "?"
ANY_ADULT = "any_adult"
_PAID = frozenset(CostType) - {CostType.FREE, CostType.DONATION, CostType.UNKNOWN}
_FEATURES = {feature.value: feature.label for feature in Feature}
_REACH_OF_MODE: dict[str, int] = {
    DeliveryMode.PHONE: Reach.PHONE,
    DeliveryMode.VIDEO: Reach.VIDEO,
    DeliveryMode.ONLINE: Reach.ONLINE,
    DeliveryMode.POST: Reach.POST,
    DeliveryMode.HOME: Reach.HOME,
    DeliveryMode.OUTREACH: Reach.OUTREACH,
}


def add_facts(document: SearchDocument, service: Any, rows: ListingRows, meanings: Meanings) -> None:
    """Fill the facets of a document and the way it reaches people."""
    facets = document.facets
    facets["type"] = {service.asset_type.value}
    facets["status"] = {service.commissioning_status.value or CommissioningStatus.UNKNOWN.value}
    facets["scale"] = {service.delivery_scale.value} if service.delivery_scale else {UNKNOWN}
    facets["sector"] = {service.organization_sector.value} if service.organization_sector else {UNKNOWN}
    facets["tier"] = {row.tier.value for row in rows.tiers.get(service.id, ())} or {UNKNOWN}
    facets["public"] = {"yes"} if service.visibility == "public" else set()
    facets["cost"] = costs(row.cost_type for row in rows.costs.get(service.id, ()))
    facets["language"] = {_language(row) for row in rows.languages.get(service.id, ())} or {UNKNOWN}
    facets["how"] = set(service.delivery_modes or ()) or {UNKNOWN}
    for mode in facets["how"]:
        document.reach |= _REACH_OF_MODE.get(mode, 0)
    yes, no = _access(service.id, rows)
    facets["access"], facets["access_no"] = yes, no - yes
    facets["meet"] = _flag(service.someone_will_meet_you, Feature.FIRST_VISIT_BUDDY, yes, no)
    facets["transport"] = _flag(service.transport_provided, Feature.TRANSPORT_PROVIDED, yes, no)
    known = ((row.link_type, meanings.terms.get(row.taxonomy_term_id)) for row in rows.attributes.get(service.id, ()))
    terms = [(link, term) for link, term in known if term]
    needs = [term.code for link, term in terms if link is LinkType.NEED and term.taxonomy == NEEDS]
    facets["need"], facets["need_first"] = set(needs), set(needs[:1])
    _add_cohorts(facets, terms, meanings)
    # A line for each term: many listings share it, and it is read once.
    document.texts["needs"] = "\n".join(dict.fromkeys(t.words for link, t in terms if link is not LinkType.EXCLUSION))
    document.texts["thesaurus"] = "\n".join(meanings.everyday.get(need, "") for need in sorted(facets["need"]))
    document.texts["facts"] = _fact_words(yes, rows.languages.get(service.id, ()))


def costs(kinds: Iterable[CostType]) -> set[str]:
    """Cost codes. "free" only when nothing is charged at all; not known is neither free nor paid."""
    given = {kind for kind in kinds if kind is not CostType.UNKNOWN}
    if not given:
        return {UNKNOWN}
    codes = {kind.value for kind in given}
    return codes - {CostType.FREE.value} if given & _PAID else codes


def _access(service_id: UUID, rows: ListingRows) -> tuple[set[str], set[str]]:
    facts = list(rows.service_access.get(service_id, ()))
    for place in rows.places.get(service_id, ()):
        facts.extend(rows.place_access.get(place.location_id, ()))
    yes = {fact.feature.value for fact in facts if fact.value is Known.YES}
    return yes, {fact.feature.value for fact in facts if fact.value is Known.NO}


def _flag(said: Known, feature: Feature, yes: set[str], no: set[str]) -> set[str]:
    if said is Known.YES or feature.value in yes:
        return {"yes"}
    return {"no"} if said is Known.NO or feature.value in no else {UNKNOWN}


def _add_cohorts(facets: dict[str, set[str]], terms: list[tuple[LinkType, Term]], meanings: Meanings) -> None:
    cohorts = [(link, term.code) for link, term in terms if term.taxonomy == COHORTS]

    def codes(wanted: LinkType) -> set[str]:
        return {code for link, code in cohorts if link is wanted}

    welcomed, required = codes(LinkType.COHORT_WELCOMED), codes(LinkType.COHORT_REQUIRED)
    excluded = codes(LinkType.EXCLUSION)
    is_open = not required and (not welcomed or ANY_ADULT in welcomed)
    named = welcomed | required
    if is_open and excluded:
        # Open to everyone but some: name everyone else, so that the filter needs no third kind of set.
        named, is_open = {choice.value for choice in meanings.choices(COHORTS)}, False
    facets["for"] = (named - excluded) | ({ANY_ADULT} if is_open else set())
    facets["for_open"] = {"yes"} if is_open else set()


def _language(row: Any) -> str:
    return (row.code or row.name).strip().lower().replace(" ", "-")[:40] or UNKNOWN


def _fact_words(yes: set[str], languages: Iterable[Any]) -> str:
    features = [_FEATURES[code] for code in sorted(yes)]
    spoken = [row.name or language_name(row.code or "") for row in languages]
    return ". ".join([*features, *spoken])

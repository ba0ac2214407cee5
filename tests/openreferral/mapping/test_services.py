"""Whole services into listing records."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest

from directory.listings.codes import ListingStatus
from directory.listings.records import ListingRecord
from directory.openreferral.mapping.context import Context
from directory.openreferral.mapping.evidence import read_evidence
from directory.openreferral.mapping.services import Unusable, to_record
from directory.openreferral.mapping.terms import LocalTerm
from tests.openreferral.builders import service

NAMESPACE = UUID(int=7)
EVIDENCE = read_evidence()
CODES = {code for codes in EVIDENCE.lists.values() for code in codes}
CODES |= {code for rule in EVIDENCE.rules for code in rule.needs}


class Terms:
    """Every term has the id of its name."""

    def __init__(self) -> None:
        self.needs = {code: uuid5(NAMESPACE, code) for code in CODES}
        self.cohorts = {"older": uuid5(NAMESPACE, "older")}

    def local(self, term: LocalTerm) -> UUID:
        return uuid5(NAMESPACE, f"{term.taxonomy}/{term.code}")


class Areas:
    """No area is known."""

    def find(self, name: str, uri: str | None) -> UUID | None:
        return None


TERMS = Terms()


def mapped(raw: Any) -> ListingRecord:
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    return to_record(raw, Context("feed", at, date(2026, 1, 5), TERMS, Areas(), EVIDENCE))


def needs(record: ListingRecord) -> list[str]:
    by_id = {id_: code for code, id_ in TERMS.needs.items()}
    return [by_id[row["taxonomy_term_id"]] for row in record.attributes if row["link_type"] == "need"]


def legal_aid(*terms: str) -> ListingRecord:
    attributes = [
        {
            "link_type": "service_type",
            "taxonomy_term": {"id": name, "name": name, "taxonomy": "Legal Aid Agency categories of law"},
        }
        for name in terms
    ]
    return mapped(service(name="Smith LLP", description="Legal aid advice.", attributes=attributes))


def test_a_plain_service_becomes_a_published_listing() -> None:
    record = mapped(service())
    assert record.values["name"] == "Lunch club 1"
    assert record.values["summary"] == "A hot meal with company. Everybody is welcome."
    assert record.values["listing_status"] is ListingStatus.PUBLISHED
    assert record.values["commissioning_status"] == "unknown"
    assert record.values["delivery_modes"] == ["venue"]
    assert record.venues[0].location.addresses[0]["postal_code"] == "NG18 1AA"
    assert record.schedules[0]["byday"] == "TU"
    assert record.contacts[0].phones[0]["number"] == "01623 496 000"
    assert record.organization is not None


def test_the_feeds_own_check_is_kept_as_not_checked_by_us() -> None:
    values = mapped(service()).values
    assert (values["assured_date"], values["verification_method"]) == (date(2025, 12, 1), "imported")
    assert mapped(service(assured_date="2030-01-01")).values["verified_at"] is None
    assert mapped(service(assured_date=None)).values["verified_at"] is None


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"name": "Nameless id"}, "no id"),
        ({"id": "1"}, "no name"),
        ({"id": "1", "name": " <b></b> "}, "no name"),
        ([1], "not a service"),
        ("text", "not a service"),
        (None, "not a service"),
    ],
)
def test_what_holds_no_listing_is_refused_with_a_sentence(raw: Any, sentence: str) -> None:
    with pytest.raises(Unusable, match=sentence):
        mapped(raw)


def test_terms_of_legal_aid_become_our_needs() -> None:
    assert needs(legal_aid("Debt")) == ["money.debt"]
    assert needs(legal_aid("Housing", "Community care")) == ["housing.advice", "plan.assess", "safe.rights"]
    assert needs(legal_aid("Crime")) == []


def test_terms_of_other_lists_are_kept_beside_our_needs() -> None:
    kept = [row for row in legal_aid("Debt", "Crime").attributes if row["link_type"] == "service_type"]
    assert [row["position"] for row in kept] == [0, 1]


def test_a_sense_we_do_not_know_counts_as_the_type_of_service() -> None:
    attributes = [{"link_type": "link_type", "taxonomy_term": {"id": "t", "name": "Name"}}]
    (row, *_needs) = mapped(service(name="Plain", attributes=attributes)).attributes
    assert row["link_type"] == "service_type"


def test_our_own_codes_come_back_as_our_own_terms() -> None:
    terms = [("need", "money.debt"), ("cohort_required", "older")]
    attributes = [
        {"link_type": kind, "taxonomy_term": {"id": code, "name": code, "code": code}} for kind, code in terms
    ]
    record = mapped(service(name="Plain", attributes=attributes))
    assert needs(record) == ["money.debt"]
    assert [row["link_type"] for row in record.attributes if row["taxonomy_term_id"] == TERMS.cohorts["older"]] == [
        "cohort_required"
    ]


@pytest.mark.parametrize(
    ("name", "asset_type"),
    [
        ("Putnoe Library", "venue"),
        ("Mobile library stop: Village Hall, Darsham", "service"),
        ("Ollerton Toy Library", "equipment_loan"),
        ("Foxbar Library and Toy Library", "venue"),
        ("Jones LLP - legal aid, Library Road", "service"),
        ("Home library service", "service"),
        ("Something else", "service"),
    ],
)
def test_the_kind_of_asset_is_concluded_from_plain_evidence_only(name: str, asset_type: str) -> None:
    assert mapped(service(name=name)).values["asset_type"] == asset_type


def test_a_helpline_is_one_only_without_a_place() -> None:
    assert mapped(service(name="Carers helpline", service_at_locations=None)).values["asset_type"] == "helpline"
    assert mapped(service(name="Carers helpline")).values["asset_type"] == "service"


@pytest.mark.parametrize(
    ("status", "listing_status"),
    [
        ("active", "published"),
        ("live", "published"),
        ("defunct", "archived"),
        ("inactive", "archived"),
        (None, "published"),
    ],
)
def test_only_what_runs_is_published(status: str | None, listing_status: str) -> None:
    assert mapped(service(status=status)).values["listing_status"] == listing_status


def test_temporarily_closed_is_published_as_closed() -> None:
    values = mapped(service(status="temporarily closed")).values
    assert (values["listing_status"], values["closed_from"]) == ("published", date(2026, 1, 5))
    dated = mapped(service(status="temporarily closed", last_modified="2025-12-24T10:00:00Z")).values
    assert dated["closed_from"] == date(2025, 12, 24)


def test_a_schedule_of_one_venue_goes_to_that_venue() -> None:
    schedules = [{"byday": "MO", "service_at_location_id": "at-1"}, {"byday": "WE"}]
    record = mapped(service(schedules=schedules))
    assert [row["byday"] for row in record.venues[0].schedules] == ["MO"]
    assert [row["byday"] for row in record.schedules] == ["WE"]


def test_a_service_of_the_older_standard_is_read_too() -> None:
    record = mapped(
        {
            "id": "1",
            "name": "Chair exercise",
            "attending_type": "home visit",
            "attending_access": "drop-in",
            "organization": {"id": "o", "name": "Movers", "url": "www.movers.org.uk"},
            "eligibilitys": [{"minimum_age": 50, "maximum_age": 0}],
            "regular_schedules": [{"byday": "MO", "opens_at": "10:00"}],
            "service_taxonomys": [{"taxonomy": {"id": "t", "name": "Debt", "vocabulary": "LGA Needs"}}],
            "fundings": [{"source": "Council grant"}],
            "languages": [{"language": "Polish"}],
            "service_at_locations": [
                {
                    "location": {
                        "id": "l",
                        "name": "Hall",
                        "physical_addresses": [
                            {"address_1": "1 High St", "city": "Mansfield", "postal_code": "NG18 1AA"}
                        ],
                        "accessibility_for_disabilities": [{"accessibility": "Hearing loop"}],
                    }
                }
            ],
        }
    )
    place = record.venues[0].location
    assert (record.values["minimum_age"], record.values["maximum_age"]) == (50, None)
    assert record.organization is not None
    assert record.organization.values["website"] == "https://www.movers.org.uk"
    assert record.schedules[0]["freq"] == "WEEKLY"
    assert (record.values["delivery_modes"], record.values["access_routes"]) == (["home", "venue"], ["drop_in"])
    assert place.addresses[0]["postal_code"] == "NG18 1AA"
    assert place.accessibility[0]["feature"] == "hearing_loop"
    assert needs(record) == ["money.debt"]
    assert (record.funding[0]["source"], record.languages[0]["name"]) == ("Council grant", "Polish")


def test_names_in_camel_case_are_read_too() -> None:
    record = mapped({"id": "1", "name": "Club", "minimumAge": 18, "serviceAtLocations": [{"location": {"id": "l"}}]})
    assert (record.values["minimum_age"], len(record.venues)) == (18, 1)


@pytest.mark.parametrize("nonsense", ["text", 7, True, {"a": 1}, [None], [[]], ["x"], [{}], None, ""])
def test_nonsense_in_any_part_loses_only_that_part(nonsense: Any) -> None:
    lists = (
        "service_at_locations",
        "contacts",
        "schedules",
        "attributes",
        "cost_options",
        "service_areas",
        "languages",
    )
    record = mapped(service(**dict.fromkeys((*lists, "funding", "phones", "organization"), nonsense)))
    assert record.values["name"] == "Lunch club 1"

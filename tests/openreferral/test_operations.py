"""Imports into the database: again and again, with faults, stopped midway."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaType, PostcodePoint
from directory.listings.models import (
    Attribute,
    Location,
    Organization,
    OrganizationIdentifier,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from directory.openreferral import operations
from directory.openreferral.importing import MOST_FAULTS, Import
from directory.openreferral.models import BatchState, ImportBatch, ImportChange
from directory.openreferral.operations import INTERRUPTED, TAKEN_OVER, import_batch
from directory.openreferral.queries import batches, faults_of
from directory.openreferral.reading.files import FileSource
from directory.openreferral.reading.items import Item, Remarks, SourceStopped
from directory.taxonomy.models import Taxonomy, TaxonomyTerm, TermMapping
from tests.openreferral.builders import bring_in, lines, service
from tests.openreferral.rows import directory_rows


class Broken:
    """A source that stops, or is interrupted, after some services."""

    origin, unit, expected = "council.gov.uk/api", "Service", None

    def __init__(self, good: int, end: BaseException) -> None:
        self.good, self.end, self.remarks = good, end, Remarks()

    def items(self) -> Iterator[Item]:
        for number in range(1, self.good + 1):
            yield Item(number, service(number))
        raise self.end


def count(session: Session, entity: type = Service) -> int:
    return session.scalar(select(func.count()).select_from(entity)) or 0


def test_services_become_listings_with_their_places(words: Session, at: datetime, tmp_path: Path) -> None:
    outcome = bring_in(words, lines(tmp_path / "list.ndjson", [service(1), service(2)]), at)
    assert (outcome.state, outcome.counts["new"], outcome.counts["located"]) == (BatchState.FINISHED, 2, 2)
    listing = words.scalars(select(Service).where(Service.external_id == "service-1")).one()
    assert (listing.source, listing.listing_status, listing.verified_by) == ("feed", "published", "feed")
    assert listing.organization is not None
    assert listing.organization.name == "Mansfield Friends"
    assert words.scalars(select(Schedule.byday)).all() == ["TU", "TU"]
    (batch,) = batches(words)
    assert (batch.origin, batch.state, batch.counts["read"]) == ("list.ndjson", BatchState.FINISHED, 2)


@pytest.mark.requirement("A030")
def test_importing_the_same_list_again_creates_and_changes_nothing(
    words: Session, at: datetime, tmp_path: Path
) -> None:
    path = lines(tmp_path / "list.ndjson", [service(number) for number in range(1, 8)])
    bring_in(words, path, at)
    before = directory_rows(words)
    again = bring_in(words, path, at + timedelta(hours=1))
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 7)
    assert directory_rows(words) == before


def test_a_changed_service_is_brought_up_to_date(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "a.ndjson", [service(1), service(2)]), at)
    schedules = [{"byday": "WE", "opens_at": "10:00"}]
    outcome = bring_in(words, lines(tmp_path / "b.ndjson", [service(1, schedules=schedules), service(2)]), at)
    assert (outcome.counts["new"], outcome.counts["changed"], outcome.counts["unchanged"]) == (0, 1, 1)
    assert set(words.scalars(select(Schedule.byday))) == {"TU", "WE"}


def test_each_unusable_row_gets_a_sentence_with_its_line(words: Session, at: datetime, tmp_path: Path) -> None:
    rows = [service(1), "{broken", service(3, name=None), service(4, id=None), service(1), "", service(6)]
    outcome = bring_in(words, lines(tmp_path / "list.ndjson", rows), at)
    assert (outcome.state, outcome.counts["new"], outcome.counts["errors"]) == (BatchState.FINISHED, 2, 4)
    assert [(fault.line, fault.external_id, fault.message) for fault in faults_of(words, outcome.batch_id)] == [
        (2, None, "Line 2: this line is not JSON. Put one whole service on each line and import again."),
        (3, "service-3", "Line 3: no name. Add a name and import again."),
        (4, None, "Line 4: no id. Add an id that stays the same and import again."),
        (5, "service-1", "Line 5: its id was given to an earlier one. Give each service an id of its own."),
    ]


def test_faults_beyond_a_limit_are_only_counted(words: Session, at: datetime, tmp_path: Path) -> None:
    outcome = bring_in(words, lines(tmp_path / "list.ndjson", ["{"] * (MOST_FAULTS + 5)), at)
    assert (outcome.counts["errors"], outcome.counts["errors_only_counted"]) == (MOST_FAULTS + 5, 5)
    assert len(faults_of(words, outcome.batch_id, 9999)) == MOST_FAULTS


def test_a_source_that_stops_keeps_what_was_read_and_goes_on_next_time(
    words: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "UNIT", 4)
    outcome = bring_in(words, Broken(10, SourceStopped("The feed stopped at page 3.")), at)
    assert (outcome.state, outcome.note, outcome.counts["new"]) == (
        BatchState.STOPPED,
        "The feed stopped at page 3.",
        10,
    )
    again = bring_in(words, Broken(12, SourceStopped("Again.")), at)
    assert (again.counts["new"], again.counts["unchanged"], count(words)) == (2, 10, 12)


def test_an_interrupted_import_keeps_the_units_that_were_saved(
    words: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "UNIT", 4)
    outcome = bring_in(words, Broken(10, KeyboardInterrupt()), at)
    assert (outcome.state, outcome.note, count(words)) == (BatchState.STOPPED, INTERRUPTED, 8)


def test_a_process_that_died_leaves_its_saved_units_and_is_taken_over(
    words: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "UNIT", 4)
    with pytest.raises(SystemError):
        bring_in(words, Broken(10, SystemError()), at)
    words.rollback()
    assert count(words) == 8
    bring_in(words, Broken(10, SourceStopped("End.")), at)
    last, first = batches(words)
    assert (first.state, first.note, last.counts["unchanged"]) == (BatchState.STOPPED, TAKEN_OVER, 8)


def test_a_rehearsal_changes_nothing(words: Session, at: datetime, tmp_path: Path) -> None:
    path = lines(tmp_path / "list.ndjson", [service(1)])
    before = directory_rows(words)
    outcome = import_batch(words, FileSource(path), code="feed", at=at, save=words.flush)
    words.rollback()
    assert outcome.counts["new"] == 1
    assert directory_rows(words) == before
    assert count(words, ImportBatch) == 0


def test_listings_missing_from_a_later_list_are_reported_and_kept(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "a.ndjson", [service(1), service(2)]), at)
    outcome = bring_in(words, lines(tmp_path / "b.ndjson", [service(1)]), at)
    assert (outcome.counts["missing"], outcome.counts["missing_names"]) == (1, ["Lunch club 2"])
    assert count(words) == 2
    limited = bring_in(words, lines(tmp_path / "a.ndjson", [service(1), service(2)]), at, limit=1)
    assert limited.counts["missing"] == 0


def test_a_feed_that_tells_one_place_in_two_ways_does_not_change_it_to_and_fro(
    words: Session, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "UNIT", 1)
    moved = service(2)
    moved["service_at_locations"][0]["location"] |= {"id": "place-1", "latitude": 53.2}
    path = lines(tmp_path / "list.ndjson", [service(1), moved])
    bring_in(words, path, at)
    assert bring_in(words, path, at).counts["unchanged"] == 2
    assert words.scalars(select(Location.latitude)).all() == [53.1]


def test_a_register_number_belongs_to_one_organisation_only(words: Session, at: datetime, tmp_path: Path) -> None:
    charity = [{"identifier_type": "Charity", "identifier": "1234567"}]
    rows = [
        service(n, organization={"id": f"org-{n}", "name": f"Friends {n}", "organization_identifiers": charity})
        for n in (1, 2)
    ]
    path = lines(tmp_path / "list.ndjson", rows)
    first = bring_in(words, path, at)
    assert first.counts["mended"]["register numbers that another organisation has left out"] == 1
    assert bring_in(words, path, at).counts["unchanged"] == 2
    elsewhere = bring_in(words, path, at, code="other")
    assert (elsewhere.counts["new"], count(words, OrganizationIdentifier)) == (2, 1)


def test_a_row_the_database_does_not_take_is_found_and_the_others_are_kept(
    words: Session, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Import._write

    def picky(run: Import, records: list[object]) -> None:
        if any(record.external_id == "service-2" for record in records):  # type: ignore[attr-defined]
            with run.session.begin_nested():
                run.session.execute(update(Service).values(name="half done"))
                raise OperationalError("INSERT", {}, Exception("too long"))
        real(run, records)  # type: ignore[arg-type]

    monkeypatch.setattr(Import, "_write", picky)
    outcome = bring_in(words, lines(tmp_path / "list.ndjson", [service(1), service(2), service(3)]), at)
    assert (outcome.counts["new"], outcome.counts["errors"]) == (2, 1)
    (fault,) = faults_of(words, outcome.batch_id)
    assert fault.message.startswith("Line 2: the database does not take its values.")
    assert sorted(words.scalars(select(Service.name))) == ["Lunch club 1", "Lunch club 3"]


def test_terms_of_other_lists_are_entered_once_and_mapped_to_ours(words: Session, at: datetime, tmp_path: Path) -> None:
    term = {"id": "t", "code": "7", "name": "Community transport", "taxonomy": "DfE Family Hubs service categories"}
    attributes = [{"link_type": "service_type", "taxonomy_term": term}]
    rows = [service(number, name="Minibus", attributes=attributes) for number in (1, 2)]
    bring_in(words, lines(tmp_path / "list.ndjson", rows), at)
    foreign = words.scalars(select(Taxonomy).where(Taxonomy.code.startswith("feed."))).all()
    assert [taxonomy.name for taxonomy in foreign] == ["DfE Family Hubs service categories"]
    kept = words.scalars(select(TaxonomyTerm).where(TaxonomyTerm.taxonomy_id == foreign[0].id)).one()
    need = words.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == "travel.transport")).one()
    mapping = words.scalars(select(TermMapping)).one()
    assert (mapping.from_term_id, mapping.to_term_id) == (kept.id, need.id)
    said = words.execute(select(Attribute.link_type, Attribute.taxonomy_term_id).distinct()).all()
    assert {tuple(row) for row in said} == {("service_type", kept.id), ("need", need.id)}


def test_a_place_without_coordinates_gets_those_of_its_postcode(words: Session, at: datetime, tmp_path: Path) -> None:
    words.add(PostcodePoint(postcode="NG181AA", latitude_e6=53_145_000, longitude_e6=-1_198_000))
    lost = service(1)
    lost["service_at_locations"][0]["location"] |= {"latitude": 152.9, "longitude": None}
    outcome = bring_in(words, lines(tmp_path / "list.ndjson", [lost]), at)
    assert (outcome.counts["by_postcode"], outcome.counts["located"]) == (1, 1)
    assert words.execute(select(Location.latitude, Location.longitude)).all() == [(53.145, -1.198)]


def test_areas_are_matched_by_code_then_by_name(words: Session, at: datetime, tmp_path: Path) -> None:
    outline = {"type": "Polygon", "coordinates": [[[-2, 53], [-1, 53], [-1, 54], [-2, 54], [-2, 53]]]}
    area = Area(
        code="E10000024", name="Nottinghamshire", area_type=AreaType.COUNTY, valid_from=at.date() - timedelta(days=99)
    )
    district = Area(
        code="E07000174", name="Mansfield", area_type=AreaType.DISTRICT, valid_from=area.valid_from, geometry=outline
    )
    words.add_all([area, district])
    words.flush()
    served = [
        {"name": "The county", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E10000024"},
        {"name": "Mansfield District Council"},
        {"name": "The whole wide world"},
    ]
    bring_in(words, lines(tmp_path / "list.ndjson", [service(1, service_areas=served)]), at)
    found = {row.name: row.area_id for row in words.scalars(select(ServiceArea))}
    assert found == {"The county": area.id, "Mansfield District Council": district.id, "The whole wide world": None}
    assert words.scalars(select(Location.district_code)).all() == ["E07000174"]


def test_every_record_an_import_touches_is_remembered(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "list.ndjson", [service(1), service(2)]), at)
    remembered = words.execute(select(ImportChange.entity, func.count()).group_by(ImportChange.entity)).all()
    assert dict(map(tuple, remembered)) == {"organization": 1, "location": 2, "service": 2}  # type: ignore[arg-type]
    assert (count(words, Organization), count(words, ServiceAtLocation)) == (1, 2)

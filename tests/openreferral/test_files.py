"""Files of services: shapes, damage, sizes."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from directory.openreferral.reading.files import LONGEST_LINE, FileSource
from directory.openreferral.reading.items import Item, SourceStopped
from tests.openreferral.builders import lines, service


def read(path: Path) -> list[Item]:
    return list(FileSource(path).items())


def ids(items: list[Item]) -> list[str]:
    return [item.value["id"] for item in items]


@pytest.mark.parametrize(
    "document",
    [
        [service(1), service(2)],
        {"total_items": 2, "contents": [service(1), service(2)]},
        {"totalElements": 2, "content": [service(1), service(2)]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_lists_and_pages_are_read(tmp_path: Path, document: Any, indent: int | None) -> None:
    path = tmp_path / "services.json"
    path.write_text(json.dumps(document, indent=indent))
    assert ids(read(path)) == ["service-1", "service-2"]


@pytest.mark.parametrize("name", ["services.ndjson", "services.jsonl", "services.json", "services"])
@pytest.mark.parametrize("is_zipped", [True, False])
def test_one_service_a_line_is_read_whatever_the_file_is_called(tmp_path: Path, name: str, is_zipped: bool) -> None:
    path = lines(tmp_path / name, [service(1), "", service(2)])
    if is_zipped:
        path.write_bytes(gzip.compress(path.read_bytes()))
    assert [(item.line, item.value["id"]) for item in read(path)] == [(1, "service-1"), (3, "service-2")]


def test_a_single_service_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(service(1), indent=2))
    assert ids(read(path)) == ["service-1"]


def test_a_page_that_counts_wrongly_is_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"total_items": 9, "contents": [service(1)]}))
    source = FileSource(path)
    list(source.items())
    assert source.remarks.sentences == ["The file says it holds 9 services; 1 are in it."]


def test_a_line_that_is_no_json_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    first, broken, last = read(lines(tmp_path / "x.ndjson", [service(1), '{"id": "2", "na', service(3)]))
    assert (broken.line, broken.value) == (2, None)
    assert "not JSON" in str(broken.fault)
    assert ids([first, last]) == ["service-1", "service-3"]


def test_a_line_of_ten_megabytes_is_passed_over_without_being_held(tmp_path: Path) -> None:
    giant = '{"id": "2", "description": "' + "x" * 10_000_000 + '"}'
    _first, too_long, last = read(lines(tmp_path / "x.ndjson", [service(1), giant, service(3)]))
    assert "longer than 4 MB" in str(too_long.fault)
    assert (last.line, last.value["id"]) == (3, "service-3")
    assert len(giant) > LONGEST_LINE


def test_a_cut_off_archive_gives_what_came_before(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.ndjson.gz", [service(n, description=f"Text {n * 7919}") for n in range(3000)])
    whole = gzip.compress(path.read_bytes())
    path.write_bytes(whole[: len(whole) // 2])
    found: list[Item] = []
    with pytest.raises(SourceStopped, match=r"x\.ndjson\.gz is cut off or damaged after line \d+\. Get a new copy"):
        found.extend(FileSource(path).items())
    assert len(found) > 100


def test_a_damaged_archive_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(b"\x1f\x8b" + b"nonsense" * 50)
    with pytest.raises(SourceStopped, match="cut off or damaged"):
        read(path)


def test_letters_of_windows_and_a_byte_order_mark_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "1", "name": "A"}\n{"id": "2", "name": "Caf\xe9"}\n{"id": "3", "name": NaN}\n'
    )
    assert [item.value["name"] for item in read(path)] == ["A", "Café", None]


@pytest.mark.parametrize("content", ["{}", "7", '"text"', "null", '{"error": "no"}'])
def test_a_document_without_services_is_a_fault(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    (item,) = read(path)
    assert "holds no services" in str(item.fault)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_text("")
    assert read(path) == []


def test_nesting_without_end_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.ndjson", ["[" * 100_000, service(2)])
    broken, good = read(path)
    assert broken.fault
    assert good.value["id"] == "service-2"

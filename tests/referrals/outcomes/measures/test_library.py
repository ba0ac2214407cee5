"""Which measures there are, what the council's folder adds, and the order in which they are asked."""

import json
import re
from pathlib import Path

import pytest
import yaml

from directory.referrals.outcomes.measures.council import LOADABLE
from directory.referrals.outcomes.measures.library import KINDS, CannotLoad, library
from directory.referrals.outcomes.measures.service_use import ServiceUse
from directory.referrals.outcomes.measures.sheets import SHEETS
from directory.referrals.outcomes.measures.values import Kind, NotReady

#: Invented for tests; it is nobody's tariff.
TARIFF = {
    "stability": [0.01, 0.1, 0.19, 0.22],
    "attachment": [-0.02, 0.1, 0.19, 0.23],
    "autonomy": [0.0, 0.08, 0.15, 0.19],
    "achievement": [0.02, 0.08, 0.15, 0.18],
    "enjoyment": [-0.01, 0.09, 0.15, 0.18],
}
COSTS = {"gp": 40, "practice_nurse": 12.5, "a_and_e": 200, "unplanned_nights": 450}
LICENCE = "Registered with the University, 3 March 2026"


def write(folder: Path, code: str, content: object) -> str:
    (folder / f"{code}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return str(folder)


def wording(count: int = 7) -> dict[str, object]:
    return {
        "licence": LICENCE,
        "intro": "Think of the last two weeks.",
        "responses": ["Never", "Seldom", "At times", "Mostly", "Always"],
        "items": [
            {"code": str(number), "ask": f"Sentence {number} of the licensed form"} for number in range(1, count + 1)
        ],
    }


def faults_of(folder: str) -> list[str]:
    with pytest.raises(CannotLoad) as refused:
        library(folder)
    return refused.value.faults


def test_every_sheet_that_ships_is_a_measure_and_every_measure_has_one() -> None:
    assert {path.stem for path in SHEETS.glob("*.yaml")} == set(KINDS)
    assert set(LOADABLE) < set(KINDS)


@pytest.mark.requirement("A141")
@pytest.mark.parametrize("chosen", [["lonely_direct"], ["lonely_direct", "ucla3"], ["ucla3", "ons4", "lonely_direct"]])
def test_the_indirect_questions_always_come_before_the_direct_one(chosen: list[str]) -> None:
    asked = [item.code for measure in library().sitting(chosen) for item in measure.items]
    assert asked[-4:] == ["companionship", "left_out", "isolated", "lonely"]


@pytest.mark.requirement("A141")
def test_no_heading_or_question_before_the_direct_one_says_lonely() -> None:
    said = [
        words
        for measure in library().offered
        for words in (measure.sheet.title, measure.sheet.intro, *(item.ask for item in measure.items))
    ]
    assert [words for words in said if re.search("lonel", words)] == ["How often do you feel lonely?"]


def test_what_matters_is_asked_first_whatever_else_is_chosen() -> None:
    assert [one.code for one in library().sitting(["service_use", "ons4", "goal"])] == ["goal", "ons4", "service_use"]


def test_a_measure_that_is_not_known_or_not_ready_is_not_asked() -> None:
    assert library().sitting(["icecap_a", "pam", "of_long_ago"]) == ()
    assert "icecap_a" not in {one.code for one in library().offered}


def test_licensed_wording_does_not_ship() -> None:
    for code in ("swemwbs", "wemwbs", "icecap_a", "icecap_o"):
        measure = library()[code]
        assert not measure.sheet.is_worded
        assert [item.ask for item in measure.items if not re.fullmatch(r"Statement \d+|[A-Z][a-z]+", item.ask)] == []


def test_wording_of_the_office_for_national_statistics_names_it() -> None:
    for code in ("ons4", "lonely_direct"):
        assert library()[code].sheet.source.startswith("Source: Office for National Statistics licensed under the Open")
    assert "Hughes" in library()["ucla3"].sheet.source


def test_every_question_can_be_answered() -> None:
    for code in KINDS:
        for item in library()[code].items:
            assert item.ask
            assert bool(item.responses) is (item.kind is Kind.CHOICE)
            assert len({response.code for response in item.responses}) == len(item.responses)


def test_a_licensed_wording_takes_the_place_of_the_numbers(tmp_path: Path) -> None:
    measure = library(write(tmp_path, "swemwbs", wording()))["swemwbs"]
    assert measure.sheet.is_worded
    assert measure.items[0].ask == "Sentence 1 of the licensed form"
    assert [response.words for response in measure.items[6].responses][-1] == "Always"
    assert measure.sheet.intro == "Think of the last two weeks."
    assert measure.sheet.source.endswith(LICENCE)
    assert str(measure.score({str(number): "3" for number in range(1, 8)}).figure) == "19.25"


@pytest.mark.requirement("A145")
def test_a_loaded_tariff_makes_icecap_a_ready(tmp_path: Path) -> None:
    measure = library(write(tmp_path, "icecap_a", {"tariff": TARIFF}))["icecap_a"]
    assert measure.missing == ""
    assert str(measure.score(dict.fromkeys(TARIFF, "4")).figure) == "1.0000"
    assert str(measure.score(dict.fromkeys(TARIFF, "1")).figure) == "0.0000"
    assert str(measure.score({**dict.fromkeys(TARIFF, "1"), "autonomy": "2"}).figure) == "0.0800"


def test_a_file_may_be_json_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "icecap_a.json").write_text(json.dumps({"tariff": TARIFF}), "utf-8")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    assert library(str(tmp_path))["icecap_a"].missing == ""


@pytest.mark.requirement("A151")
def test_unit_costs_of_another_year_give_another_amount_and_say_so(tmp_path: Path) -> None:
    newer = {service: amount * 2 for service, amount in COSTS.items()}
    rows = [
        {"year": "2024/25", "source": "The book of costs", "amounts": COSTS},
        {"year": "2025/26", "source": "The new book of costs", "amounts": newer},
    ]
    measure = library(write(tmp_path, "service_use", {"unit_costs": rows}))["service_use"]
    assert isinstance(measure, ServiceUse)
    score = measure.score({"gp": "2", "practice_nurse": "1", "a_and_e": "0", "unplanned_nights": "0"})
    assert measure.years == ("2025/26", "2024/25")
    assert str(measure.cost(score).amount) == "185.00"
    assert measure.cost(score).label == "At 2025/26 unit costs: The new book of costs"
    assert str(measure.cost(score, "2024/25").amount) == "92.50"
    assert measure.cost(score, "2024/25").label == "At 2024/25 unit costs: The book of costs"
    with pytest.raises(NotReady, match="no unit costs for 2019/20"):
        measure.cost(score, "2019/20")


def test_visits_are_counted_without_unit_costs_and_not_priced() -> None:
    measure = library()["service_use"]
    assert isinstance(measure, ServiceUse)
    score = measure.score(dict.fromkeys(COSTS, "1"))
    assert score.parts == dict.fromkeys(COSTS, 1)
    with pytest.raises(NotReady, match=r"There are no unit costs: put them into service_use\.yaml"):
        measure.cost(score)


def without(content: dict[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in content.items() if name != key}


@pytest.mark.parametrize(
    ("code", "content", "says"),
    [
        ("swemwbs", without(wording(), "licence"), "swemwbs.yaml: licence: say who let the council use the wording"),
        ("swemwbs", wording(6), "swemwbs.yaml: items: add 7"),
        ("swemwbs", wording(8), "swemwbs.yaml: items, row 8: “8” is none of the codes 1, 2, 3, 4, 5, 6, 7"),
        ("swemwbs", wording() | {"responses": ["Never", "Always"]}, "items, row 1: write its 5 answers (responses)"),
        ("swemwbs", wording() | {"items": [{"code": "1"}]}, "items, row 1: write what is asked (ask)"),
        ("swemwbs", wording() | {"items": "all"}, "items: write them as a list"),
        ("swemwbs", wording() | {"items": ["all"]}, "items, row 1: write it as {code: …, ask: …}"),
        (
            "swemwbs",
            wording() | {"tariff": {}},
            "take “tariff” away; the file may hold intro, items, licence, responses",
        ),
        ("swemwbs", [], "write what it holds, such as intro, items, licence, responses"),
        ("icecap_a", {"tariff": without(TARIFF, "enjoyment")}, "tariff, enjoyment: write four numbers, level 1 first"),
        ("icecap_a", {"tariff": TARIFF | {"role": [0, 0, 0, 0]}}, "tariff: “role” is none of stability, attachment"),
        ("icecap_a", {"tariff": TARIFF | {"autonomy": [0, 0.15, 0.08, 0.19]}}, "autonomy: a higher level has a lower"),
        ("icecap_a", {"tariff": TARIFF | {"autonomy": [0, 0.08, 0.15, 0.29]}}, "level 4 add up to 1.10 and have to"),
        (
            "icecap_a",
            {"tariff": TARIFF | {"autonomy": [-0.1, 0.08, 0.15, 0.19]}},
            "level 1 add up to -0.10 and have to",
        ),
        ("icecap_a", {"tariff": TARIFF | {"autonomy": ["a", 1, 1, 1]}}, "tariff, autonomy: write four numbers"),
        ("icecap_a", {"tariff": [1]}, "tariff: write a line for each attribute"),
        ("service_use", {"unit_costs": []}, "unit_costs: write one row a year"),
        ("service_use", {"unit_costs": [{"year": 2025, "source": "x", "amounts": COSTS}]}, "write the year as 2025/26"),
        (
            "service_use",
            {"unit_costs": [{"year": "2025/26", "amounts": COSTS}]},
            "say where the costs are from (source)",
        ),
        (
            "service_use",
            {"unit_costs": [{"year": "2025/26", "source": "x", "amounts": COSTS | {"gp": -1}}]},
            "unit_costs, row 1: write the pounds for gp, 0 or more",
        ),
        (
            "service_use",
            {"unit_costs": [{"year": "2025/26", "source": "x", "amounts": COSTS | {"dentist": 1}}]},
            "“dentist” is none of gp, practice_nurse, a_and_e, unplanned_nights",
        ),
        (
            "ons4",
            {"items": []},
            "ons4.yaml: take this file away: Waypost brings all there is of ONS personal wellbeing",
        ),
        ("wellbeing", {"items": []}, "wellbeing.yaml: name it for the measure it is about: swemwbs"),
    ],
)
def test_a_file_that_cannot_be_used_names_the_row_and_says_how_to_mend_it(
    tmp_path: Path, code: str, content: object, says: str
) -> None:
    assert any(says in fault for fault in faults_of(write(tmp_path, code, content)))


def test_every_file_is_looked_at_before_anything_is_said(tmp_path: Path) -> None:
    (tmp_path / "wemwbs.yaml").write_text("items: [1, 2", "utf-8")
    (tmp_path / "icecap_a.json").write_text(json.dumps({"tariff": TARIFF}), "utf-8")
    write(tmp_path, "icecap_a", {"tariff": TARIFF})
    write(tmp_path, "pam", {"items": []})
    faults = faults_of(str(tmp_path))
    assert [fault.split(":")[0] for fault in faults] == ["icecap_a.yaml", "pam.yaml", "wemwbs.yaml"]
    assert "there are two files for icecap_a" in faults[0]
    assert "cannot be read from line" in faults[2]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    (fault,) = faults_of(str(tmp_path / "gone"))
    assert fault.endswith("is no folder")

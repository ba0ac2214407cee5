"""Reading the lists of postcodes that are published, with the dirt they have."""

import io

import pytest

from directory.geo.postcode_file import PostcodeRow, PostcodeTally, UnknownColumns, read_postcodes

ONSPD = """\
pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,lat,long,lsoa11,lsoa21
NG181AA,NG18 1AA,"NG18 1AA","198001","",E10000024,"E07000174","E05014614",53.14379,-1.19469,E01028268,E01028268
NG181AB,NG18 1AB,"NG18 1AB","198001","200406",E10000024,"E07000174","E05014614",53.1441,-1.1951,E01028268,E01028269
"BT1 1AA","BT1  1AA","BT1 1AA","198001","","N99999999","N09000003","N08000310",54.6,-5.93,"95GG01S1","N20000001"
"JE2 3AB","JE2  3AB","JE2 3AB","199806","","L99999999","L99999999","L99999999",99.999999,0,"L99999999","L99999999"
"""
NSPL = """\
pcd7,pcd8,pcds,doterm,lad25cd,wd25cd,lad24cd,wd24cd,lsoa21cd,lat,long
NG181AA,NG18 1AA,NG18 1AA,,E07000174,E05014614,E07000999,E05000999,E01028268,53.14379,-1.19469
"""
PLAIN = "\ufeffpostcode,lat,lon\nNG18 1AA,53.14379,-1.19469\nBT1 1AA,54.6,-5.93\n"
MANSFIELD = ("NG181AA", 53_143_790, -1_194_690, "E01028268", "E05014614", "E07000174", None)


def read(text: str, *, include_ni: bool = False) -> tuple[list[PostcodeRow], PostcodeTally]:
    tally = PostcodeTally()
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return list(read_postcodes(lines, tally, include_ni=include_ni)), tally


def test_the_ons_postcode_directory_is_read() -> None:
    rows, _ = read(ONSPD)
    assert rows[0] == MANSFIELD


def test_the_latest_year_of_a_column_is_used() -> None:
    rows, _ = read(NSPL)
    assert rows == [MANSFIELD]


def test_lsoa_2021_is_preferred_to_2011() -> None:
    rows, _ = read(ONSPD)
    assert rows[1][3] == "E01028269"


def test_three_columns_are_enough() -> None:
    rows, _ = read(PLAIN)
    assert rows == [("NG181AA", 53_143_790, -1_194_690, None, None, None, None)]


def test_the_month_a_postcode_ended_is_kept() -> None:
    rows, tally = read(ONSPD)
    assert [row[6] for row in rows] == [None, "2004-06"]
    assert tally.ended == 1


def test_northern_ireland_is_left_out_unless_asked_for() -> None:
    without, tally = read(ONSPD)
    assert tally.northern_irish == 1
    with_it, _ = read(ONSPD, include_ni=True)
    assert {row[0] for row in with_it} - {row[0] for row in without} == {"BT11AA"}


def test_rows_without_a_position_are_counted_apart() -> None:
    _, tally = read(ONSPD)
    assert (tally.unplaced, tally.faulty) == (1, 0)


def test_codes_that_mean_none_become_none() -> None:
    rows, _ = read("pcds,lat,long,oslaua\nNG18 1AA,53.1,-1.2,E99999999\n")
    assert rows[0][5] is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("NG18,53.1,-1.2", "Line 2: “NG18” is not a postcode. The row is left out."),
        ("NG18 1AA,north,-1.2", "Line 2: “north, -1.2” is not a position. The row is left out."),
        ("NG18 1AA,53.1", "Line 2: it has fewer columns than the heading. The row is left out."),
        ("NG18 1AA,12.5,-1.2", "Line 2: 12.5, -1.2 is not in the United Kingdom. The row is left out."),
        ("NG18 1AA,nan,-1.2", "Line 2: nan, -1.2 is not in the United Kingdom. The row is left out."),
        (",53.1,-1.2", "Line 2: “” is not a postcode. The row is left out."),
    ],
)
def test_a_bad_row_is_told_in_plain_words_and_the_next_is_read(row: str, reason: str) -> None:
    rows, tally = read(f"postcode,lat,lon\n{row}\nNG18 1AA,53.1,-1.2\n")
    assert tally.faults == [reason]
    assert len(rows) == 1


def test_only_the_first_faults_are_kept_but_all_are_counted() -> None:
    _, tally = read("postcode,lat,lon\n" + "nonsense,1,1\n" * 500)
    assert tally.faulty == 500
    assert len(tally.faults) == 20


@pytest.mark.parametrize("text", ["", "name,phone\nAnn,1\n", "postcode,x,y\nNG18 1AA,1,2\n"])
def test_a_list_without_postcodes_or_positions_says_what_to_give(text: str) -> None:
    with pytest.raises(UnknownColumns, match="Give an ONSPD or NSPL file"):
        read(text)


def test_the_tally_adds_up() -> None:
    _, tally = read(ONSPD)
    assert tally.read == tally.kept + tally.northern_irish + tally.unplaced + tally.faulty == 4
    assert str(tally).startswith("4 read, 2 kept (1 of them no longer in use); left out: 1 in Northern Ireland")

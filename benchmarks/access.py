"""Claim: access of all 33,755 English LSOAs to 50,000 places, enhanced two-step: 6 s and 1.5 GB at most, on one core.

LSOAs and their residents are real; places are made up, scattered around them in proportion to residents. Bands are
those of Luo and Qi, 20, 40 and 60 minutes at 60 km an hour: wide catchments, so that there is much to be done.
Beside it in the same run: a plain loop over all pairs, on a sample of LSOAs and scaled up, and PySAL's `access` on the
East Midlands around Nottingham, which is handed the distances ready made; its scores have to be ours. The limit is of
seconds by the clock; ratios are of seconds at work, which others on the same core do not change much.
"""

import csv
import gzip
import math
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
from access import Access as Peer
from access import weights as peer_weights

from benchmarks.measure import show
from benchmarks.world import SHARED
from directory.geo.distance import EARTH_RADIUS_M, distances_m
from directory.insight.methods.catchments import DETOUR, Places, catchment_access
from directory.insight.methods.decay import Bands

CENTRES = SHARED / "areas" / "lsoa_latlong.csv.gz"
RESIDENTS = SHARED / "census" / "disability21_lsoa21_ew.csv.gz"
SUPPLY = 50_000
STEPS = ((20_000.0, 1.0), (40_000.0, 0.68), (60_000.0, 0.22))  # metres of the estimated way: a kilometre a minute
NEAR = ((800.0, 1.0), (1_600.0, 0.68), (3_200.0, 0.22))  # on foot
SECONDS, GIGABYTES = 6.0, 1.5
SAMPLE = 12  # LSOAs of the plain loop
NOTTINGHAM = (52.8, 53.4, -1.6, -0.7)
Found = TypeVar("Found")


def main() -> None:
    """Measure ours, then both peers."""
    stay_on_one_core()
    areas, people = read_areas()
    points, supply = made_up_supply(areas, people)
    before = gigabytes()
    begin = time.perf_counter()
    busy, found = timed(lambda: catchment_access(areas, points, supply=supply, demand=people, decay=Bands(STEPS)))
    seconds = time.perf_counter() - begin
    memory = gigabytes()
    on_foot, _ = timed(lambda: catchment_access(areas, points, supply=supply, demand=people, decay=Bands(NEAR)))
    loop = plain_loop(areas, people, points, supply)
    peer, ours, pairs, apart = beside_pysal(areas, people, points, supply)
    show(
        "Access by enhanced two-step floating catchment, one core",
        [
            ("Areas by places", f"{len(areas):,} x {len(points):,}"),
            ("Bands of 20, 40 and 60 km", f"{seconds:.2f} s (limit {SECONDS:.0f} s), {busy:.2f} s of it at work"),
            ("Bands of 800, 1,600 and 3,200 m", f"{on_foot:.2f} s"),
            ("Memory at its highest", f"{memory:.2f} GB (limit {GIGABYTES} GB); {before:.2f} GB before it began"),
            ("Scores times people", f"{found.scores @ people:,.3f} of {found.reachable_supply:,.0f} reachable"),
            (
                "Peer: plain loop over all pairs",
                f"{loop:,.0f} s (from {SAMPLE} areas); we take 1/{loop / busy:,.0f} of it",
            ),
            ("Peer: PySAL access, around Nottingham", f"{peer:.2f} s for {pairs:,} pairs, distances ready made"),
            ("Ours on the same, distances included", f"{ours:.3f} s: 1/{peer / ours:,.0f} of it"),
            ("Scores apart at most", f"{apart:.1e} of the score"),
        ],
    )
    if seconds > SECONDS or memory > GIGABYTES or apart > 1e-6:
        sys.exit("A claim does not hold on this machine.")


def stay_on_one_core() -> None:
    """Begin again with one thread for linear algebra, which counts its threads when it is loaded."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        again = [sys.executable, "-W", "ignore", "-m", "benchmarks.access"]
        os.execve(sys.executable, again, {**os.environ, "OPENBLAS_NUM_THREADS": "1"})  # noqa: S606 -- itself


def read_areas() -> tuple[Places, np.ndarray]:
    """Centres of the English LSOAs of 2021 and their residents in the census of that year."""
    if not CENTRES.exists():
        sys.exit("This benchmark needs the open data on areas in shared/data; it is not there.")
    with gzip.open(CENTRES, "rt") as lines:
        centres = {row["LSOACD"]: (row["latitude"], row["longitude"]) for row in csv.DictReader(lines)}
    with gzip.open(RESIDENTS, "rt") as lines:
        residents = {row["lsoa21_code"]: float(row["total_residents"]) for row in csv.DictReader(lines)}
    codes = sorted(code for code in residents if code.startswith("E"))
    north, east = np.array([centres[code] for code in codes], dtype=np.float64).T
    return Places.of(north, east), np.array([residents[code] for code in codes])


def made_up_supply(areas: Places, people: np.ndarray) -> tuple[Places, np.ndarray]:
    """Places about a kilometre from where people live, each with 5 to 40 places a week."""
    generator = np.random.default_rng(2021)
    homes = generator.choice(len(areas), SUPPLY, p=people / people.sum())
    north = areas.latitudes[homes] + generator.normal(0, 0.008, SUPPLY)
    east = areas.longitudes[homes] + generator.normal(0, 0.013, SUPPLY)
    return Places.of(north, east), generator.integers(5, 41, SUPPLY).astype(np.float64)


def plain_loop(areas: Places, people: np.ndarray, points: Places, supply: np.ndarray) -> float:
    """Seconds for all areas of both steps written as loops, from some of them."""
    some = random.Random(1).sample(range(len(areas)), SAMPLE)
    there = list(zip(np.radians(points.latitudes).tolist(), np.radians(points.longitudes).tolist(), strict=True))
    wanted, given = [0.0] * len(there), supply.tolist()

    def both_steps() -> list[float]:
        weighed: list[list[tuple[int, float]]] = []
        for area in some:
            north, east = math.radians(areas.latitudes[area]), math.radians(areas.longitudes[area])
            near = []
            for number, (other_north, other_east) in enumerate(there):
                half = math.sin((other_north - north) / 2) ** 2
                half += math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
                way = DETOUR * 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))
                for end, weight in STEPS:
                    if way <= end:
                        near.append((number, weight))
                        wanted[number] += people[area] * weight
                        break
            weighed.append(near)
        return [sum(given[number] / wanted[number] * weight for number, weight in near) for near in weighed]

    return timed(both_steps)[0] * len(areas) / SAMPLE


def beside_pysal(
    areas: Places, people: np.ndarray, points: Places, supply: np.ndarray
) -> tuple[float, float, int, float]:
    """Seconds of PySAL and of ours on one region, the pairs it has, and how far the scores are apart at most."""
    here, there = within(areas), within(points)
    some = Places.of(areas.latitudes[here], areas.longitudes[here])
    places = Places.of(points.latitudes[there], points.longitudes[there])
    ways = DETOUR * np.array(
        [distances_m(*area, places.latitudes, places.longitudes) for area in zip(*degrees(some), strict=True)]
    )
    demand = pd.DataFrame({"people": people[here]}, index=pd.Index(range(len(here)), name="area"))
    given = pd.DataFrame({"places": supply[there]}, index=pd.Index(range(len(there)), name="point"))
    area, point = np.nonzero(ways <= STEPS[-1][0])
    costs = pd.DataFrame({"area": area, "point": point, "way": ways[area, point]})
    peer = Peer(
        demand_df=demand, demand_value="people", supply_df=given, supply_value="places",
        cost_df=costs, cost_origin="area", cost_dest="point", cost_name="way",
    )  # fmt: skip
    by_step = peer_weights.step_fn(dict(STEPS))
    seconds, scores = timed(lambda: peer.enhanced_two_stage_fca(name="e2sfca", weight_fn=by_step))
    own_seconds, own = timed(
        lambda: catchment_access(some, places, supply=supply[there], demand=people[here], decay=Bands(STEPS))
    )
    theirs = scores["e2sfca_places"].reindex(range(len(here))).to_numpy()
    return seconds, own_seconds, len(costs), float(np.abs(own.scores / theirs - 1).max())


def within(places: Places) -> np.ndarray:
    """Which of them lie around Nottingham."""
    south, north, west, east = NOTTINGHAM
    latitudes, longitudes = degrees(places)
    return np.flatnonzero((latitudes > south) & (latitudes < north) & (longitudes > west) & (longitudes < east))


def degrees(places: Places) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes."""
    return places.latitudes, places.longitudes


def timed(work: Callable[[], Found]) -> tuple[float, Found]:
    """Seconds at work, and what it gave."""
    begin = time.process_time()
    found = work()
    return time.process_time() - begin, found


def gigabytes() -> float:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main()

"""Every page of a commissioner on 200,000 referrals and 50,000 flags: the nightly count, and each page's server time.

The peer is a bare Flask page of 20 results, in the same run. One worker, in process, on real small areas of
Nottinghamshire and Kent. Run: `python -m benchmarks.reports` (or with numbers: referrals, flags, conversations).
"""

import gc
import itertools
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

from flask import Flask

from benchmarks.bare_page import create_bare_app
from benchmarks.measure import Times, show, time_each
from benchmarks.pages import count_queries
from benchmarks.reports_world import NOW, Sizes, World, prepare
from directory import clock, create_app
from directory.accounts.entering import contents_for
from directory.insight.reports.registry import REPORTS, Choice, Definition
from directory.referrals.models import Point
from directory.settings import load_settings

LIMIT_MS = 300.0
REQUESTS = 60
COUNTY, OTHER_COUNTY, DISTRICT, OTHER_DISTRICT = "E10000024", "E10000016", "E07000174", "E07000171"
COUNTY_PAGE = "a county by district"


def gap_pages(world: World) -> dict[str, list[str]]:
    """The gap map and what hangs on it, each question asked for the first time but what is missing most."""
    needs = world.needs[:REQUESTS]
    return {
        COUNTY_PAGE: [f"/insight?area={COUNTY}&need={need}" for need in needs],
        "a larger county by district": [f"/insight?area={OTHER_COUNTY}&need={need}" for need in needs],
        "a district by ward": [f"/insight?area={DISTRICT}&need={need}" for need in needs],
        "what is missing most": [f"/insight?area={OTHER_COUNTY}"] * REQUESTS,
        "one gap": [f"/insight/gap?area={OTHER_DISTRICT}&need={need}" for need in needs],
        "the file of a county": [f"/insight/gap-map.csv?area={COUNTY}&months=quarter&need={need}" for need in needs],
    }


def report_pages(world: World) -> dict[str, list[str]]:
    """Every report there is, about everywhere, each county and each district in turn; and the pages that lead there."""
    areas = ("", COUNTY, OTHER_COUNTY, *world.areas)
    pages = {each.title: list(itertools.islice(_addresses(each, areas), REQUESTS // 2)) for each in REPORTS.values()}
    for name in ("reports", "indicators", "figures", "snapshots"):
        pages[f"the page of {name}"] = [f"/insight/{name}"] * (REQUESTS // 2)
    return pages


def _addresses(report: Definition, areas: Iterable[str]) -> Iterable[str]:
    """Its address with everything it lets one choose of areas, or of points; over and over."""
    values = next((found for choice in report.asks if (found := _values(choice, areas))), ("",))
    return (f"/insight/{report.key}{value}" for value in itertools.cycle(values))


def _values(choice: Choice, areas: Iterable[str]) -> tuple[str, ...]:
    if choice.key == "area":
        return tuple(f"?area={area}" for area in areas)
    return tuple(f"?point={point.value}" for point in Point) if choice.key == "point" else ()


def main() -> None:
    """Measure and print; fails when a page is slower than promised."""
    given = [int(number) for number in sys.argv[1:4]]
    sizes = Sizes(*given) if given else Sizes()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(_env_file=None, mode="test", data_dir=Path(folder), log_level="ERROR"))
        world = prepare(app, sizes)
        times, queries, peer = measure(app, world)
    referrals, flags, conversations = astuple(sizes)
    show(
        f"Pages of a commissioner on {referrals:,} referrals, {flags:,} flags and {conversations:,} conversations",
        [
            *((f"at night: {what}", f"{seconds:.1f} s") for what, seconds in world.seconds.items()),
            *((name, f"{each.median:.0f} ms median, {each.p95:.0f} p95") for name, each in times.items()),
            (f"SQL queries of {COUNTY_PAGE}", str(queries)),
            ("a bare page of 20 results", f"{peer.median:.2f} ms median"),
            ("limit at p95", f"{LIMIT_MS:.0f} ms"),
        ],
    )
    slow = [name for name, each in times.items() if each.p95 > LIMIT_MS]
    if slow:
        sys.exit(f"Slower than promised: {', '.join(slow)}.")


def measure(app: Flask, world: World) -> tuple[dict[str, Times], int, Times]:
    """The times of every page, the queries of the first, and the peer's times."""
    client, bare = app.test_client(), create_bare_app().test_client()
    pages = gap_pages(world) | report_pages(world)

    def get(address: str) -> None:
        if (answer := client.get(address)).status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}.")

    with clock.stopped_at(NOW):
        with client.session_transaction() as session:
            session.update(contents_for(world.commissioner))
        gc.collect()
        gc.freeze()  # as the web server does after its start
        gc.set_threshold(50_000, 20, 20)
        times = {name: time_each(get, every, warm_up=2) for name, every in pages.items()}
        queries = count_queries(app, pages[COUNTY_PAGE][0], client)
        return times, queries, time_each(bare.get, ["/"] * REQUESTS)


if __name__ == "__main__":
    main()

"""Prints how well needs and listings are found, beside plain Whoosh on the same directory in the same run."""

import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from benchmarks.measure import machine
from benchmarks.relevance.judging import Judged, judge, verdict
from benchmarks.relevance.labelled import Labelled, Labels, read_labels
from benchmarks.relevance.ours import Ours
from benchmarks.relevance.peers import keys, over_listings, over_needs
from benchmarks.relevance.world import demonstration
from directory.extensions import db
from directory.search.answering.blending import is_understood

EVERY = 10_000
#: The least that is promised of means of nDCG@10; of searches that hint at danger none may be missed.
NEEDS_AIM, LISTINGS_AIM = 0.85, 0.80
Ranker: TypeAlias = Callable[[Labelled], Sequence[str]]
console = Console(width=120)


def main() -> None:
    """Everything, on a fresh demonstration; fails when less is found than promised."""
    labels = read_labels()
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(demonstration(Path(folder)))
        needs = compare("Needs", labels.needs, needs_rankers(ours))
        listings = compare("Listings", labels.listings, listings_rankers(ours))
        honesty(labels, ours)
        missed = safety(labels, ours)
    if needs < NEEDS_AIM or listings < LISTINGS_AIM or missed:
        sys.exit("Less is found than promised, or danger was missed.")


def needs_rankers(ours: Ours) -> dict[str, Ranker]:
    """Who ranks needs."""
    found: dict[str, Ranker] = {"Waypost": lambda search: [code for code, _ in ours.needs(search.words)]}
    for words, with_thesaurus in (("names of needs", False), ("names and thesaurus", True)):
        for peer in over_needs(with_thesaurus=with_thesaurus):
            found[f"{peer.name}: {words}"] = lambda search, peer=peer: peer.rank(search.words)  # type: ignore[misc]
    return found


def listings_rankers(ours: Ours) -> dict[str, Ranker]:
    """Who ranks listings. The peers choose among those that our own search says reach the place."""
    names = ours.names()
    reaching = {near: keys(ours.listings("", near, depth=EVERY)) for near in {s.near for s in read_labels().listings}}
    by_key = {str(key): name for key, name in names.items()}
    found: dict[str, Ranker] = {
        "Waypost": lambda search: [names[each] for each in ours.listings(search.words, search.near)]
    }
    with ours.app.app_context():
        peers = over_listings(db.session())
    for peer in peers:
        found[peer.name] = lambda search, peer=peer: [  # type: ignore[misc]
            by_key[key] for key in peer.rank(search.words, reaching[search.near])
        ]
    return found


def compare(title: str, searches: Sequence[Labelled], rankers: dict[str, Ranker]) -> float:
    """A row for each ranker over all authors, then Waypost by author. Gives Waypost's mean nDCG@10."""
    table = Table(title=f"{title}: {len(searches)} searches ({machine()})", title_justify="left")
    for heading in ("", "nDCG@10 (95 %)", "success@1", "success@3"):
        table.add_column(heading)
    mean = 0.0
    for name, ranker in rankers.items():
        judged = [judge(ranker(search), search.helps) for search in searches]
        table.add_row(name, *row(judged))
        if name == "Waypost":
            mean = verdict([each.ndcg for each in judged]).mean
            for author in dict.fromkeys(search.author for search in searches):
                own = [each for each, search in zip(judged, searches, strict=True) if search.author == author]
                table.add_row(f"  labelled by {author}", *row(own))
    console.print(table)
    return mean


def row(judged: Iterable[Judged]) -> tuple[str, str, str]:
    """The three figures with their intervals."""
    judged = list(judged)
    return (
        str(verdict([each.ndcg for each in judged])),
        str(verdict([each.first for each in judged])),
        str(verdict([each.among_three for each in judged])),
    )


def honesty(labels: Labels, ours: Ours) -> None:
    """What is said to words that mean nothing here."""
    totals = {words: ours.total(words) for words in labels.nonsense}
    found = [f"“{words}” ({total})" for words, total in totals.items() if total]
    guessed = [f"“{words}”" for words in totals if is_understood(ours.needs(words))]
    console.print(f"Nonsense: {len(totals) - len(found)} of {len(totals)} found nothing, as they should.")
    console.print(f"  found something: {listed(found)}")
    console.print(f"  taken for a need: {listed(guessed)}")


def safety(labels: Labels, ours: Ours) -> int:
    """Whether words of danger bring their panel first; gives how many bring none."""
    shown = [(each, ours.panel(each.words)) for each in labels.safety]
    missed = [f"“{each.words}” ({each.panel})" for each, was in shown if was is None]
    other = [f"“{each.words}” ({each.panel}, was {was})" for each, was in shown if was not in (None, each.panel)]
    console.print(f"Safety: {len(shown) - len(missed)} of {len(shown)} bring an urgent panel.")
    console.print(f"  missed: {listed(missed)}")
    console.print(f"  another panel first: {listed(other)}")
    alarmed = [f"“{words}”" for words in labels.calm if ours.panel(words)]
    console.print(f"False alarms at {len(alarmed)} of {len(labels.calm)} that only sound so: {listed(alarmed)}")
    return len(missed)


def listed(names: Sequence[str]) -> str:
    """All of them, or none."""
    return ", ".join(names) or "none"


if __name__ == "__main__":
    main()

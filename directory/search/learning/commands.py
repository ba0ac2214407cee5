"""`waypost needs …`"""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from directory.progress import console, tally
from directory.search.answering.blending import is_understood
from directory.search.learning import danger
from directory.search.learning.company import company
from directory.search.learning.danger import danger_lessons
from directory.search.learning.fitting import Floats, Pace
from directory.search.learning.sentences import Lesson, lessons, need_codes
from directory.search.learning.training import PACE, train, write
from directory.search.understanding import danger_model
from directory.search.understanding.needs_model import MODEL_FILE
from directory.search.urgency import rank

_SHOWN = 5


@click.group()
def needs() -> None:
    """What everyday sentences speak of."""


@needs.command("train")
def train_model() -> None:
    """Learn again from the sentences in seeds/search. The same sentences make the same model."""
    codes = need_codes()
    _train("Model of everyday sentences", lessons(), codes, MODEL_FILE, PACE, company(codes[:-1]))
    of_danger = danger_model.CODES, danger_model.MODEL_FILE, danger.PACE
    _train("Model of danger", danger_lessons(), *of_danger, with_sorts=True)


def _train(
    name: str,
    learnt: list[Lesson],
    codes: Sequence[str],
    path: Path,
    pace: Pace,
    beside: Floats | None = None,
    *,
    with_sorts: bool = False,
) -> None:
    began = time.perf_counter()
    console.print(f"Learning from {len(learnt):,} sentences and phrases; this takes up to half a minute.")
    model = replace(train(learnt, codes, pace, with_sorts=with_sorts), company=beside)
    size = write(model, path)
    tally(
        f"{name} ({path.name})",
        {
            "classes": len(model.codes) - 1,
            "traits": len(model.traits),
            "megabytes": f"{size / 1e6:.1f}",
            "seconds": f"{time.perf_counter() - began:.0f}",
        },
    )


@needs.command()
@click.argument("words")
def ask(words: str) -> None:
    """Say which needs some words speak of, and how surely."""
    found = rank(words)
    if not found:
        console.print("There is nothing to say: no words, or no model. Run `waypost needs train` to make one.")
        return
    if not is_understood(found):
        console.print("No need is likely enough: single words would answer. The likeliest are:")
    for code, likely in found[:_SHOWN]:
        console.print(f"{likely:5.0%}  {code}")

"""`waypost needs …`"""

import time

import click

from directory.progress import console, tally
from directory.search.answering.blending import is_understood
from directory.search.learning.sentences import lessons, need_codes
from directory.search.learning.training import train, write
from directory.search.understanding.needs_model import MODEL_FILE, rank

_SHOWN = 5


@click.group()
def needs() -> None:
    """What everyday sentences speak of."""


@needs.command("train")
def train_model() -> None:
    """Learn again from the sentences in seeds/search. The same sentences make the same model."""
    began = time.perf_counter()
    learnt = lessons()
    console.print(f"Learning from {len(learnt):,} sentences and phrases; this takes about half a minute.")
    model = train(learnt, need_codes())
    size = write(model)
    tally(
        f"Model of everyday sentences ({MODEL_FILE.name})",
        {
            "needs": len(model.codes) - 1,
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

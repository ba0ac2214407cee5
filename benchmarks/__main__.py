"""Every script here, one after another: what they print, and at the end which claims did not hold.

Run: `python -m benchmarks [NAME …]`, by default all of them.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent


def main(names: Sequence[str]) -> None:
    """Run them all even when one falls short; fails when one did.

    Raises:
        SystemExit: a name that is no script here, or a claim that does not hold.
    """
    known = sorted(_scripts())
    if strange := sorted(set(names) - set(known)):
        sys.exit(f"No such script: {', '.join(strange)}. There are: {', '.join(known)}.")
    short = [name for name in names or known if not _holds(name)]
    if short:
        sys.exit(f"\nClaims that do not hold on this machine, or could not be tried: see {', '.join(short)} above.")
    print("\nEvery claim holds on this machine.")


def _scripts() -> Iterator[str]:
    """Names of the modules and packages here that can be run."""
    for path in HERE.glob("*.py"):
        if "\nif __name__ ==" in path.read_text("utf-8") and path.stem != "__main__":
            yield path.stem
    yield from (path.parent.name for path in HERE.glob("*/__main__.py"))


def _holds(name: str) -> bool:
    print(f"\n== {name}", flush=True)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
    print(f"   ({time.perf_counter() - began:.0f} s)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:])

"""One web worker with a ready index: how long it takes to answer first, and how much memory it has afterwards.

Run in a process of its own: `python -m benchmarks.search.worker FOLDER`.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.search.queries import AT
from directory import create_app
from directory.search.criteria import Criteria
from directory.search.engines.whoosh import WhooshEngine
from directory.settings import load_settings
from directory.web.access import Audience

_WORDS = ("lunch", "help at home", "carers", "walking group", "benefits", "befriending", "telephone", "falls")


def memory() -> dict[str, float]:
    """Megabytes resident, and of those what belongs to this process alone."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("VmRSS", "RssAnon"))}
    return {"resident": kilobytes["VmRSS"] / 1024, "own": kilobytes["RssAnon"] / 1024}


def main() -> None:
    """Print what was measured as JSON."""
    with tempfile.TemporaryDirectory() as home:
        create_app(load_settings(data_dir=Path(home), mode="demo", database_url="", log_level="ERROR"))
        before = memory()
        began = time.perf_counter()
        engine = WhooshEngine(Path(sys.argv[1]))
        engine.search(Criteria(words="lunch club"), place=None, audience=Audience.EVERYONE, at=AT)
        seconds = time.perf_counter() - began
        for words in _WORDS * 25:
            for page in (1, 2):
                engine.search(Criteria(words=words, page=page), place=None, audience=Audience.EVERYONE, at=AT)
    print(json.dumps({"start": seconds, "app": before["resident"], **memory()}))


if __name__ == "__main__":
    main()

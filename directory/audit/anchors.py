"""The file of anchors: one JSON line for each, appended. Copy it to another machine; there it proves the chain."""

import json
from dataclasses import asdict
from pathlib import Path

from directory.audit.chain import Anchor


def keep(path: Path, anchor: Anchor) -> None:
    """Append an anchor unless the last one kept already says the same."""
    kept = read(path)
    if not kept or kept[-1].hash != anchor.hash:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(anchor)) + "\n")


def read(path: Path) -> list[Anchor]:
    """Every anchor kept, oldest first."""
    if not path.exists():
        return []
    return [Anchor(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]

"""The labelled searches: what people typed, and what would have helped (2) or helped too (1). One file an author."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """A search and its judgements: needs by code, or listings by name."""

    author: str
    words: str
    helps: Mapping[str, int]
    near: str = ""


@dataclass(frozen=True)
class Danger:
    """Words that call for an urgent panel."""

    author: str
    words: str
    panel: str


@dataclass(frozen=True)
class Labels:
    """Everything that was labelled. `calm` words only resemble danger."""

    needs: tuple[Labelled, ...]
    listings: tuple[Labelled, ...]
    nonsense: tuple[str, ...]
    safety: tuple[Danger, ...]
    calm: tuple[str, ...] = ()

    def authors(self) -> tuple[str, ...]:
        """Who labelled."""
        return tuple(dict.fromkeys(search.author for search in self.needs))


def read_labels(folder: Path = FOLDER) -> Labels:
    """All authors' files."""
    files = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}
    return Labels(
        needs=tuple(_labelled(author, one, "needs") for author, file in files.items() for one in file["needs"]),
        listings=tuple(
            _labelled(author, one, "listings") for author, file in files.items() for one in file["listings"]
        ),
        nonsense=tuple(
            one["words"] if isinstance(one, dict) else str(one) for file in files.values() for one in file["nonsense"]
        ),
        safety=tuple(
            Danger(author, one["words"], one["panel"]) for author, file in files.items() for one in file["safety"]
        ),
        calm=tuple(one["words"] for file in files.values() for one in file.get("calm", ()) if not one.get("gentle")),
    )


def _labelled(author: str, one: Mapping[str, Any], kind: str) -> Labelled:
    return Labelled(author, one["words"], one[kind], one.get("near", ""))

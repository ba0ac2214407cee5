"""Pictures of listings: read once, written anew, so that nothing but the picture itself is kept.

What a camera or a program hid in the file (where it was taken, a script) does not survive. A drawing in SVG is a
program and is refused. The name is made of the content: the same picture is one file, and a name never changes meaning.
"""

import hashlib
from pathlib import Path

from directory.errors import RuleBroken
from directory.feature import read_later

MOST_BYTES = 2 * 1024 * 1024
FOLDER = "pictures"
written_anew = read_later("directory.listings.editing.picture_writing:written_anew")


def keep_picture(uploaded: bytes, data_dir: Path) -> str:
    """Write a picture anew beside the data and give the name of its file. Raises `RuleBroken`."""
    if len(uploaded) > MOST_BYTES:
        raise RuleBroken("picture", "Choose a picture of 2 MB or less")
    written, ending = written_anew(uploaded)
    name = f"{hashlib.blake2b(written, digest_size=16).hexdigest()}.{ending}"
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    if not target.exists():
        beside = target.with_suffix(".part")
        beside.write_bytes(written)
        beside.replace(target)
    return name

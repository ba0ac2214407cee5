"""Pictures of listings: read once, written anew, so that nothing but the picture itself is kept.

What a camera or a program hid in the file (where it was taken, a script) does not survive. A drawing in SVG is a
program and is refused. The name is made of the content: the same picture is one file, and a name never changes meaning.
"""

import hashlib
import io
import struct
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from directory.errors import RuleBroken

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 25_000_000  # a bomb of a few bytes may unfold to far more
SIDE = 1200  # wider than any page shows it
FOLDER = "pictures"
Bomb = Image.DecompressionBombError
WHOLE = ("RGB", "RGBA", "L", "LA", "CMYK")  # of these a smaller one is made of what each point says
READ = ("JPEG", "PNG", "WEBP", "GIF")


def keep_picture(uploaded: bytes, data_dir: Path) -> str:
    """Write a picture anew beside the data and give the name of its file. Raises `RuleBroken`."""
    if len(uploaded) > MOST_BYTES:
        raise RuleBroken("picture", "Choose a picture of 2 MB or less")
    written, ending = _written_anew(uploaded)
    name = f"{hashlib.blake2b(written, digest_size=16).hexdigest()}.{ending}"
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    if not target.exists():
        beside = target.with_suffix(".part")
        beside.write_bytes(written)
        beside.replace(target)
    return name


def _written_anew(uploaded: bytes) -> tuple[bytes, str]:
    try:
        with Image.open(io.BytesIO(uploaded), formats=READ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise RuleBroken("picture", "Choose a smaller picture: it has more points than we can read")
            if picture.mode in WHOLE:
                picture.thumbnail((SIDE, SIDE))  # before anything copies it: a small file may hold a very large one
            upright = ImageOps.exif_transpose(picture)
            is_see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
            plain = upright.convert("RGBA" if is_see_through else "RGB")
            plain.thumbnail((SIDE, SIDE))
    except (UnidentifiedImageError, OSError, EOFError, ValueError, SyntaxError, struct.error, Bomb):
        raise RuleBroken("picture", "Choose a picture that is a JPEG, PNG, WebP or GIF file") from None
    kind, ending = ("PNG", "png") if is_see_through else ("JPEG", "jpg")
    out = io.BytesIO()
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    bare.save(out, kind, optimize=True, quality=82)
    return out.getvalue(), ending

"""A picture written anew by Pillow, which a web worker reads when somebody sends its first picture."""

import io
import struct

from PIL import Image, ImageOps, UnidentifiedImageError

from directory.errors import RuleBroken

MOST_PIXELS = 25_000_000  # a bomb of a few bytes may unfold to far more
SIDE = 1200  # wider than any page shows it
Bomb = Image.DecompressionBombError
WHOLE = ("RGB", "RGBA", "L", "LA", "CMYK")  # of these a smaller one is made of what each point says
READ = ("JPEG", "PNG", "WEBP", "GIF")


def written_anew(uploaded: bytes) -> tuple[bytes, str]:
    """The picture alone, no larger than any page shows it, and how its name ends. Raises `RuleBroken`."""
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

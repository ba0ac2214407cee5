"""A picture is written anew and keeps nothing else; what is no picture is refused."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from directory.errors import RuleBroken
from directory.listings.editing.part_rules import PICTURE_NAME
from directory.listings.editing.picture_writing import SIDE
from directory.listings.editing.pictures import MOST_BYTES, keep_picture


def drawn(kind: str = "JPEG", size: tuple[int, int] = (60, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **options)
    return out.getvalue()


def test_a_photograph_loses_where_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "14 Acacia Avenue"
    name = keep_picture(drawn(exif=exif), tmp_path)
    kept = (tmp_path / "pictures" / name).read_bytes()
    assert PICTURE_NAME.match(name)
    assert b"Acacia" in drawn(exif=exif)
    assert b"Acacia" not in kept
    assert Image.open(io.BytesIO(kept)).size == (60, 30)


def test_a_large_one_is_made_smaller_and_a_see_through_one_stays_so(tmp_path: Path) -> None:
    name = keep_picture(drawn("PNG", (SIDE * 2, SIDE), "RGBA"), tmp_path)
    assert name.endswith(".png")
    assert Image.open(tmp_path / "pictures" / name).size == (SIDE, SIDE // 2)


def test_a_large_one_is_never_copied_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []
    turned = ImageOps.exif_transpose

    def turn(picture: Image.Image) -> Image.Image:
        sizes.append(picture.size)
        return turned(picture)

    monkeypatch.setattr(ImageOps, "exif_transpose", turn)
    keep_picture(drawn("PNG", (SIDE * 2, SIDE), "RGBA"), tmp_path)
    assert sizes == [(SIDE, SIDE // 2)]


def test_a_photograph_that_was_taken_upright_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    name = keep_picture(drawn(size=(SIDE * 2, SIDE), exif=exif), tmp_path)
    assert Image.open(tmp_path / "pictures" / name).size == (SIDE // 2, SIDE)


def test_a_small_file_that_unfolds_to_a_vast_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="more points than we can read"):
        keep_picture(drawn("PNG", (6000, 5000), "1"), tmp_path)


def test_the_same_picture_is_one_file(tmp_path: Path) -> None:
    assert keep_picture(drawn(), tmp_path) == keep_picture(drawn(), tmp_path)
    assert len(list((tmp_path / "pictures").iterdir())) == 1


@pytest.mark.parametrize(
    ("uploaded", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "JPEG, PNG, WebP or GIF"),
        (b"", "JPEG, PNG, WebP or GIF"),
        (drawn()[:200], "JPEG, PNG, WebP or GIF"),
        (drawn("TIFF"), "JPEG, PNG, WebP or GIF"),
        (b"x" * (MOST_BYTES + 1), "2 MB or less"),
    ],
)
def test_what_is_no_picture_is_refused(uploaded: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=says):
        keep_picture(uploaded, tmp_path)
    assert not (tmp_path / "pictures").exists()

"""Addresses as QR codes, for paper."""

from functools import lru_cache

import qrcode
from qrcode.image.svg import SvgPathImage


@lru_cache(maxsize=512)
def qr_svg(address: str) -> bytes:
    """An SVG of the address that a phone's camera reads from a print of any size."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, image_factory=SvgPathImage)
    code.add_data(address)
    code.make(fit=True)
    image: bytes = code.make_image().to_string()
    return image

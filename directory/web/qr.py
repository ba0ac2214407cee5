"""Addresses as QR codes: an SVG without styles or outside images, as our content policy asks."""

from functools import lru_cache

from markupsafe import Markup
from werkzeug.utils import import_string

QUIET = 4  # modules of white around the code; scanners need them


@lru_cache(maxsize=512)
def qr_svg(address: str, label: str) -> Markup:
    """The code of an address, with words for those who do not see it: a file of its own, or part of a page."""
    return draw(address, label)


def draw(address: str, label: str) -> Markup:
    """The same for an address that is not to be remembered."""
    library = import_string("qrcode")  # when the first code is drawn: it brings Pillow along
    code = library.QRCode(border=QUIET, error_correction=library.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    dark = "".join(
        f"M{column} {line}h1v1h-1z" for line, row in enumerate(matrix) for column, is_dark in enumerate(row) if is_dark
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="wp-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" '
        'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>'
    ).format(len(matrix), label, dark)

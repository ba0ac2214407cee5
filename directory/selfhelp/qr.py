"""QR codes as SVG that our content policy allows: no style attribute, no outside image."""

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around the code; scanners need them


def qr_svg(text: str, label: str) -> Markup:
    """The code for a text, with words for those who do not see it."""
    code = qrcode.QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix)
    dark = "".join(
        f"M{column} {line}h1v1h-1z" for line, row in enumerate(matrix) for column, is_dark in enumerate(row) if is_dark
    )
    return Markup(
        '<svg class="wp-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>'
    ).format(size, label, dark)

"""What people and programs put into boxes and addresses that no form expects."""

from urllib.parse import quote

WORDS: dict[str, str] = {
    "only blanks": "   ",
    "nonsense": "qwzx vbnmx",
    "many words": "falls " * 1_700,
    "one endless word": "x" * 10_000,
    "SQL": "'; DROP TABLE service; --",
    "SQL union": "1 UNION SELECT text FROM concern",
    "a wildcard": "*",
    "wildcards and weights": "f*ll? ~3 ^2 [a TO z] name:falls",
    "operators": "AND OR NOT NEAR",
    "an open quotation": '"unclosed',
    "open brackets": "((((",
    "a hungry expression": "^(a+)+$",
    "a template": "{{ 7 * 7 }}{% raw %}%s%n",
    "emoji": "🧓🏽 falls 🏳️‍🌈",
    "right to left": "\u202efalls مرحبا שלום",
    "no width": "fa\u200bll\u200ds\ufeff",
    "control characters": "a\x01b\x1bc\x7f",
    "line ends": "a\r\nSet-Cookie: x=1",
    "markup": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)',
    "a stack of accents": "e" + "\u0301" * 500,
    "no characters": "\ufffe\uffff",
    "the last code point": "\U0010ffff",
    "a path": "../../etc/passwd",
    "minus one": "-1",
    "nothing's number": "nan",
    "a huge number": "9" * 400,
    "foreign digits": "١٢٣²",
    "ideographs": "高齢者",
    "punctuation": "-----,,,,;;....",
}
#: Query strings no browser sends on purpose: NUL, bytes that are not UTF-8.
UNREADABLE = ("q=%00", "q=%FF%FE", "near=%C3%28", "q=%C0%80", "q=%ED%A0%80")
#: Query strings that are odd but can be read.
ODD = (
    "q=%",
    "q=%zz",
    "&&&===&",
    "q;near",
    "q[]=falls&near[0]=NG18",
    "q=falls&q=choir",
    "=x",
    "%26=%3D",
    "q",
    "a=" * 200,
)


def in_address(words: str) -> str:
    """The words as a part of an address."""
    return quote(words, safe="")

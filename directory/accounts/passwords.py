"""Passwords: twelve characters or more, none that everybody tries first, no rules about kinds of character.

Hashing is Flask-Security's (argon2id). For an account that is not there the same work is done.
"""

import re
from functools import lru_cache

from flask_security import hash_password, verify_password
from flask_security.utils import verify_and_update_password

from directory.accounts.models import User

SHORTEST = 12
LONGEST = 128
TOO_SHORT = f"Enter a password of {SHORTEST} characters or more"
TOO_LONG = f"Shorten the password to {LONGEST} characters or fewer"
TOO_EASY = "Choose a password that is harder to guess, such as three words that do not belong together"

#: What most guessed passwords are made of. A password that is only these, with digits and signs, is refused.
COMMON = frozenset(
    """
    abc abcd abcdef access admin administrator adult apple arsenal asdf asdfgh asdfghjkl august autumn baby baseball
    batman care change changeme charlie chelsea computer connector council dave december default demo demonstration
    directory dragon england everton february flower football friday george ginger god hello help hockey home hunter
    iloveyou ilove internet january jesus july june killer king lad letmein letme liverpool login london love lovely
    manchester march master may me michael monday monkey month mum my mypassword new ninja nottingham november october
    office orange pass passphrase password phrase please princess purple qaz qazwsx qwe qwer qwert qwerty qwertyui
    qwertyuiop rangers root saturday school secret security september service social shadow snoopy soccer spring star
    starwars steward summer sunday sunshine super superman team temp temporary test tester testing thanks the this
    thomas thursday today tottenham trustno tuesday uk united user waypost wednesday welcome whatever winter word wsx
    xyz you yourself zaq zxc zxcv zxcvbn zxcvbnm
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
_LOOKALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def weakness(password: str, *, about: tuple[str, ...] = ()) -> str | None:
    """Why a password is refused, or nothing. `about` holds what anybody would try: the address, the name."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    return TOO_EASY if _is_easy(password.lower(), about) else None


def _is_easy(password: str, about: tuple[str, ...]) -> bool:
    if len(set(password)) < 5 or re.fullmatch(r"(.{1,6}?)\1+", password):
        return True
    own = {part for words in about for part in re.split(r"[^a-z]+", words.lower()) if len(part) > 2}
    middle = re.sub(r"^[^a-z]+|[^a-z]+$", "", password)  # a year or a sign at either end makes nothing safer
    letters = [re.sub(r"[^a-z]", "", text) for text in (middle, middle.translate(_LOOKALIKES))]
    return _is_run(password) or any(_is_made_of(text, COMMON | own) for text in letters)


def _is_run(password: str) -> bool:
    """Whether it is steps along the alphabet, the digits or the keyboard, with at most four characters beside them."""
    rest = password
    for run in (*_RUNS, *(run[::-1] for run in _RUNS)):
        for size in range(len(run), 3, -1):
            for start in range(len(run) - size + 1):
                rest = rest.replace(run[start : start + size], "")
    return len(rest) <= 4


def _is_made_of(letters: str, words: frozenset[str] | set[str]) -> bool:
    """Whether the letters fall into such words without a rest. No letters at all is a number somebody chose."""
    ends = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in words for start in ends):
            ends.add(end)
    return len(letters) in ends


def digest(password: str) -> str:
    """The hash that is kept."""
    return str(hash_password(password))


def is_right(user: User | None, password: str) -> bool:
    """Whether this is the person's password. Takes as long for nobody, and for somebody who has none."""
    if user is None or user.password is None:
        verify_password(password, _of_nobody())
        return False
    return bool(verify_and_update_password(password, user))  # type: ignore[arg-type]  # what it needs of it is there


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    return digest("nobody has this password")

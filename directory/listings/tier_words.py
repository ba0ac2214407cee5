"""What professionals call the forms of prevention: one idea under two names. No page for residents says them."""

import re

from directory.listings.codes import Tier

#: Beside the plain words: the verb of the Care Act, and the word of public health.
TIER_TERMS = {Tier.PREVENT: "prevent, primary", Tier.REDUCE: "reduce, secondary", Tier.DELAY: "delay, tertiary"}

_ORDINALS = {"primary": Tier.PREVENT, "secondary": Tier.REDUCE, "tertiary": Tier.DELAY}
_SAID = re.compile(r"\b(primary|secondary|tertiary)(?:[ -]level)? prevention\b", re.IGNORECASE)


def take_tier(words: str) -> tuple[str, Tier | None]:
    """Words without the form of prevention they name, and that form: "tertiary prevention for carers"."""
    found = _SAID.search(words)
    if found is None:
        return words, None
    rest = " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())
    return rest, _ORDINALS[found[1].casefold()]

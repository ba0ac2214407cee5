"""What words were taken to mean before a need was retired, said in the needs of today. Values only."""

from collections.abc import Iterable, Mapping

Guess = tuple[str, float]


def of_today(guesses: Iterable[Guess], became: Mapping[str, str]) -> tuple[Guess, ...]:
    """Guesses with each retired need as what it became; what two of them became is as likely as both."""
    likely: dict[str, float] = {}
    for code, share in guesses:
        today = became.get(code, code)
        likely[today] = likely.get(today, 0.0) + share
    return tuple((code, min(1.0, share)) for code, share in likely.items())


def codes_of_today(codes: Iterable[str], became: Mapping[str, str]) -> tuple[str, ...]:
    """Codes with each retired one as what it became, each once."""
    return tuple(dict.fromkeys(became.get(code, code) for code in codes))


def followed(successors: Mapping[str, str]) -> dict[str, str]:
    """What each became in the end, where a successor was retired in its turn."""
    ends = {}
    for code in successors:
        end, seen = code, {code}
        while end in successors and successors[end] not in seen:
            end = successors[end]
            seen.add(end)
        ends[code] = end
    return ends

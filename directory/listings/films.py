"""Films in British Sign Language: where one lies, and how it can be shown here. Loads nothing."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_YOUTUBE = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"})
_VIMEO = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
_YOUTUBE_ID = re.compile(r"[\w-]{11}\Z", re.ASCII)
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{5,12})(?:/([0-9a-f]{6,20}))?/?\Z")
_FILES = (".mp4", ".m4v", ".webm")


@dataclass(frozen=True)
class Film:
    """One film. `file` plays in the browser's own player; `frame` is the page of a player on another site."""

    href: str
    host: str
    origin: str
    file: str = ""
    frame: str = ""

    @property
    def is_shown_here(self) -> bool:
        """Whether our own page can show it. Otherwise a link leads to where it lies."""
        return bool(self.file or self.frame)


def film_at(address: str | None) -> Film | None:
    """The film at an address; nothing for what is no https address."""
    address = (address or "").strip()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() != "https" or not re.match(r"[a-z0-9.-]+\Z", host) or any(c.isspace() for c in address):
        return None
    origin, name = f"https://{host}{f':{port}' if port else ''}", host.removeprefix("www.")
    if host in _YOUTUBE:
        code = _youtube_code(host, parts.path, parts.query)
        query = "cc_load_policy=1&cc_lang_pref=en&rel=0"
        frame = f"https://www.youtube-nocookie.com/embed/{code}?{query}" if code else ""
        return Film(address, "YouTube", "https://www.youtube-nocookie.com", frame=frame)
    if host in _VIMEO:
        found = _VIMEO_PATH.match(parts.path)
        private = f"&h={found[2]}" if found and found[2] else ""
        frame = f"https://player.vimeo.com/video/{found[1]}?dnt=1&texttrack=en{private}" if found else ""
        return Film(address, "Vimeo", "https://player.vimeo.com", frame=frame)
    return Film(address, name, origin, file=address if parts.path.lower().endswith(_FILES) else "")


def _youtube_code(host: str, path: str, query: str) -> str:
    last = path.rstrip("/").rsplit("/", 1)[-1]
    said = parse_qs(query).get("v", [""])[0] if last == "watch" else last
    return said if _YOUTUBE_ID.match(said) and (host == "youtu.be" or last == "watch" or path.count("/") == 2) else ""

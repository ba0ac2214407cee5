"""What an address or a number shows about somebody's place in an organisation. Values only; nothing is looked up."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

#: Anybody can have an address here, so one shows nothing.
ANYBODYS_MAIL = frozenset(
    """
    aol.co.uk aol.com blueyonder.co.uk btinternet.com btopenworld.com fastmail.com gmail.com gmx.co.uk gmx.com
    googlemail.com hotmail.co.uk hotmail.com icloud.com live.co.uk live.com mac.com mail.com me.com msn.com ntlworld.com
    outlook.com plusnet.com pm.me proton.me protonmail.com sky.com talktalk.net tiscali.co.uk virgin.net
    virginmedia.com yahoo.co.uk yahoo.com ymail.com zoho.com
    """.split()  # noqa: SIM905 -- one name a line would hide the list
)
#: Anybody can have a page here, so its name is nobody's own.
ANYBODYS_PAGES = frozenset(
    """
    blogspot.com btck.co.uk eventbrite.co.uk eventbrite.com facebook.com fb.com google.com instagram.com linkedin.com
    meetup.com nextdoor.co.uk onesuffolk.net squarespace.com weebly.com wixsite.com wordpress.com x.com youtube.com
    """.split()  # noqa: SIM905 -- as above
)
_ENDINGS = frozenset({"ac.uk", "co.uk", "gov.uk", "nhs.uk", "org.uk", "police.uk", "sch.uk"})
_CHARITY = re.compile(r"(?:SC|NIC?)?\d{5,8}\Z")


def domain_of(address: str | None) -> str:
    """The name after the @ of an e-mail address, or the host of a web address without "www."; empty if neither."""
    written = (address or "").strip().lower()
    if "@" in written:
        return written.rpartition("@")[2]
    try:
        host = urlsplit(written if "://" in written else f"https://{written}").hostname
    except ValueError:  # what a feed wrote need not be an address at all
        return ""
    return (host or "").removeprefix("www.")


def own_domains(addresses: Iterable[str | None]) -> tuple[str, ...]:
    """The names that belong to whoever has these public addresses, and to nobody else."""
    found = dict.fromkeys(domain_of(address) for address in addresses)
    return tuple(name for name in found if name and not _is_anybodys(name))


def is_at(email: str, domains: Iterable[str]) -> bool:
    """Whether an e-mail address is at one of the names, or at a part or the whole of it."""
    mail = domain_of(email)
    if "." not in mail or _is_anybodys(mail):
        return False
    return any(mail == name or mail.endswith(f".{name}") or name.endswith(f".{mail}") for name in domains)


def _is_anybodys(name: str) -> bool:
    shared = ANYBODYS_MAIL | ANYBODYS_PAGES | _ENDINGS
    return name in shared or any(name.endswith(f".{page}") for page in ANYBODYS_PAGES)


def charity_number(written: str) -> str | None:
    """A number in a register of charities as it is compared; None when it is none."""
    plain = re.sub(r"[\s-]", "", written).upper()
    return plain if _CHARITY.match(plain) else None

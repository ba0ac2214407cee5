"""Addresses of one page, dozens of them: the router is asked once a request and the arguments are put behind."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from directory.search.presenters import Address

_PLAIN = "!$'()*,/:;?@"  # what the router leaves as it is


def addresses(endpoint: str) -> Address:
    """Makes addresses of an endpoint without parts of its own, for the request that is being answered."""
    start = url_for(endpoint)

    def address(args: Mapping[str, Any]) -> str:
        return f"{start}?{urlencode(args, doseq=True, safe=_PLAIN)}" if args else start

    return address

"""Where results may be sent: to hosts that the operator named, and to no others.

An address comes with a request, so it could name anything that this server reaches and the sender
does not (SSRF). A host named alone (`n8n.example.com`) is spoken to over https, and every number
that it resolves to must be a public one; the connection goes to the very number that was looked at,
so a name cannot point elsewhere a moment later. A machine of one's own network is named in full
(`https://n8n.lan:8443`), and only one of this very machine without encryption
(`http://127.0.0.1:5678`). Redirections are not followed.
"""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

LONGEST: Final = 500
_PORTS: Final = {"http": 80, "https": 443}


class NotAllowed(Exception):  # noqa: N818 - an answer, not a fault
    """An address that nothing is sent to. Its text is a short code."""


@dataclass(frozen=True, slots=True)
class Destination:
    """An address that was looked at, and where it leads."""

    urls: tuple[str, ...]
    """With a number of the host in place of its name, for each that it has."""
    host: str
    """As the host wants to be called."""
    name: str
    """As its certificate calls it."""


def allowed(url: str, hosts: Iterable[str]) -> SplitResult:
    """The parts of an address that results may be sent to. Raises `NotAllowed`."""
    parts = _parts(url)
    if parts is None or len(url) > LONGEST:
        raise NotAllowed("post_back_url")
    for host in hosts:
        if "://" in host:
            named = _parts(host)
            if named is not None and _origin(named) == _origin(parts):
                return parts
        elif parts.scheme == "https" and parts.netloc.casefold() == host.casefold():
            return parts
    raise NotAllowed("post_back_host")


async def looked_up(url: str, hosts: Iterable[str]) -> Destination:
    """Where an address leads now. Raises `NotAllowed`, or `OSError` where nobody knows the name."""
    known = tuple(hosts)
    parts = allowed(url, known)
    name, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    numbers = [str(one[4][0]) for one in found]
    if not numbers:
        raise OSError("no address")
    named_in_full = any("://" in one and _parts_match(one, parts) for one in known)
    for number in numbers:
        if parts.scheme == "http" and not ip_address(number).is_loopback:
            raise NotAllowed("post_back_not_encrypted")
        if not named_in_full and not ip_address(number).is_global:
            raise NotAllowed("post_back_private")
    rest = f":{port}{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    written = [f"[{one}]" if ":" in one else one for one in dict.fromkeys(numbers)]
    return Destination(
        tuple(f"{parts.scheme}://{one}{rest}" for one in written), parts.netloc, name
    )


def _parts_match(host: str, parts: SplitResult) -> bool:
    named = _parts(host)
    return named is not None and _origin(named) == _origin(parts)


def _parts(url: str) -> SplitResult | None:
    """The parts of a web address without a name or password in it; `None` of anything else."""
    if any(letter <= " " or letter > "~" or letter == "\\" for letter in url):
        return None
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return None
    plain = parts.username is None and parts.password is None and not parts.fragment
    return parts if parts.scheme in _PORTS and parts.hostname and plain and has_port else None


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]

"""Where a language model is spoken to, and whether that is inside the clinic's own house.

What leaves the house needs a business associate agreement (BAA) with whoever receives it. So an
address counts as our own only when it says so by itself: loopback, a private network, or a name
that the public internet does not resolve. Nothing is looked up, for an answer can change.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

OPENAI: Final = "https://api.openai.com/v1"
USUAL_MODEL: Final = "gpt-4o-mini"

_VENDORS: Final = {"api.openai.com": "openai"}
_OWN_ENDINGS: Final = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_OWN_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
"""A name without a dot, as containers have; it begins with a letter, so it is no number."""
_ADDRESS: Final = re.compile(r"https?://[^\s\\/@]+(?:/[^\s\\]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server: its address up to `/v1`, the model's name, and the key.

    Raises `ValueError`, a sentence, for an address that cannot be one, or that would carry
    callers' words over the internet unencrypted.
    """

    address: str
    model: str = USUAL_MODEL
    key: str = ""

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address) or not self.host:
            raise ValueError(
                f"{self.address!r} is no address of a model; one looks like {OPENAI!r}"
            )
        if not self.address.lower().startswith("https:") and not self.is_own:
            raise ValueError(f"{self.address!r} is not in our own network, so it needs https")

    def __repr__(self) -> str:
        return f"Endpoint({self.address!r}, {self.model!r})"

    @property
    def host(self) -> str:
        """The name or number of the machine."""
        try:
            return urlsplit(self.address).hostname or ""
        except ValueError:
            return ""

    @property
    def is_own(self) -> bool:
        """Whether words sent there stay in the house."""
        host = self.host
        try:
            number = ipaddress.ip_address(host)
        except ValueError:
            named = host == "localhost" or host.endswith(_OWN_ENDINGS)
            return named or _OWN_NAME.fullmatch(host) is not None
        mapped = getattr(number, "ipv4_mapped", None)
        number = mapped or number
        return number.is_loopback or (number.is_private and not number.is_unspecified)

    @property
    def vendor(self) -> str:
        """Who receives the words: the name that a clinic's `baa` must list."""
        return _VENDORS.get(self.host, self.host)

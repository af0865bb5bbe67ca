"""Which endpoint may see some words, if any.

Outside our own network stands a vendor, who needs the clinic's agreement, and even then gets only
words that say nothing about who the caller is. The rest goes to the clinic's own endpoint where it
has one, else nowhere: the local rules have answered already.
"""

from dataclasses import dataclass

from engine.clinic import Clinic
from nlu.model.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Route:
    """The endpoints that a clinic's callers may be understood with."""

    usual: Endpoint | None = None
    """For words that say nothing about who the caller is."""
    own: Endpoint | None = None
    """In our own network, for all others too."""

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Those that may be asked at all."""
        return tuple(one for one in (self.usual, self.own) if one is not None)

    def to(self, *, sensitive: bool) -> Endpoint | None:
        """Where words go; `None` where they stay with us."""
        return self.own if sensitive else self.usual or self.own


def route(clinic: Clinic, usual: Endpoint | None, own: Endpoint | None) -> Route:
    """The route of a clinic. `usual` is any server, `own` the one for sensitive words.

    Raises `ValueError` when `own` is not in our own network.
    """
    if own is not None and not own.is_own:
        raise ValueError(
            f"LOCAL_MODEL_BASE_URL is for words that must not leave the house, and "
            f"{own.address!r} is not in our own network"
        )
    if usual is not None and usual.is_own:
        return Route(usual, own or usual)
    return Route(usual if usual is not None and usual.vendor in clinic.baa else None, own)


def refusal(clinic: Clinic, usual: Endpoint | None) -> str | None:
    """Why a configured vendor is not asked for a clinic, in a sentence; `None` if it may be."""
    if usual is None or usual.is_own or usual.vendor in clinic.baa:
        return None
    return (
        f"{clinic.id} has no agreement (BAA) with {usual.vendor} on record, so nothing its callers "
        f"say is sent there; once it is signed, write 'baa: [{usual.vendor}]' in the clinic's file"
    )

"""What every stand-in for a vendor that is asked over HTTP is made of: a server, and its faults."""

from abc import ABC, abstractmethod

from telephony.sandbox.faults import Faults
from telephony.sandbox.web import Reply, Request, Web


class WebVendor(ABC):
    """A vendor, acted. What is under way breaks off at once when that is ordered."""

    def __init__(self) -> None:
        self.faults = Faults()
        self._web = Web(self._answer)
        self._under_way: set[Reply] = set()
        self.faults.watch(self._drop)

    @property
    def url(self) -> str:
        """The vendor's address, as its setting takes it."""
        return self._web.url

    @property
    def connections(self) -> int:
        """How many connections were ever opened."""
        return self._web.connections

    @property
    def requests(self) -> list[Request]:
        """Every request, in order."""
        return self._web.requests

    async def start(self, port: int = 0) -> None:
        """Listen on loopback. Raises `OSError`."""
        await self._web.start(port)

    async def close(self) -> None:
        """Stop."""
        await self._web.close()

    @abstractmethod
    async def _served(self, request: Request, reply: Reply) -> None:
        """Answer one request, as the vendor does or as it was ordered."""

    async def _answer(self, request: Request, reply: Reply) -> None:
        self._under_way.add(reply)
        try:
            await self._served(request, reply)
        finally:
            self._under_way.discard(reply)

    def _drop(self) -> None:
        if self.faults.kind == "drop":
            for reply in tuple(self._under_way):
                reply.break_off()

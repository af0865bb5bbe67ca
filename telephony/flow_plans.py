"""What a process's calls run on: versions of flows, and what understands their callers.

A version never changes, so what was once made of it is kept. Which version a clinic's new calls
begin on is asked anew for each call; while the database is away, the one that was last heard of.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from clinic.store.database import Database
from clinic.store.flow_versions import flow_of, published
from clinic.store.scope import Scope
from engine.flow import Flow
from telephony.ports import Understander

Listener = Callable[[Flow], Awaitable[Understander]]
"""Makes what understands the callers of a flow."""
_log = logging.getLogger(__name__)


class NoFlow(Exception):  # noqa: N818 - a state of the clinic, not a fault
    """A clinic has no published flow; its text says how to publish one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a call runs on."""

    version_id: str
    flow: Flow
    understander: Understander


class Plans:
    """Those of one process."""

    def __init__(self, database: Database, listener: Listener) -> None:
        self._database = database
        self._listener = listener
        self._known: dict[str, Plan] = {}
        self._newest: dict[Scope, str] = {}
        """The version on which a clinic's new calls begin, as last heard."""

    async def newest(self, scope: Scope) -> Plan:
        """What those who call a clinic begin on. Raises `NoFlow`."""
        try:
            newest = await published(self._database, scope)
            if newest is not None:
                self._newest[scope] = newest.id
        except Exception as fault:
            _log.error("the newest flow is not known: %s", type(fault).__name__)
        if scope not in self._newest:
            raise NoFlow("the clinic has no published flow; see 'frontdesk clinic publish'")
        return await self.of(scope, self._newest[scope])

    async def of(self, scope: Scope, version_id: str) -> Plan:
        """What calls of a version run on. Raises `KeyError` where the clinic has no such one."""
        known = self._known.get(version_id)
        if known is None:
            flow = await flow_of(self._database, scope, version_id)
            known = Plan(version_id, flow, await self._listener(flow))
            self._known[version_id] = known
        return known

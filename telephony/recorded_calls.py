"""Recorded calls against an edited flow, one after another.

What comes out names calls, ends and turns; nothing that anybody said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import col

from clinic.store.database import Database
from clinic.store.event_log import bodies
from clinic.store.flow_versions import text_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from engine.events import Event
from engine.flow import Flow
from telephony.channel import for_channel
from telephony.replay import replay
from telephony.simulated import LocalUnderstanding


@dataclass(frozen=True, slots=True)
class Recorded:
    """A call as it was kept."""

    call_id: str
    channel: str
    disposition: str
    flow: Flow
    """The version that it began on."""
    log: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Again:
    """What came of one call, then and now; `problem` where it could not be run."""

    call_id: str
    before: str
    after: str | None = None
    diverged_at: int | None = None
    """The caller's turn, from 1, at which another question was open."""
    problem: str | None = None

    @property
    def changed(self) -> bool:
        """Whether something else would have come of it."""
        return self.problem is None and self.before != self.after


def again(one: Recorded, edited: Flow, understanding: LocalUnderstanding) -> Again:
    """A recorded call, run on the edited flow."""
    try:
        result = replay(
            one.log,
            for_channel(one.flow, one.channel),
            for_channel(edited, one.channel),
            understanding,
        )
    except ValueError as error:
        return Again(one.call_id, one.disposition, problem=str(error))
    after = result.outcome.disposition
    return Again(one.call_id, result.before, after, result.diverged_at)


@dataclass(frozen=True, slots=True)
class Written:
    """A recorded call and its flow as the store has them, to be read in another process."""

    call_id: str
    channel: str
    disposition: str
    version_id: str
    events: str


async def latest(database: Database, scope: Scope, most: int) -> list[CallRow]:
    """The clinic's calls that ended last, latest first."""
    query = scope.rows(CallRow).where(
        col(CallRow.ended_at).is_not(None), col(CallRow.flow_version_id).is_not(None)
    )
    query = query.order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc()).limit(most)
    async with database.reading() as session:
        return list(await session.scalars(query))


async def written(
    database: Database, scope: Scope, rows: Iterable[CallRow]
) -> tuple[list[Written], dict[str, str]]:
    """Calls with their events, and the flows that they began on, by version."""
    calls: list[Written] = []
    flows: dict[str, str] = {}
    for row in rows:
        version = str(row.flow_version_id)
        if version not in flows:
            flows[version] = await text_of(database, scope, version)
        events = ",".join(await bodies(database, scope, row.id))
        about = (row.id, row.channel, row.disposition or "", version)
        calls.append(Written(*about, f"[{events}]"))
    return calls, flows

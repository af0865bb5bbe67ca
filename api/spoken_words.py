"""The words of a call as one text, for whoever asked for them beside something else."""

from sqlmodel import col

from api.access import Desk
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.tables.call import CallRow
from telephony.channel import for_channel
from telephony.transcript import read_again


async def words_of(desk: Desk, call_id: str) -> str | None:
    """A line for everything that was said, "caller: …"; `None` where the call was not kept."""
    query = desk.scope.rows(CallRow).where(col(CallRow.id) == call_id)
    async with desk.database.reading() as session:
        row: CallRow | None = await session.scalar(query)
    if row is None or row.flow_version_id is None:
        return None
    kept = await events(desk.database, desk.scope, call_id)
    flow = for_channel(await flow_of(desk.database, desk.scope, row.flow_version_id), row.channel)
    _, lines = read_again(flow, kept)
    return "\n".join(f"{one.who}: {one.text}" for one in lines)

"""With which sentence a call ended, read again from its events.

Somebody who says that the person is out just now is told that we will call again; nothing else of
the call says so, and the promise is to be kept.
"""

from typing import Final

from clinic.store.database import Database
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from engine.advance import advance, start
from engine.commands import Say

NOT_HERE: Final = "prompts.not_here"
NOTHING: Final = "abandoned"
"""The disposition of a call from which nothing came."""


async def was_not_here(database: Database, scope: Scope, call_id: str) -> bool:
    """Whether somebody else answered, who said that the person is not there just now."""
    async with database.reading() as session:
        row = await session.get(CallRow, call_id)
    if row is None or row.disposition != NOTHING or row.flow_version_id is None:
        return False
    flow = await flow_of(database, scope, row.flow_version_id)
    call, last = start(flow), ""
    for event in await events(database, scope, call_id):
        call, commands = advance(flow, call, event)
        last = next((one.prompt for one in reversed(commands) if isinstance(one, Say)), last)
    return last == NOT_HERE

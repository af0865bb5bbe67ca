"""What every path works with: settings, records, calls, clock, tokens, limits. One for a server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from fastapi import Request

from agent_config.settings import Settings, Telephony
from api.preparing import Preparing
from api.rate_limit import RateLimit
from api.tokens import Tokens, tokens_of
from api.watching import Watching
from clinic.jobs.job import Work
from clinic.jobs.running import running
from clinic.messages.twilio.webhook import Door
from clinic.recordings.archive import FOLDER, Archive
from clinic.store.database import Database
from clinic.store.event_log import enter_spooled
from clinic.store.opening import open_store
from telephony.browser.drafts import DraftCalls
from telephony.call_orders import Orders
from telephony.flow_plans import Listener
from telephony.listening import Listeners
from telephony.phone.outfit import phones_of
from telephony.phone.phones import Phones
from telephony.settings import read_settings as read_model_settings
from telephony.switchboard import Switchboard
from telephony.texting.receptionist import TextReceptionist
from telephony.twilio.exchange import Exchange, exchange_of
from telephony.workshop.workshop import Workshop

SPOOL: Final = "spool"
SWEEP_SECONDS: Final = 60.0
_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """A server's belongings. `clock` gives aware moments."""

    settings: Settings
    database: Database
    tokens: Tokens
    limit: RateLimit
    switchboard: Switchboard
    exchange: Exchange
    phones: Phones
    archive: Archive
    watching: Watching
    orders: Orders
    drafts: DraftCalls
    workshop: Workshop
    door: Door
    """Where texts come in."""
    clock: Callable[[], datetime] = utc_now
    started_at: datetime = field(default_factory=utc_now)
    prepared: asyncio.Event = field(default_factory=asyncio.Event)
    """Whether every clinic's calls can be taken at once."""


def house_of(
    settings: Settings,
    database: Database,
    listener: Listener,
    clock: Callable[[], datetime] = utc_now,
    watching: Watching | None = None,
) -> House:
    """A house around an open database; `listener` makes what understands a flow's callers."""
    watching = watching or Watching(database, clock)
    board = Switchboard(
        database,
        spool=settings.data_dir / SPOOL,
        clock=clock,
        listener=listener,
        observer=watching,
    )
    archive = Archive(database, settings.data_dir / FOLDER, clock)
    phones = phones_of(settings, board, archive, watching)
    exchange = exchange_of(settings, database, board, clock, observer=watching, phones=phones)
    limit = RateLimit(settings)
    tokens = tokens_of(settings)
    orders = Orders(database, board, clock)
    return House(
        settings,
        database,
        tokens,
        limit,
        board,
        exchange,
        phones,
        archive,
        watching,
        orders,
        DraftCalls(listener, clock),
        Workshop(database, clock, board.prepare),
        Door(TextReceptionist(database, board, clock)),
        clock,
    )


def house(request: Request) -> House:
    """The house that a request came to."""
    found: House = request.app.state.house
    return found


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[House]:
    """The house of a server process: its records, its ears, and the jobs if it does them itself."""
    async with AsyncExitStack() as ending:
        database = await open_store(settings)
        ending.push_async_callback(database.close)
        watching = Watching(database, utc_now)
        listeners = Listeners(read_model_settings(), watching)
        ending.push_async_callback(listeners.close)
        there = house_of(settings, database, listeners.of, watching=watching)
        ending.push_async_callback(there.switchboard.close)
        ending.push_async_callback(there.exchange.close)
        ending.push_async_callback(there.phones.close)
        ending.push_async_callback(there.door.close)
        ending.push_async_callback(there.archive.close)
        ending.push_async_callback(there.workshop.close)
        await enter_spooled(database, settings.data_dir / SPOOL)
        if settings.jobs:
            await ending.enter_async_context(running(Work(database, settings, there.clock)))
        preparing = Preparing(
            database,
            there.switchboard,
            there.phones,
            with_sound=settings.telephony_mode is Telephony.TWILIO,
        )
        for work in (
            _sweep(there),
            preparing.run(there.prepared.set),
            watching.run(),
            there.orders.run(),
        ):
            ending.push_async_callback(_stopped, asyncio.create_task(work))
        yield there


async def _sweep(there: House) -> None:
    """End the calls in which nothing happens any more, and answer texts that were left, every
    minute."""
    work = Work(there.database, there.settings, there.clock)
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            await there.door.catch_up(work)
        except Exception as fault:
            _log.error("texts were left unanswered: %s", type(fault).__name__)
        try:
            await there.switchboard.leave_idle()
        except Exception as fault:
            _log.error("idle calls were not ended: %s", type(fault).__name__)


async def _stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

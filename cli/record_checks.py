"""Looks at what is kept: the database, its tables, its keys, its folder, its spool, its clock.

Looking changes nothing: where there is no database yet, none is made.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Text, column, func, select
from sqlalchemy import table as bare
from sqlmodel import col

from agent_config.settings import Settings, Telephony
from cli.finding import Finding, note, problem, well
from cli.store import now
from clinic.jobs.spool import FOLDER
from clinic.store import schema
from clinic.store.database import Database
from clinic.store.event_log import spooled
from clinic.store.keyring import SealError
from clinic.store.opening import KEY_FILE
from clinic.store.rotation import sealed_columns
from clinic.store.tables import METADATA
from clinic.store.tables.trail import OutboxRow

SAMPLE: Final = 20
"""Values of each column that are opened."""
SKEW: Final = timedelta(seconds=5)
WAITING: Final = timedelta(minutes=2)
"""How long something may wait before somebody should look; a server that runs is quicker."""
SIGN_INS: Final = "example-sign-ins.txt"


def in_folder(settings: Settings) -> Iterator[Finding]:
    """What can be seen without the database."""
    folder = settings.data_dir
    if not folder.is_dir():
        yield note("folder", f"there is no {folder} yet; 'frontdesk serve' makes it")
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield problem("folder", f"{folder} cannot be written to; give it to the server's user")
    elif folder.stat().st_mode & 0o007:
        yield problem("folder", f"{folder} is open to everybody; run 'chmod 700 {folder}'")
    else:
        yield well("folder", f"{folder} can be written to, and is not open to everybody")
    if (folder / KEY_FILE).exists() and settings.encryption_key is None:
        yield note(
            "keys",
            f"the key stands in {folder / KEY_FILE}; keep a copy away from the backups, for "
            "without it nothing opens",
        )
    if (folder / SIGN_INS).exists():
        told = f"invented people can sign in ({folder / SIGN_INS})"
        if settings.telephony_mode is Telephony.TWILIO:
            yield problem("accounts", f"{told}; run 'frontdesk user deactivate' for each of them")
        else:
            yield note("accounts", told)
    yield _spool(settings)


def _spool(settings: Settings) -> Finding:
    files = spooled(settings.data_dir / FOLDER)
    if not files:
        return well("spool", "nothing waits for the database")
    oldest = min(path.stat().st_mtime for path in files)
    if now() - datetime.fromtimestamp(oldest, now().tzinfo) < WAITING:
        return note("spool", f"{len(files)} files wait for the database since a moment ago")
    return problem(
        "spool",
        f"{len(files)} files wait for the database; start 'frontdesk serve', which enters them",
    )


async def in_database(database: Database, revision: str | None) -> AsyncIterator[Finding]:
    """What can be seen in an open database."""
    address = database.url.render_as_string(hide_password=True)
    yield well("database", f"{address} answers")
    if revision is None:
        yield problem("tables", "there are none; run 'frontdesk db upgrade'")
        return
    if not schema.is_known(revision):
        yield problem("tables", f"they are of a newer Frontdesk ({revision}); install that one")
        return
    if revision != schema.newest():
        yield problem(
            "tables",
            f"they are at {revision} and this version is at {schema.newest()}; "
            "run 'frontdesk db upgrade'",
        )
        return
    yield well("tables", f"they are those of this version ({revision})")
    yield await _keys(database)
    yield await _clock(database)
    yield await _jobs(database)


async def _keys(database: Database) -> Finding:
    """Whether a sample of sealed values opens: the latest of each column."""
    opened, old, closed = 0, 0, Counter[str]()
    async with database.connection() as connection:
        for table in METADATA.sorted_tables:
            key = next(iter(table.primary_key))
            for name in sealed_columns(table):
                raw = column(name, Text())
                rows = bare(table.name, raw, column(key.name))
                query = select(raw).select_from(rows).where(raw.is_not(None))
                query = query.order_by(rows.c[key.name].desc()).limit(SAMPLE)
                for sealed in await connection.scalars(query):
                    try:
                        database.keyring.open(sealed, f"{table.name}.{name}")
                        opened += 1
                        old += not database.keyring.is_current(sealed)
                    except SealError:
                        closed[table.name] += 1
    if closed:
        where = ", ".join(sorted(closed))
        return problem(
            "keys",
            f"{closed.total()} of {opened + closed.total()} sealed values that were tried do not "
            f"open ({where}); add the key that is missing to ENCRYPTION_KEY",
        )
    if old:
        return note("keys", "some values are sealed with an old key; run 'frontdesk db rotate'")
    if not opened:
        return well("keys", "nothing is sealed yet")
    return well("keys", f"all {opened} sealed values that were tried open")


async def _clock(database: Database) -> Finding:
    async with database.reading() as session:
        latest = await session.scalar(select(func.max(col(OutboxRow.created_at))))
        there = None if database.is_sqlite else await session.scalar(select(func.now()))
    here = now()
    if there is not None and abs(there - here) > SKEW:
        seconds = abs((there - here).total_seconds())
        return problem(
            "clock",
            f"this machine and the database differ by {seconds:.0f} seconds; set both by NTP",
        )
    if latest is not None and latest > here + SKEW:
        return problem(
            "clock", "it is behind what was written last; set the machine's clock by NTP"
        )
    return well("clock", f"it is {here.isoformat(timespec='seconds')}")


async def _jobs(database: Database) -> Finding:
    """Whether anybody takes up what is to be done. Jobs themselves are not looked into."""
    query = select(func.count(), func.min(col(OutboxRow.created_at)))
    async with database.reading() as session:
        found = await session.execute(query.where(col(OutboxRow.taken_at).is_(None)))
        count, since = found.one()
    if not count or now() - since < WAITING:
        return well("jobs", "nothing waits to be taken up")
    return note(
        "jobs",
        f"what there is to do waits since {since.isoformat(timespec='seconds')} ({count}); does a "
        "server with JOBS=true run, or 'frontdesk worker'?",
    )

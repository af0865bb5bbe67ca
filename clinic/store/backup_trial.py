"""A backup tried out: restored into a throw-away database, compared, opened, and thrown away.

A backup that was never restored is a hope. This touches nothing else, and needs no server.
"""

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlalchemy import Text, column, select
from sqlalchemy import table as bare
from sqlmodel import col

from clinic.store import audit, schema
from clinic.store.backup import Account, Step, fill
from clinic.store.database import Database
from clinic.store.keyring import Keyring, SealError
from clinic.store.rotation import sealed_columns
from clinic.store.stored_rows import BATCH, Total, stored
from clinic.store.tables import METADATA
from clinic.store.tables.practice import Practice

FILE: Final = "trial.sqlite3"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    account: Account
    opened: int
    """How many sealed values opened."""
    problems: tuple[str, ...]
    """Sentences; none if all is well."""
    seconds: float


async def try_out(path: Path, keyring: Keyring, *, step: Step) -> Trial:
    """Restore a backup and look at everything. Raises `BadFile` for one that cannot be used."""
    began = perf_counter()
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
        database = Database(f"sqlite:///{folder}/{FILE}", keyring)
        try:
            account, _ = await fill(database, path, step=step)
            problems = await _differences(database, account)
            await schema.upgrade(database)
            opened, closed = await _opened(database)
            problems += [f"{n} values of {name} do not open" for name, n in sorted(closed.items())]
            problems += await _broken_chains(database)
        finally:
            await database.close()
    return Trial(account, opened, tuple(problems), perf_counter() - began)


async def _differences(database: Database, account: Account) -> list[str]:
    """Tables whose rows, read back, are not those that were in the file."""
    found = []
    async with database.connection() as connection:
        for name, form in account.forms.items():
            total = Total()
            async for row in stored(connection, form):
                total.add_row(row)
            if total != account.totals[name]:
                found.append(f"the rows of {name} came back changed")
    return found


async def _opened(database: Database) -> tuple[int, Counter[str]]:
    """How many sealed values open, and of which columns some do not."""
    opened, closed = 0, Counter[str]()
    async with database.connection() as connection:
        for table in METADATA.sorted_tables:
            for name in sealed_columns(table):
                place, raw = f"{table.name}.{name}", column(name, Text())
                query = select(raw).select_from(bare(table.name, raw)).where(raw.is_not(None))
                found = await connection.stream_scalars(query.execution_options(yield_per=BATCH))
                async for values in found.partitions():
                    for sealed in values:
                        try:
                            database.keyring.open(sealed, place)
                            opened += 1
                        except SealError:
                            closed[place] += 1
    return opened, closed


async def _broken_chains(database: Database) -> list[str]:
    async with database.reading() as session:
        practices = list(await session.scalars(select(col(Practice.id)).order_by(col(Practice.id))))
    found = []
    for practice in practices:
        try:
            broken = await audit.broken_links(database, practice)
        except SealError:
            found.append(f"the audit of {practice} cannot be read")
            continue
        if broken:
            found.append(f"the audit of {practice} was changed at {len(broken)} rows")
    return found

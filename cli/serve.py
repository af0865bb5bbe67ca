"""`frontdesk serve`: the server, made ready and run.

Before it listens, the tables are those of this version, an empty database has the example clinics,
and what the flow files say is in force. All of it does nothing the second time.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import uvicorn
from sqlalchemy import select
from sqlmodel import col

from agent_config.settings import Settings
from api.access import is_local
from api.house import utc_now
from api.pages import BUILT
from cli import view
from cli.failure import Failure
from cli.store import with_logs
from clinic.store import schema
from clinic.store.accounts import email_index
from clinic.store.database import Database
from clinic.store.foundation import is_empty
from clinic.store.opening import open_store
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.account import User
from clinic.store.tables.practice import ClinicRow
from clinic.store.welcome import invite
from telephony.examples import SIGN_INS, SignIn, enter_examples, keep_sign_ins
from telephony.publishing import publish_files
from telephony.twilio.media import LONGEST_MESSAGE

NEWCOMER: Final = "practice-admin@riverside.example"
"""Whom the address of the desk signs in: somebody invented who may see everything."""
LINE: Final[Mapping[str, Any]] = {
    "ws": "websockets-sansio",
    "ws_max_size": LONGEST_MESSAGE,
    "ws_per_message_deflate": False,
    "loop": "uvloop" if find_spec("uvloop") else "asyncio",
}
"""How sockets are served: a telephone's frames are short, come 50 a second, and never compressed.
What is longer is refused before it is read to its end (RFC 6455, 1009)."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What there is to say before the server listens."""

    clinics: tuple[str, ...]
    made: tuple[SignIn, ...] = ()
    code: str | None = None
    """What signs a newcomer in to the example clinics, where there are some."""


def serve(*, host: str, port: int) -> None:
    """Run the server until it is told to end. Raises `Failure` for what is in its way."""
    settings = with_logs()
    ready = asyncio.run(made_ready(settings))
    _welcome(settings, ready, f"http://{host}:{port}")
    uvicorn.run(
        "api.application:made",
        factory=True,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
        **LINE,
    )


async def made_ready(settings: Settings) -> Ready:
    """The records of a server, ready to be served. Raises `Failure` for a key that is none."""
    try:
        database = await open_store(settings)
    except ValueError as error:
        raise Failure(str(error)) from None
    try:
        await schema.upgrade(database)
        made: list[SignIn] = []
        if await is_empty(database):
            made = await enter_examples(database, utc_now(), week=settings.example_week)
            keep_sign_ins(settings.data_dir, made)
        return Ready(await _published(database), tuple(made), await _invited(settings, database))
    finally:
        await database.close()


async def _invited(settings: Settings, database: Database) -> str | None:
    """A code for a newcomer, if the example clinics are there."""
    if not (settings.data_dir / SIGN_INS).exists():
        return None
    async with database.reading() as session:
        known = await session.scalar(
            select(User).where(col(User.email_index) == email_index(database, NEWCOMER))
        )
    return invite(settings.data_dir, known.id, utc_now()) if known else None


async def _published(database: Database) -> tuple[str, ...]:
    """Every clinic's flow, in force; returns the clinics."""
    async with database.reading() as session:
        rows = list(await session.scalars(select(ClinicRow).order_by(col(ClinicRow.id))))
    for row in rows:
        scope = Scope(row.practice_id, row.id)
        await publish_files(database, scope, await clinic_of(database, scope), utc_now())
    return tuple(row.id for row in rows)


def _welcome(settings: Settings, ready: Ready, address: str) -> None:
    view.heading("Frontdesk")
    desk = f"{address}/dashboard"
    if ready.code is not None and is_local(urlsplit(address).hostname):
        desk = f"{desk}#welcome={ready.code}"
    view.facts(
        [
            ("the desk", desk),
            ("answers for", ", ".join(ready.clinics)),
            ("server", address),
            ("the API, to try out", f"{address}/docs"),
            ("health", f"{address}/health"),
        ]
    )
    if ready.made:
        view.line()
        view.table(
            ("clinic", "role", "e-mail", "password"),
            [(one.clinic, one.role, one.email, one.password) for one in ready.made],
            title="Invented people to sign in as",
        )
    elif (Path(settings.data_dir) / SIGN_INS).exists():
        view.remark(f"the invented people's sign-ins stand in {settings.data_dir / SIGN_INS}")
    view.line()
    if not (BUILT / "index.html").exists():
        view.remark("the desk is not built yet: 'make dashboard' builds it")
    view.remark("open the desk and make a test call; 'frontdesk call --live' places one from here")
    view.remark("Ctrl-C ends it")

"""How those whom calls rely on are doing: set up or not, failing or not, how quick, agreed or not.

Nobody is asked for it: what calls noticed stands in alerts, in the records of calls, and in what
this process has counted. A vendor that failed within the hour is failing until an admin has put the
alert away or the hour is over; whoever waits for a vendor to say that it is down waits for long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from agent_config.settings import Settings, Telephony
from api.metrics import failures_of
from clinic.messages.agreement import is_agreed
from clinic.store.call_waits import Wait, waits_of
from clinic.store.database import Database
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.trail import Alert
from clinic.store.vendor_alerts import EVERY, kind_of
from telephony.settings import read_settings as read_model_settings

SPAN: Final = timedelta(days=7)
"""Of these calls it is told how long callers waited."""
KINDS: Final[Mapping[str, str]] = {
    "twilio": "phone",
    "deepgram": "hearing",
    "elevenlabs": "speaking",
    "google": "speaking",
    "model": "understanding",
    "local": "understanding",
    "smtp": "mail",
    "store": "records",
}
STAGE_OF: Final[Mapping[str, str]] = {"understanding": "understand", "speaking": "speak"}
"""Which part of a caller's wait is a vendor's."""
OURS: Final = ("local", "store")
"""What runs here needs no agreement with anybody."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """One of those whom calls rely on."""

    name: str
    kind: str
    state: str
    """`ok`, `failing` or `off`."""
    since: datetime | None
    """When it began to fail."""
    wait: Wait | None
    errors: int
    """How often it did not do what this process asked of it."""
    agreement: str
    """`signed`, `missing`, or `not_needed` of what runs here or is off."""


async def waits(database: Database, scope: Scope, now: datetime) -> dict[str, Wait]:
    """By stage, and `total`, how long the callers of the last seven days waited."""
    query = scope.only(CallRow, col(CallRow.latency)).where(
        col(CallRow.started_at) >= now - SPAN, col(CallRow.ended_at).is_not(None)
    )
    async with database.reading() as session:
        return waits_of(await session.scalars(query))


async def vendors(
    database: Database,
    scope: Scope,
    settings: Settings,
    waited: Mapping[str, Wait],
    now: datetime,
) -> list[Vendor]:
    """All of them, for a clinic."""
    failing = await _failing(database, scope, now)
    on = _set_up(settings)
    clinic = await clinic_of(database, scope)
    listed = []
    for name, kind in KINDS.items():
        agreement = "not_needed"
        if name in on and name not in OURS:
            async with database.reading() as session:
                agreed = await is_agreed(session, scope, clinic, on[name], now)
            agreement = "signed" if agreed else "missing"
        is_failing = name in on and kind_of(name) in failing
        stage = STAGE_OF.get(kind)
        listed.append(
            Vendor(
                name=name,
                kind=kind,
                state="failing" if is_failing else "ok" if name in on else "off",
                since=failing[kind_of(name)] if is_failing else None,
                wait=waited.get(stage) if stage is not None and name in on else None,
                errors=failures_of(name),
                agreement=agreement,
            )
        )
    return listed


def _set_up(settings: Settings) -> dict[str, str]:
    """Those that are used, with the name that an agreement has."""
    given: dict[str, Any] = {
        "deepgram": settings.deepgram_api_key,
        "elevenlabs": settings.elevenlabs_api_key,
        "google": settings.google_tts_api_key,
        "smtp": settings.smtp_host,
    }
    on = {name: name for name, value in given.items() if value is not None}
    if settings.telephony_mode is Telephony.TWILIO:
        on["twilio"] = "twilio"
    model = read_model_settings().model
    if model is not None:
        on["model"] = model.vendor
    return on | {name: name for name in OURS}


async def _failing(database: Database, scope: Scope, now: datetime) -> dict[str, datetime]:
    """By the kind of alert, since when it is open."""
    query = select(col(Alert.type), col(Alert.created_at)).where(
        col(Alert.practice_id) == scope.practice_id,
        col(Alert.type).in_([kind_of(name) for name in KINDS]),
        col(Alert.resolved_at).is_(None),
        col(Alert.created_at) > now - EVERY,
    )
    async with database.reading() as session:
        rows = list(await session.execute(query.order_by(col(Alert.created_at).desc())))
    return {row[0]: row[1] for row in rows}

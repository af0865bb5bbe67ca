"""Who may be ringing: everybody who has the number, as a hint that opens nothing.

Families share telephones and numbers can be forged, so all who match are named and none is chosen;
a caller is known only after name and date of birth (FG-6). The lookup is one search of an index
below the objects, for the telephone is ringing while it runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.call import CallLine
from clinic.store.tables.patient import Phone, Recognition
from clinic.telephone import e164

KINDS: Final = ("home", "mobile", "work")
"""The order in which a number is matched (CI-1): phone, mobile, work."""
CERTAIN: Final = 100.0
SEES_CALLERS: Final = ("staff", "admin", "practice_admin")
"""The roles whose screens a ringing call comes up on (CI-6)."""

_LOOKUP: Final = (
    select(col(Phone.patient_id), col(Phone.kind))
    .where(col(Phone.clinic_id) == bindparam("clinic"))
    .where(col(Phone.number_index) == bindparam("number"))
    .where(col(Phone.practice_id) == bindparam("practice"))
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A patient who has the number. `confidence` is in percent, shared among all who have it."""

    patient_id: str
    kind: str
    confidence: float


async def lookup(
    connection: AsyncConnection, keyring: Keyring, scope: Scope, number: str
) -> tuple[Hint, ...]:
    """Everybody who has a number (E.164), best match first; nobody: a new caller."""
    wanted = {
        "clinic": scope.clinic_id,
        "practice": scope.practice_id,
        "number": keyring.index("phone", number),
    }
    found: dict[str, str] = {}
    rows = sorted((await connection.execute(_LOOKUP, wanted)).all(), key=_rank)
    for patient_id, kind in rows:
        found.setdefault(patient_id, kind)
    share = round(CERTAIN / max(len(found), 1), 2)
    return tuple(Hint(patient_id, kind, share) for patient_id, kind in found.items())


async def ringing(
    database: Database,
    scope: Scope,
    call_id: str,
    caller: str | None,
    now: datetime,
    *,
    channel: str = "phone",
    line: CallLine | None = None,
) -> tuple[Hint, ...]:
    """A call begins: look its number up, note who it may be, and let the screens know.

    The screens are told ids; what stands behind them is read, and noted, by whoever looks. `line`
    is the call's leg at a carrier, kept with it; where that is known already, `IntegrityError` is
    raised, and nobody is told twice.
    """
    number = e164(caller)
    hints: tuple[Hint, ...] = ()
    if number is not None:
        async with database.connection() as connection:
            hints = await lookup(connection, database.keyring, scope, number)
    async with database.writing() as session:
        if line is not None:
            session.add(line)
            await session.flush()
        note(session, scope, call_id, hints, now)
        show(
            session,
            scope,
            "incoming_call",
            call_id,
            now,
            roles=SEES_CALLERS,
            body={
                "callSid": call_id,
                "channel": channel,
                "patients": [one.patient_id for one in hints],
                "isNewPatient": not hints,
                "callStatus": "ringing",
                "timestamp": now.isoformat(),
            },
        )
    return hints


def note(
    session: AsyncSession,
    scope: Scope,
    call_id: str,
    hints: Sequence[Hint],
    now: datetime,
    *,
    by: str = "caller_id",
) -> None:
    """Keep who a caller was taken for. `by` is `caller_id`, `voice_match` or `manual` (CI-3)."""
    session.add_all(
        Recognition(
            id=new_id(now),
            patient_id=hint.patient_id,
            call_id=call_id,
            recognition_type=by,
            confidence_score=hint.confidence,
            created_at=now,
            **scope.ids,
        )
        for hint in hints
    )


async def recognised(
    database: Database, scope: Scope, call_id: str, patient_id: str, now: datetime
) -> None:
    """Somebody has made sure who is calling: name and date of birth, or a person at the desk."""
    async with database.writing() as session:
        note(session, scope, call_id, [Hint(patient_id, "", CERTAIN)], now, by="manual")


def _rank(row: Any) -> tuple[int, str]:
    return (KINDS.index(row[1]) if row[1] in KINDS else len(KINDS), row[0])

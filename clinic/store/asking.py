"""Asking somebody who waits whether they want a time: by a text, or else by a person.

A text asks at once, and its yes is heard at once. Who would rather be called, or has no telephone
that takes texts, is left to the staff: a task says what is offered, and it is gone when the offer
is. Whoever hears the yes, the hold decides (`clinic.store.waitlist`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.appointment import wish_of
from clinic.messages.textless import textless
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import Wish
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow, Phone
from clinic.store.task_entry import CHANGED, NewTask, leave, log
from clinic.task import CANCELLED, PENDING
from clinic.telephone import e164

TEMPLATE: Final = "waitlist_offer"
PURPOSE: Final = "waitlist"
TASK: Final = "callback"
_MOBILE: Final = "mobile"


async def ask(
    session: AsyncSession, keyring: Keyring, scope: Scope, zone: str, wish: Wish, now: datetime
) -> None:
    """Have somebody asked about what they are offered, in the transaction that keeps it for them.

    Nobody is asked who has no telephone at all; the desk sees that the time is kept.
    """
    texted, called = await _numbers(session, keyring, scope, wish)
    if texted is not None:
        _text(session, keyring, scope, wish, texted, now)
    elif called is not None:
        await _call(session, keyring, scope, zone, wish, called, now)


async def ask_no_more(
    session: AsyncSession,
    scope: Scope,
    holds: Sequence[str],
    now: datetime,
    *,
    wish_id: str | None = None,
) -> None:
    """Take back the tasks of offers that are over, or of one of them; work begun is left alone."""
    begins = [_key(hold, wish_id or "") for hold in holds]
    if not begins:
        return
    rows = scope.rows(TaskRow).where(
        or_(*(col(TaskRow.key).startswith(one, autoescape=True) for one in begins)),
        col(TaskRow.status) == PENDING,
    )
    for task in list(await session.scalars(rows.order_by(col(TaskRow.id)).with_for_update())):
        task.status = CANCELLED
        log(session, scope, task, "cancel", now)
        tell(session, scope, CHANGED, task.id, now)


async def _numbers(
    session: AsyncSession, keyring: Keyring, scope: Scope, wish: Wish
) -> tuple[str | None, str | None]:
    """The number that somebody is texted at, if they are, and the one they are called at."""
    given = e164(wish.callback_number)
    kinds: dict[str, str] = {given: _MOBILE} if given else {}
    wants_calls = False
    if wish.patient_id is not None:
        phones = scope.rows(Phone).where(col(Phone.patient_id) == wish.patient_id)
        for one in await session.scalars(phones.order_by(col(Phone.id))):
            kinds[one.number] = one.kind
        preferences = scope.only(PatientRow, col(PatientRow.preferences))
        found = await session.scalar(preferences.where(col(PatientRow.id) == wish.patient_id))
        wants_calls = wish_of(found) == "call"
    indexes = {keyring.index("phone", number): number for number in kinds}
    without = {indexes[one] for one in await textless(session, scope, list(indexes))}
    texted = [one for one, kind in kinds.items() if kind == _MOBILE and one not in without]
    called = given or next(iter(kinds), None)
    return (None if wants_calls or not texted else texted[0]), called


def _text(
    session: AsyncSession, keyring: Keyring, scope: Scope, wish: Wish, number: str, now: datetime
) -> None:
    """Queue the text that asks them; it is worded when it leaves."""
    row = MessageRow(
        id=new_id(now),
        key=f"{TEMPLATE} {wish.id} {wish.hold_id}",
        channel="sms",
        direction="out",
        address=number,
        address_index=keyring.index("phone", number),
        template=TEMPLATE,
        body="",
        purpose=PURPOSE,
        status="queued",
        patient_id=wish.patient_id,
        about_id=wish.id,
        created_at=now.astimezone(UTC),
        **scope.ids,
    )
    session.add(row)
    tell(session, scope, "message.queued", row.id, now)


async def _call(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    zone: str,
    wish: Wish,
    number: str,
    now: datetime,
) -> None:
    """Have the staff call them, before the time is somebody else's."""
    until = (wish.offer_until or now).astimezone(ZoneInfo(zone)).isoformat()[:16]
    offered = wish.offered or {}
    told = f"Offer {offered.get('start')}: it is kept for them until {until[11:]}."
    task = NewTask(
        type=TASK,
        key=_key(str(wish.hold_id), wish.id),
        priority="high",
        patient_id=wish.patient_id,
        patient_name=wish.patient_name,
        callback_number=number,
        details={
            "reason": TEMPLATE,
            "message": told,
            "waitlist": wish.id,
            "start": offered.get("start"),
            "provider": offered.get("provider"),
            "until": until,
        },
        due_at=wish.offer_until,
    )
    await leave(session, keyring, scope, task, now)


def _key(hold_id: str, wish_id: str) -> str:
    return f"{PURPOSE} {hold_id} {wish_id}"

"""What an example week left, and what became of it: tasks worked off, escalations judged, reviews.

Everything is done with the same deeds as people do it, at a time in the past, so that every task
has its steps and every decision what follows from it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from sqlmodel import col

from clinic.refusal import NotAllowed
from clinic.store import reviews, task_actions
from clinic.store.database import Database
from clinic.store.escalations import label
from clinic.store.scope import Scope
from clinic.store.sla import by_when
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow, TaskRow
from clinic.store.task_actions import Deed
from clinic.store.task_entry import NewTask, leave
from clinic.task import OF_DOCTORS
from telephony.example_week.patients import Invented
from telephony.example_week.users import Colleague

ORDER: Final = (col(TaskRow.created_at), col(TaskRow.type), col(TaskRow.key))
"""The same on every machine: ids are drawn."""
OLD: Final = timedelta(hours=20)
"""By then most of what was left is done."""
DONE_NOTES: Final = (
    "Called back, all settled.",
    "Left a voicemail, then reached her in the afternoon.",
    "Booked by hand.",
    "Sent the forms by mail.",
    None,
    None,
)
NEEDS_A_VISIT: Final = ("reject", "Needs to be seen first; please offer a time this week.")
DECISIONS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "prescription_refill": (
        ("approve", "Fine for thirty days, no further refills."),
        ("approve", "Same dose as before."),
        NEEDS_A_VISIT,
    ),
    "referral": (("approve", "Refer to Dr. Ames, and send the last images."), NEEDS_A_VISIT),
    "medical_question": (("approve", "Yes, with food; call if it gets worse."), NEEDS_A_VISIT),
}
"""What doctors decide, by the type of task."""
APPROVALS: Final[tuple[tuple[str, float, dict[str, str]], ...]] = (
    (
        "prescription_refill",
        1.2,
        {"medication": "amoxicillin 500 mg", "words": "I'm out of my pills"},
    ),
    ("prescription_refill", 30.0, {"medication": "chlorhexidine rinse", "words": "can I get more"}),
    ("medical_question", 2.5, {"message": "Is it all right to take ibuprofen tonight?"}),
    ("referral", 5.0, {"message": "She asked for the referral to the oral surgeon."}),
)
"""What waits for the doctor: its type, how many hours ago it came, what it says."""
BY_HAND: Final[tuple[tuple[str, str, float, dict[str, str]], ...]] = (
    ("callback", "high", 0.6, {"reason": "Wants to talk about the estimate before Thursday"}),
    ("billing_question", "normal", 27.0, {"reason": "Was charged twice for the same visit"}),
    ("insurance_question", "normal", 3.0, {"reason": "New plan since the first of the month"}),
    ("records_request", "low", 49.0, {"reason": "X-rays to another office"}),
    ("message", "normal", 1.1, {"message": "She left her glasses in the waiting room"}),
)
TAGS: Final = ("good-example", "accent", "noisy-line", "long-pause")
BETTER: Final = "Say that somebody will call back today, before asking for the number again."


async def work_off(
    database: Database,
    scope: Scope,
    patients: list[Invented],
    people: list[Colleague],
    chance: Random,
    now: datetime,
) -> None:
    """Do with what the calls left what people would have done by now."""
    await _add(database, scope, patients, chance, now)
    async with database.reading() as session:
        of_calls = scope.rows(TaskRow).where(col(TaskRow.call_id).is_not(None))
        tasks = list(await session.scalars(of_calls.order_by(*ORDER)))
    staff = [one for one in people if one.role in ("staff", "practice_admin")]
    doctors = [one for one in people if one.role == "doctor"]
    kept_back = 3
    for task in tasks:
        age = now - task.created_at
        by = chance.choice(doctors if task.owner == "doctor" and doctors else staff)
        decides = task.owner == "doctor" and task.type in OF_DOCTORS
        if age > OLD and (decides or chance.random() < 0.93):
            await _done(database, scope, task, by, decides, chance)
        elif age > OLD and kept_back:
            kept_back -= 1
        elif chance.random() < 0.35:
            await _done(database, scope, task, by, decides, chance, before=now)
        elif chance.random() < 0.5:
            await _begun(database, scope, task, by, chance, now)
    await _flagged(database, scope, chance, now)


async def judge(database: Database, scope: Scope, chance: Random, now: datetime) -> None:
    """Say of older escalations what they were."""
    query = scope.rows(EscalationRow).where(col(EscalationRow.at) < now - OLD)
    async with database.reading() as session:
        rows = list(await session.scalars(query.order_by(col(EscalationRow.at))))
    for number, row in enumerate(rows):
        if chance.random() < 0.65:
            said = (
                "late" if number == 2 else chance.choice(("needed", "needed", "needed", "needless"))
            )
            await label(database, scope, row.id, said, row.at + timedelta(hours=5))


async def review(
    database: Database, scope: Scope, people: list[Colleague], chance: Random, now: datetime
) -> None:
    """Listen to some calls again."""
    async with database.reading() as session:
        query = scope.rows(CallRow).where(col(CallRow.started_at) < now - OLD)
        rows = list(await session.scalars(query.order_by(col(CallRow.started_at))))
    staff = [one for one in people if one.role == "staff"]
    for row in chance.sample(rows, min(9, len(rows))):
        is_good = row.disposition not in ("abandoned", "escalated")
        said: dict[str, Any] = {
            "rating": chance.choice((4, 5, 5) if is_good else (2, 3, 3)),
            "errors": [] if is_good else [{"line": 2, "kind": "misunderstood", "note": None}],
            "intents": [],
            "slots": {},
            "example": None,
            "better_answer": None if is_good else BETTER,
            "tags": [chance.choice(TAGS)],
            "done": chance.random() < 0.7,
        }
        by = chance.choice(staff).id
        at = min(now, row.started_at + timedelta(hours=chance.randint(3, 30)))
        await reviews.keep(database, scope, row.id, said, at, by)


async def _add(
    database: Database, scope: Scope, patients: list[Invented], chance: Random, now: datetime
) -> None:
    """What came otherwise than by a call: to the doctor, and to the desk."""
    careful = [one for one in patients if "allergies" in one.care and "medications" in one.care]
    grown = [one for one in careful or patients if one.born < "2005"]
    wanted = [(type_, "normal", "doctor", hours, told) for type_, hours, told in APPROVALS]
    wanted += [(type_, urgency, "staff", hours, told) for type_, urgency, hours, told in BY_HAND]
    for number, (type_, priority, owner, hours, details) in enumerate(wanted):
        at = now - timedelta(hours=hours)
        patient = chance.choice(grown if owner == "doctor" else patients)
        new = NewTask(
            type=type_,
            key=f"by hand {number}",
            priority=priority,
            owner=owner,
            patient_id=patient.id,
            patient_name=patient.name,
            callback_number=patient.phone,
            details=details,
            due_at=await by_when(database, scope, at, 4.0),
        )
        async with database.writing() as session:
            await leave(session, database.keyring, scope, new, at)


async def _done(
    database: Database,
    scope: Scope,
    task: TaskRow,
    by: Colleague,
    decides: bool,
    chance: Random,
    before: datetime | None = None,
) -> None:
    due = task.due_at or task.created_at + timedelta(hours=4)
    span = max((due - task.created_at).total_seconds() / 60, 20)
    late = chance.random() < 0.12
    minutes = span * (chance.uniform(1.05, 1.6) if late else chance.uniform(0.1, 0.85))
    at = task.created_at + timedelta(minutes=minutes)
    if before is not None:
        at = min(at, task.created_at + (before - task.created_at) * 0.9)
    begun = task.created_at + (at - task.created_at) * 0.6
    if decides and by.role == "doctor":
        action, why = chance.choice(DECISIONS[task.type])
        await _act(database, scope, task.id, Deed(action, by.id, by.role, note=why), at)
        return
    if chance.random() < 0.5:
        await _act(database, scope, task.id, Deed("start", by.id, by.role), begun)
    action = "cancel" if chance.random() < 0.04 else "complete"
    note = chance.choice(DONE_NOTES)
    await _act(database, scope, task.id, Deed(action, by.id, by.role, note=note), at)


async def _begun(
    database: Database, scope: Scope, task: TaskRow, by: Colleague, chance: Random, now: datetime
) -> None:
    at = task.created_at + (now - task.created_at) * chance.uniform(0.2, 0.8)
    to = Deed("assign", by.id, by.role, assignee_id=by.id, owner=task.owner)
    await _act(database, scope, task.id, to, at)
    if chance.random() < 0.7:
        deed = Deed(chance.choice(("start", "call_back")), by.id, by.role, note="No answer yet.")
        await _act(database, scope, task.id, deed, at + timedelta(minutes=3))


async def _flagged(database: Database, scope: Scope, chance: Random, now: datetime) -> None:
    query = scope.rows(TaskRow).where(col(TaskRow.status) == "pending")
    async with database.writing() as session:
        rows = list(await session.scalars(query.order_by(*ORDER)))
        for row in chance.sample(rows, min(3, len(rows))):
            row.flagged = True


async def _act(database: Database, scope: Scope, task_id: str, deed: Deed, at: datetime) -> None:
    """Do it, unless it cannot be done any more: two of them may be about one thing."""
    try:
        await task_actions.act(database, scope, task_id, deed, at)
    except NotAllowed:
        return

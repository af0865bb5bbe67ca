"""What the clinic called about in an example week: a recall that is done, and one that is drafted.

Nobody is called, for what is drafted waits for a person and what is done is done. Those who may not
be called, and those who would rather be written to, stand there with the reason.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlmodel import col

from clinic.messages.appointment import wish_of
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Campaign, OutreachAttempt, OutreachJob
from clinic.store.tables.patient import PatientRow
from engine.clinic import Clinic
from telephony.example_week.patients import Invented

CALLED: Final = 28
AGO: Final = timedelta(days=6)
ENDS: Final = (
    *(("completed", "booked", None),) * 6,
    *(("completed", "declined", None),) * 4,
    *(("completed", "voicemail", None),) * 4,
    *(("completed", "requested", None),) * 2,
    *(("failed", None, "no_answer"),) * 3,
    ("completed", "escalated", None),
)
"""How such calls end, as often as they do."""
_OUTCOME: Final = {"voicemail": "voicemail", None: "no_answer"}


async def enter_campaigns(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    patients: list[Invented],
    chance: Random,
    now: datetime,
) -> None:
    """Enter both."""
    there = (now - AGO).astimezone(ZoneInfo(clinic.timezone))
    began = there.replace(hour=10, minute=0, second=0, microsecond=0)
    done = _campaign(scope, "Six months are over", began)
    done.status, done.started_at, done.entered_at = "done", began, began
    drafted = _campaign(scope, "A year without a visit", now - timedelta(hours=3))
    drafted.selection = {"months": 12}
    query = scope.rows(PatientRow).where(col(PatientRow.id).in_([one.id for one in patients]))
    async with database.writing() as session:
        records = {one.id: one for one in await session.scalars(query)}
        jobs: list[dict[str, Any]] = []
        tries: list[dict[str, Any]] = []
        moment = began
        for one in chance.sample(patients, min(CALLED, len(patients))):
            moment += timedelta(minutes=chance.randint(2, 7))
            job = _job(database, scope, done, one, records[one.id], chance, moment)
            jobs.append(job)
            tries += _tries(scope, job)
        done.ended_at = done.changed_at = moment + timedelta(hours=9)
        session.add_all([done, drafted])
        await session.flush()
        await session.execute(insert(OutreachJob), jobs)
        await session.execute(insert(OutreachAttempt), tries)


def _campaign(scope: Scope, name: str, at: datetime) -> Campaign:
    return Campaign(
        id=new_id(at),
        name=name,
        purpose="recall",
        selection={"months": 6},
        lines=2,
        created_at=at,
        changed_at=at,
        **scope.ids,
    )


def _job(
    database: Database,
    scope: Scope,
    campaign: Campaign,
    one: Invented,
    record: PatientRow,
    chance: Random,
    at: datetime,
) -> dict[str, Any]:
    """Somebody's call, as it ended or was never made."""
    status, result, reason = chance.choice(ENDS)
    wish = wish_of(record.preferences)
    if record.status != "active" or record.do_not_contact:
        refusal = "do_not_contact" if record.do_not_contact else record.status
        status, result, reason = "refused", None, refusal
    elif wish in ("text", "email") and chance.random() < 0.3:
        status, result, reason = "refused", None, f"prefers_{wish}"
    attempts = {"refused": 0, "failed": 3}.get(status, 1)
    last = at + timedelta(hours=4) * max(attempts - 1, 0)
    return {
        "id": new_id(at),
        "key": f"recall/{one.id}/{at.date()}/{campaign.id}",
        "purpose": "recall",
        "campaign_id": campaign.id,
        "patient_id": one.id,
        "address": one.phone,
        "address_index": database.keyring.index("phone", one.phone),
        "due_at": last,
        "not_after": at + timedelta(days=14),
        "status": status,
        "result": result,
        "reason": reason,
        "attempts": attempts,
        "max_attempts": 3,
        "last_attempt_at": last if attempts else None,
        "completed_at": last + timedelta(minutes=1),
        "created_at": campaign.created_at,
        **scope.ids,
    }


def _tries(scope: Scope, job: dict[str, Any]) -> list[dict[str, Any]]:
    """The tries of a call, four hours apart."""
    made = []
    for number in range(1, job["attempts"] + 1):
        at = job["last_attempt_at"] - timedelta(hours=4) * (job["attempts"] - number)
        made.append(
            {
                "id": new_id(at),
                "job_id": job["id"],
                "number": number,
                "purpose": job["purpose"],
                "address_index": job["address_index"],
                "patient_id": job["patient_id"],
                "outcome": _OUTCOME.get(job["result"], "reached"),
                "at": at,
                "ended_at": at + timedelta(minutes=1),
                **scope.ids,
            }
        )
    return made

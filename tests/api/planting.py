"""A row in every table of a clinic, with something about a person in every sealed column.

What is planted can be looked for wherever it must not be: in logs, in answers to others, in the
database itself.
"""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table
from sqlmodel import SQLModel

from clinic.store.columns import Moment, Sealed, SealedValue
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables import METADATA
from engine import codec
from engine.events import CallStarted, Heard
from engine.safety import Alarm
from tests.databases import NOW

TEXT: Final = "Zwetschgenbaum"
NUMBER: Final = "+15125550177"
BORN: Final = "1977-07-17"
PLANTED: Final = (TEXT, NUMBER, NUMBER[1:], BORN)
"""What must not show."""
LEFT_OUT: Final = ("practices", "clinics", "users", "audit", "flow_versions", "sign_ins")
"""What is there already, or is planted by signing in."""
MEANT: Final[dict[str, Any]] = {
    "appointments.status": "pending",
    "appointments.start": "2026-03-03T10:00",
    "appointments.booked_by": "ai",
    "appointments.service": "cleaning",
    "answered.status": 200,
    "call_events.body": codec.dumps(CallStarted(at=NOW, call_id="calls-planted", caller=NUMBER)),
    "call_events.number": 0,
    "call_events.kind": "CallStarted",
    "call_history.recognition_type": "caller_id",
    "call_reviews.errors": [{"line": 1, "kind": "misheard", "note": TEXT}],
    "call_reviews.intents": [{"line": 1, "intent": "book_appointment"}],
    "call_reviews.example": {"line": 1, "intent": "book_appointment", "text": TEXT},
    "call_reviews.tags": ["planted"],
    "calls.channel": "phone",
    "calls.state": "END",
    "calls.disposition": "booked",
    "calls.escalation": "human",
    "calls.ended_at": NOW,
    "campaigns.purpose": "recall",
    "campaigns.status": "draft",
    "consents.channel": "sms",
    "escalations.reason": "human",
    "messages.address_index": "planted-number",
    "messages.channel": "sms",
    "messages.direction": "out",
    "messages.status": "sent",
    "notifications.role": "staff",
    "outreach_jobs.purpose": "recall",
    "outreach_jobs.status": "scheduled",
    "patients.status": "active",
    "phones.kind": "mobile",
    "recordings.consent": "announced",
    "recordings.delete_after": NOW + timedelta(days=90),
    "services.booking": "direct",
    "tasks.owner": "doctor",
    "tasks.priority": "normal",
    "tasks.status": "pending",
    "tasks.type": "prescription_refill",
    "tasks.workflow": None,
    "upload_batches.problems": [{"line": 2, "column": "phone", "code": "phone"}],
    "waitlist.service": "cleaning",
    "waitlist.status": "waiting",
    "waitlist.windows": [],
    "providers.days": ["mon"],
    "live_events.roles": ["staff"],
}
NUMBERS: Final = ("number", "callback_number", "caller", "address")


def planted_id(table: str) -> str:
    """The id of a table's planted row."""
    return f"{table}-planted"


async def plant(database: Database, scope: Scope, version_id: str) -> None:
    """Plant everything in a clinic that has people and a published flow."""
    models = {mapper.local_table: mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    for table in METADATA.sorted_tables:
        if table.name in LEFT_OUT:
            continue
        row = {column.name: _value(table, column, scope) for column in table.columns}
        if "flow_version_id" in row:
            row["flow_version_id"] = version_id
        async with database.writing() as session:
            session.add(models[table](**row))
    heard = Heard(at=NOW, words=f"my name is {TEXT}", alarm=Alarm())
    async with database.writing() as session:
        event = models[METADATA.tables["call_events"]]
        session.add(
            event(
                call_id=planted_id("calls"),
                number=1,
                at=NOW,
                kind="Heard",
                body=codec.dumps(heard),
                **scope.ids,
            )
        )


def _value(table: Table, column: "Column[Any]", scope: Scope) -> Any:
    name = f"{table.name}.{column.name}"
    if name in MEANT:
        return MEANT[name]
    if column.name in scope.ids:
        return scope.ids[column.name]
    for link in column.foreign_keys:
        return _linked(table, column, link.target_fullname.split(".")[0])
    if column.name == "call_id":
        return planted_id("calls")
    if isinstance(column.type, Sealed):
        return _about_somebody(table, column)
    if isinstance(column.type, SealedValue):
        return {"note": TEXT}
    if column.autoincrement is True or (column.nullable and not isinstance(column.type, JSON)):
        return None
    return _plain(table, column)


def _linked(table: Table, column: "Column[Any]", target: str) -> str | None:
    if target == table.name:
        return None
    if target == "users":
        return "staff_riverside" if not column.nullable else None
    return planted_id(target)


def _about_somebody(table: Table, column: "Column[Any]") -> str:
    if column.name == "date_of_birth":
        return BORN
    if column.name in NUMBERS and table.name != "patients":
        return NUMBER
    return f"{TEXT}@example.com" if column.name == "email" else TEXT


def _plain(table: Table, column: "Column[Any]") -> Any:
    kinds: list[tuple[type, Any]] = [
        (Moment, NOW),
        (Date, date(2026, 12, 24)),
        (Boolean, False),
        (Integer, 1),
        (Float, 1.0),
        (JSON, {}),
    ]
    for kind, value in kinds:
        if isinstance(column.type, kind):
            return value
    length = getattr(column.type, "length", None) or 40
    return planted_id(table.name) if column.primary_key else "planted"[:length]

"""A clinic with very many patients, entered below the objects as fast as a database takes them.

Every row is a real one, sealed and indexed; names repeat as they do among people.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert

from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.patient import PatientRow, Phone

AT_ONCE: Final = 5_000
NAMES: Final = 1_000
_FIRST_BORN: Final = date(1930, 1, 1)


def number_of(number: int) -> str:
    """The telephone number (E.164) of a patient."""
    return f"+1{2_000_000_000 + number}"


async def enter_patients(
    database: Database, scope: Scope, count: int, now: datetime, step: Callable[[int], Any]
) -> None:
    """Enter so many patients, each with a number of their own; `step` is told of every batch."""
    keyring = database.keyring
    for first in range(0, count, AT_ONCE):
        batch = range(first, min(count, first + AT_ONCE))
        async with database.connection(writes=True) as connection:
            patients = [_patient(keyring, scope, number, now) for number in batch]
            await connection.execute(insert(PatientRow), patients)
            phones = [_phone(keyring, scope, number) for number in batch]
            await connection.execute(insert(Phone), phones)
        step(len(batch))


def _patient(keyring: Keyring, scope: Scope, number: int, now: datetime) -> dict[str, Any]:
    surname = f"name{number % NAMES}"
    born = (_FIRST_BORN + timedelta(days=number % 33_000)).isoformat()
    return {
        "id": f"bench-{number}",
        "first_name": f"Patient{number % 97}",
        "last_name": surname,
        "date_of_birth": born,
        "birth_index": keyring.index("birth", born),
        "surname_index": keyring.index("surname", surname),
        "surname_start_index": keyring.index("surname start", surname[:3]),
        "status": "active",
        "do_not_book": False,
        "do_not_contact": False,
        "created_at": now,
        "updated_at": now,
        **scope.ids,
    }


def _phone(keyring: Keyring, scope: Scope, number: int) -> dict[str, Any]:
    told = number_of(number)
    return {
        "id": f"bench-{number}",
        "patient_id": f"bench-{number}",
        "kind": "mobile",
        "number": told,
        "number_index": keyring.index("phone", told),
        **scope.ids,
    }

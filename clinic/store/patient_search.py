"""Finding patients: by surname or its first letters, telephone, date of birth, and how they stand.

What stands in a record is sealed; only equality of an index can be asked. So a page of results is
ordered by plain ids, in the order in which people were entered.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select
from sqlmodel import col

from clinic.records import parted
from clinic.store.keyring import Keyring
from clinic.store.patients import with_birth, with_surname, with_surname_start
from clinic.store.scope import Scope
from clinic.store.tables.patient import PatientRow, Phone
from clinic.telephone import e164

_DIGITS: Final = 7
"""So many digits in a text are a telephone number, or nothing."""
_US_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Criteria:
    """Whom to find; everything that is given must hold."""

    surname: str | None = None
    surname_start: str | None = None
    """Three letters; more are not looked at."""
    telephone: str | None = None
    """E.164."""
    date_of_birth: str | None = None
    status: str | None = None


def read(text: str) -> Criteria:
    """What somebody means who types into one field: a date, a telephone, or a name."""
    text = text.strip()
    us_date = _US_DATE.fullmatch(text)
    written = "{2}-{0:0>2}-{1:0>2}".format(*us_date.groups()) if us_date else text
    try:
        return Criteria(date_of_birth=date.fromisoformat(written).isoformat())
    except ValueError:
        pass
    if sum(letter.isdigit() for letter in text) >= _DIGITS:
        return Criteria(telephone=e164(text) or text)
    name = parted(text)
    return Criteria(surname_start=name["last"] or name["first"])


def patients(scope: Scope, keyring: Keyring, wanted: Criteria) -> Select[PatientRow]:
    """A query for a clinic's patients; records that were merged into others are left out."""
    found: list[Any] = [col(PatientRow.merged_into).is_(None)]
    if wanted.surname is not None:
        found.append(with_surname(keyring, wanted.surname))
    if wanted.surname_start is not None:
        found.append(with_surname_start(keyring, wanted.surname_start))
    if wanted.date_of_birth is not None:
        found.append(with_birth(keyring, wanted.date_of_birth))
    if wanted.telephone is not None:
        number = keyring.index("phone", wanted.telephone)
        owners = scope.only(Phone, col(Phone.patient_id)).where(col(Phone.number_index) == number)
        found.append(col(PatientRow.id).in_(owners))
    if wanted.status is not None:
        found.append(col(PatientRow.status) == wanted.status)
    return scope.rows(PatientRow).where(*found)

"""At which number somebody is called, in what language, and whether they want to be called at all.

The number that was given for an appointment is the one they wanted to be reached at about it;
otherwise a mobile comes before the telephone at home, and that before the one at work. Texts go to
the same number (`clinic.messages.appointment`), so that nobody is reached at two.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.appointment import order_of, wish_of
from clinic.records import normalised, parted
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.patient import PatientRow, Phone
from clinic.telephone import e164

CALL: Final = "call"


@dataclass(frozen=True, slots=True)
class People:
    """What is known of some patients that a call to them needs."""

    languages: Mapping[str, str | None] = field(default_factory=dict)
    """By patient."""
    wishes: Mapping[str, str] = field(default_factory=dict)
    """By patient who has one, the channel they prefer: `call`, `text` or `email`."""
    numbers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By patient, the best of their numbers (E.164) and its index."""
    given: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By number as it was given, the same in E.164 and its index."""
    meant: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By (name, number) of an appointment that names no patient, the one patient it means."""

    def patient_of(self, appointment: Any) -> str | None:
        """Whose an appointment is, as far as that is known."""
        if appointment.patient_id is not None or not appointment.callback_number:
            return None if appointment.patient_id is None else str(appointment.patient_id)
        return self.meant.get((appointment.patient_name, appointment.callback_number))

    def number_for(
        self, patient_id: str | None, given: str | None
    ) -> tuple[str, str] | tuple[None, None]:
        """Where to call somebody, and its index; `given` is what they gave for an appointment."""
        if given is not None and given in self.given:
            return self.given[given]
        return self.numbers.get(patient_id or "", (None, None))


async def people_of(
    session: AsyncSession, keyring: Keyring, scope: Scope, rows: Sequence[Any]
) -> People:
    """What is known of the patients of some rows: of patients, or of appointments."""
    given = {}
    for row in rows:
        number = e164(getattr(row, "callback_number", None))
        if number is not None:
            given[row.callback_number] = (number, keyring.index("phone", number))
    meant = await _meant(session, scope, rows, given)
    ids = {row.patient_id for row in rows if row.patient_id is not None} | set(meant.values())
    columns = (PatientRow.id, PatientRow.language, PatientRow.preferences)
    patients = scope.only(PatientRow, *(col(one) for one in columns))
    languages, wishes = {}, {}
    for patient_id, language, preferences in await session.execute(
        patients.where(col(PatientRow.id).in_(ids))
    ):
        languages[patient_id] = language
        wish = wish_of(preferences)
        if wish is not None:
            wishes[patient_id] = wish
    return People(languages, wishes, await _numbers(session, scope, ids), given, meant)


async def _numbers(
    session: AsyncSession, scope: Scope, ids: set[str]
) -> dict[str, tuple[str, str]]:
    columns = (Phone.patient_id, Phone.kind, Phone.id, Phone.number, Phone.number_index)
    phones = scope.only(Phone, *(col(one) for one in columns))
    best: dict[str, Any] = {}
    for row in await session.execute(phones.where(col(Phone.patient_id).in_(ids))):
        known = best.get(row.patient_id)
        if known is None or (order_of(row.kind), row.id) < (order_of(known.kind), known.id):
            best[row.patient_id] = row
    return {patient_id: (row.number, row.number_index) for patient_id, row in best.items()}


async def _meant(
    session: AsyncSession,
    scope: Scope,
    rows: Sequence[Any],
    given: Mapping[str, tuple[str, str]],
) -> dict[tuple[str, str], str]:
    """The one patient who has both the name and the number that an appointment was made with."""
    asked = {
        (row.patient_name, row.callback_number)
        for row in rows
        if row.patient_id is None and getattr(row, "callback_number", None) in given
    }
    if not asked:
        return {}
    indexes = {given[number][1] for _, number in asked}
    owners = scope.only(Phone, col(Phone.number_index), col(Phone.patient_id)).where(
        col(Phone.number_index).in_(indexes)
    )
    pairs = list(await session.execute(owners))
    columns = (PatientRow.id, PatientRow.first_name, PatientRow.last_name)
    named = scope.only(PatientRow, *(col(one) for one in columns)).where(
        col(PatientRow.id).in_({patient_id for _, patient_id in pairs})
    )
    names = {
        patient_id: (normalised(first), normalised(last))
        for patient_id, first, last in await session.execute(named)
    }
    known: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
    for index, patient_id in pairs:
        if patient_id in names:
            known[index, names[patient_id]].add(patient_id)
    found = {}
    for name, number in asked:
        said = parted(name)
        wanted = normalised(said["first"]), normalised(said["last"])
        fitting = known.get((given[number][1], wanted), set())
        if len(fitting) == 1:
            (found[name, number],) = fitting
    return found

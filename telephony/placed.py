"""A call that the clinic places, in a simulated world: whom it is for, and what is known of them.

A real one is placed by a job, which knows the person from the records. Here a script says so, or,
where somebody only wants to hear a flow, the person is made up.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from agent_config.script import Outreach
from clinic.outreach.purpose import OUTREACH
from clinic.ports import Records
from clinic.records import parted
from engine.events import Value
from engine.flow import Flow

NUMBER: Final = "+15125550142"
"""Who is called where nobody is named."""
PATIENT: Final[Mapping[str, Any]] = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
_AHEAD: Final = timedelta(days=3)
_AT: Final = "10:00"


def about(flow: Flow) -> str:
    """The request for which calls of a flow are placed: its purpose's, else the flow's first."""
    wanted = (one.request for one in OUTREACH.values() if one.flow == flow.name)
    return next((one for one in wanted if one in flow.requests), next(iter(flow.requests)))


def made_up(flow: Flow, now: datetime) -> tuple[Outreach, tuple[Mapping[str, Any], ...]]:
    """Somebody to be called, and their appointment, which is in three days."""
    start = f"{(now + _AHEAD).date()}T{_AT}"
    name = str(PATIENT["name"])
    appointment = {"patient": name, "service": flow.clinic.services[0].name, "start": start}
    return Outreach(patient=name, appointment=start), (appointment,)


async def placed(
    flow: Flow,
    outreach: Outreach,
    number: str | None,
    patients: Sequence[Mapping[str, Any]],
    records: Records,
    now: datetime,
) -> dict[str, Any]:
    """How such a call begins, for `Loop.begin`; `patients` are those of the world around it."""
    known: dict[str, Value] = {"callback_number": number or NUMBER, **outreach.known}
    if outreach.patient is not None:
        known["patient_name"] = parted(outreach.patient)
    if outreach.appointment is not None:
        name = str(outreach.patient).casefold()
        born = next(one["date_of_birth"] for one in patients if one["name"].casefold() == name)
        found = await records.find_patients(parted(str(outreach.patient)), str(born), now=now)
        coming = [one for patient in found for one in patient["appointments"]]
        known["appointment"] = next(one for one in coming if one["start"] == outreach.appointment)
    return {"direction": "outbound", "request": outreach.request or about(flow), "known": known}

"""A believable week for an example clinic, entered into an empty database.

The same seed gives the same week about the same day: who is there, who called when about what, and
what came of it; only ids are drawn anew.
"""

from datetime import datetime
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from clinic.store.database import Database
from clinic.store.flow_versions import flow_of
from clinic.store.scope import Scope
from engine.clinic import Clinic
from nlu.understand import Understanding
from telephony.example_week.around import surround
from telephony.example_week.callers import visits
from telephony.example_week.calls import make_calls
from telephony.example_week.campaigns import enter_campaigns
from telephony.example_week.diary import enter_diary, settle_diary
from telephony.example_week.left import judge, review, work_off
from telephony.example_week.patients import enter_patients
from telephony.example_week.users import Colleague
from telephony.publishing import publish_files

SEED: Final = 20
PATIENTS: Final = 75
CALLS: Final = 40
"""Of each clinic."""


async def enter_week(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    people: list[Colleague],
    now: datetime,
    *,
    seed: int = SEED,
) -> None:
    """Enter the week of one clinic; `people` are those who work there."""
    chance = Random(f"{seed} {clinic.id}")
    local = now.astimezone(ZoneInfo(clinic.timezone))
    version = await publish_files(database, scope, clinic, now)
    flow = await flow_of(database, scope, version)
    patients = await enter_patients(database, scope, clinic, PATIENTS, chance, now)
    booked = await enter_diary(database, scope, clinic, patients, chance, local)
    planned = visits(flow, patients, booked, CALLS, chance, local)
    await make_calls(
        database,
        scope,
        flow,
        version,
        Understanding(flow),
        planned,
        patients,
        f"{seed} {clinic.id}",
    )
    await settle_diary(database, scope, chance, now)
    await work_off(database, scope, patients, people, chance, now)
    await judge(database, scope, chance, now)
    await review(database, scope, people, chance, now)
    await surround(database, scope, clinic, patients, people, chance, now)
    luck = Random(f"{seed} {clinic.id} campaigns")
    await enter_campaigns(database, scope, clinic, patients, luck, now)

"""The system itself, for admins: what runs, how far behind it is, and how vendors are doing."""

import shutil
from dataclasses import asdict
from datetime import datetime
from importlib import metadata
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlmodel import col

from api.access import ADMINS, Desk, at_desk
from api.problem import answers, looking_for
from api.route import Route
from api.vendors import vendors, waits
from clinic.jobs.backlog import figures
from clinic.jobs.job import Work
from clinic.store import schema
from clinic.store.tables.job import JobWorker
from clinic.store.tables.trail import Alert

router = APIRouter(prefix="/api/system", tags=["system"], route_class=Route)


class DatabaseOut(BaseModel):
    """Where the records are."""

    kind: Literal["sqlite", "postgresql"]
    revision: str | None
    is_current: bool = Field(description="The tables are those of this version.")


class JobsOut(BaseModel):
    """The work that is done behind the calls."""

    waiting: int
    resting: int = Field(description="They failed and will be tried again.")
    running: int
    dead: int = Field(description="They failed too often; 'frontdesk jobs' plays them again.")
    lag_seconds: float = Field(description="The age of the oldest that should have begun.")
    workers: int


class DiskOut(BaseModel):
    """The disk that the data stands on."""

    free_bytes: int
    total_bytes: int


class WaitOut(BaseModel):
    """How long callers waited: of half the calls, and of nineteen in twenty."""

    p50_ms: float
    p95_ms: float


class VendorOut(BaseModel):
    """One of those whom calls rely on."""

    name: str = Field(examples=["deepgram"])
    kind: str = Field(examples=["hearing"])
    state: Literal["ok", "failing", "off"]
    since: datetime | None = Field(description="When it began to fail.")
    p50_ms: float | None
    p95_ms: float | None
    errors: int = Field(description="Of this process, since it started.")
    agreement: Literal["signed", "missing", "not_needed"]


class SystemOut(BaseModel):
    """How the system is doing."""

    version: str
    started_at: datetime
    telephony: str = Field(examples=["SIMULATED"])
    database: DatabaseOut
    jobs: JobsOut
    waits: dict[str, WaitOut] = Field(
        description="Of the last seven days' calls, by stage: understand, decide, speak, total."
    )
    vendors: list[VendorOut]
    disk: DiskOut
    calls_live: int
    alerts_open: int


@router.get("", responses=answers(401, 403, 404))
async def system(desk: Annotated[Desk, at_desk("system", roles=ADMINS, phi=False)]) -> SystemOut:
    """How the system is doing."""
    there = desk.house
    waited = await waits(desk.database, desk.scope, desk.now)
    with looking_for("clinic"):
        known = await vendors(desk.database, desk.scope, there.settings, waited, desk.now)
    there.settings.data_dir.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(there.settings.data_dir)
    revision = await schema.revision(desk.database)
    return SystemOut(
        version=metadata.version("frontdesk"),
        started_at=there.started_at,
        telephony=there.settings.telephony_mode.value,
        database=DatabaseOut(
            kind="sqlite" if desk.database.is_sqlite else "postgresql",
            revision=revision,
            is_current=revision == schema.newest(),
        ),
        jobs=await _jobs(desk),
        waits={stage: WaitOut(**asdict(wait)) for stage, wait in waited.items()},
        vendors=[
            VendorOut.model_validate(
                asdict(one)
                | {
                    "p50_ms": one.wait.p50_ms if one.wait else None,
                    "p95_ms": one.wait.p95_ms if one.wait else None,
                }
            )
            for one in known
        ],
        disk=DiskOut(free_bytes=disk.free, total_bytes=disk.total),
        calls_live=len(there.switchboard.live),
        alerts_open=await _open_alerts(desk),
    )


async def _jobs(desk: Desk) -> JobsOut:
    found = await figures(Work(desk.database, desk.house.settings, desk.house.clock))
    workers = select(func.count()).select_from(JobWorker).where(col(JobWorker.ended_at).is_(None))
    async with desk.database.reading() as session:
        count = int(await session.scalar(workers) or 0)
    return JobsOut(
        waiting=int(found["jobs_waiting"] + found["jobs_untaken"]),
        resting=int(found["jobs_resting"]),
        running=int(found["jobs_running"]),
        dead=int(found["jobs_dead"]),
        lag_seconds=round(found["jobs_lag_seconds"], 1),
        workers=count,
    )


async def _open_alerts(desk: Desk) -> int:
    query = select(func.count()).where(
        col(Alert.practice_id) == desk.scope.practice_id, col(Alert.resolved_at).is_(None)
    )
    async with desk.database.reading() as session:
        return int(await session.scalar(query) or 0)

"""Recordings: found, listened to, taken away; and who listened.

Nobody hears a second of a recording before a row of the audit trail says so. Nothing about anybody
stands in an address: who looks for somebody's calls sends the name in a body. The sound is opened
on its way out, a part at a time, and is never whole anywhere.
"""

from datetime import datetime
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlmodel import col

from api.access import ADMINS, PRACTICE_ADMINS, Desk, at_desk
from api.body import Body, Id, Line, Moment
from api.byte_range import range_of
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import Problem, answers, looking_for, missing
from api.route import Route
from clinic.recordings import sweep
from clinic.recordings.finding import Wanted, calls_of, recording, recordings
from clinic.recordings.sealed_sound import BadSound, SealedSound
from clinic.recordings.wave import BYTES_A_SECOND
from clinic.store.patient_search import read
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.trail import AuditRow

router = APIRouter(prefix="/api/recordings", tags=["recordings"], route_class=Route)

SOUND = "recording_audio"
"""What the audit trail calls the sound of a recording."""
RecordingDesk = Annotated[Desk, at_desk("recordings", action="read")]
SoundDesk = Annotated[Desk, at_desk(SOUND, action="read")]
KeeperDesk = Annotated[Desk, at_desk("recordings", roles=PRACTICE_ADMINS)]
TrailDesk = Annotated[Desk, at_desk("audit", roles=ADMINS, phi=False)]


class RecordingOut(BaseModel):
    """A recording, and the call it is of."""

    id: str
    call_id: str
    recording_url: str = Field(description="Where the sound is; ask with your token.")
    started_at: datetime
    duration_sec: float | None = Field(description="None while it is made.")
    consent: str = Field(examples=["announced"], description="announced or implied")
    delete_after: datetime
    channel: str | None
    direction: str | None
    request: str | None = Field(examples=["book_appointment"])
    disposition: str | None = Field(examples=["booked"])
    escalation: str | None
    patient_id: str | None
    patient_name: str | None


class Search(Body):
    """Which recordings; everything that is given must hold."""

    since: Moment | None = Field(default=None, description="Begun at or after.")
    until: Moment | None = Field(default=None, description="Begun before.")
    call_type: Line | None = Field(
        default=None,
        description="What the caller rang for, or how it ended.",
        examples=["book_appointment", "escalated", "emergency"],
    )
    patient_id: Id | None = None
    patient: Line | None = Field(
        default=None,
        description="A name, a telephone, or a date of birth of whom it was about.",
        examples=["Ruiz"],
    )


class AccessOut(BaseModel):
    """Somebody listened to a recording, or took it along."""

    at: datetime
    user_id: str | None
    how: str = Field(examples=["played", "downloaded"])
    from_second: float = Field(description="Where they began to listen.")
    success: bool
    ip_address: str | None
    user_agent: str | None


@router.get("", responses=answers(401, 403, 404))
async def all_recordings(
    desk: RecordingDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    since: Annotated[Moment | None, Query(description="Begun at or after.")] = None,
    until: Annotated[Moment | None, Query(description="Begun before.")] = None,
    call_type: Annotated[str | None, Query(max_length=60)] = None,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
    call_id: Annotated[str | None, Query(max_length=64)] = None,
) -> Page[RecordingOut]:
    """The clinic's recordings, the latest first."""
    wanted = Wanted(since, until, call_id, call_type, patient_id)
    return await _page(desk, wanted, cursor, limit)


@router.post("/search", responses=answers(401, 403, 404))
async def search(
    desk: RecordingDesk, given: Search, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[RecordingOut]:
    """Find recordings by time, by whom the call was about, and by its type."""
    about = read(given.patient) if given.patient else None
    wanted = Wanted(given.since, given.until, None, given.call_type, given.patient_id, about=about)
    return await _page(desk, wanted, cursor, limit)


@router.get("/{recording_id}", responses=answers(401, 403, 404))
async def one_recording(desk: RecordingDesk, recording_id: str) -> RecordingOut:
    """A recording; not its sound."""
    return (await _shown(desk, [await _found(desk, recording_id)]))[0]


@router.get(
    "/{recording_id}/audio",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"audio/wav": {}}, "description": "All of it."},
        206: {"content": {"audio/wav": {}}, "description": "The bytes asked for."},
        **answers(401, 403, 404, 416),
    },
)
async def audio(
    desk: SoundDesk,
    recording_id: str,
    download: Annotated[bool, Query(description="To keep it as a file.")] = False,
    asked: Annotated[str | None, Header(alias="Range", max_length=200)] = None,
) -> StreamingResponse:
    """The sound, as WAV: the caller left, the clinic right. Who asks stands in the audit trail."""
    desk.note(how="downloaded" if download else "played")
    row = await _found(desk, recording_id)
    archive = desk.house.archive
    try:
        place = archive.folder / row.path
        sound = await archive.in_thread(SealedSound, place, archive.database.keyring)
    except (OSError, BadSound):
        raise missing("sound of this recording") from None
    part = range_of(asked, sound.size)
    start, end = part or (0, sound.size)
    desk.note(first_byte=start, last_byte=end - 1, of=sound.size)
    desk.touch(row.call_id)
    pieces = sound.read(start, end)
    try:
        first = await archive.in_thread(next, pieces)
    except (OSError, BadSound):
        raise _broken() from None
    headers = {"Accept-Ranges": "bytes", "Content-Length": str(end - start)}
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{sound.size}"
    if download:
        headers["Content-Disposition"] = f'attachment; filename="recording-{row.id}.wav"'
    return StreamingResponse(
        chain((first,), pieces),
        206 if part is not None else 200,
        headers,
        media_type="audio/wav",
    )


@router.delete("/{recording_id}", status_code=204, responses=answers(401, 403, 404))
async def take_away(desk: KeeperDesk, recording_id: str) -> Response:
    """Remove a recording for good; that there was one stays on record."""
    with looking_for("recording"):
        await sweep.remove(desk.house.archive, desk.scope, recording_id)
    return Response(status_code=204)


@router.get("/{recording_id}/accesses", responses=answers(401, 403, 404))
async def accesses(
    desk: TrailDesk, recording_id: str, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[AccessOut]:
    """Who listened to a recording or took it along, the latest first; also once it is gone."""
    query = select(AuditRow).where(
        col(AuditRow.practice_id) == desk.scope.practice_id,
        col(AuditRow.clinic_id) == desk.scope.clinic_id,
        col(AuditRow.resource) == SOUND,
        col(AuditRow.resource_id) == recording_id,
    )
    async with desk.database.reading() as session:
        known = desk.scope.only(Recording, col(Recording.id)).where(
            col(Recording.id) == recording_id
        )
        if await session.scalar(known) is None:
            raise missing("recording")
        found, following = await rows_of(
            session,
            query,
            [col(AuditRow.id)],
            lambda one: [one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    return Page(items=[_access(one) for one in found], next=following)


async def _page(desk: Desk, wanted: Wanted, cursor: str | None, limit: int) -> Page[RecordingOut]:
    query = recordings(desk.scope, desk.database.keyring, wanted, desk.now)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(Recording.started_at), col(Recording.id)],
            lambda one: [one.started_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    return Page(items=await _shown(desk, found), next=following)


async def _found(desk: Desk, recording_id: str) -> Recording:
    with looking_for("recording"):
        return await recording(desk.database, desk.scope, recording_id, desk.now)


async def _shown(desk: Desk, rows: list[Recording]) -> list[RecordingOut]:
    async with desk.database.reading() as session:
        calls = await calls_of(session, desk.scope, rows)
    desk.touch(*{patient.id for _, patient in calls.values() if patient is not None})
    return [_out(row, *calls.get(row.call_id, (None, None))) for row in rows]


def _out(row: Recording, call: CallRow | None, patient: PatientRow | None) -> RecordingOut:
    return RecordingOut(
        id=row.id,
        call_id=row.call_id,
        recording_url=url_of(row.id),
        started_at=row.started_at,
        duration_sec=row.seconds if row.ended_at is not None else None,
        consent=row.consent,
        delete_after=row.delete_after,
        channel=call.channel if call else None,
        direction=call.direction if call else None,
        request=call.request if call else None,
        disposition=call.disposition if call else None,
        escalation=call.escalation if call else None,
        patient_id=patient.id if patient else None,
        patient_name=f"{patient.first_name} {patient.last_name}" if patient else None,
    )


def url_of(recording_id: str) -> str:
    """Where the sound of a recording is."""
    return f"/api/recordings/{recording_id}/audio"


def _access(row: AuditRow) -> AccessOut:
    told = row.changes or {}
    return AccessOut(
        at=row.at,
        user_id=row.user_id,
        how=str(told.get("how", "played")),
        from_second=round(int(told.get("first_byte", 0)) / BYTES_A_SECOND, 1),
        success=row.success,
        ip_address=row.ip_address,
        user_agent=row.user_agent,
    )


def _broken() -> Problem:
    return Problem(500, "The sound does not open; is a key missing, or was it changed?", "sealed")

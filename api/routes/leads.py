"""Leads: files of people who asked to be called, and what came of each call.

A clinic is called a client here, as programs that bring leads know it. An upload has no
`Idempotency-Key` of the usual kind, for those read a whole request before anything looks at its
size; here the key, or else what was sent, is the name of the batch.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.responses import StreamingResponse
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import is_storable
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for, missing, unusable
from api.route import HEADER, LONGEST, Route
from api.told_lead import BatchOut, LeadCallOut, StatusIn, StatusOut, as_told, batch_out, call_out
from api.upload import too_large, upload_of
from clinic.outreach.leads import entering
from clinic.outreach.leads.calls import LeadCall, calls_of, progress_of
from clinic.outreach.leads.destination import NotAllowed, allowed
from clinic.outreach.leads.mistake import Unreadable
from clinic.outreach.leads.person import Reader
from clinic.outreach.leads.reading import MOST_BYTES, Sheet, read
from clinic.outreach.leads.telling import Told, keep_told
from clinic.outreach.leads.wish import reader_of
from clinic.spreadsheet import written
from clinic.store.profile import clinic_of
from clinic.store.tables.outreach import Lead, UploadBatch
from clinic.store.tables.row import NAME_LENGTH

router = APIRouter(prefix="/api", tags=["leads"])
changing = APIRouter(route_class=Route)

UNNAMED: Final = "upload"
"""The source of a file that nobody says anything of."""
AT_ONCE: Final = 500
_FILE: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "source": {"type": "string", "maxLength": NAME_LENGTH},
                        "post_back_url": {"type": "string"},
                    },
                }
            },
            "application/json": {
                "schema": {
                    "anyOf": [
                        {"type": "array", "items": {"type": "object"}},
                        {"type": "object", "required": ["leads"]},
                    ]
                }
            },
            "text/csv": {"schema": {"type": "string"}},
        },
    }
}
_COLUMNS: Final = (
    "line", "name", "phone", "status", "result", "outcome", "reason", "attempts", "booked_slot",
    "source", "call_id",
)  # fmt: skip

LeadDesk = Annotated[Desk, at_desk("leads")]
ReadingDesk = Annotated[Desk, at_desk("leads", phi=False)]
ExportDesk = Annotated[Desk, at_desk("leads", action="export")]
ClientId = Annotated[str, Path(max_length=40, description="A clinic's id.")]


@router.post(
    "/clients/{client_id}/uploads",
    status_code=201,
    responses={
        200: {"model": BatchOut, "description": "The batch that the same file made before."},
        **answers(401, 403, 404, 409, 413, 415),
    },
    openapi_extra=_FILE,
)
async def upload(
    desk: LeadDesk,
    client_id: ClientId,
    request: Request,
    response: Response,
    key: Annotated[str | None, Header(alias=HEADER, max_length=LONGEST)] = None,
) -> BatchOut:
    """Upload people who asked to be called, as CSV or JSON; nobody is called by it."""
    given = await upload_of(request, MOST_BYTES)
    clinic = await clinic_of(desk.database, desk.scope)
    sheet = await _read(given.content, reader_of(clinic, desk.now))
    source = (given.fields.get("source") or sheet.source or UNNAMED).strip()[:NAME_LENGTH]
    post_back = given.fields.get("post_back_url") or sheet.post_back or None
    if not is_storable(source + (post_back or "")):
        raise unusable("The source holds what no text can.", "source")
    if post_back is not None:
        _check_address(desk, post_back)
    asked = entering.Upload(
        sheet=sheet,
        source=source or UNNAMED,
        digest=entering.digest_of(given.content, source.encode(), (post_back or "").encode()),
        key=key or None,
        post_back=post_back,
        by=desk.member.id,
    )
    try:
        batch, is_new = await entering.enter_upload(desk.database, desk.scope, asked, desk.now)
    except entering.OtherContent:
        raise unusable("This key was used for another file.", "idempotency_key") from None
    if not is_new:
        response.status_code = 200
    desk.note(batch=batch.id, rows=batch.rows, kept=batch.kept)
    return (await _shown(desk, [batch]))[0]


@router.get("/clients/{client_id}/batches", responses=answers(401, 403, 404))
async def batches(
    desk: ReadingDesk, client_id: ClientId, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[BatchOut]:
    """The clinic's batches, the latest first."""
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            desk.scope.rows(UploadBatch),
            [col(UploadBatch.created_at), col(UploadBatch.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    return Page(items=await _shown(desk, found), next=following)


@router.get("/clients/{client_id}/batches/{batch_id}", responses=answers(401, 403, 404))
async def batch(desk: ReadingDesk, client_id: ClientId, batch_id: str) -> BatchOut:
    """A batch: what was wrong with it, and how far its calls are."""
    return (await _shown(desk, [await _found(desk, batch_id)]))[0]


@router.get("/clients/{client_id}/batches/{batch_id}/calls", responses=answers(401, 403, 404))
async def calls(
    desk: LeadDesk,
    client_id: ClientId,
    batch_id: str,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[LeadCallOut]:
    """The leads of a batch as they stood in the file, each with its call."""
    await _found(desk, batch_id)
    found, following = await _page(desk, batch_id, cursor, limit)
    desk.touch(*(one.lead.id for one in found))
    return Page(items=[call_out(one) for one in found], next=following)


@router.get(
    "/clients/{client_id}/batches/{batch_id}/calls.csv",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/csv": {}}, "description": "UTF-8 with a mark, for Excel."},
        **answers(401, 403, 404),
    },
)
async def calls_as_csv(desk: ExportDesk, client_id: ClientId, batch_id: str) -> StreamingResponse:
    """The same as a file. A cell that a spreadsheet would work out begins with an apostrophe."""
    await _found(desk, batch_id)

    async def lines() -> AsyncIterator[str]:
        yield "\ufeff" + written([_COLUMNS])
        following: str | None = None
        while True:
            found, following = await _page(desk, batch_id, following, AT_ONCE)
            told = [call_out(one).model_dump() for one in found]
            yield written(
                ["" if one[name] is None else str(one[name]) for name in _COLUMNS] for one in told
            )
            if following is None:
                return

    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8")


@changing.post("/calls/{call_id}/status", responses=answers(401, 403, 404, 409))
async def status(desk: LeadDesk, call_id: str, given: StatusIn) -> StatusOut:
    """Tell how a lead's call went; it is kept beside what we know, and overrules none of it.

    Somebody whose call is over before ours began is not called by us any more.
    """
    said = Told(given.status, given.result, given.booked_slot, given.notes)
    with looking_for("call of a lead"):
        lead, job, row = await keep_told(desk.database, desk.scope, call_id, said, desk.now)
    desk.note(lead=lead.id, status=given.status, result=given.result)
    return as_told(LeadCall(lead, job, None, row))


async def _read(content: bytes, reader: Reader) -> Sheet:
    """A file, read beside the calls of this process. Raises `Problem`."""
    try:
        return await asyncio.to_thread(read, content, reader)
    except Unreadable as fault:
        if fault.code == "too_large":
            raise too_large(MOST_BYTES) from None
        raise unusable(fault.sentence, fault.code) from None


def _check_address(desk: Desk, address: str) -> None:
    try:
        allowed(address, desk.house.settings.n8n_hosts)
    except NotAllowed as refusal:
        raise unusable(
            "Results are sent to the hosts of the setting N8N_HOSTS only.", str(refusal)
        ) from None


async def _found(desk: Desk, batch_id: str) -> UploadBatch:
    async with desk.database.reading() as session:
        row: UploadBatch | None = await session.scalar(
            desk.scope.rows(UploadBatch).where(col(UploadBatch.id) == batch_id)
        )
    if row is None:
        raise missing("batch")
    return row


async def _page(
    desk: Desk, batch_id: str, cursor: str | None, limit: int
) -> tuple[list[LeadCall], str | None]:
    query = desk.scope.rows(Lead).where(col(Lead.batch_id) == batch_id)
    async with desk.database.reading() as session:
        leads, following = await rows_of(
            session,
            query,
            [col(Lead.line), col(Lead.id)],
            lambda one: [one.line, one.id],
            cursor=cursor,
            limit=limit,
        )
        return await calls_of(session, desk.scope, leads), following


async def _shown(desk: Desk, rows: list[UploadBatch]) -> list[BatchOut]:
    async with desk.database.reading() as session:
        progress = await progress_of(session, desk.scope, [one.id for one in rows])
    return [batch_out(one, progress[one.id]) for one in rows]


router.include_router(changing)

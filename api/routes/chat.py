"""A chat on a clinic's web site: the same engine, by what people type.

Whoever opens the page gets a token for one conversation. It can be taken up again with the same
session id, a UUID that the page keeps and nobody else can guess; after a restart too, for the
conversation is its events.
"""

from datetime import timedelta
from time import perf_counter
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlmodel import col

from api.access import AtHouse
from api.body import Body, Id
from api.house import House
from api.metrics import turn_taken
from api.page import USUAL, Cursor, Limit, Page
from api.problem import Problem, answers, conflict, missing, refused
from api.routes.sign_in import counted
from api.tokens import BadToken
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.practice import ClinicRow
from engine.call import Call
from telephony.channel import for_channel
from telephony.flow_plans import NoFlow
from telephony.observer import Stages
from telephony.transcript import read_again
from telephony.written import WrittenLine

CHANNEL: Final = "chat"
LASTS: Final = timedelta(hours=12)
LONGEST: Final = 2000

_bearer = HTTPBearer(
    auto_error=False, scheme_name="ChatToken", description="Of `POST /api/chatbot/token`."
)

router = APIRouter(prefix="/api", tags=["chat"])


class TokenRequest(Body):
    """For which clinic a conversation is."""

    clinic_id: Id = Field(alias="clinicId", examples=["riverside_dental"])
    session_id: UUID | None = Field(
        default=None, alias="sessionId", description="Of a conversation to go on with."
    )


class TokenOut(BaseModel):
    """The key to one conversation."""

    token: str
    session_id: UUID = Field(serialization_alias="sessionId")
    expires_in: int = Field(serialization_alias="expiresIn", examples=[43200])


class MessageIn(Body):
    """What the caller typed; nothing at all asks for the greeting."""

    message: Annotated[str, Field(max_length=LONGEST)] = Field(
        examples=["I need an appointment for a cleaning"]
    )
    session_id: UUID = Field(alias="sessionId")


class AppointmentData(BaseModel):
    """What the conversation is about to settle, or has settled, for a panel beside the words."""

    intent: str = Field(description="chat, propose, confirm or decline.")
    needs_confirmation: bool = Field(serialization_alias="needsConfirmation")
    appointment_candidate: str | None = Field(
        serialization_alias="appointmentCandidate", description="Local ISO minute."
    )
    options: list[str] = Field(description="The times on offer, local ISO minutes.")
    service: str | None
    status: str | None = Field(description="Of an appointment that was made.")


class MessageOut(BaseModel):
    """The answer."""

    response: str
    appointment_data: AppointmentData | None = Field(
        default=None, serialization_alias="appointmentData"
    )
    state: str = Field(examples=["COLLECT"])
    ended: bool


class ChatLine(BaseModel):
    """One message of a conversation."""

    at: str
    who: str = Field(examples=["caller"])
    text: str


class Session(BaseModel):
    """What a token opens."""

    scope_ids: tuple[str, str]
    session_id: str

    @property
    def scope(self) -> Scope:
        """The clinic."""
        return Scope(*self.scope_ids)

    @property
    def call_id(self) -> str:
        """The conversation's own id as a call."""
        return f"chat-{self.session_id}"


async def session_of(
    there: AtHouse,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Session:
    """What the token opens. Raises `Problem`."""
    if given is None:
        headers = {"WWW-Authenticate": "Bearer"}
        raise Problem(401, "Access token required", "token_required", headers)
    try:
        said = there.tokens.read("chat", given.credentials, there.clock())
    except BadToken as bad:
        if bad.expired:
            raise Problem(401, "The conversation's token has expired.", "token_expired") from None
        raise refused("Invalid token", "invalid_token") from None
    return Session(scope_ids=(said["practice"], said["clinic"]), session_id=said["sub"])


InSession = Annotated[Session, Depends(session_of)]


@router.post("/chatbot/token", dependencies=[Depends(counted)], responses=answers(404, 409, 429))
async def token(there: AtHouse, given: TokenRequest) -> TokenOut:
    """Begin a conversation with a clinic, or go on with one."""
    async with there.database.reading() as session:
        row = await session.scalar(select(ClinicRow).where(col(ClinicRow.id) == given.clinic_id))
    if row is None:
        raise missing("clinic")
    if row.paused:
        raise conflict("The chat of this clinic is closed at the moment.", "paused")
    number = given.session_id or uuid4()
    made = there.tokens.make(
        "chat", str(number), there.clock(), LASTS, practice=row.practice_id, clinic=row.id
    )
    return TokenOut(token=made, session_id=number, expires_in=int(LASTS.total_seconds()))


@router.post("/chatbot/message", responses=answers(401, 403, 409))
async def message(there: AtHouse, session: InSession, given: MessageIn) -> MessageOut:
    """Say something, and hear what the receptionist says to it."""
    if str(given.session_id) != session.session_id:
        raise refused("The token is for another conversation.", "invalid_token")
    try:
        answer = await _answer(there, session, given.message.strip())
    except (NoFlow, KeyError):
        raise conflict("This clinic has no chat.", "no_flow") from None
    return answer


@router.get("/chat_sessions/{session_id}/messages", responses=answers(401, 403, 404))
async def messages(
    there: AtHouse,
    session: InSession,
    session_id: UUID,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[ChatLine]:
    """What was said in a conversation so far, from its beginning."""
    if str(session_id) != session.session_id:
        raise missing("conversation")
    async with there.database.reading() as reading:
        row = await reading.scalar(
            session.scope.rows(CallRow).where(col(CallRow.id) == session.call_id)
        )
    if row is None or row.flow_version_id is None:
        return Page(items=[])
    flow = await flow_of(there.database, session.scope, row.flow_version_id)
    kept = await events(there.database, session.scope, session.call_id)
    _, lines = read_again(for_channel(flow, CHANNEL), kept)
    first = int(cursor) if cursor and cursor.isdecimal() and len(cursor) < 8 else 0
    shown = lines[first : first + limit]
    return Page(
        items=[ChatLine(at=one.at.isoformat(), who=one.who, text=one.text) for one in shown],
        next=str(first + limit) if len(lines) > first + limit else None,
    )


async def _answer(there: House, session: Session, words: str) -> MessageOut:
    lines: list[WrittenLine] = []

    def line() -> WrittenLine:
        lines.append(WrittenLine())
        return lines[-1]

    board = there.switchboard
    async with board.call(session.scope, session.call_id, line, channel=CHANNEL) as live:
        assert isinstance(live.line, WrittenLine)
        greeting = live.line.read() if words == "" or live.loop.call.turns == 0 else []
        if words and not live.loop.ended:
            live.line.read()  # what a restart made it say again was read before
            began = perf_counter()
            await live.loop.hear(words)
            await live.loop.settled()
            live.turns.append(Stages(total=perf_counter() - began))
            turn_taken(CHANNEL, live.turns[-1])
        call = live.loop.call
        said = [*greeting, *live.line.read()]
        return MessageOut(
            response="\n".join(said),
            appointment_data=_appointment(call),
            state=call.state,
            ended=live.loop.ended,
        )


def _appointment(call: Call) -> AppointmentData | None:
    """The form of the turn, as programs want it: what is proposed, to be confirmed, or made."""
    opening: dict[str, Any] | None = call.value("opening")
    offering = call.question.kind == "offer"
    confirming = call.question.kind == "confirm"
    if not (offering or confirming or call.appointments):
        return None
    made = call.appointments[-1] if call.appointments else None
    candidate = opening["start"] if opening else (made.start if made else None)
    return AppointmentData(
        intent="propose" if offering else "confirm" if confirming or made else "chat",
        needs_confirmation=confirming,
        appointment_candidate=None if offering else candidate,
        options=[one["start"] for one in call.offered] if offering else [],
        service=call.value("visit_reason") or (made.service if made else None),
        status=made.status if made and not (offering or confirming) else None,
    )

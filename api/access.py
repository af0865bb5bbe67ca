"""Who may do what, and the note of it: no path reaches a clinic's records but through a desk.

A desk is a member of a practice at work in one of its clinics. Opening one checks the token, that
the sign-in still stands, the role, and that the clinic is one of theirs; closing it adds the row to
the audit trail, before the answer leaves. A clinic of somebody else is one that does not exist.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select, update
from sqlmodel import col

from api.house import House, house
from api.problem import Problem, missing, refused
from api.tokens import BadToken
from clinic.store.accounts import ROLES, is_standing
from clinic.store.audit import Deed, record
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.account import SignIn, User
from clinic.store.tables.practice import ClinicRow

EVERYBODY: Final = ROLES
DOCTORS: Final = ("doctor", "practice_admin")
ADMINS: Final = ("admin", "practice_admin")
PRACTICE_ADMINS: Final = ("practice_admin",)

CLIENT: Final = "client_id"
"""What paths call a clinic that they name."""
SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly it is known when a sign-in was last used."""
_ACTIONS: Final = {"GET": "read", "POST": "create", "PATCH": "update", "PUT": "update"}

_bearer = HTTPBearer(auto_error=False, description="The access token of `POST /api/auth/login`.")

AtHouse = Annotated[House, Depends(house)]
ClinicId = Annotated[
    str | None,
    Query(max_length=40, description="Which of your clinics; without it, the first."),
]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is signed in."""

    id: str
    practice_id: str
    role: str
    clinic_ids: tuple[str, ...]
    """Of the clinics they work in; empty: all of the practice."""
    sign_in_id: str

    def works_in(self, clinic_id: str) -> bool:
        """Whether a clinic of the practice is one of theirs."""
        return not self.clinic_ids or clinic_id in self.clinic_ids


@dataclass(slots=True)
class Desk:
    """A member at work in a clinic. What they `touch` goes into the audit trail."""

    house: House
    member: Member
    scope: Scope
    touched: list[str] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The records."""
        return self.house.database

    @property
    def now(self) -> datetime:
        """This moment, aware."""
        return self.house.clock()

    def touch(self, *ids: str) -> None:
        """Note whose records were reached, where the path itself does not say so."""
        self.touched.extend(ids)

    def note(self, **changes: Any) -> None:
        """Note what was changed: names of fields, statuses; kept sealed."""
        self.changes.update(changes)

    def require(self, *roles: str) -> None:
        """Only these roles go on. Raises `Problem`."""
        if self.member.role not in roles:
            raise refused(f"This is for {_listed(roles)} only.")


async def member_of(there: House, token: str, *, counts: bool = True) -> Member:
    """Whose access token this is, if the sign-in still stands. Raises `Problem`.

    Unless it `counts`, the sign-in is no fresher for it.
    """
    try:
        said = there.tokens.read("access", token, there.clock())
    except BadToken as bad:
        if bad.expired:
            raise _stranger("The access token has expired.", "token_expired") from None
        raise refused("Invalid token", "invalid_token") from None
    found = await standing(there, str(said.get("sid")))
    if found is None or found[1].id != said["sub"]:
        raise _stranger("The sign-in has ended.", "signed_out")
    if counts:
        await _seen(there, found[0])
    return found[1]


async def standing(there: House, sign_in_id: str) -> tuple[SignIn, Member] | None:
    """A sign-in and whose it is, as long as it stands."""
    idle = timedelta(minutes=there.settings.idle_minutes)
    both = select(SignIn, User).join(User, col(User.id) == col(SignIn.user_id))
    async with there.database.reading() as session:
        row = (await session.execute(both.where(col(SignIn.id) == sign_in_id))).first()
    if row is None or not is_standing(row[0], row[1], there.clock(), idle):
        return None
    user = row[1]
    clinic_ids = tuple(user.clinic_ids or ())
    return row[0], Member(user.id, user.practice_id, user.role, clinic_ids, sign_in_id)


async def _seen(there: House, kept: SignIn) -> None:
    """The sign-in is in use."""
    now = there.clock()
    if now - kept.seen_at >= SEEN_EVERY:
        async with there.database.writing() as session:
            await session.execute(
                update(SignIn).where(col(SignIn.id) == kept.id).values(seen_at=now)
            )


Unattended = Annotated[
    bool,
    Header(
        alias="Frontdesk-Unattended",
        description="Asked by a screen that nobody sits at: does not keep the sign-in alive.",
    ),
]


async def signed_in(
    there: AtHouse,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    unattended: Unattended = False,
) -> Member:
    """Whoever asks, with a good token. Raises `Problem`."""
    if given is None:
        raise _stranger("Access token required", "token_required")
    member = await member_of(there, given.credentials, counts=not unattended)
    seconds = await there.limit.wait(member.id, signed_in=True)
    if seconds:
        raise too_many(seconds)
    return member


SignedIn = Annotated[Member, Depends(signed_in)]


def at_desk(
    resource: str,
    *,
    roles: Sequence[str] = EVERYBODY,
    action: str | None = None,
    phi: bool = True,
) -> Any:
    """A dependency that opens a desk for some roles.

    `resource` is what the audit trail calls that which is reached; `action` what is done with it,
    by the method where it is not given. A path that names the clinic itself is of that clinic.
    """

    async def opened(
        request: Request, there: AtHouse, member: SignedIn, clinic_id: ClinicId = None
    ) -> AsyncIterator[Desk]:
        scope = await scope_of(there, member, request.path_params.get(CLIENT, clinic_id))
        desk = Desk(there, member, scope)
        done = False
        try:
            if member.role not in roles:
                raise refused(f"This is for {_listed(roles)} only.")
            yield desk
            done = True
        finally:
            does = action or _ACTIONS.get(request.method, "delete")
            await _note(request, desk, resource, does, phi=phi, success=done)

    return Depends(opened, scope="function")


def too_many(seconds: int) -> Problem:
    """Asked too often."""
    return Problem(
        429,
        f"Too many requests; try again in {seconds} seconds.",
        "too_many_requests",
        {"Retry-After": str(seconds)},
    )


def address(request: Request) -> str | None:
    """Where a request comes from. Behind a proxy, the server is told whom to believe."""
    return request.client.host if request.client else None


def is_local(host: str | None) -> bool:
    """Whether an address is of this machine."""
    try:
        return host is not None and ip_address(host).is_loopback
    except ValueError:
        return False


async def scope_of(there: House, member: Member, clinic_id: str | None) -> Scope:
    """The clinic to work in. Raises `Problem` for one that is not theirs."""
    query = select(col(ClinicRow.id)).where(col(ClinicRow.practice_id) == member.practice_id)
    if clinic_id is not None:
        query = query.where(col(ClinicRow.id) == clinic_id)
    async with there.database.reading() as session:
        found = list(await session.scalars(query.order_by(col(ClinicRow.id))))
    theirs = [one for one in found if member.works_in(one)]
    if not theirs:
        raise missing("clinic")
    return Scope(member.practice_id, theirs[0])


async def _note(
    request: Request, desk: Desk, resource: str, action: str, *, phi: bool, success: bool
) -> None:
    named = [value for name, value in request.path_params.items() if name.endswith("_id")]
    more = {"touched": desk.touched} if desk.touched else {}
    deed = Deed(
        practice_id=desk.scope.practice_id,
        clinic_id=desk.scope.clinic_id,
        user_id=desk.member.id,
        action=action,
        resource=resource,
        resource_id=str(named[-1])[:64] if named else "",
        ip_address=address(request),
        user_agent=request.headers.get("user-agent"),
        success=success,
        phi=phi,
        changes=desk.changes | more,
    )
    async with desk.database.writing() as session:
        await record(session, deed, desk.now)


def _stranger(detail: str, code: str) -> Problem:
    return Problem(401, detail, code, {"WWW-Authenticate": "Bearer"})


def _listed(roles: Sequence[str]) -> str:
    return " and ".join(role.replace("_", " ") + "s" for role in roles)

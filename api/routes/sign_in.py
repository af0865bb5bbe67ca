"""Signing in and out, and the second factor.

An access token lasts minutes; the refresh token that renews it is used once. Browsers keep it in a
cookie that scripts cannot read and that only these paths are sent. Another cookie is for the live
events alone: it opens nothing else.
"""

from datetime import timedelta
from typing import Annotated, Any, Final

import segno
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field, SecretStr

from api.access import AtHouse, Member, SignedIn, Unattended, address, is_local, too_many
from api.body import Body, Line
from api.house import House
from api.problem import Problem, answers, refused, unusable
from api.route import Route
from clinic.store import accounts
from clinic.store.accounts import Refused
from clinic.store.accounts import SignedIn as Sign
from clinic.store.audit import Deed, record
from clinic.store.tables.account import User
from clinic.store.welcome import invited

COOKIE: Final = "frontdesk_events"
RENEWS: Final = "frontdesk_renews"
HERE: Final = "/api/auth"
_SENTENCES: Final = {
    "wrong": "E-mail or password is wrong.",
    "locked": "Too many wrong passwords; try again in fifteen minutes.",
    "totp_required": "The code of your authenticator is needed too.",
    "ended": "The sign-in has ended; sign in again.",
}
_Password = Annotated[SecretStr, Field(min_length=1, max_length=200)]

router = APIRouter(prefix="/api/auth", tags=["sign-in"], route_class=Route)


async def counted(request: Request, there: AtHouse) -> None:
    """Strangers may try so often and no more."""
    seconds = await there.limit.wait(address(request) or "unknown", signed_in=False)
    if seconds:
        raise too_many(seconds)


class Credentials(Body):
    """What somebody signs in with."""

    email: Line = Field(examples=["maria@riverside.example"])
    password: _Password = Field(examples=["correct horse battery"])
    totp: Annotated[str, Field(pattern=r"^\d{6}$")] | None = Field(
        default=None, description="The six digits of the authenticator, where one is set up."
    )


class Renewal(Body):
    """What renews a sign-in."""

    refresh_token: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="Browsers leave it out: theirs is in a cookie."
    )


class Welcome(Body):
    """What lets a newcomer in."""

    token: Annotated[str, Field(max_length=100)]


class PersonOut(BaseModel):
    """Whoever is signed in."""

    id: str
    email: str
    first_name: str | None
    last_name: str | None
    role: str = Field(examples=["staff"])
    practice_id: str
    clinic_ids: list[str] | None = Field(description="Null: every clinic of the practice.")
    has_totp: bool


class SignInOut(BaseModel):
    """A sign-in."""

    access_token: str
    token_type: str = "bearer"
    expires_in: int = Field(description="Seconds.", examples=[900])
    refresh_token: str
    user: PersonOut


class TotpOut(BaseModel):
    """A second factor that is being set up: it counts from the first right code on."""

    secret: str
    address: str = Field(description="otpauth://…, what an authenticator reads.")
    qr_svg: str = Field(description="The same as a picture.")


class Code(Body):
    """Six digits."""

    code: Annotated[str, Field(pattern=r"^\d{6}$")]


class PasswordChange(Body):
    """A new password for the old one."""

    password: _Password
    new_password: Annotated[SecretStr, Field(min_length=1, max_length=200)]


class PersonChange(Body):
    """What is to be different about oneself; what is left out stays."""

    first_name: Line | None = None
    last_name: Line | None = None


class PasswordOnly(Body):
    """Who asks for this must know the password."""

    password: _Password


@router.post("/login", dependencies=[Depends(counted)], responses=answers(401, 429))
async def login(
    there: AtHouse, request: Request, response: Response, given: Credentials
) -> SignInOut:
    """Sign in with e-mail, password and, where it is set up, the authenticator's code."""
    try:
        made = await accounts.sign_in(
            there.database,
            email=given.email,
            password=given.password.get_secret_value(),
            code=given.totp,
            user_agent=request.headers.get("user-agent", ""),
            now=there.clock(),
            lasts=timedelta(hours=there.settings.sign_in_hours),
        )
    except Refused as refused:
        raise _no(refused) from None
    await _note(there, request, made.user)
    return _signed_in(there, response, made)


@router.post("/refresh", dependencies=[Depends(counted)], responses=answers(401, 429))
async def refresh(
    there: AtHouse,
    request: Request,
    response: Response,
    given: Renewal,
    unattended: Unattended = False,
) -> SignInOut:
    """A fresh pair of tokens for the refresh token, which is used up."""
    token = given.refresh_token or request.cookies.get(RENEWS)
    if token is None:
        raise Problem(401, "There is no sign-in to renew.", "signed_out")
    idle = timedelta(minutes=there.settings.idle_minutes)
    try:
        made = await accounts.renew(
            there.database, token, there.clock(), idle, counts=not unattended
        )
    except Refused as refused:
        raise _no(refused) from None
    return _signed_in(there, response, made)


@router.post("/welcome", dependencies=[Depends(counted)], responses=answers(401, 403, 429))
async def welcome(
    there: AtHouse, request: Request, response: Response, given: Welcome
) -> SignInOut:
    """Sign in with the address that `frontdesk serve` printed for a newcomer on this machine."""
    if not is_local(address(request)):
        raise refused("This is for the machine that the server runs on.", "not_local")
    now = there.clock()
    user_id = invited(there.settings.data_dir, given.token, now)
    if user_id is None:
        raise Problem(401, "This address does not sign in any more.", "signed_out")
    lasts = timedelta(hours=there.settings.sign_in_hours)
    agent = request.headers.get("user-agent", "")
    try:
        made = await accounts.let_in(there.database, user_id, agent, now, lasts)
    except Refused as no:
        raise _no(no) from None
    await _note(there, request, made.user)
    return _signed_in(there, response, made)


@router.post("/logout", status_code=204, responses=answers(401, 403))
async def logout(there: AtHouse, member: SignedIn, response: Response) -> None:
    """End this sign-in."""
    async with there.database.writing() as session:
        await accounts.end(session, member.id, there.clock(), only=member.sign_in_id)
    response.delete_cookie(COOKIE, path="/api/events")
    response.delete_cookie(RENEWS, path=HERE)


@router.get("/me", responses=answers(401, 403))
async def me(there: AtHouse, member: SignedIn) -> PersonOut:
    """Who you are."""
    return _person(await _user(there, member))


@router.patch("/me", responses=answers(401, 403, 422))
async def change_me(
    there: AtHouse, request: Request, member: SignedIn, given: PersonChange
) -> PersonOut:
    """Change your name."""
    asked = given.model_dump(exclude_unset=True)
    async with there.database.writing() as session:
        kept = await session.get_one(User, member.id)
        for name, value in asked.items():
            setattr(kept, name, value)
        kept.updated_at = there.clock()
    await _note(there, request, kept, "update", fields=sorted(asked))
    return _person(kept)


@router.post("/password", status_code=204, responses=answers(401, 403, 422))
async def change_password(
    there: AtHouse, request: Request, member: SignedIn, given: PasswordChange
) -> None:
    """Change your password; every sign-in of yours ends."""
    user = await _proven(there, member, given.password)
    try:
        made = await accounts.hashed(given.new_password.get_secret_value())
    except ValueError as error:
        raise unusable(f"{error}.", "password") from None
    async with there.database.writing() as session:
        kept = await session.get_one(User, user.id)
        kept.password_hash, kept.updated_at = made, there.clock()
        await accounts.end(session, user.id, there.clock())
    await _note(there, request, user, "update", fields=["password"])


@router.post("/totp", responses=answers(401, 403, 422))
async def begin_totp(there: AtHouse, member: SignedIn, given: PasswordOnly) -> TotpOut:
    """Begin to set up an authenticator; it counts once a code of it was confirmed."""
    user = await _proven(there, member, given.password)
    if user.totp_since is not None:
        raise unusable("An authenticator is set up already; remove it first.", "totp")
    secret = accounts.new_totp_secret()
    async with there.database.writing() as session:
        kept = await session.get_one(User, user.id)
        kept.totp_secret = secret
    link = accounts.totp_address(user, secret)
    picture = segno.make(link, micro=False).svg_inline(scale=4)
    return TotpOut(secret=secret, address=link, qr_svg=picture)


@router.post("/totp/confirm", status_code=204, responses=answers(401, 403, 422))
async def confirm_totp(there: AtHouse, request: Request, member: SignedIn, given: Code) -> None:
    """Confirm the authenticator with a code; from now on it is asked for."""
    user = await _user(there, member)
    if not user.totp_secret or not accounts.is_totp(user.totp_secret, given.code, there.clock()):
        raise unusable("The code is not that of the authenticator.", "totp")
    async with there.database.writing() as session:
        kept = await session.get_one(User, user.id)
        kept.totp_since = kept.totp_since or there.clock()
    await _note(there, request, user, "update", fields=["totp"])


@router.delete("/totp", status_code=204, responses=answers(401, 403, 422))
async def remove_totp(
    there: AtHouse, request: Request, member: SignedIn, given: PasswordOnly
) -> None:
    """Remove the authenticator."""
    user = await _proven(there, member, given.password)
    async with there.database.writing() as session:
        kept = await session.get_one(User, user.id)
        kept.totp_secret = kept.totp_since = None
    await _note(there, request, user, "update", fields=["totp"], removed=True)


async def _user(there: House, member: Member) -> User:
    async with there.database.reading() as session:
        return await session.get_one(User, member.id)


async def _proven(there: House, member: Member, password: SecretStr) -> User:
    user = await _user(there, member)
    if not await accounts.matches(password.get_secret_value(), user.password_hash):
        raise unusable("The password is wrong.", "password")
    return user


async def _note(
    there: House, request: Request, user: User, action: str = "login", **changes: Any
) -> None:
    deed = Deed(
        practice_id=user.practice_id,
        user_id=user.id,
        action=action,
        resource="users",
        resource_id=user.id,
        ip_address=address(request),
        user_agent=request.headers.get("user-agent"),
        phi=False,
        changes=changes,
    )
    async with there.database.writing() as session:
        await record(session, deed, there.clock())


def _signed_in(there: House, response: Response, made: Sign) -> SignInOut:
    now, lasts = there.clock(), timedelta(minutes=there.settings.access_minutes)
    user = made.user
    token = there.tokens.make("access", user.id, now, lasts, sid=made.sign_in.id)
    left = made.sign_in.expires_at - now
    events = there.tokens.make("events", user.id, now, left, sid=made.sign_in.id)
    for name, value, path in (
        (COOKIE, events, "/api/events"),
        (RENEWS, made.refresh_token, HERE),
    ):
        response.set_cookie(
            name,
            value,
            max_age=int(left.total_seconds()),
            path=path,
            secure=there.settings.public_url.startswith("https"),
            httponly=True,
            samesite="strict",
        )
    return SignInOut(
        access_token=token,
        expires_in=int(lasts.total_seconds()),
        refresh_token=made.refresh_token,
        user=_person(user),
    )


def _person(user: User) -> PersonOut:
    return PersonOut(
        id=user.id,
        email=user.email,
        first_name=user.first_name,
        last_name=user.last_name,
        role=user.role,
        practice_id=user.practice_id,
        clinic_ids=user.clinic_ids,
        has_totp=user.totp_since is not None,
    )


def _no(refused: Refused) -> Problem:
    return Problem(401, _SENTENCES[refused.code], refused.code)

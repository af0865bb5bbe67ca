"""Who carries messages: a port each for texts and for mail, a real carrier, and one that notes.

Where nothing is set up, nothing leaves the house: a message is written down and counts as sent, so
that a clinic can be tried out without telling anybody anything.
"""

import ipaddress
from datetime import datetime
from importlib import import_module
from typing import Final, Protocol

from agent_config.settings import Settings, Telephony
from clinic.messages.letter import Letter

NOTED: Final = "simulated"
"""What stands in place of a vendor's id for what was only written down."""
_TEXTS: Final = {
    Telephony.SIMULATED: "clinic.messages.carrier:NotedTexts",
    Telephony.TWILIO: "clinic.messages.twilio.texts:TwilioTexts",
}
_MAILS: Final = {
    False: "clinic.messages.carrier:NotedMails",
    True: "clinic.messages.mail:SmtpMails",
}


class Texts(Protocol):
    """A carrier of text messages. Its methods raise `Later` or `Never`, with a code."""

    async def send(self, to: str, sender: str, body: str, message_id: str) -> str:
        """Send a text from one number (E.164) to another; the carrier's id of it."""

    async def sent_before(
        self, to: str, sender: str, body: str, since: datetime, known: frozenset[str]
    ) -> str | None:
        """The carrier's id of the same text, if it has it already; `known` are those of others."""


class Mails(Protocol):
    """A carrier of mail. It raises `Later` or `Never`, with a code."""

    async def send(self, letter: Letter) -> str:
        """Send a mail; returns its Message-ID."""


class NotedTexts:
    """Texts that are only written down."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is needed."""

    async def send(self, to: str, sender: str, body: str, message_id: str) -> str:
        """See the port."""
        return NOTED

    async def sent_before(
        self, to: str, sender: str, body: str, since: datetime, known: frozenset[str]
    ) -> str | None:
        """See the port."""
        return None


class NotedMails:
    """Mail that is only written down."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is needed."""

    async def send(self, letter: Letter) -> str:
        """See the port."""
        return NOTED


def texts_are_real(settings: Settings) -> bool:
    """Whether text messages reach telephones."""
    return settings.telephony_mode is Telephony.TWILIO


def texts(settings: Settings) -> Texts:
    """The carrier of text messages. Raises `Never` where its settings are missing."""
    made: Texts = _loaded(_TEXTS[settings.telephony_mode])(settings)
    return made


def mails(settings: Settings) -> Mails:
    """The carrier of mail."""
    made: Mails = _loaded(_MAILS[settings.smtp_host is not None])(settings)
    return made


def vendor(settings: Settings, channel: str) -> str | None:
    """Who outside the house would get a message: a name, or the host of a server; or nobody."""
    if channel == "sms":
        return "twilio" if texts_are_real(settings) else None
    host = settings.smtp_host
    return None if host is None or _is_own(host) else host


def _is_own(host: str) -> bool:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host
    return number.is_loopback or (number.is_private and not number.is_unspecified)


def _loaded(dotted: str) -> type:
    module, _, name = dotted.partition(":")
    made: type = getattr(import_module(module), name)
    return made

"""Sending texts through Twilio (`clinic/messages/twilio/kit`)."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from agent_config.settings import Settings
from clinic.messages.twilio.kit import asked, client

LOOKED_AT: Final = 50
"""The newest texts to a number among which one is looked for."""
CLOCKS_APART: Final = timedelta(minutes=5)
"""How much Twilio's clock may be behind ours."""
STATUS_PATH: Final = "/webhook/sms/status"
"""Where Twilio tells how a text fares; the row's id stands in the query as `message`."""


def status_address(settings: Settings, message_id: str) -> str:
    """Where Twilio tells how the text of a row fares."""
    return f"{settings.public_url.rstrip('/')}{STATUS_PATH}?message={message_id}"


class TwilioTexts:
    """The carrier of text messages that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._client = client(settings)
        self._settings = settings

    async def send(self, to: str, sender: str, body: str, message_id: str) -> str:
        """Send a text; Twilio's id of it. Raises `Later` or `Never`; see the port."""
        made = await asked(
            partial(
                self._client.messages.create,
                to=to,
                from_=sender,
                body=body,
                status_callback=status_address(self._settings, message_id),
            )
        )
        return str(made.sid)

    async def sent_before(
        self, to: str, sender: str, body: str, since: datetime, known: frozenset[str]
    ) -> str | None:
        """Twilio's id of the same text, if it was taken since then; see the port."""
        listed = await asked(
            partial(self._client.messages.list, to=to, from_=sender, limit=LOOKED_AT)
        )
        after = since.astimezone(UTC) - CLOCKS_APART
        for one in listed:
            made = one.date_created
            if one.sid not in known and one.body == body and (made is None or made >= after):
                return str(one.sid)
        return None

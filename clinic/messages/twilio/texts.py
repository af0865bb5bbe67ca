"""Sending texts through Twilio's own kit, which waits for its answers; so it does that in a thread.

The kit writes down telephone numbers, in its log and in that of the connection below it; both are
kept quiet. It never tries again by itself: that is decided where it is known what was sent.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from agent_config.settings import Settings
from clinic.jobs.job import Later, Never
from clinic.messages.twilio.fault import outcome

T = TypeVar("T")

TIMEOUT_SECONDS: Final = 10
LOOKED_AT: Final = 50
"""The newest texts to a number among which one is looked for."""
CLOCKS_APART: Final = timedelta(minutes=5)
"""How much Twilio's clock may be behind ours."""
STATUS_PATH: Final = "/webhook/sms/status"
"""Where Twilio tells how a text fares; the row's id stands in the query as `message`."""
_QUIET: Final = ("twilio", "urllib3")


class TwilioTexts:
    """The carrier of text messages that the settings name."""

    def __init__(self, settings: Settings) -> None:
        token = settings.twilio_token
        if not settings.twilio_sid or token is None:
            raise Never("twilio_not_set_up")
        for name in _QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        http = TwilioHttpClient(
            pool_connections=False, timeout=TIMEOUT_SECONDS, logger=logging.getLogger("twilio")
        )
        self._client = Client(settings.twilio_sid, token.get_secret_value(), http_client=http)
        if settings.twilio_base_url:
            self._client.api.base_url = settings.twilio_base_url
        self._callback = settings.public_url.rstrip("/") + STATUS_PATH

    async def send(self, to: str, sender: str, body: str, message_id: str) -> str:
        """Send a text; Twilio's id of it. Raises `Later` or `Never`; see the port."""
        made = await _asked(
            partial(
                self._client.messages.create,
                to=to,
                from_=sender,
                body=body,
                status_callback=f"{self._callback}?message={message_id}",
            )
        )
        return str(made.sid)

    async def sent_before(
        self, to: str, sender: str, body: str, since: datetime, known: frozenset[str]
    ) -> str | None:
        """Twilio's id of the same text, if it was taken since then; see the port."""
        listed = await _asked(
            partial(self._client.messages.list, to=to, from_=sender, limit=LOOKED_AT)
        )
        after = since.astimezone(UTC) - CLOCKS_APART
        for one in listed:
            made = one.date_created
            if one.sid not in known and one.body == body and (made is None or made >= after):
                return str(one.sid)
        return None


async def _asked(ask: Callable[[], Any]) -> Any:
    """What the kit answers; its faults as outcomes, without what it was asked."""
    try:
        return await asyncio.to_thread(ask)
    except TwilioRestException as error:
        raise outcome(error.status, error.code) from None
    except TwilioException as error:
        raise outcome(*_told(error)) from None
    except RequestException as error:
        raise Later(f"twilio_{type(error).__name__}"[:40]) from None


def _told(error: Any) -> tuple[int, int | None]:
    """The status and code of a fault that the kit knows in another form."""
    response = error.args[1] if len(error.args) > 1 else None
    status: int = getattr(error, "status", None) or getattr(response, "status_code", None) or 500
    return status, getattr(error, "code", None)

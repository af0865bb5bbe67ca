"""Twilio's own kit, as our messages and calls ask it: in a thread, for it waits for its answers.

The kit writes down telephone numbers, in its log and in that of the connection below it; both are
kept quiet. It never tries again by itself: that is decided where it is known what was sent.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from agent_config.settings import Settings
from clinic.jobs.job import Later, Never
from clinic.messages.twilio.fault import outcome

TIMEOUT_SECONDS: Final = 10
_QUIET: Final = ("twilio", "urllib3")


def client(settings: Settings) -> Client:
    """The account that the settings name. Raises `Never` where they name none."""
    token = settings.twilio_token
    if not settings.twilio_sid or token is None:
        raise Never("twilio_not_set_up")
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    http = TwilioHttpClient(
        pool_connections=False, timeout=TIMEOUT_SECONDS, logger=logging.getLogger("twilio")
    )
    made = Client(settings.twilio_sid, token.get_secret_value(), http_client=http)
    if settings.twilio_base_url:
        made.api.base_url = settings.twilio_base_url
    return made


async def asked(ask: Callable[[], Any]) -> Any:
    """What the kit answers; its faults as `Later` and `Never`, without what it was asked."""
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

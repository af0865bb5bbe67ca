"""Nobody gives up because the machine of a test is slow: on a clock that stands still, the seconds
that the server and the carrier wait for one another mean nothing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final
from unittest.mock import patch

from clinic.messages import conversation
from clinic.messages.twilio import kit
from telephony.sandbox import twilio_webhooks
from telephony.twilio import webhook

SECONDS: Final = 120
_WAITS: Final = (
    (conversation, "SECONDS"),
    (conversation, "URGENT_SECONDS"),
    (kit, "TIMEOUT_SECONDS"),
    (twilio_webhooks, "TIMEOUT_SECONDS"),
    (webhook, "DEADLINE_SECONDS"),
)


@contextmanager
def unhurried() -> Iterator[None]:
    """Everybody waits for as long as it takes, while this is open."""
    with ExitStack() as waits:
        for module, name in _WAITS:
            waits.enter_context(patch.object(module, name, SECONDS))
        yield

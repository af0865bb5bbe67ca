"""Placing calls through Twilio's own kit (`clinic/messages/twilio/kit`).

Twilio is told where to ask what is said, and where to tell how the call fares and who answered. The
addresses hold ids of ours and nothing about anybody; the try's id stands in them, so that a report
of a call finds its try even where we died before we heard that the call was taken.
"""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from clinic.jobs.job import Later, Never, Work
from clinic.messages.twilio.fault import FINAL
from clinic.messages.twilio.kit import asked, client
from clinic.outreach.carrier import Order

ANSWERED_PATH: Final = "/webhook/outbound/{job}"
"""What is said to whom a job calls; the try stands in the query as `attempt`."""
STATUS_PATH: Final = "/webhook/outbound/status/{job}"
"""How its calls fare, and who answered them."""
EVENTS: Final = ["initiated", "ringing", "answered", "completed"]
RING_SECONDS: Final = 30
"""A telephone rings five or six times; most machines answer before."""
LOOKED_AT: Final = 50
"""The newest calls to a number among which one is looked for."""
CLOCKS_APART: Final = timedelta(minutes=5)
"""How much Twilio's clock may be behind ours."""
UNKNOWN: Final = FINAL[20404]
OF_ACCOUNT: Final = (FINAL[20003], FINAL[20404], "twilio_21210", "sender_not_ours")
"""Refusals that are no fault of the number that was to be called: they pass once somebody has set
the account right, and no job ends by them."""


class TwilioCalls:
    """The carrier of calls that the settings name."""

    def __init__(self, work: Work) -> None:
        """Raises `Never` where the settings name none."""
        self._client = client(work.settings)
        self._public = work.settings.public_url.rstrip("/")

    async def place(self, order: Order) -> str:
        """Call somebody; Twilio's id of the call. Raises `Later` or `Never`; see the port."""
        told = self._address(STATUS_PATH, order)
        place = partial(
            self._client.calls.create,
            to=order.to,
            from_=order.sender,
            url=self._address(ANSWERED_PATH, order),
            method="POST",
            status_callback=told,
            status_callback_event=EVENTS,
            status_callback_method="POST",
            machine_detection="DetectMessageEnd",
            async_amd="true",
            async_amd_status_callback=told,
            async_amd_status_callback_method="POST",
            timeout=RING_SECONDS,
        )
        try:
            made = await asked(place)
        except Never as refusal:
            if str(refusal) in OF_ACCOUNT:
                raise Later(str(refusal)) from None
            raise
        return str(made.sid)

    async def placed_before(
        self, order: Order, since: datetime, known: frozenset[str]
    ) -> str | None:
        """Twilio's id of the same call, if it was taken since then; see the port."""
        look = partial(self._client.calls.list, to=order.to, from_=order.sender, limit=LOOKED_AT)
        after = since.astimezone(UTC) - CLOCKS_APART
        for one in await asked(look):
            made = one.date_created
            if one.sid not in known and (made is None or made >= after):
                return str(one.sid)
        return None

    async def state(self, call_id: str) -> str | None:
        """How a call fares; see the port."""
        try:
            found = await asked(self._client.calls(call_id).fetch)
        except Never as refusal:
            if str(refusal) == UNKNOWN:
                return None
            raise
        return str(found.status)

    def _address(self, path: str, order: Order) -> str:
        return f"{self._public}{path.format(job=order.job_id)}?attempt={order.attempt_id}"

"""What Twilio's error codes mean for a message: final, or worth another try.

The codes are those of https://www.twilio.com/docs/api/errors. What is not known here is judged by
the status of the answer: too many requests and faults of the server pass, refusals stay.
"""

from collections.abc import Mapping
from typing import Final

from clinic.jobs.job import Later, Never

OPTED_OUT: Final = "opted_out"
FINAL: Final[Mapping[int, str]] = {
    20003: "sign_in_refused",
    20404: "unknown_account",
    21211: "invalid_number",
    21212: "invalid_sender",
    21408: "region_not_allowed",
    21601: "sender_cannot_text",
    21602: "no_body",
    21606: "sender_not_ours",
    21608: "unverified_number",
    21610: OPTED_OUT,
    21612: "unroutable",
    21614: "not_a_mobile",
    21617: "too_long",
    30004: "blocked",
    30005: "unknown_number",
    30006: "landline",
    30007: "filtered",
    30010: "too_dear",
    30011: "no_pictures",
    30018: "sender_not_registered",
    30019: "too_long",
    30024: "sender_not_provisioned",
    30032: "toll_free_unverified",
    30033: "campaign_suspended",
    30034: "unregistered_campaign",
    30035: "campaign_not_ready",
    30038: "filtered",
    30039: "loop",
}
"""Nothing that is tried again later changes these."""
PASSING: Final[Mapping[int, str]] = {
    14107: "too_many_requests",
    20429: "too_many_requests",
    21611: "queue_full",
    30001: "queue_overflow",
    30002: "account_suspended",
    30003: "unreachable",
    30008: "unknown_fault",
    30017: "carrier_busy",
    30022: "carrier_rate",
    30023: "daily_limit",
    30027: "daily_limit",
    30036: "expired",
    60728: "daily_limit",
    63017: "too_many_requests",
    63038: "daily_limit",
}
"""A telephone that is switched off, a full queue, a limit of the day: later it may work."""


def named(code: int | None) -> str:
    """A code in a word, for the row of a message."""
    if code is None:
        return "unknown_fault"
    return FINAL.get(code) or PASSING.get(code) or f"twilio_{code}"


def passes(code: int | None) -> bool:
    """Whether what stood in the way of a text may be gone later."""
    return code in PASSING


def outcome(status: int, code: int | None) -> Later | Never:
    """What to raise for a refused request; `status` is that of HTTP."""
    if code in PASSING:
        return Later(named(code))
    if code in FINAL:
        return Never(named(code))
    passes = status in (408, 425, 429) or status >= 500
    return Later(f"twilio_{code or status}") if passes else Never(f"twilio_{code or status}")

"""The forms that Twilio posts about calls, as values. Fields: twilio.com/docs/voice/twiml.

A caller who withholds their number comes as a word or as one of the numbers that carriers use in
its place: nobody can be called back, or looked up, by those.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from clinic.telephone import e164

_CALL: Final = re.compile(r"CA[0-9a-fA-F]{32}")
PLACED: Final = "outbound-api"
"""The direction of a call that was asked for through the REST interface."""
WITHHELD: Final = frozenset({"+266696687", "+86282452253", "+7378742833", "+2562533", "+8656696"})
"""ANONYMOUS, UNAVAILABLE, RESTRICTED, BLOCKED, UNKNOWN on a telephone's keys."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What every request about a call says of its leg."""

    id: str
    caller: str | None
    """Their number, E.164; `None` when it was withheld."""
    called: str
    """The clinic's number, whichever of both called the other."""
    status: str
    attestation: str | None = None
    """`StirVerstat`, a hint about the number."""
    forwarded_from: str | None = None
    """The line that the call was passed on by, where its carrier tells."""
    placed: bool = False
    """Whether we have placed the call."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a caller did in a turn; nothing at all is silence."""

    words: str
    confidence: float
    digits: str


@dataclass(frozen=True, slots=True)
class Dialled:
    """How the ringing of a person ended."""

    status: str
    bridged: bool
    """Whether the two have spoken."""


def leg(fields: Mapping[str, str]) -> Leg:
    """The leg that a form is about. Raises `KeyError` for a form that is about none."""
    call = fields["CallSid"]
    if not _CALL.fullmatch(call):
        raise KeyError("CallSid")
    placed = fields.get("Direction") == PLACED
    theirs, ours = ("To", "From") if placed else ("From", "To")
    return Leg(
        id=call,
        caller=known_number(fields.get(theirs)),
        called=fields.get(ours, ""),
        placed=placed,
        status=fields.get("CallStatus", ""),
        attestation=fields.get("StirVerstat", "")[:60] or None,
        forwarded_from=known_number(fields.get("ForwardedFrom")),
    )


def known_number(written: str | None) -> str | None:
    """A number that somebody can be called back on, E.164."""
    if written is None or written in WITHHELD or not written.lstrip("+").isdecimal():
        return None
    return e164(written)


def said(fields: Mapping[str, str]) -> Said:
    """What a form of `<Gather>` brings."""
    try:
        confidence = float(fields.get("Confidence", "1"))
    except ValueError:
        confidence = 1.0
    if not math.isfinite(confidence):
        confidence = 1.0
    return Said(
        words=fields.get("SpeechResult", "").strip(),
        confidence=min(max(confidence, 0.0), 1.0),
        digits="".join(one for one in fields.get("Digits", "") if one in "0123456789*#"),
    )


def dialled(fields: Mapping[str, str]) -> Dialled:
    """What a form of `<Dial>` brings."""
    status = fields.get("DialCallStatus", "failed")
    told = fields.get("DialBridged")
    bridged = status in ("completed", "answered") if told is None else told == "true"
    return Dialled(status, bridged)

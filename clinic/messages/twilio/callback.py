"""The forms that Twilio posts: a text that came in, and how a text that went out fares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from clinic.messages.twilio.fault import named, passes

_CODE: Final = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text to one of our numbers."""

    id: str
    to: str
    from_: str
    body: str


@dataclass(frozen=True, slots=True)
class Report:
    """How a text fares."""

    id: str
    status: str
    error: str | None
    passing: bool = False
    """Whether what stood in its way may be gone later."""


def incoming(fields: Mapping[str, str]) -> Incoming:
    """The text in a form. Raises `KeyError` for a form that holds none."""
    sid = fields.get("MessageSid") or fields["SmsSid"]
    return Incoming(sid, fields["To"], fields["From"], fields.get("Body", ""))


def report(fields: Mapping[str, str]) -> Report:
    """The report in a form. Raises `KeyError` for a form that holds none."""
    sid = fields.get("MessageSid") or fields["SmsSid"]
    status = fields.get("MessageStatus") or fields["SmsStatus"]
    code = fields.get("ErrorCode", "")
    number = int(code) if _CODE.fullmatch(code) else None
    error = named(number) if number is not None else None
    return Report(sid, status, error, passes(number))

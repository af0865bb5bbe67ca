"""What hangs on the channel of a call: its clocks, its words, and how long nothing may happen."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from engine.call import Call
from engine.flow import Flow
from telephony.texting.wording import as_texts

IDLE: Final = timedelta(minutes=30)
"""After which a call in which nothing happens any more has been left."""
TEXTED_IDLE: Final = timedelta(hours=4)
"""The same where people write texts: they answer when they look at their telephone again."""
TEXTED: Final = "sms"
UNHURRIED: Final = ("chat", "sms", "terminal", "browser")
"""Channels on which a caller may take their time: no clock ends the call."""
WRITTEN: Final = ("chat", "sms", "terminal")
"""Channels on which nobody can be put through, and which any process can go on with."""
ANNOUNCED: Final = ("phone",)
"""Channels whose calls came up on the screens before they were answered (CI-4)."""


def for_channel(flow: Flow, channel: str) -> Flow:
    """A flow as a channel runs it; a pure rule, so that a call read again is the same call."""
    if channel not in UNHURRIED:
        return flow
    if channel == TEXTED:
        flow = as_texts(flow)
    return replace(flow, limits=replace(flow.limits, minutes=None, minutes_without_progress=None))


def asked_about_danger(call: Call) -> bool:
    """Whether the red-flag question waits for its answer."""
    return call.question.kind in ("check", "triage")


def patience(channel: str, call: Call) -> timedelta:
    """How long nothing may happen in a call; who is asked about danger is not waited for long."""
    at_ease = channel == TEXTED and not asked_about_danger(call)
    return TEXTED_IDLE if at_ease else IDLE

"""Who answers first: the table of modes, hours and the kill switch."""

from dataclasses import replace
from datetime import datetime

import pytest

from engine.clinic import Clinic
from telephony.twilio.routing import First, first, rung

OPEN = datetime.fromisoformat("2026-03-02T15:15:00+00:00")
"""A Monday, a quarter past nine in the clinic's zone."""
CLOSED = datetime.fromisoformat("2026-03-03T03:15:00+00:00")


@pytest.mark.parametrize(
    ("mode", "by_day", "by_night"),
    [
        ("ai_first", First.AGENT, First.AGENT),
        ("hours_staff_afterhours_ai", First.STAFF_ELSE_VOICEMAIL, First.AGENT),
        ("staff_first_overflow_ai", First.STAFF_ELSE_AGENT, First.AGENT),
        ("voicemail_only", First.VOICEMAIL, First.VOICEMAIL),
    ],
)
def test_the_modes(riverside: Clinic, mode: str, by_day: First, by_night: First) -> None:
    clinic = replace(riverside, call_routing=mode)
    assert first(clinic, OPEN, paused=False) is by_day
    assert first(clinic, CLOSED, paused=False) is by_night
    for at in (OPEN, CLOSED):
        assert first(clinic, at, paused=True) is First.VOICEMAIL


def test_who_was_passed_on_by_the_staffs_line_is_not_sent_back(riverside: Clinic) -> None:
    clinic = replace(riverside, call_routing="staff_first_overflow_ai")
    passed_on = first(clinic, OPEN, paused=False, forwarded_from=clinic.staff_line)
    assert passed_on is First.AGENT
    elsewhere = first(clinic, OPEN, paused=False, forwarded_from="+15125550177")
    assert elsewhere is First.STAFF_ELSE_AGENT


def test_a_second_number_is_rung_for_what_cannot_wait(riverside: Clinic) -> None:
    staff, on_call = riverside.staff_line, riverside.on_call_line
    assert on_call is not None
    assert rung(riverside, staff, "human") == (staff,)
    assert rung(riverside, staff, "emergency") == (staff, on_call)
    assert rung(riverside, on_call, "urgent_dental") == (on_call, staff)
    assert rung(replace(riverside, on_call_line=None), staff, "emergency") == (staff,)
    assert rung(replace(riverside, on_call_line=staff), staff, "emergency") == (staff,)

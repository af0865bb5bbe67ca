"""Every ending of a call is told to reports and to lists of leads."""

import pytest

from clinic.outcomes import (
    CALL_STATUSES,
    OF_CARRIER,
    OF_DISPOSITION,
    OUTCOMES,
    RESULTS,
    outcome,
    result,
    status,
)
from engine.call import DISPOSITIONS


def test_every_disposition_has_its_line_and_nothing_else_has_one() -> None:
    assert set(OF_DISPOSITION) == set(DISPOSITIONS)
    assert {told.outcome for told in OF_DISPOSITION.values()} == set(OUTCOMES)
    assert {told.result for told in OF_DISPOSITION.values()} <= set(RESULTS)


def test_every_word_of_a_carrier_is_a_status() -> None:
    assert {line.status for line in OF_CARRIER.values()} == set(CALL_STATUSES)
    assert {line.result for line in OF_CARRIER.values()} - {None} <= set(RESULTS)
    assert status("ringing") == "in-progress"
    assert status("busy") == "failed"


@pytest.mark.parametrize(
    ("disposition", "told"),
    [
        ("booked", "appointment_booked"),
        ("held", "appointment_booked"),
        ("rescheduled", "appointment_booked"),
        ("requested", "information_provided"),
        ("cancelled", "information_provided"),
        ("confirmed", "information_provided"),
        ("message_taken", "information_provided"),
        ("answered", "information_provided"),
        ("wrong_number", "information_provided"),
        ("escalated", "escalated"),
        ("abandoned", "hung_up"),
    ],
)
def test_outcomes(disposition: str, told: str) -> None:
    assert outcome(disposition) == told


@pytest.mark.parametrize(
    ("carrier", "answered_by", "disposition", "told"),
    [
        ("completed", "human", "booked", "booked"),
        ("completed", None, "held", "booked"),
        ("completed", None, "rescheduled", "reschedule"),
        ("completed", None, "requested", "reschedule"),
        ("completed", "unknown", "answered", "failed"),
        ("completed", None, None, "failed"),
        ("completed", "machine_end_beep", "abandoned", "voicemail"),
        ("completed", "machine_start", None, "voicemail"),
        ("completed", "fax", None, "voicemail"),
        ("busy", None, None, "no-answer"),
        ("no-answer", None, "abandoned", "no-answer"),
        ("canceled", None, None, "failed"),
        ("failed", None, None, "failed"),
        ("queued", None, None, None),
        ("in-progress", "human", "booked", None),
    ],
)
def test_results(
    carrier: str, answered_by: str | None, disposition: str | None, told: str | None
) -> None:
    assert result(carrier, answered_by, disposition) == told


def test_a_word_that_nobody_says_is_a_mistake() -> None:
    for wrong in (lambda: outcome("won"), lambda: status("on"), lambda: result("on", None, None)):
        with pytest.raises(KeyError):
            wrong()

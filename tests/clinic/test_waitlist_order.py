"""Whom a freed time suits, and who of them is asked first."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_config.clinic_file import load_clinic
from clinic.diary import Diary
from clinic.waitlist import Freed, Waiting, offered_as, ranked
from engine.clinic import Clinic
from tests.databases import NOW

TOLD = {
    "provider": "Dr. Sarah Chen",
    "operatory": "Op 1",
    "starts_at": "2026-03-03T16:00:00+00:00",
    "ends_at": "2026-03-03T17:00:00+00:00",
}
TUESDAY = {"start": "2026-03-03T08:00", "end": "2026-03-03T17:00"}
WEDNESDAY = {"start": "2026-03-04T08:00", "end": "2026-03-04T17:00"}


def waiting(name: str, days: int = 0, service: str = "checkup", **more: Any) -> Waiting:
    """Somebody who has waited so many days."""
    return Waiting(name, service, NOW - timedelta(days=days), **more)


def order(clinic: Clinic, *all_of_them: Waiting, now: datetime = NOW) -> list[tuple[str, str]]:
    freed = Freed.of(TOLD, clinic)
    found = ranked(Diary(clinic), freed, all_of_them, lambda _: lambda *_: True, now)
    return [(one.id, opening["start"][11:]) for one, opening in found]


def test_a_freed_time_is_told_in_the_clinics_own_minutes(riverside: Clinic) -> None:
    freed = Freed.of(TOLD, riverside)
    assert (freed.start, freed.end) == (datetime(2026, 3, 3, 10), datetime(2026, 3, 3, 11))


def test_the_urgent_first_then_who_has_waited_longest(riverside: Clinic) -> None:
    assert order(
        riverside,
        waiting("new", 1),
        waiting("old", 9),
        waiting("aching", 0, "toothache"),
        waiting("older", 10),
    ) == [("aching", "10:00"), ("older", "10:00"), ("old", "10:00"), ("new", "10:00")]


@pytest.mark.parametrize(
    ("one", "start"),
    [
        (waiting("any time"), "10:00"),
        (waiting("that day", windows=(TUESDAY,)), "10:00"),
        (waiting("one of two", windows=(WEDNESDAY, TUESDAY)), "10:00"),
        (waiting("other day", windows=(WEDNESDAY,)), None),
        (waiting("half past", windows=({"start": "2026-03-03T10:30"} | {"end": TUESDAY["end"]},)),
         "10:30"),
        (waiting("her", provider="Dr. Sarah Chen"), "10:00"),
        (waiting("him", provider="Dr. James Wilson"), None),
        (waiting("hygienist's", service="cleaning"), None),
        (waiting("too long for the morning", service="crown"), "10:00"),
        (waiting("by request", service="consultation"), None),
        (waiting("unknown", service="massage"), None),
        (waiting("has later", before="2026-03-10T10:00"), "10:00"),
        (waiting("has the same", before="2026-03-03T10:00"), None),
        (waiting("has earlier", before="2026-03-02T15:00"), None),
        (waiting("was asked", passed=("2026-03-03T10:30 Dr. Sarah Chen",)), None),
        (waiting("was asked of others", passed=("2026-03-03T10:00 Dr. James Wilson",
                                                "2026-03-03T11:00 Dr. Sarah Chen")), "10:00"),
    ],
    ids=lambda given: given.id if isinstance(given, Waiting) else "",
)  # fmt: skip
def test_whom_it_suits(riverside: Clinic, one: Waiting, start: str | None) -> None:
    assert order(riverside, one) == ([(one.id, start)] if start else [])


def test_what_is_too_soon_or_too_far_suits_nobody(riverside: Clinic) -> None:
    soon = datetime.fromisoformat("2026-03-03T08:15:00-06:00")
    assert order(riverside, waiting("ana"), now=soon) == [("ana", "10:30")]
    assert order(riverside, waiting("ana"), now=soon + timedelta(hours=1)) == []
    near = replace(riverside, booking_horizon_days=0)
    assert order(near, waiting("ana")) == []


def test_what_is_taken_suits_nobody(riverside: Clinic) -> None:
    freed = Freed.of(TOLD, riverside)
    ana = [waiting("ana")]
    assert ranked(Diary(riverside), freed, ana, lambda _: lambda *_: False, NOW) == []


def test_kept_time_is_asked_for_by_urgency(riverside: Clinic) -> None:
    freed = Freed.of(TOLD, riverside)
    both = [waiting("ana", 5), waiting("bo", 0, "toothache")]
    found = ranked(Diary(riverside), freed, both, lambda urgent: lambda *_: urgent, NOW)
    assert [one.id for one, _ in found] == ["bo"]
    assert offered_as(found[0][1]) == "2026-03-03T10:00 Dr. Sarah Chen"


@given(st.permutations(range(6)))
def test_the_order_does_not_hang_on_how_the_list_came(order_of: list[int]) -> None:
    everybody = [waiting(f"w{n}", n // 2, "toothache" if n % 3 == 0 else "checkup") for n in
                 range(6)]  # fmt: skip
    clinic = load_clinic("riverside_dental")
    assert order(clinic, *[everybody[n] for n in order_of]) == order(clinic, *everybody)

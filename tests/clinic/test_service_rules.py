"""Rules of single services: notice, horizon, buffer, people, rooms, exams, days of their own."""

import asyncio
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from clinic.calendar import ClinicCalendar
from clinic.diary import Diary
from clinic.grid import iso_minute, starts
from clinic.ports import Conflict, Found
from engine.clinic import Clinic, Exam
from engine.commands import Book, FindOpenings
from tests.databases import NOW

ANA = {"first": "Ana", "last": "Ruiz"}
TUESDAY = {"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}


def with_rules(clinic: Clinic, name: str, **rules: Any) -> Clinic:
    """The clinic with other rules for one of its services."""
    services = [replace(one, **rules) if one.name == name else one for one in clinic.services]
    return replace(clinic, services=tuple(services))


def find(calendar: ClinicCalendar, service: str, *windows: dict[str, str], **more: Any) -> Found:
    wanted = FindOpenings(service, windows, **more)
    return asyncio.run(calendar.find_openings(wanted, holder="a", now=NOW))


def all_on_tuesday(clinic: Clinic, service: str, calendar: ClinicCalendar | None = None) -> Any:
    return find(calendar or ClinicCalendar(clinic), service, TUESDAY, limit=50).openings


def book(calendar: ClinicCalendar, opening: Any) -> Any:
    return asyncio.run(calendar.book(Book(opening, ANA, None, "direct"), holder="a", now=NOW))


def test_a_service_may_need_more_notice_than_the_clinic(riverside: Clinic) -> None:
    slow = with_rules(riverside, "cleaning", minimum_notice_hours=48)
    first = find(ClinicCalendar(slow), "cleaning").openings[0]
    assert first["start"] == "2026-03-04T09:30"  # 48 hours after a quarter past nine on Monday
    assert find(ClinicCalendar(slow), "checkup").openings[0]["start"] == "2026-03-02T11:30"
    early = {**first, "start": "2026-03-03T10:00"}
    with pytest.raises(Conflict, match="any more"):
        book(ClinicCalendar(slow), early)
    assert book(ClinicCalendar(riverside), early)["start"] == "2026-03-03T10:00"


def test_a_service_may_have_a_nearer_horizon(riverside: Clinic) -> None:
    near = with_rules(riverside, "cleaning", booking_horizon_days=7)
    far = {"start": "2026-03-20T08:00", "end": "2026-03-20T12:00"}
    found = find(ClinicCalendar(near), "cleaning", far)
    assert not found.exact
    assert all(one["start"] < "2026-03-10" for one in found.openings)
    assert find(ClinicCalendar(near), "checkup", far).exact
    opening = {**found.openings[0], "start": "2026-03-20T08:00"}
    with pytest.raises(Conflict, match="any more"):
        book(ClinicCalendar(near), opening)


def test_a_buffer_keeps_provider_and_room_free_afterwards(riverside: Clinic) -> None:
    clinic = with_rules(riverside, "cleaning", buffer_minutes=15)
    calendar = ClinicCalendar(clinic)
    opening = next(one for one in all_on_tuesday(clinic, "cleaning") if "T09:00" in one["start"])
    assert (opening["minutes"], opening["buffer"]) == (60, 15)
    book(calendar, opening)
    left = [one["start"][11:] for one in all_on_tuesday(clinic, "cleaning", calendar)]
    assert left == ["10:30", "11:00"]  # one from eight would run into nine with its own buffer
    plain = ClinicCalendar(riverside)
    book(plain, {name: opening[name] for name in opening if name != "buffer"})
    left = [one["start"][11:] for one in all_on_tuesday(riverside, "cleaning", plain)]
    assert left == ["08:00", "10:00", "10:30", "11:00"]


def test_a_service_may_be_done_by_some_and_in_some_rooms(riverside: Clinic) -> None:
    clinic = with_rules(
        riverside, "crown", providers=("Dr. James Wilson",), operatories=("Op 2", "Hygiene 1")
    )
    openings = find(ClinicCalendar(clinic), "crown", limit=50).openings
    assert {(one["provider"], one["operatory"]) for one in openings} == {
        ("Dr. James Wilson", "Op 2")
    }
    assert all(one["start"][:10] != "2026-03-03" for one in openings)  # he is off on Tuesdays


@pytest.fixture
def examined(riverside: Clinic) -> Clinic:
    """The clinic, where a dentist comes for the last ten minutes of a cleaning."""
    return with_rules(riverside, "cleaning", exam=Exam("dentist", 10))


def test_an_exam_takes_the_second_provider_for_the_last_minutes(examined: Clinic) -> None:
    calendar = ClinicCalendar(examined)
    opening = next(one for one in all_on_tuesday(examined, "cleaning") if "T09:00" in one["start"])
    assert (opening["exam_by"], opening["exam_minutes"]) == ("Dr. Sarah Chen", 10)
    cells = Diary(examined).cells(opening)
    dentist = sorted(number for resource, number in cells if resource == "Dr. Sarah Chen")
    assert len(dentist) == 2
    assert dentist[-1] == max(number for _, number in cells)
    made = book(calendar, opening)
    checkups = [one["start"][11:] for one in all_on_tuesday(examined, "checkup", calendar)]
    assert "09:00" in checkups
    assert "09:30" not in checkups
    moved = asyncio.run(
        calendar.reschedule(
            made,
            {name: value for name, value in opening.items() if not name.startswith("exam")}
            | {"start": "2026-03-03T10:00"},
            holder="a",
            now=NOW,
        )
    )
    assert "exam_by" not in moved
    checkups = [one["start"][11:] for one in all_on_tuesday(examined, "checkup", calendar)]
    assert "09:30" in checkups


def test_without_anybody_to_examine_there_is_no_opening(examined: Clinic) -> None:
    calendar = ClinicCalendar(examined)
    chen = {"start": "2026-03-03T09:30", "minutes": 30, "service": "checkup"}
    book(calendar, {**chen, "provider": "Dr. Sarah Chen", "operatory": "Op 1"})
    cleanings = [one["start"][11:] for one in all_on_tuesday(examined, "cleaning", calendar)]
    assert cleanings == ["08:00", "08:30", "09:30", "10:00", "10:30", "11:00"]


def test_of_two_dentists_the_free_one_examines(examined: Clinic) -> None:
    monday = {"start": "2026-03-02T14:00", "end": "2026-03-02T14:00"}
    calendar = ClinicCalendar(examined)
    taken = {"start": "2026-03-02T14:30", "minutes": 30, "service": "checkup"}
    book(calendar, {**taken, "provider": "Dr. Sarah Chen", "operatory": "Op 1"})
    (opening,) = find(calendar, "cleaning", monday, limit=1).openings
    assert opening["exam_by"] == "Dr. James Wilson"


def test_what_the_clinic_has_already_takes_its_exam_too(examined: Clinic) -> None:
    given = [{"patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-03T09:00"}]
    calendar = ClinicCalendar(examined, appointments=given)
    assert calendar.appointments[0]["exam_by"] == "Dr. Sarah Chen"
    checkups = [one["start"][11:] for one in all_on_tuesday(examined, "checkup", calendar)]
    assert "09:30" not in checkups


def test_a_list_of_times_knows_no_exam(examined: Clinic) -> None:
    calendar = ClinicCalendar(examined, listed=["2026-03-03T09:00"])
    (opening,) = find(calendar, "cleaning").openings
    assert "exam_by" not in opening


def test_days_with_hours_of_their_own(riverside: Clinic) -> None:
    short = date(2026, 3, 3)
    clinic = replace(
        riverside,
        holidays=frozenset({short}),
        other_hours={short: (("09:00", "10:30"),), date(2026, 3, 4): ()},
    )
    cleaning = clinic.service("cleaning")
    assert cleaning is not None
    assert [iso_minute(at)[11:] for at in starts(clinic, cleaning, short)] == ["09:00", "09:30"]
    assert list(starts(clinic, cleaning, date(2026, 3, 4))) == []
    assert clinic.is_open(datetime(2026, 3, 3, 9, 30))
    assert not clinic.is_open(datetime(2026, 3, 3, 11, 0))


def test_new_patients_may_be_for_the_staff(riverside: Clinic) -> None:
    clinic = with_rules(riverside, "cleaning", new_patients=False)
    cleaning, checkup = clinic.service("cleaning"), clinic.service("checkup")
    assert cleaning is not None
    assert checkup is not None
    assert [cleaning.booked(status) for status in ("new", "existing", None)] == [
        "request",
        "direct",
        "direct",
    ]
    assert checkup.booked("new") == "direct"


def test_minutes_off_the_grid_take_every_cell_that_they_touch(riverside: Clinic) -> None:
    diary = Diary(riverside)
    odd = {"start": "2026-03-03T10:02", "minutes": 30, "provider": "a", "operatory": ""}
    next_one = {**odd, "start": "2026-03-03T10:30"}
    assert diary.cells(odd) & diary.cells(next_one)  # both are there at half past ten
    assert not diary.cells(odd) & diary.cells({**odd, "start": "2026-03-03T10:35"})


@pytest.mark.parametrize(("day", "fitting"), [(date(2026, 3, 8), 15), (date(2026, 11, 1), 17)])
def test_into_a_day_of_23_or_25_hours_fit_so_many_visits_of_an_hour_and_a_half(
    riverside: Clinic, day: date, fitting: int
) -> None:
    clinic = replace(
        with_rules(riverside, "cleaning", buffer_minutes=30, exam=Exam("dentist", 10)),
        lunch=None,
        hours={"sun": (("00:00", "24:00"),)},
    )
    cleaning = clinic.service("cleaning")
    assert cleaning is not None
    diary = Diary(clinic)
    taken: set[tuple[str, int]] = set()
    fitted = 0
    for at in starts(clinic, cleaning, day):
        own = diary.cells(
            {
                "start": iso_minute(at),
                "minutes": 60,
                "provider": "Maria Lopez",
                "operatory": "Hygiene 1",
                "buffer": 30,
                "exam_by": "Dr. Sarah Chen",
                "exam_minutes": 10,
            }
        )
        if not own & taken:
            taken |= own
            fitted += 1
    assert fitted == fitting

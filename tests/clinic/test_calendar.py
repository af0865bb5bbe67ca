"""The simulated calendar: what it offers, and that nobody is booked twice."""

import asyncio
import contextlib
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.calendar import ClinicCalendar
from clinic.diary import HOLD_MINUTES, Diary
from clinic.grid import starts
from clinic.ports import Appointment, Conflict, Found
from engine.clinic import Clinic, Provider, Service
from engine.commands import Book, FindOpenings

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=ZONE)  # a Monday
DAY = {"direct": "confirmed", "approval": "pending"}
ANA = {"first": "Ana", "last": "Ruiz"}

CLINIC = Clinic(
    id="river",
    name="River",
    practice="River Group",
    timezone="America/Chicago",
    state="TX",
    number="+15125550100",
    staff_line="+15125550101",
    on_call_line=None,
    address="1 River Street",
    parking=None,
    hours={
        "mon": (("08:00", "17:00"),),
        "tue": (("08:00", "17:00"),),
        "wed": (("08:00", "17:00"),),
        "thu": (("08:00", "19:00"),),
        "fri": (("08:00", "13:00"),),
    },
    lunch=("12:00", "13:00"),
    holidays=frozenset({date(2026, 5, 25)}),
    languages=("en-US",),
    flow="dental_reception",
    providers=(
        Provider("Dr. Chen", "dentist", ("mon", "tue", "thu", "fri")),
        Provider("Dr. Wilson", "dentist", ("mon", "wed", "thu")),
        Provider("Maria", "hygienist", ("mon", "tue", "wed", "thu", "fri")),
    ),
    operatories=("Op 1", "Op 2", "Hygiene 1"),
    services=(
        Service("checkup", minutes=30, by="dentist", booking="direct"),
        Service("cleaning", minutes=60, by="hygienist", booking="direct"),
        Service("crown", minutes=90, by="dentist", booking="approval"),
    ),
)

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def window(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end}


def find(
    calendar: ClinicCalendar,
    service: str = "checkup",
    *windows: dict[str, str],
    provider: str | None = None,
    limit: int = 2,
    excluding: Sequence[str] = (),
    moving: str | None = None,
    holder: str = "a",
    now: datetime = NOW,
) -> Found:
    wanted = FindOpenings(service, windows, provider, limit, tuple(excluding), moving)
    return run(calendar.find_openings(wanted, holder=holder, now=now))


def times(found: Found) -> list[str]:
    return [opening["start"] for opening in found.openings]


def opening(start: str, service: str = "checkup", **other: Any) -> dict[str, Any]:
    minutes = {"checkup": 30, "cleaning": 60, "crown": 90}[service]
    place = {"provider": "Dr. Chen", "operatory": "Op 1"}
    if service == "cleaning":
        place = {"provider": "Maria", "operatory": "Hygiene 1"}
    return {"start": start, "minutes": minutes, "service": service, **place, **other}


def book(
    calendar: ClinicCalendar, what: dict[str, Any], holder: str = "a", mode: str = "direct"
) -> Appointment:
    return run(calendar.book(Book(what, ANA, None, mode), holder=holder, now=NOW))


def test_an_opening_says_when_how_long_with_whom_and_where() -> None:
    found = find(ClinicCalendar(CLINIC), "cleaning", window("2026-03-03T08:00", "2026-03-03T12:00"))
    assert found.exact
    assert found.openings[0] == opening("2026-03-03T08:00", "cleaning")


def test_two_openings_of_one_morning_are_an_hour_apart() -> None:
    found = find(ClinicCalendar(CLINIC), "checkup", window("2026-03-03T08:00", "2026-03-03T12:00"))
    assert times(found) == ["2026-03-03T08:00", "2026-03-03T09:00"]


def test_two_openings_of_one_day_are_in_different_halves() -> None:
    found = find(ClinicCalendar(CLINIC), "checkup", window("2026-03-03T00:00", "2026-03-04T00:00"))
    assert times(found) == ["2026-03-03T08:00", "2026-03-03T13:00"]


def test_each_of_two_wanted_times_is_offered() -> None:
    tuesday = window("2026-03-03T08:00", "2026-03-03T12:00")
    thursday = window("2026-03-05T13:00", "2026-03-05T17:00")
    found = find(ClinicCalendar(CLINIC), "checkup", thursday, tuesday)
    assert times(found) == ["2026-03-03T08:00", "2026-03-05T13:00"]


def test_an_exact_time_is_that_time_and_nothing_else() -> None:
    found = find(ClinicCalendar(CLINIC), "checkup", window("2026-03-03T10:30", "2026-03-03T10:30"))
    assert found.exact
    assert times(found) == ["2026-03-03T10:30"]


def test_a_taken_time_yields_the_nearest_ones_around_it() -> None:
    calendar = ClinicCalendar(CLINIC)
    book(calendar, opening("2026-03-03T10:30"))
    found = find(calendar, "checkup", window("2026-03-03T10:30", "2026-03-03T10:30"))
    assert not found.exact
    assert sorted(times(found)) == ["2026-03-03T10:00", "2026-03-03T11:00"]


def test_a_wish_for_a_closed_day_yields_the_nearest_days() -> None:
    saturday = window("2026-03-07T00:00", "2026-03-08T00:00")
    found = find(ClinicCalendar(CLINIC), "cleaning", saturday)
    assert not found.exact
    assert times(found) == ["2026-03-06T11:00", "2026-03-09T08:00"]


def test_nobody_is_booked_over_lunch_or_after_closing() -> None:
    friday = window("2026-03-06T00:00", "2026-03-07T00:00")
    found = find(ClinicCalendar(CLINIC), "cleaning", friday, limit=50)
    assert times(found) == [
        f"2026-03-06T{at}" for at in ("08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00")
    ]


def test_a_holiday_has_no_openings() -> None:
    late = datetime(2026, 5, 20, 9, 0, tzinfo=ZONE)
    memorial_day = window("2026-05-25T00:00", "2026-05-26T00:00")
    found = find(ClinicCalendar(CLINIC), "checkup", memorial_day, now=late)
    assert not found.exact
    assert not any(start.startswith("2026-05-25") for start in times(found))


def test_providers_work_on_their_days_only() -> None:
    wednesday = window("2026-03-04T08:00", "2026-03-04T12:00")
    found = find(ClinicCalendar(CLINIC), "checkup", wednesday)
    assert {each["provider"] for each in found.openings} == {"Dr. Wilson"}


def test_a_wanted_provider_who_is_not_in_is_offered_on_another_day() -> None:
    wednesday = window("2026-03-04T08:00", "2026-03-04T12:00")
    found = find(ClinicCalendar(CLINIC), "checkup", wednesday, provider="Dr. Chen")
    assert not found.exact
    assert {each["provider"] for each in found.openings} == {"Dr. Chen"}


def test_a_provider_who_does_not_do_it_is_replaced_by_one_who_does() -> None:
    tuesday = window("2026-03-03T08:00", "2026-03-03T12:00")
    found = find(ClinicCalendar(CLINIC), "cleaning", tuesday, provider="Dr. Chen")
    assert not found.exact
    assert {each["provider"] for each in found.openings} == {"Maria"}


def test_hygienists_and_dentists_have_rooms_of_their_own() -> None:
    tuesday = window("2026-03-03T08:00", "2026-03-03T12:00")
    calendar = ClinicCalendar(CLINIC)
    assert find(calendar, "cleaning", tuesday).openings[0]["operatory"] == "Hygiene 1"
    assert find(calendar, "crown", tuesday).openings[0]["operatory"] == "Op 1"


def test_the_room_is_a_resource_too() -> None:
    one_room = replace(CLINIC, operatories=("Op 1", "Hygiene 1"))
    calendar = ClinicCalendar(one_room)
    book(calendar, opening("2026-03-02T14:00"))
    found = find(calendar, "checkup", window("2026-03-02T14:00", "2026-03-02T14:00"))
    assert not found.exact  # Dr. Wilson is in on Mondays, but the only room is taken


def test_a_second_dentist_has_a_second_room() -> None:
    calendar = ClinicCalendar(CLINIC)
    book(calendar, opening("2026-03-02T14:00"))
    found = find(calendar, "checkup", window("2026-03-02T14:00", "2026-03-02T14:00"))
    assert found.exact
    assert (found.openings[0]["provider"], found.openings[0]["operatory"]) == ("Dr. Wilson", "Op 2")


def test_notice_and_horizon() -> None:
    calendar = ClinicCalendar(CLINIC)
    today = window("2026-03-02T00:00", "2026-03-03T00:00")
    assert times(find(calendar, "checkup", today))[0] == "2026-03-02T11:30"  # 9:15 and two hours
    last = NOW.date() + timedelta(days=90)
    far = window("2026-06-15T00:00", "2026-06-16T00:00")
    found = find(calendar, "checkup", far)
    assert not found.exact
    assert all(date.fromisoformat(start[:10]) <= last for start in times(found))
    for late in ("2026-03-02T10:00", "2026-03-02T08:00", "2026-06-15T08:00"):
        with pytest.raises(Conflict):
            run(calendar.hold(opening(late), holder="a", now=NOW))


def test_turned_down_openings_are_not_offered_again() -> None:
    morning = window("2026-03-03T08:00", "2026-03-03T12:00")
    found = find(ClinicCalendar(CLINIC), "checkup", morning,
                 excluding=["2026-03-03T08:00", "2026-03-03T09:00"])  # fmt: skip
    assert found.exact
    assert times(found) == ["2026-03-03T08:30", "2026-03-03T09:30"]


def test_any_time_is_the_earliest_time() -> None:
    found = find(ClinicCalendar(CLINIC))
    assert found.exact
    assert times(found) == ["2026-03-02T11:30", "2026-03-02T13:00"]


def test_a_full_calendar_has_nothing() -> None:
    calendar = ClinicCalendar(CLINIC, listed=[])
    assert find(calendar) == Found((), exact=False)
    assert find(calendar, "checkup", window("2026-03-03T08:00", "2026-03-03T12:00")).openings == ()


def test_an_unknown_service_has_no_openings() -> None:
    assert find(ClinicCalendar(CLINIC), "massage") == Found((), exact=False)


def test_a_held_opening_is_hidden_from_other_calls_and_cannot_be_held_by_them() -> None:
    calendar = ClinicCalendar(CLINIC)
    wanted = window("2026-03-03T10:00", "2026-03-03T10:00")
    held = find(calendar, "cleaning", wanted).openings[0]
    assert run(calendar.hold(held, holder="a", now=NOW)) == held
    assert not find(calendar, "cleaning", wanted, holder="b").exact
    assert find(calendar, "cleaning", wanted, holder="a").exact
    with pytest.raises(Conflict):
        run(calendar.hold(held, holder="b", now=NOW))
    with pytest.raises(Conflict):
        book(calendar, dict(held), holder="b")
    half_later = opening("2026-03-03T10:30", "cleaning")
    with pytest.raises(Conflict):
        run(calendar.hold(half_later, holder="b", now=NOW))


def test_a_released_or_expired_hold_is_free_again() -> None:
    calendar = ClinicCalendar(CLINIC)
    held = opening("2026-03-03T10:00", "cleaning")
    run(calendar.hold(held, holder="a", now=NOW))
    run(calendar.release(held, holder="b"))  # not theirs to give
    with pytest.raises(Conflict):
        run(calendar.hold(held, holder="b", now=NOW))
    run(calendar.release(held, holder="a"))
    run(calendar.hold(held, holder="b", now=NOW))
    later = NOW + timedelta(minutes=HOLD_MINUTES)
    run(calendar.hold(held, holder="a", now=later))


def test_a_hold_may_be_booked_even_if_the_notice_ran_out_meanwhile() -> None:
    calendar = ClinicCalendar(CLINIC)
    held = opening("2026-03-02T11:30")
    run(calendar.hold(held, holder="a", now=NOW))
    late = NOW + timedelta(minutes=16)
    with pytest.raises(Conflict):
        run(calendar.hold(opening("2026-03-02T11:30", operatory="Op 2", provider="Dr. Wilson"),
                          holder="b", now=late))  # fmt: skip
    made = run(calendar.book(Book(held, ANA, None, "direct"), holder="a", now=NOW))
    assert made["start"] == "2026-03-02T11:30"


@pytest.mark.parametrize("mode", ["direct", "approval"])
def test_a_booking_is_an_appointment(mode: str) -> None:
    calendar = ClinicCalendar(CLINIC)
    made = book(calendar, opening("2026-03-03T10:00", "cleaning"), mode=mode)
    assert made == {
        "id": "appointment-1",
        "patient": "Ana Ruiz",
        "service": "cleaning",
        "start": "2026-03-03T10:00",
        "minutes": 60,
        "provider": "Maria",
        "operatory": "Hygiene 1",
        "status": DAY[mode],
    }
    assert calendar.appointments == (made,)
    with pytest.raises(Conflict):
        book(calendar, opening("2026-03-03T10:30", "cleaning"), holder="b")


def test_moving_frees_the_old_time_and_a_conflict_leaves_it() -> None:
    calendar = ClinicCalendar(CLINIC)
    made = book(calendar, opening("2026-03-03T10:00", "cleaning"))
    book(calendar, opening("2026-03-04T10:00", "cleaning"), holder="b")
    with pytest.raises(Conflict):
        run(calendar.reschedule(made, opening("2026-03-04T10:30", "cleaning"), holder="a", now=NOW))
    assert calendar.appointments[0]["start"] == "2026-03-03T10:00"
    half_later = opening("2026-03-03T10:30", "cleaning")
    exactly = window("2026-03-03T10:30", "2026-03-03T10:30")
    assert not find(calendar, "cleaning", exactly).exact
    assert find(calendar, "cleaning", exactly, moving=made["id"]).exact
    moved = run(calendar.reschedule(made, half_later, holder="a", now=NOW))
    assert (moved["id"], moved["start"]) == (made["id"], "2026-03-03T10:30")
    book(calendar, opening("2026-03-03T09:00", "cleaning"), holder="b")
    with pytest.raises(KeyError):
        run(calendar.reschedule({"id": "none"}, half_later, holder="a", now=NOW))
    run(calendar.cancel(moved, None))
    for again in (calendar.cancel(moved, None), calendar.confirm(moved)):
        with pytest.raises(KeyError):
            run(again)


def test_cancelling_frees_the_time() -> None:
    calendar = ClinicCalendar(CLINIC)
    made = book(calendar, opening("2026-03-03T10:00", "cleaning"))
    gone = run(calendar.cancel(made, "sick"))
    assert (gone["status"], gone["cancel_reason"]) == ("cancelled", "sick")
    assert "cancel_reason" not in run(
        calendar.cancel(book(calendar, opening("2026-03-03T10:00", "cleaning")), None)
    )
    assert find(calendar, "cleaning", window("2026-03-03T10:00", "2026-03-03T10:00")).exact


def test_confirming() -> None:
    calendar = ClinicCalendar(CLINIC)
    made = book(calendar, opening("2026-03-03T10:00", "cleaning"), mode="approval")
    assert run(calendar.confirm(made))["status"] == "confirmed"


def test_someone_at_the_front_desk_may_be_faster() -> None:
    calendar = ClinicCalendar(CLINIC)
    run(calendar.take(opening("2026-03-03T10:00", "cleaning")))
    with pytest.raises(Conflict):
        run(calendar.hold(opening("2026-03-03T10:00", "cleaning"), holder="a", now=NOW))


def test_listed_openings_replace_the_calendar() -> None:
    calendar = ClinicCalendar(CLINIC, listed=["2026-03-03T14:30", "2026-03-03T10:00"])
    morning = window("2026-03-03T08:00", "2026-03-03T12:00")
    found = find(calendar, "cleaning", morning)
    assert found.exact
    assert found.openings == (opening("2026-03-03T10:00", "cleaning"),)
    made = book(calendar, dict(found.openings[0]))
    nearest = find(calendar, "crown", morning)
    assert not nearest.exact
    assert times(nearest) == ["2026-03-03T14:30"]
    with pytest.raises(Conflict):
        run(calendar.hold(opening("2026-03-03T10:00"), holder="b", now=NOW))
    with pytest.raises(Conflict):
        run(calendar.hold(opening("2026-03-03T11:00"), holder="b", now=NOW))
    run(calendar.cancel(made, None))
    assert find(calendar, "cleaning", morning).exact


def test_two_openings_are_half_an_hour_apart_if_at_all_possible() -> None:
    close = ["2026-03-03T10:00", "2026-03-03T10:15", "2026-03-03T10:40"]
    morning = window("2026-03-03T08:00", "2026-03-03T12:00")
    assert times(find(ClinicCalendar(CLINIC, listed=close), "checkup", morning)) == [
        "2026-03-03T10:00",
        "2026-03-03T10:40",
    ]
    assert len(find(ClinicCalendar(CLINIC, listed=close[:2]), "checkup", morning).openings) == 2


def test_a_day_that_ends_with_lunch_has_a_morning_only() -> None:
    short = replace(CLINIC, hours={"tue": (("08:00", "12:30"), ("12:45", "14:30"))})
    local = [at.strftime("%H:%M") for at in starts(short, CLINIC.services[1], date(2026, 3, 3))]
    assert local == [
        "08:00",
        "08:30",
        "09:00",
        "09:30",
        "10:00",
        "10:30",
        "11:00",
        "13:00",
        "13:30",
    ]


def test_listed_openings_of_the_past_are_not_offered_and_need_no_provider() -> None:
    bare = replace(CLINIC, providers=(), services=(Service("visit", minutes=20),))
    calendar = ClinicCalendar(bare, listed=["2026-03-02T09:00", "2026-03-08T10:00"])
    found = find(calendar, "visit")
    assert times(found) == ["2026-03-08T10:00"]
    assert found.openings[0]["provider"] == ""


def test_given_appointments_take_their_time() -> None:
    given = [{"patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-05T09:00"}]
    calendar = ClinicCalendar(CLINIC, appointments=given)
    assert calendar.appointments[0]["provider"] == "Maria"
    assert calendar.appointments[0]["status"] == "confirmed"
    nine = window("2026-03-05T09:00", "2026-03-05T09:00")
    assert not find(calendar, "cleaning", nine).exact
    assert find(ClinicCalendar(CLINIC, appointments=given, listed=["2026-03-05T09:00"]),
                "cleaning", nine).exact  # fmt: skip


def test_two_given_appointments_at_once_are_with_two_dentists() -> None:
    one = {"patient": "Ana Ruiz", "service": "checkup", "start": "2026-03-05T09:00"}
    other = {**one, "patient": "Bo Li"}
    wilson = {**one, "patient": "Cy Day", "provider": "Dr. Wilson", "start": "2026-03-05T11:00"}
    odd = {**one, "service": "massage", "status": "cancelled"}
    calendar = ClinicCalendar(CLINIC, appointments=[one, other, wilson, odd])
    assert [each["provider"] for each in calendar.appointments] == [
        "Dr. Chen",
        "Dr. Wilson",
        "Dr. Wilson",
        "",
    ]


def night_clinic(*, hours: tuple[str, str] = ("00:00", "24:00"), minutes: int = 60) -> Clinic:
    return replace(
        CLINIC,
        lunch=None,
        minimum_notice_hours=2,
        hours={"sun": (hours,)},
        providers=(Provider("Nia", "nurse"),),
        operatories=(),
        services=(Service("visit", minutes=minutes, by="nurse", booking="direct"),),
    )


def test_no_start_lies_in_the_hour_that_the_spring_clock_skips() -> None:
    clinic = night_clinic()
    local = [at.strftime("%H:%M") for at in starts(clinic, clinic.services[0], date(2026, 3, 8))]
    assert local[:6] == ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30"]
    assert len(local) == 2 * 23 - 1  # a day of 23 hours, the last visit begins at 23:00


def test_a_visit_over_the_spring_gap_takes_real_minutes() -> None:
    clinic = night_clinic()
    early = {"start": "2026-03-08T01:30", "minutes": 60, "provider": "Nia", "operatory": ""}
    late = {**early, "start": "2026-03-08T03:00"}
    diary = Diary(clinic)
    assert diary.cells(early) & diary.cells(late)  # 1:30 to 3:30 by the clock is an hour
    later = {**early, "start": "2026-03-08T03:30"}
    assert not diary.cells(early) & diary.cells(later)


def test_notice_counts_real_hours_over_the_spring_gap() -> None:
    calendar = ClinicCalendar(night_clinic())
    at_one = datetime(2026, 3, 8, 1, 0, tzinfo=ZONE)
    found = find(calendar, "visit", now=at_one)
    assert times(found)[0] == "2026-03-08T04:00"


def test_the_hour_that_the_autumn_clock_repeats_is_offered_once() -> None:
    clinic = night_clinic()
    local = [at.strftime("%H:%M") for at in starts(clinic, clinic.services[0], date(2026, 11, 1))]
    assert len(local) == len(set(local)) == 2 * 24 - 1
    assert local[:6] == ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]


def test_hours_on_the_day_after_a_change_of_clocks_are_the_same_on_the_clock() -> None:
    monday = window("2026-03-09T00:00", "2026-03-10T00:00")
    assert times(find(ClinicCalendar(CLINIC), "checkup", monday))[0] == "2026-03-09T08:00"


def test_short_services_begin_at_shorter_steps() -> None:
    clinic = night_clinic(hours=("08:00", "09:00"), minutes=20)
    local = [at.strftime("%H:%M") for at in starts(clinic, clinic.services[0], date(2026, 3, 15))]
    assert local == ["08:00", "08:20", "08:40"]


STARTS = [f"2026-03-03T{hour:02d}:{minute}" for hour in (9, 10) for minute in ("00", "30")]
MOVES = st.tuples(
    st.sampled_from(["hold", "release", "book", "cancel", "reschedule"]),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(STARTS),
    st.sampled_from(["checkup", "cleaning", "crown"]),
    st.integers(min_value=0, max_value=12),
)


@given(st.lists(MOVES, max_size=30))
def test_whatever_calls_do_nobody_is_in_two_places_at_once(moves: list[Any]) -> None:
    async def scenario() -> ClinicCalendar:
        calendar, now = ClinicCalendar(CLINIC), NOW
        for action, holder, start, service, minutes in moves:
            now += timedelta(minutes=minutes)
            what, made = opening(start, service), calendar.appointments
            with contextlib.suppress(Conflict, KeyError):
                if action == "hold":
                    await calendar.hold(what, holder=holder, now=now)
                elif action == "release":
                    await calendar.release(what, holder=holder)
                elif action == "book":
                    await calendar.book(Book(what, ANA, None, "direct"), holder=holder, now=now)
                elif made and action == "cancel":
                    await calendar.cancel(made[minutes % len(made)], None)
                elif made:
                    await calendar.reschedule(made[-1], what, holder=holder, now=now)
        return calendar

    taken: set[tuple[str, int]] = set()
    for appointment in asyncio.run(scenario()).appointments:
        if appointment["status"] != "cancelled":
            own = Diary(CLINIC).cells(appointment)
            assert not own & taken
            taken |= own

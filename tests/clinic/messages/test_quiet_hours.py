"""Quiet hours: in which zones somebody may be, and when all of them are awake."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from clinic.messages.policy import NARROWER, Policy, policy
from clinic.messages.window import next_open
from clinic.messages.zone import OF_STATE, states_of, zones_of

CHICAGO = "America/Chicago"


def names(address: str | None, number: str | None) -> set[str]:
    return {zone.key for zone in zones_of(address, number, CHICAGO)}


@pytest.mark.parametrize(
    ("address", "number", "zones"),
    [
        (None, None, {CHICAGO}),
        (None, "+15125550142", {CHICAGO}),
        (None, "+12125550142", {CHICAGO, "America/New_York"}),
        (None, "+18005550142", {CHICAGO}),
        (None, "+999", {CHICAGO}),
        (None, "nonsense", {CHICAGO}),
        ("1 Main St, Oakland, CA 94610", "+12125550142", {"America/Los_Angeles"}),
        ("1 Main St, Oakland, CA 94610-1234", None, {"America/Los_Angeles"}),
        ("1 OK 12345 Road, Honolulu, HI 96815", None, {"Pacific/Honolulu"}),
        ("9 Elm, El Paso, TX 79901", None, {CHICAGO, "America/Denver"}),
        ("Somewhere, ZZ 12345", "+15125550142", {CHICAGO}),
        ("The old mill", "+13055550142", {CHICAGO, "America/New_York"}),
    ],
)
def test_an_address_tells_and_a_number_hints(
    address: str | None, number: str | None, zones: set[str]
) -> None:
    assert names(address, number) == zones


@pytest.mark.parametrize(
    ("address", "number", "states"),
    [
        ("1 Main St, Oakland, CA 94610", "+13055550142", ("CA",)),
        ("9 Palm, Miami, FL 33101", "+15125550142", ("FL",)),
        (None, "+13055550142", ("FL",)),
        ("The old mill", "+12065550142", ("WA",)),
        ("Somewhere, ZZ 12345", "+14105550142", ("MD",)),
        (None, "+15125550142", ()),
        (None, "+443055550142", ()),
        (None, None, ()),
    ],
)
def test_whose_evening_ends_earlier_is_seen_by_the_number_where_nothing_else_tells(
    address: str | None, number: str | None, states: tuple[str, ...]
) -> None:
    assert states_of(address, number) == states


def test_every_state_has_a_zone_that_exists() -> None:
    assert len(OF_STATE) == 54
    for zones in OF_STATE.values():
        assert all(ZoneInfo(zone) for zone in zones)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-02T08:00-06:00", "2026-03-02T08:00-06:00"),
        ("2026-03-02T20:59:59-06:00", "2026-03-02T20:59:59-06:00"),
        ("2026-03-02T21:00-06:00", "2026-03-03T08:00-06:00"),
        ("2026-03-02T23:30-06:00", "2026-03-03T08:00-06:00"),
        ("2026-03-02T07:59-06:00", "2026-03-02T08:00-06:00"),
        # The clocks go forward on March 8th, and back on November 1st.
        ("2026-03-07T22:00-06:00", "2026-03-08T08:00-05:00"),
        ("2026-03-08T03:30-05:00", "2026-03-08T08:00-05:00"),
        ("2026-10-31T22:00-05:00", "2026-11-01T08:00-06:00"),
        ("2026-11-01T01:30-06:00", "2026-11-01T08:00-06:00"),
        ("2026-11-01T20:30-06:00", "2026-11-01T20:30-06:00"),
    ],
)
def test_eight_to_nine_by_the_clock_on_the_wall(now: str, opens: str) -> None:
    found = next_open(datetime.fromisoformat(now), [ZoneInfo(CHICAGO)], "08:00", "21:00")
    assert found == datetime.fromisoformat(opens)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-02T08:00-05:00", "2026-03-02T08:00-08:00"),  # the west still sleeps
        ("2026-03-02T12:00-05:00", "2026-03-02T12:00-05:00"),
        ("2026-03-02T21:30-05:00", "2026-03-03T08:00-08:00"),  # the east sleeps already
    ],
)
def test_quiet_is_kept_in_every_zone_they_may_be_in(now: str, opens: str) -> None:
    zones = [ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")]
    found = next_open(datetime.fromisoformat(now), zones, "08:00", "21:00")
    assert found == datetime.fromisoformat(opens)


def test_zones_without_a_common_hour_are_not_waited_for_for_ever() -> None:
    zones = [ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")]
    now = datetime.fromisoformat("2026-03-02T08:00-05:00")
    assert next_open(now, zones, "08:00", "10:00") > now


def test_a_setting_only_narrows() -> None:
    assert policy({}, "TX") == Policy()
    assert (policy({}, "FL").opens, policy({}, "FL").closes) == NARROWER["FL"]
    given = {
        "calling_window": {"from": "09:00", "to": "18:30"},
        "outbound_frequency": {"day": 0, "week": 2},
        "campaign_id": "C1",
        "reminders": False,
    }
    found = policy(given, "TX")
    assert (found.opens, found.closes, found.per_day, found.per_week) == ("09:00", "18:30", 0, 2)
    assert (found.campaign_id, found.reminders) == ("C1", False)


@pytest.mark.parametrize(
    "given",
    [
        {"calling_window": {"from": "06:00", "to": "23:00"}},
        {"calling_window": {"from": "25:00", "to": 9}},
        {"calling_window": {"from": "19:00", "to": "09:00"}},
        {"calling_window": "always"},
        {"outbound_frequency": {"day": 5, "week": True}},
        {"outbound_frequency": {"day": -1, "week": "many"}},
        {"campaign_id": " "},
        {"campaign_id": 7},
        {"templates": [], "staff_notices": "loud"},
    ],
)
def test_what_means_nothing_or_widens_counts_as_not_given(given: dict[str, object]) -> None:
    assert policy(given, "TX") == Policy()

"""Today: the order of attention, what each role sees first, and the day's hands."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk
from tests.dashboard.records import expect_visitor

VISITOR: Final = "Wilhelmina Oakes"


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API, as the front desk."""
    with closing(desk.api("staff")) as client:
        yield client


def order(page: Page) -> list[str]:
    """The headings of the page, from above."""
    return page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()


def visit(desk: Desk) -> None:
    """An appointment early today, whatever day it is."""
    now = datetime.now(UTC).astimezone(ZoneInfo("America/Chicago"))
    expect_visitor(desk, VISITOR, now.replace(hour=0, minute=0, second=0, microsecond=0))


def test_what_waits_stands_above_the_days_work(
    staff: httpx.Client, page_as: PageAs, axe: Axe
) -> None:
    late = {
        "request_type": "callback",
        "patient_name": "Otto Late",
        "due_at": (datetime.now(UTC) - timedelta(days=70 * 365)).isoformat(),
    }
    staff.post("/api/tasks", json=late).raise_for_status()
    page = page_as("staff")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    waiting = page.locator("section", has=page.get_by_role("heading", name="Waiting for us"))
    expect(waiting.get_by_role("link", name="Otto Late")).to_contain_text(re.compile(r"due \d+ yr"))
    seen = order(page)
    assert seen[0] == "Waiting for us"
    assert seen[-1] == "The day so far"
    axe(page)
    waiting.get_by_role("link", name="Otto Late").click()
    expect(page).to_have_url(re.compile("/tasks/"))


def test_a_doctor_sees_first_what_only_a_doctor_decides(
    staff: httpx.Client, page_as: PageAs, axe: Axe
) -> None:
    refill = {
        "request_type": "prescription_refill",
        "owner": "doctor",
        "patient_name": "Ida Refill",
    }
    staff.post("/api/tasks", json=refill).raise_for_status()
    page = page_as("doctor", color_scheme="dark")
    first = page.locator("section", has=page.get_by_role("heading", name="For your approval"))
    expect(first.get_by_role("link", name="Prescription refill").first).to_be_visible()
    assert order(page)[0] == "For your approval"
    axe(page)


def test_a_day_without_visits_shows_those_of_the_next(desk: Desk, page_as: PageAs) -> None:
    now = datetime.now(UTC).astimezone(ZoneInfo("America/Chicago"))
    soon = now.replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=1)
    expect_visitor(desk, "Ottilie Next", soon)
    page = page_as("staff", "/calls")
    page.route(
        re.compile(r"/api/appointments\?.*until="),
        lambda route: route.fulfill(json={"items": [], "next_cursor": None}),
    )
    page.get_by_role("link", name="Today").click()
    visits = page.locator("section", has=page.get_by_role("heading", name="Appointments today"))
    expect(visits).to_contain_text(f"None today. The next ones are on {soon:%A, %B} {soon.day}.")
    row = visits.get_by_role("listitem").filter(has_text="Ottilie Next")
    expect(row).to_contain_text("9:30")
    expect(row.get_by_role("button")).to_have_count(0)


def test_who_comes_is_marked_by_hand_and_the_day_counts_it(desk: Desk, page_as: PageAs) -> None:
    visit(desk)
    page = page_as("staff")
    row = page.get_by_role("listitem").filter(has_text=VISITOR)
    row.get_by_role("button", name="Arrived").click()
    expect(page.get_by_role("status").filter(has_text=f"{VISITOR}: arrived")).to_be_visible()
    expect(row.get_by_role("button", name="Completed")).to_be_visible()
    expect(page.get_by_text(re.compile(r"[1-9]\d* of \d+ are here"))).to_be_visible()


def test_today_fits_a_telephone_in_spanish(page_as: PageAs, axe: Axe) -> None:
    page = page_as("staff", locale="es-US", viewport={"width": 390, "height": 844})
    expect(page.get_by_role("heading", level=2, name="El día hasta ahora")).to_be_visible()
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 390
    axe(page)

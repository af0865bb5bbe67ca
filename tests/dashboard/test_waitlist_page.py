"""The waitlist: who waits, what they are offered, what they say."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk
from tests.dashboard.test_tasks_page import NUMBER, somebody

LIST = "Who waits for a time"


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API as the front desk asks it."""
    api = desk.api("staff")
    yield api
    api.close()


def waits(api: httpx.Client, name: str, **more: Any) -> dict[str, Any]:
    given = {"service": "cleaning", "patient_name": name, "callback_number": NUMBER}
    answer = api.post("/api/waitlist", json={**given, **more})
    assert answer.status_code == 201, answer.text
    wish: dict[str, Any] = answer.json()
    return wish


def row(page: Page, name: str) -> Any:
    return page.get_by_role("list", name=LIST).get_by_role("link", name=name)


def test_a_time_is_offered_and_taken(page_as: PageAs, staff: httpx.Client, axe: Axe) -> None:
    name = f"Tom {somebody()}"
    one, other = page_as("staff", "/waitlist"), page_as("admin", "/waitlist", color_scheme="dark")
    expect(other.get_by_role("heading", level=1, name="Waitlist")).to_be_visible()
    expect(one.get_by_role("heading", level=1, name="Waitlist")).to_be_visible()
    wish = waits(staff, name)
    row(one, name).click()
    free = one.get_by_role("group", name="Free times")
    free.get_by_role("button").first.click()
    axe(one)
    one.get_by_role("button", name="Offer this time").click()
    expect(one.get_by_role("heading", name="Asked about")).to_be_visible()
    expect(row(other, name)).to_contain_text("answers until")
    axe(other)
    one.get_by_role("button", name="They said yes").click()
    expect(row(other, name)).to_have_count(0)
    expect(one.get_by_role("article").get_by_text("Booked", exact=True)).to_be_visible()
    taken = staff.get(f"/api/waitlist/{wish['id']}").json()
    assert taken["status"] == "taken"
    assert staff.get(f"/api/appointments/{taken['appointment_id']}").json()["service"] == "cleaning"


def test_the_urgent_are_asked_first(page_as: PageAs, staff: httpx.Client) -> None:
    urgent = [one["name"] for one in staff.get("/api/services").json() if one["urgent"]]
    usual, soon = f"Una {somebody()}", f"Uri {somebody()}"
    waits(staff, usual)
    waits(staff, soon, service=urgent[0])
    page = page_as("staff", "/waitlist")
    expect(row(page, usual)).to_be_visible()
    names = page.get_by_role("list", name=LIST).get_by_role("link").all_inner_texts()
    places = [next(at for at, text in enumerate(names) if who in text) for who in (soon, usual)]
    assert places == sorted(places)


def test_somebody_is_added_and_taken_off(page_as: PageAs, staff: httpx.Client) -> None:
    name = somebody()
    page = page_as("staff", "/waitlist", viewport={"width": 390, "height": 844})
    page.get_by_role("button", name="Add somebody").first.click()
    dialog = page.get_by_role("dialog", name="Add to the waitlist")
    dialog.get_by_role("button", name="New patient").click()
    dialog.get_by_label("First name").fill("Ida")
    dialog.get_by_label("Surname").fill(name)
    dialog.get_by_label("Telephone").fill("512 555 0199")
    dialog.get_by_label("Service").select_option("cleaning")
    dialog.get_by_role("button", name="Put on the list").click()
    expect(page.get_by_role("heading", name=f"Ida {name}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Take off the list").click()
    expect(page.get_by_role("heading", name=f"Ida {name}")).to_be_hidden()
    found = staff.get("/api/waitlist", params={"status": "gone"}).json()["items"]
    assert f"Ida {name}" in [one["patient_name"] for one in found]

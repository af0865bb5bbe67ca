"""Campaigns: chosen with the people in sight, started, watched, ended; and every call out."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk
from tests.dashboard.records import ended, long_away
from tests.dashboard.test_tasks_page import somebody

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LATER_DAYS = 3
"""So that nobody is called while a test looks."""
FILLED_SECONDS = 20


@pytest.fixture
def admin(desk: Desk) -> Iterator[httpx.Client]:
    """The API as those ask it who may let the clinic call."""
    api = desk.api("admin")
    yield api
    api.close()


def away(desk: Desk, api: httpx.Client, months: int = 14) -> list[str]:
    """Three patients who have not been here for long."""
    found = []
    for first in ("Ada", "Bo", "Cleo"):
        given = {
            "name": {"first": first, "last": somebody()},
            "phones": [{"kind": "mobile", "number": f"+1512555{uuid4().int % 10_000:04}"}],
        }
        answer = api.post("/api/patients", json=given)
        assert answer.status_code == 201, answer.text
        found.append(str(answer.json()["id"]))
    long_away(desk, found, months)
    return found


def drafted(api: httpx.Client, name: str) -> dict[str, Any]:
    """A campaign whose hours are on another day."""
    day = DAYS[(datetime.now(UTC) + timedelta(days=LATER_DAYS)).weekday()]
    given = {
        "name": name,
        "purpose": "recall",
        "selection": {"months": 1},
        "lines": 2,
        "hours": {"from": "10:00", "to": "12:00", "days": [day]},
    }
    answer = api.post("/api/campaigns", json=given)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def running(desk: Desk, api: httpx.Client, name: str) -> dict[str, Any]:
    """A campaign whose people are in line."""
    away(desk, api)
    made = drafted(api, name)
    api.post(f"/api/campaigns/{made['id']}/start").raise_for_status()
    ends = time.monotonic() + FILLED_SECONDS
    while time.monotonic() < ends:
        found: dict[str, Any] = api.get(f"/api/campaigns/{made['id']}").json()
        if found["progress"]["total"] >= 3:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name="Campaigns").get_by_role("link", name=name)


def seen(api: httpx.Client, selection: dict[str, Any]) -> dict[str, Any]:
    """Whom the server would call."""
    answer = api.post("/api/campaigns/preview", json={"purpose": "recall", "selection": selection})
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def test_a_campaign_is_made_with_its_people_in_sight(
    desk: Desk, page_as: PageAs, admin: httpx.Client, axe: Axe
) -> None:
    no = {"patient_id": away(desk, admin)[0], "granted": False, "means": "spoken"}
    admin.post("/api/consents", json=no).raise_for_status()
    found = seen(admin, {"months": 1})
    page = page_as("admin", "/outreach")
    expect(page.get_by_role("heading", level=1, name="Outreach")).to_be_visible()
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog", name="New campaign")
    dialog.get_by_label("Last visit at least").fill("1")
    pane = dialog.get_by_role("region", name="Who would be called")
    expect(pane).to_contain_text(f"{found['included']} pe")
    expect(pane).to_contain_text("said stop")
    axe(page)
    dialog.get_by_label("Last visit at least").fill("120")
    expect(pane).not_to_contain_text(f"{found['included']} pe")
    dialog.get_by_label("Last visit at least").fill("1")
    dialog.get_by_label("Only at certain hours").check()
    dialog.get_by_label("Until").fill("09:00")
    name = f"Check-ups {somebody()}"
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("button", name="Make the campaign").click()
    expect(dialog.get_by_role("alert")).to_contain_text("ends before it begins")
    dialog.get_by_label("Until").fill("18:00")
    dialog.get_by_role("button", name="Make the campaign").click()
    article = page.get_by_role("article", name=name)
    expect(article.get_by_text("last visit at least 1 months ago")).to_be_visible()
    expect(article).to_contain_text("10:00 AM to 6:00 PM, Mon, Tue, Wed, Thu, Fri")
    expect(row(page, name)).to_contain_text("Draft")
    axe(page)


def test_a_campaign_is_started_watched_and_ended(
    desk: Desk, page_as: PageAs, admin: httpx.Client, axe: Axe
) -> None:
    name = f"Spring {somebody()}"
    away(desk, admin)
    made = drafted(admin, name)
    page = page_as("admin", f"/outreach/campaigns/{made['id']}")
    other = page_as("staff", "/outreach/campaigns", color_scheme="dark")
    expect(row(other, name)).to_contain_text("Draft")
    page.get_by_role("button", name="Start").click()
    dialog = page.get_by_role("dialog", name=f"Start {name}?")
    expect(dialog).to_contain_text("put in line and called")
    dialog.get_by_role("button", name="Start calling").click()
    expect(row(other, name)).to_contain_text("Running")
    bar = page.get_by_role("article").get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"^\d+ of \d+ done$"))
    calls = page.get_by_role("region", name="Calls").get_by_role("list", name="Calls")
    expect(calls.get_by_text("Waits").first).to_be_visible()
    ended(
        desk,
        made["id"],
        ("completed", "booked", None),
        ("completed", "voicemail", None),
        ("failed", None, "no_answer"),
    )
    expect(page.get_by_role("region", name="What came of it?")).to_contain_text("Booked")
    expect(calls).to_contain_text("Nobody answered, however often it was tried.")
    expect(row(other, name)).to_contain_text("Booked 1")
    axe(page)
    axe(other)
    page.get_by_role("button", name="Pause").click()
    expect(row(other, name)).to_contain_text("Paused")
    page.get_by_role("button", name="Go on").click()
    expect(row(other, name)).to_contain_text("Running")
    calls.get_by_role("button", name="Call it off").first.click()
    expect(calls).to_contain_text("Somebody at the desk called it off.")
    page.get_by_role("button", name="End").click()
    dialog = page.get_by_role("dialog", name=f"End {name}?")
    dialog.get_by_role("button", name="End it").click()
    expect(row(other, name)).to_contain_text("Ended")
    expect(calls).to_contain_text("The campaign was ended before their turn.")
    assert admin.get(f"/api/campaigns/{made['id']}").json()["status"] == "ended"


def test_a_call_leads_to_its_patient(desk: Desk, page_as: PageAs, admin: httpx.Client) -> None:
    made = running(desk, admin, f"Autumn {somebody()}")
    first = admin.get(f"/api/campaigns/{made['id']}/jobs").json()["items"][0]
    page = page_as("staff", f"/outreach/campaigns/{made['id']}")
    page.get_by_role("list", name="Calls").get_by_role("link", name=first["name"]).first.click()
    expect(page.get_by_role("article", name=first["name"])).to_be_visible()
    admin.post(f"/api/campaigns/{made['id']}/end").raise_for_status()


def test_every_call_out_is_found(
    desk: Desk, page_as: PageAs, admin: httpx.Client, axe: Axe
) -> None:
    made = running(desk, admin, f"Winter {somebody()}")
    admin.post(f"/api/campaigns/{made['id']}/end").raise_for_status()
    page = page_as("staff", "/outreach/calls")
    expect(page.get_by_role("region", name="The last 30 days")).to_be_visible()
    calls = page.get_by_role("list", name="Calls")
    expect(calls).to_contain_text("invitations to a check-up")
    page.get_by_role("button", name="Called off").click()
    expect(calls).to_contain_text("The campaign was ended before their turn.")
    page.get_by_label("What they are about").select_option("lead")
    expect(page.get_by_text("No calls of this kind.")).to_be_visible()
    axe(page)


def test_staff_look_and_doctors_have_no_room(page_as: PageAs, admin: httpx.Client) -> None:
    made = drafted(admin, f"Summer {somebody()}")
    page = page_as("staff", f"/outreach/campaigns/{made['id']}")
    expect(page.get_by_role("article", name=made["name"])).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_have_count(0)
    expect(page.get_by_role("button", name="New campaign")).to_have_count(0)
    doctor = page_as("doctor")
    rooms = doctor.get_by_role("navigation", name="Rooms of the desk")
    expect(rooms.get_by_role("link", name="Messages")).to_be_visible()
    expect(rooms.get_by_role("link", name="Outreach")).to_have_count(0)


def test_on_a_telephone_in_spanish_and_dark(
    desk: Desk, page_as: PageAs, admin: httpx.Client, axe: Axe
) -> None:
    made = running(desk, admin, f"Otoño {somebody()}")
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "es-MX"}
    page = page_as("admin", f"/outreach/campaigns/{made['id']}", color_scheme="dark", **phone)
    expect(page.get_by_role("article", name=made["name"])).to_contain_text("En marcha")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page)
    page.goto(page.url.rpartition("/")[0] + "?new=confirmation")
    dialog = page.get_by_role("dialog", name="Nueva campaña")
    expect(dialog.get_by_label("Que cuestan al menos")).to_have_value("1000")
    axe(page)
    admin.post(f"/api/campaigns/{made['id']}/end").raise_for_status()

"""The calls: found, read as a script, heard with who listened noted, followed while they last."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import httpx
import pytest
from playwright.sync_api import expect

from clinic.recordings.sealed_sound import PART
from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk, chatted
from tests.dashboard.records import record

BILL: Final = ("I have a question about my bill", "Nadia Calls", "5125550177")
SOUND: Final = bytes(range(256)) * (2 * PART // 256)
"""About ten seconds of both sides, and no words of anybody."""


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API, as the front desk."""
    with closing(desk.api("staff")) as client:
        yield client


def begun_by(client: httpx.Client, *words: str) -> str:
    """A live test call, so far; returns its id."""
    call = client.post("/api/test_calls", json={}).raise_for_status().json()
    for said in words:
        client.post(f"/api/test_calls/{call['id']}/turns", json={"says": said}).raise_for_status()
    return str(call["id"])


def test_a_call_is_read_as_a_script_with_what_came_of_it(
    staff: httpx.Client, page_as: PageAs, axe: Axe
) -> None:
    call_id = begun_by(staff, *BILL)
    staff.delete(f"/api/test_calls/{call_id}").raise_for_status()
    page = page_as("staff", "/calls?channel=browser")
    row = page.get_by_role("list", name="Calls, the latest first").get_by_role("link").first
    expect(row).to_have_attribute("href", re.compile(call_id))
    row.click()
    script = page.get_by_role("list", name="What was said")
    lines = script.get_by_role("listitem")
    expect(lines.filter(has_text="question about my bill")).to_be_visible()
    expect(lines.filter(has_text="Nadia Calls")).to_be_visible()
    expect(lines.filter(has_text="Details").first).to_be_visible()
    expect(page.get_by_text("Billing question").first).to_be_visible()
    expect(page.get_by_text("This call was not recorded.")).to_be_visible()
    axe(page)
    page.get_by_label("Channel").select_option("phone")
    expect(page).to_have_url(re.compile("channel=phone"))


def test_a_sound_is_played_from_a_line_and_that_is_told(
    desk: Desk, staff: httpx.Client, page_as: PageAs, axe: Axe
) -> None:
    call_id = begun_by(staff, "I have a question about my bill")
    staff.delete(f"/api/test_calls/{call_id}").raise_for_status()
    record(desk, call_id, SOUND)
    page = page_as("admin", f"/calls/{call_id}", color_scheme="dark")
    expect(page.get_by_text("Nobody has listened yet.")).to_be_visible()
    asked: list[Any] = []
    page.on("request", lambda one: asked.append(one.url) if "/audio" in one.url else None)
    page.get_by_role("button", name=re.compile("^Play from .*question about my bill")).click()
    sound = page.get_by_role("region", name="Sound")
    expect(sound.get_by_role("button", name=re.compile("Pause|Play"))).to_be_visible()
    expect(sound.get_by_text(re.compile(r"/ 0:(09|10)"))).to_be_visible()
    expect(sound.get_by_text(re.compile("You listened"))).to_be_visible()
    assert len(asked) == 1
    axe(page)


def test_a_call_under_way_grows_while_one_looks(staff: httpx.Client, page_as: PageAs) -> None:
    call_id = begun_by(staff)
    page = page_as("staff", "/calls?live=true")
    page.get_by_role("list", name="Calls, the latest first").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(call_id))
    script = page.get_by_role("list", name="What was said")
    expect(script.get_by_role("listitem").first).to_be_visible()
    turn = f"/api/test_calls/{call_id}/turns"
    staff.post(turn, json={"says": "I need a cleaning"}).raise_for_status()
    expect(script.get_by_text("I need a cleaning")).to_be_visible()
    stands = page.get_by_role("list", name="Where the call stands")
    expect(stands.locator("[aria-current=step]")).to_have_text("Details")
    staff.delete(f"/api/test_calls/{call_id}").raise_for_status()
    expect(page.get_by_role("link", name="Review this call")).to_be_visible()


def test_calls_fit_a_telephone(desk: Desk, page_as: PageAs, axe: Axe) -> None:
    call_id = chatted(desk, *BILL[:1])
    page = page_as("staff", f"/calls/{call_id}", viewport={"width": 390, "height": 844})
    expect(page.get_by_role("link", name="Back to the list")).to_be_visible()
    expect(page.get_by_role("list", name="What was said")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    axe(page)
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_role("heading", level=1, name="Calls")).to_be_visible()

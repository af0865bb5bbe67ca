"""Escalations: why a call was handed on, its words, and what staff say of it."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

LIST = "Calls that were handed to a person"


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API as the front desk asks it."""
    api = desk.api("staff")
    yield api
    api.close()


def handed_on(api: httpx.Client, words: str) -> None:
    """A chat whose caller is handed on."""
    token = api.post("/api/chatbot/token", json={"clinicId": "riverside_dental"}).json()
    headers = {"Authorization": f"Bearer {token['token']}"}
    for message in ("", words):
        body = {"message": message, "sessionId": token["sessionId"]}
        answer = httpx.post(
            f"{api.base_url}/api/chatbot/message", json=body, headers=headers, timeout=30
        )
        assert answer.status_code == 200, answer.text


def test_an_escalation_is_read_and_judged(page_as: PageAs, staff: httpx.Client, axe: Axe) -> None:
    handed_on(staff, "I want to talk to a human about the blue folder")
    page = page_as("staff", "/escalations")
    rows = page.get_by_role("list", name=LIST).get_by_role("link")
    rows.first.click()
    script = page.get_by_role("list", name="What was said")
    expect(script).to_contain_text("blue folder")
    axe(page)
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="False alarm")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").get_by_text("Judged: false alarm")).to_be_visible()
    latest = staff.get("/api/escalations", params={"limit": 1}).json()["items"][0]
    assert latest["label"] == "needless"
    page.get_by_role("button", name="To judge").click()
    expect(page.get_by_role("list", name=LIST).get_by_text("False alarm")).to_have_count(0)


def test_an_emergency_shows_at_once_and_first(
    page_as: PageAs, staff: httpx.Client, axe: Axe
) -> None:
    page = page_as("doctor", "/escalations", color_scheme="dark")
    expect(page.get_by_role("heading", level=1, name="Escalations")).to_be_visible()
    handed_on(staff, "my face is swollen and I can't breathe")
    rows = page.get_by_role("list", name=LIST).get_by_role("link")
    expect(rows.first).to_contain_text("Emergency")
    expect(rows.first).to_contain_text("Not judged")
    expect(page.get_by_role("region", name="The last thirty days")).to_be_visible()
    axe(page)


def test_what_is_judged_is_listed_where_nothing_is_left_to_judge(
    page_as: PageAs, staff: httpx.Client
) -> None:
    handed_on(staff, "I want to talk to a human about the green folder")
    while left := staff.get("/api/escalations", params={"unlabelled": True}).json()["items"]:
        for one in left:
            staff.post(f"/api/escalations/{one['id']}/label", json={"label": "needed"})
    page = page_as("staff", "/escalations")
    rows = page.get_by_role("list", name=LIST).get_by_role("link")
    expect(rows.first).to_contain_text("Right")

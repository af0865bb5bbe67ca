"""Texts at the desk: read as they come, answered as long as one may; and who agreed to what."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk
from tests.dashboard.records import texts
from tests.dashboard.test_tasks_page import somebody

QUESTION = "Is there parking for a camper van?"


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API as the front desk asks it."""
    api = desk.api("staff")
    yield api
    api.close()


def known(api: httpx.Client) -> tuple[str, str, str]:
    """A patient with a telephone of their own: id, name, number."""
    last, number = somebody(), f"+1512555{uuid4().int % 10_000:04}"
    given = {
        "name": {"first": "Rosa", "last": last},
        "phones": [{"kind": "mobile", "number": number}],
    }
    answer = api.post("/api/patients", json=given)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], f"Rosa {last}", number


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name="Conversations by text").get_by_role("link", name=name)


def test_a_text_is_read_and_answered(
    desk: Desk, page_as: PageAs, staff: httpx.Client, axe: Axe
) -> None:
    _, name, number = known(staff)
    page, other = page_as("staff", "/messages"), page_as("doctor", "/messages", color_scheme="dark")
    expect(page.get_by_role("heading", level=1, name="Messages")).to_be_visible()
    expect(other.get_by_role("heading", level=1, name="Messages")).to_be_visible()
    texts(desk, number, QUESTION)
    row(page, name).click()
    expect(row(page, name)).to_contain_text("Waits for you")
    thread = page.get_by_role("list", name="The texts of this conversation")
    expect(thread).to_contain_text(QUESTION)
    page.keyboard.press("r")
    field = page.get_by_label("Your answer")
    expect(field).to_be_focused()
    field.fill("Yes, behind the house.")
    axe(page)
    field.press("Control+Enter")
    expect(thread.get_by_role("listitem").last).to_contain_text("Yes, behind the house.")
    expect(thread.get_by_role("listitem").last).to_contain_text("Sent")
    expect(row(other, name)).to_contain_text("Clinic: Yes, behind the house.")
    axe(other)


def test_what_may_not_leave_says_why(
    desk: Desk, page_as: PageAs, staff: httpx.Client, axe: Axe
) -> None:
    _, name, number = known(staff)
    texts(desk, number, QUESTION)
    page = page_as("staff", "/messages")
    row(page, name).click()
    refused = {"status": 409, "json": {"detail": "They wrote STOP.", "code": "opted_out"}}
    page.route("**/replies*", lambda route: route.fulfill(**refused))
    page.get_by_label("Your answer").fill("Hello")
    page.get_by_role("button", name="Send the text").click()
    expect(page.get_by_role("alert")).to_have_text("They wrote STOP.")
    page.unroute_all()
    texts(desk, number, "STOP")
    expect(page.get_by_text("They said stop and get no texts any more")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_count(0)
    expect(row(page, name)).to_contain_text("Said stop")
    axe(page)


def test_a_no_is_recorded_and_listed(
    desk: Desk, page_as: PageAs, staff: httpx.Client, axe: Axe
) -> None:
    patient, name, number = known(staff)
    texts(desk, number, QUESTION)
    page = page_as("staff", "/messages")
    row(page, name).click()
    page.get_by_role("button", name="They want no more").click()
    dialog = page.get_by_role("dialog", name="What did they tell you?")
    expect(dialog.get_by_text(name)).to_be_visible()
    dialog.get_by_label("In their words").fill("No more of these, please.")
    axe(page)
    dialog.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("They said stop and get no texts any more")).to_be_visible()
    assert staff.get(f"/api/patients/{patient}/consents").json()["stopped"] is True
    page.get_by_role("link", name="Consents").click()
    page.get_by_role("button", name="No", exact=True).click()
    listed = page.get_by_role("list", name="What people said").get_by_role("listitem")
    line = listed.filter(has_text=name)
    expect(line).to_contain_text("No to everything")
    expect(line).to_contain_text("No more of these, please.")
    axe(page)
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(line).to_have_count(0)


def test_a_yes_to_one_thing_is_kept_with_the_patient(page_as: PageAs, staff: httpx.Client) -> None:
    patient, name, _ = known(staff)
    page = page_as("staff", f"/patients/{patient}")
    page.get_by_role("button", name="Record what they said").click()
    dialog = page.get_by_role("dialog", name="What did they tell you?")
    dialog.get_by_label("Yes, please").check()
    dialog.get_by_label("To what").select_option("marketing")
    dialog.get_by_label("How they told you").select_option("form")
    dialog.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("article", name=name)).to_contain_text(
        re.compile("Yes to offers and news · on a form")
    )


def test_on_a_telephone_in_spanish(desk: Desk, page_as: PageAs, staff: httpx.Client) -> None:
    _, name, number = known(staff)
    texts(desk, number, QUESTION)
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "es-MX"}
    page = page_as("staff", "/messages", **phone)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("list", name="Los mensajes de esta conversación")).to_be_visible()
    expect(page.get_by_label("Su respuesta")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Volver a la lista").click()
    expect(page.get_by_role("heading", level=1, name="Mensajes")).to_be_visible()

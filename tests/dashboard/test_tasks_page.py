"""The queue of tasks, as those see it who work in it: keys, clocks, live changes, booking."""

import re
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

NUMBER = "+15125550142"


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API as the front desk asks it."""
    api = desk.api("staff")
    yield api
    api.close()


def left(api: httpx.Client, name: str, **more: Any) -> dict[str, Any]:
    """A task by hand; without more, one that is late."""
    late = datetime.now(UTC) - timedelta(days=400)
    given = {
        "request_type": "callback",
        "patient_name": name,
        "callback_number": NUMBER,
        "due_at": late.isoformat(),
    }
    answer = api.post("/api/tasks", json={**given, **more})
    assert answer.status_code == 201, answer.text
    task: dict[str, Any] = answer.json()
    return task


def somebody() -> str:
    """A surname that no other test uses."""
    letters = str.maketrans("0123456789", "ghijklmnop")
    return "Q" + uuid4().hex[:9].translate(letters)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name="Tasks").get_by_role("link", name=name)


def status(api: httpx.Client, task: dict[str, Any]) -> Any:
    return api.get(f"/api/tasks/{task['id']}").json()["status"]


def test_a_task_is_worked_on_with_the_keyboard_alone(page_as: PageAs, staff: httpx.Client) -> None:
    first, second = somebody(), somebody()
    long_ago = datetime.now(UTC) - timedelta(days=60 * 365)  # before whatever other tests left
    one = left(staff, first, due_at=long_ago.isoformat())
    left(staff, second, due_at=(long_ago + timedelta(minutes=1)).isoformat())
    page = page_as("staff", "/tasks")
    expect(row(page, first)).to_contain_text("late")
    page.keyboard.press("j")
    expect(row(page, first)).to_have_attribute("aria-current", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=first)).to_be_visible()
    page.keyboard.press("f")
    expect(page.get_by_role("status").get_by_text("is flagged for review")).to_be_visible()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name=f"Call {first} back")
    expect(dialog.get_by_role("link")).to_have_attribute("href", f"tel:{NUMBER}")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name=second)).to_be_visible()
    expect(row(page, first)).to_have_count(0)
    told = page.get_by_role("status").filter(has_text=f"{one['task_id']} is done")
    told.get_by_role("button", name="Undo").click()  # the flag can be taken back just beside it
    row(page, first).click()
    expect(page.get_by_role("article")).to_contain_text("Taken up again")
    done = [step["action"] for step in staff.get(f"/api/tasks/{one['id']}/steps").json()]
    steps = [action for action in done if action != "overdue"]  # the clock's own, at any moment
    assert steps == ["created", "flag", "call_back", "complete", "reopen"]
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Complete the task")


def test_what_one_does_the_other_sees(page_as: PageAs, staff: httpx.Client) -> None:
    name = somebody()
    one, other = page_as("staff", "/tasks"), page_as("admin", "/tasks")
    expect(one.get_by_role("heading", level=1, name="Tasks")).to_be_visible()
    expect(other.get_by_role("heading", level=1, name="Tasks")).to_be_visible()
    task = left(staff, name)
    expect(row(one, name)).to_be_visible()
    row(other, name).click()
    other.get_by_role("button", name="Mark complete").click()
    expect(row(one, name)).to_have_count(0)
    assert status(staff, task) == "completed"


def test_what_the_server_refuses_is_taken_back(page_as: PageAs, staff: httpx.Client) -> None:
    name = somebody()
    task = left(staff, name)
    page = page_as("staff", f"/tasks/{task['id']}")
    refused = {"status": 409, "json": {"detail": "It was done meanwhile.", "code": "not_allowed"}}
    page.route("**/api/tasks/*/complete*", lambda route: route.fulfill(**refused))
    page.get_by_role("button", name="Mark complete").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("It was done meanwhile"))
    expect(row(page, name)).to_be_visible()
    page.unroute_all()
    assert status(staff, task) == "pending"


def test_a_request_is_booked_and_confirmed(page_as: PageAs, staff: httpx.Client) -> None:
    name = somebody()
    details = {
        "visit_reason": "cleaning",
        "preferred_time": "a morning",
        "date_of_birth": "1990-05-06",
    }
    task = left(staff, f"Lena {name}", request_type="appointment_scheduling", details=details)
    page = page_as("staff", f"/tasks/{task['id']}")
    page.get_by_role("button", name="Book it").click()
    dialog = page.get_by_role("dialog", name="Book an appointment")
    expect(dialog.get_by_label("Surname")).to_have_value(name)
    expect(dialog.get_by_label("Date of birth")).to_have_value("1990-05-06")
    expect(dialog.get_by_label("Service")).to_have_value("cleaning")
    expect(dialog).to_contain_text("They asked for: a morning")
    expect(dialog).to_contain_text("usual confirmation")
    dialog.get_by_role("group", name="Free times").get_by_role("button").first.click()
    dialog.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("status").get_by_text("gets the usual confirmation")).to_be_visible()
    done = staff.get(f"/api/tasks/{task['id']}").json()
    assert done["status"] == "completed"
    (visit,) = staff.get("/api/appointments", params={"patient_id": done["patient_id"]}).json()[
        "items"
    ]
    assert (visit["service"], visit["patient_name"]) == ("cleaning", f"Lena {name}")
    assert "appointment_confirmation" in templates(staff, done["patient_id"])


def templates(api: httpx.Client, patient_id: str) -> list[str]:
    """The messages that were put in line for a patient, as soon as there are any."""
    ends = datetime.now(UTC) + timedelta(seconds=15)
    while datetime.now(UTC) < ends:
        found = api.get("/api/messages", params={"patient_id": patient_id}).json()["items"]
        if found:
            return [one["template"] for one in found]
    return []


def test_tasks_are_narrowed_grouped_and_found(page_as: PageAs, staff: httpx.Client) -> None:
    name = somebody()
    left(staff, name, request_type="billing_question", priority="high")
    page = page_as("staff", "/tasks")
    page.get_by_role("button", name="Narrow").click()
    page.get_by_label("Group by").select_option("type")
    expect(page.get_by_role("heading", level=2, name="Billing question")).to_be_visible()
    page.get_by_label("What", exact=True).select_option("records_request")
    expect(row(page, name)).to_have_count(0)
    page.get_by_role("button", name="Show all").first.click()
    page.keyboard.press("/")
    page.keyboard.type(name)
    expect(row(page, name)).to_be_visible()
    assert name not in page.url


def test_the_queue_is_for_everybody(page_as: PageAs, staff: httpx.Client, axe: Axe) -> None:
    name = somebody()
    task = left(staff, name)
    page = page_as("staff", f"/tasks/{task['id']}", color_scheme="dark")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    axe(page)
    small = page_as("staff", "/tasks", locale="es-US", viewport={"width": 390, "height": 844})
    expect(small.get_by_role("heading", level=1, name="Tareas")).to_be_visible()
    expect(small.get_by_role("link", name=name)).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") <= 390
    axe(small)


def test_notices_are_read_and_put_away(page_as: PageAs, desk: Desk, staff: httpx.Client) -> None:
    page = page_as("staff", "/waitlist")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    left(staff, somebody())
    bell = page.get_by_role("button", name=re.compile(r"^Notices \d+ unread"))
    expect(bell).to_be_visible()
    bell.click()
    box = page.get_by_role("dialog", name="Notices")
    expect(box.get_by_text("A new task").first).to_be_visible()
    box.get_by_role("button", name="Mark all read").click()
    expect(page.get_by_role("button", name="Notices", exact=True)).to_be_attached()
    box.get_by_role("button", name="Clear all").click()
    expect(box).to_contain_text("No notices")

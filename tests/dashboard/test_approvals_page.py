"""The doctor's queue: one card at a time, on the telephone first."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk
from tests.dashboard.test_tasks_page import left, somebody

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API as the front desk asks it."""
    api = desk.api("staff")
    yield api
    api.close()


def asked(api: httpx.Client, years: int, **more: Any) -> tuple[str, dict[str, Any]]:
    """A patient with an allergy asks for a refill; what was due longer ago stands in front."""
    name = somebody()
    record = {
        "name": {"first": "Ana", "last": name},
        "date_of_birth": "1988-04-12",
        "care": {"allergies": ["Penicillin"], "medications": ["Metformin"]},
    }
    patient = api.post("/api/patients", json=record).json()
    given = {
        "request_type": "prescription_refill",
        "owner": "doctor",
        "patient_id": patient["id"],
        "details": {"words": "two tablets are left"},
        "due_at": (datetime.now(UTC) - timedelta(days=365 * years)).isoformat(),
    }
    return f"Ana {name}", left(api, f"Ana {name}", **{**given, **more})


def test_a_doctor_decides_one_after_the_other(
    page_as: PageAs, staff: httpx.Client, axe: Axe
) -> None:
    (first, one), (second, other) = asked(staff, 9), asked(staff, 8)
    page = page_as("doctor", "/approvals", **PHONE)
    card = page.get_by_role("article", name=first)
    expect(card).to_contain_text("Penicillin")
    expect(card).to_contain_text("Metformin")
    expect(card).to_contain_text("It is late: it goes to the deputy")
    expect(card).to_contain_text("It names no medicine and no diagnosis.")
    axe(page)
    card.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status").get_by_text(f"{first}: approved")).to_be_visible()
    card = page.get_by_role("article", name=second)
    card.get_by_role("button", name="Reject").click()
    expect(card.get_by_role("alert")).to_contain_text("Say why")
    card.get_by_label("Note for the front desk").fill("She needs a visit first.")
    card.get_by_role("button", name="Reject").click()
    expect(card).to_be_hidden()
    page.get_by_role("link", name="Tasks").click()
    expect(page.get_by_role("heading", level=1, name="Tasks")).to_be_visible()
    decided = [decision(staff, each) for each in (one, other)]
    assert decided == [("approved", None), ("rejected", "She needs a visit first.")]
    follow = staff.get("/api/tasks", params={"patient_id": other["patient_id"], "owner": "staff"})
    (task,) = follow.json()["items"]
    assert task["details"] == {"decision": "rejected", "note": "She needs a visit first."}


def decision(api: httpx.Client, task: dict[str, Any]) -> tuple[Any, Any]:
    ends = datetime.now(UTC) + timedelta(seconds=10)
    while datetime.now(UTC) < ends:
        found = api.get(f"/api/tasks/{task['id']}").json()
        if found["decision"]:
            break
    return found["decision"], found["decision_note"]


def test_a_decision_is_taken_back(page_as: PageAs, staff: httpx.Client) -> None:
    name, task = asked(staff, 7)
    page = page_as("doctor", f"/approvals/{task['id']}", color_scheme="dark")
    card = page.get_by_role("article", name=name)
    card.get_by_role("button", name="Approve").click()
    expect(card).to_be_hidden()
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_role("link", name=name)).to_be_visible()
    page.get_by_role("link", name="Calendar").click()
    assert staff.get(f"/api/tasks/{task['id']}").json()["decision"] is None


def test_only_doctors_decide(page_as: PageAs, staff: httpx.Client, axe: Axe) -> None:
    name, task = asked(staff, 6)
    page = page_as("practice_admin", f"/approvals/{task['id']}", color_scheme="dark")
    expect(page.get_by_role("article", name=name)).to_contain_text("Only doctors decide here")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    axe(page)
    stranger = page_as("staff", "/approvals")
    expect(stranger.get_by_text("There is no such page")).to_be_visible()

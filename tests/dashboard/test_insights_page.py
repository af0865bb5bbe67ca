"""Insights: questions answered, with the calls behind them, also for those who cannot see."""

import re
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

QUESTIONS = (
    "How many people call?",
    "When do people call?",
    "What came of the calls?",
    "Why are callers put through?",
    "How long do calls last?",
    "Do we call back in time?",
    "How quickly does the receptionist answer?",
    "Which vendor fails?",
)


@pytest.fixture(scope="module")
def called(desk: Desk) -> None:
    """Two calls of today: a question that was answered, and somebody who wants a person."""
    for words in (["When are you open?", "no, that's all"], ["I want to talk to a human"]):
        with httpx.Client(base_url=desk.address, timeout=60) as chat:
            session = str(uuid4())
            given = {"clinicId": "riverside_dental", "sessionId": session}
            token = chat.post("/api/chatbot/token", json=given).raise_for_status().json()["token"]
            for said in ["", *words]:
                chat.post(
                    "/api/chatbot/message",
                    json={"message": said, "sessionId": session},
                    headers={"Authorization": f"Bearer {token}"},
                ).raise_for_status()


@pytest.mark.usefixtures("called")
def test_questions_are_answered_and_open_the_calls_behind_them(page_as: PageAs) -> None:
    page = page_as("admin", "/insights?span=week")
    for question in QUESTIONS:
        expect(page.get_by_role("heading", level=2, name=question)).to_be_visible()
    page.get_by_role("link", name=re.compile("^Asked for a person: ")).click()
    expect(page).to_have_url(re.compile(r"/calls\?since=.+&until=.+&reason=human"))
    page.go_back()
    came = page.get_by_role("region", name="What came of the calls?")
    came.or_(page.get_by_role("link", name=re.compile("^Question answered: "))).first.wait_for()
    page.get_by_role("button", name="Show as a table: What came of the calls?").click()
    table = page.get_by_role("region", name="What came of the calls?").get_by_role("table")
    expect(table.get_by_role("row", name=re.compile("Question answered"))).to_be_visible()
    cell = page.get_by_role("table", name="When do people call?").get_by_role("link").first
    cell.click()
    expect(page).to_have_url(re.compile(r"/calls\?.+weekday=\d&hour=\d+"))


@pytest.mark.usefixtures("called")
def test_days_are_chosen_and_kept_in_the_address(page_as: PageAs) -> None:
    page = page_as("admin", "/insights", viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Own dates").click()
    page.get_by_label("From").fill("2025-01-01")
    page.get_by_label("To", exact=True).fill("2025-01-31")
    expect(page.get_by_text("No calls in these days")).to_be_visible()
    page.reload()
    expect(page.get_by_label("From")).to_have_value("2025-01-01")
    expect(page.get_by_text("No calls in these days")).to_be_visible()
    page.get_by_role("button", name="Today").click()
    expect(page.get_by_role("heading", name="When do people call?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.usefixtures("called")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_insights(page_as: PageAs, axe: Axe, scheme: str) -> None:
    page = page_as("admin", "/insights?span=month", color_scheme=scheme)
    expect(page.get_by_role("heading", name="Which vendor fails?")).to_be_visible()
    expect(page.get_by_role("cell", name="works").first).to_be_visible()
    axe(page)

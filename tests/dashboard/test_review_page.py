"""The week's review on the desk: a call is read, marked, rated, made a test of, and done."""

from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk, chatted

WORDS = ("where do I park?", "no, that's all")


@pytest.fixture
def call(desk: Desk) -> str:
    """A call in which somebody asked where to park."""
    return chatted(desk, *WORDS)


def opened(page_as: PageAs, call: str, role: str = "staff", **more: str) -> Page:
    page = page_as(role, path=f"/call-review/{call}", **more)
    expect(page.get_by_text(WORDS[0])).to_be_visible()
    return page


def test_a_call_is_rated_marked_and_done(desk: Desk, page_as: PageAs, call: str) -> None:
    page = opened(page_as, call)
    page.get_by_role("button", name="Mark a mistake in this line").nth(1).click()
    page.get_by_label("What went wrong?").select_option("misheard")
    page.get_by_label("What the caller really wanted").select_option("book_appointment")
    page.get_by_role("textbox", name="Note").fill("asked about the car park")
    page.get_by_role("radio", name="4 stars of 5").check(force=True)
    page.get_by_label("A better answer").fill("Say that it is free.")
    page.get_by_role("button", name="Done, next call").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    with closing(desk.api("staff")) as api:
        kept = api.get(f"/api/calls/{call}/review").json()
    assert kept["status"] == "done"
    assert (kept["rating"], kept["better_answer"]) == (4, "Say that it is free.")
    assert kept["errors"] == [{"line": 1, "kind": "misheard", "note": "asked about the car park"}]
    assert kept["intents"] == [{"line": 1, "intent": "book_appointment"}]


def test_what_one_says_a_colleague_sees(page_as: PageAs, call: str) -> None:
    one, other = opened(page_as, call), opened(page_as, call, role="doctor")
    one.get_by_role("radio", name="2 stars of 5").check(force=True)
    one.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("2/5").first).to_be_visible()


def test_a_test_is_made_of_a_call(desk: Desk, page_as: PageAs, call: str) -> None:
    page = opened(page_as, call)
    page.get_by_role("button", name="Make a test of it").click()
    expect(page.get_by_text("Flows are published only if it passes")).to_be_visible()
    with closing(desk.api("admin")) as api:
        made = [one for one in api.get("/api/scripts").json() if one["call_id"] == call]
    assert len(made) == 1


def test_the_queue_is_worked_through_by_keyboard(page_as: PageAs, call: str) -> None:
    page = page_as("staff", path="/call-review")
    expect(page.get_by_role("list", name="Calls to listen to")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Your review")).to_be_visible()
    before = page.url
    page.keyboard.press("5")
    page.keyboard.press("e")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_it(page_as: PageAs, axe: Axe, call: str, theme: str) -> None:
    page = opened(page_as, call, color_scheme=theme)
    page.get_by_role("button", name="Mark a mistake in this line").first.click()
    axe(page)

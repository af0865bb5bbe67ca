"""The desk while the telephone rings: who sees the card, when, what it says; fifty at once."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from telephony.sandbox.twilio_call import ActedCall
from tests.dashboard.axe import Axe
from tests.dashboard.carrier import Wired, wired
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

KNOWN: Final = "+15125550187"
STRANGER: Final = "+15125550188"
SHOWN: Final = 6
"""Calls that have room in the strip, of many."""
WATCH: Final = """() => {
  window.popped = {};
  new MutationObserver(() => {
    for (const card of document.querySelectorAll("[data-pop]")) {
      const says = card.textContent;
      if (/Known number|New Patient/.test(says) && /\\d{4}/.test(says))
        window.popped[card.dataset.pop] ??= Date.now();
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
FRAMES: Final = """() => {
  window.frames_ = [];
  let before = performance.now();
  const next = (now) => {
    window.frames_.push(now - before);
    before = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wired]:
    """A clinic with a telephone, and one patient who has much to be told of."""
    with wired(tmp_path_factory.mktemp("wired")) as made:
        with closing(made.desk.api("staff")) as client:
            patient = {
                "name": {"first": "Ruth", "last": "Abernathy"},
                "date_of_birth": "1961-05-04",
                "phones": [{"kind": "mobile", "number": KNOWN}],
                "care": {"allergies": ["Penicillin"]},
                "account": {"balance": 240},
            }
            client.post("/api/patients", json=patient).raise_for_status()
        yield made


@pytest.fixture(scope="module")
def desk(line: Wired) -> Desk:
    """The pages here are of that clinic's server."""
    return line.desk


def ready(page: Page) -> Page:
    """A page that hears what happens."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-connected=true]') !== null")
    return page


QUIET: Final = """() => {
  const asked = performance.getEntriesByType("resource").map((each) => each.responseEnd);
  return performance.now() - Math.max(...asked) > 1000;
}"""
"""Whether a page has been there for a while, as a desk's is, and asks for nothing more."""


def rung(line: Wired, number: str, *pages: Page) -> tuple[ActedCall, list[int]]:
    """Somebody rings; the milliseconds until each page shows who it is."""
    for page in pages:
        page.wait_for_function(QUIET)
    call = line.rings(number)
    took = []
    for page in pages:
        page.wait_for_function("(id) => window.popped[id] !== undefined", arg=call.sid)
        shown = page.evaluate("(id) => window.popped[id]", call.sid)
        took.append(round(shown - line.rung_at[number] * 1000))
    return call, took


def pops(page: Page) -> Any:
    return page.get_by_role("region", name="Incoming calls").get_by_role("article")


def test_a_known_caller_pops_up_at_two_desks_and_at_no_other(
    line: Wired, page_as: PageAs, axe: Axe
) -> None:
    one, two = ready(page_as("staff")), ready(page_as("admin", "/tasks"))
    elsewhere = ready(page_as("staff", practice="lakeside"))
    doctor = ready(page_as("doctor"))
    for page in (one, two):
        page.evaluate(WATCH)
    call, first = rung(line, KNOWN, one, two)
    for page in (one, two):
        card = pops(page)
        expect(card).to_contain_text("Ruth Abernathy")
        expect(card).to_contain_text("Outstanding Balance$240")
        expect(card).to_contain_text("Allergies: Penicillin")
        expect(card).to_contain_text("(512) 555-0187")
        expect(card.get_by_role("button", name="View Profile")).to_be_visible()
    axe(one)
    expect(pops(elsewhere)).to_have_count(0)
    expect(pops(doctor)).to_have_count(0)
    expect(elsewhere.get_by_text("Nobody is on the line")).to_be_visible()
    with closing(line.desk.api("staff", "lakeside")) as client:
        assert client.get("/api/live_calls").json() == []
    with closing(line.desk.api("doctor")) as client:
        asked = client.get("/api/live_calls", params={"call_id": call.sid}).json()
        assert [each["ringing"] for each in asked] == [False]

    pops(two).get_by_role("button", name="Dismiss").click()
    expect(pops(two)).to_have_count(0)
    expect(pops(one)).to_have_count(1)
    strip = one.get_by_role("region", name="On the line now")
    expect(strip.get_by_role("button", name="Ruth Abernathy")).to_be_visible()
    line.asked(call)
    line.hang_up(call)
    expect(pops(one)).to_have_count(0)
    expect(strip).to_contain_text("Nobody is on the line")
    later: list[int] = []
    for _ in range(3):
        call, took = rung(line, KNOWN, one, two)
        later += took
        line.asked(call)
        line.hang_up(call)
        expect(pops(one)).to_have_count(0)
    told = f"first call {max(first)} ms, later {min(later)} to {max(later)} ms"
    print(f"webhook to a card with a name: {told}")  # noqa: T201


def test_a_call_is_followed_to_the_task_that_it_leaves(
    line: Wired, page_as: PageAs, axe: Axe
) -> None:
    page = ready(page_as("staff", color_scheme="dark"))
    call = line.rings(STRANGER)
    expect(pops(page)).to_contain_text("First time caller")
    expect(pops(page)).to_contain_text("(512) 555-0188")
    pops(page).get_by_role("button", name="Follow the call").click()
    card = page.get_by_role("dialog")
    expect(card.get_by_role("heading", level=2)).to_contain_text("(512) 555-0188")
    line.asked(call)
    line.says(call, "I have a question about my bill")
    expect(card.get_by_text("I have a question about my bill")).to_be_visible()
    expect(card.get_by_text("Billing question").first).to_be_visible()
    expect(card.get_by_role("button", name="Take over")).to_be_enabled()
    axe(page)
    line.asked(call)
    line.says(call, "Tom Becker")
    expect(card.get_by_text("Tom Becker").first).to_be_visible()
    told = line.asked(call)
    for _ in range(8):
        if call.ended.is_set():
            break
        line.says(call, "1" if "number" in told else "no" if "else" in told else "yes")
        told = line.asked(call)
    line.hang_up(call)
    expect(card.get_by_text("The call has ended.")).to_be_visible()
    card.get_by_role("link", name="Open the call").click()
    left = page.locator("section", has=page.get_by_role("heading", name="Left for the staff"))
    expect(left.get_by_role("link", name="Billing question")).to_be_visible()


def test_a_card_takes_no_focus_and_stands_aside_from_what_is_typed(
    line: Wired, page_as: PageAs
) -> None:
    page = ready(page_as("staff"))
    page.evaluate("""() => {
      const field = document.createElement("input");
      field.setAttribute("aria-label", "Typing here");
      field.style.cssText = "position:fixed;top:70px;right:30px;width:280px;z-index:1";
      document.querySelector("main").append(field);
      field.focus();
    }""")
    field = page.get_by_label("Typing here")
    field.press_sequentially("half a ")
    call = line.rings(KNOWN)
    expect(pops(page)).to_be_visible()
    page.keyboard.type("sentence")
    expect(field).to_be_focused()
    expect(field).to_have_value("half a sentence")
    typed, card = field.bounding_box(), pops(page).bounding_box()
    assert typed is not None
    assert card is not None
    assert card["y"] > typed["y"] + typed["height"]
    line.asked(call)
    line.hang_up(call)
    expect(pops(page)).to_have_count(0)


def test_fifty_calls_stay_one_line_and_smooth(line: Wired, page_as: PageAs) -> None:
    page = ready(page_as("staff"))
    page.evaluate(FRAMES)
    calls = [line.rings(f"+1512555{number:04}") for number in range(2000, 2050)]
    more = page.get_by_role("button", name=re.compile(r"Show \d+ more calls"))
    shown = page.locator("[data-call]")
    expect(more).to_have_text(f"+{len(calls) - SHOWN}", timeout=30_000)
    expect(shown).to_have_count(SHOWN)
    for call in calls:
        line.asked(call)
        line.says(call, "I would like to book a cleaning")
    for call in calls:
        line.asked(call)
    strip = page.get_by_role("region", name="On the line now")
    expect(strip.get_by_role("button", name="Book an appointment").first).to_be_visible()
    box = strip.bounding_box()
    assert box is not None
    assert box["height"] == 40
    frames = sorted(page.evaluate("() => window.frames_"))
    p50, p95 = (frames[int(len(frames) * share)] for share in (0.5, 0.95))
    of = f"{len(frames)} frames, p50 {p50:.1f}, p95 {p95:.1f}, longest {frames[-1]:.0f} ms"
    print(f"50 live calls: {of}")  # noqa: T201
    more.click()
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text("50 people on the line")
    page.keyboard.press("Escape")
    line.hang_up(*calls)
    expect(strip).to_contain_text("Nobody is on the line", timeout=20_000)

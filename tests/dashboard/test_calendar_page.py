"""The calendar from the desk: booked, dragged, refused, seen elsewhere, on the clinic's clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

CHICAGO = ZoneInfo("America/Chicago")
FAR = 150
"""Days from today on which the example data has nothing."""
MINUTE = 1.2
"""Pixels."""
CHEN, WILSON, LOPEZ = "Dr. Sarah Chen", "Dr. James Wilson", "Maria Lopez"
_mondays = count()


@pytest.fixture(scope="module")
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API, as the front desk."""
    client = desk.api("staff")
    yield client
    client.close()


@pytest.fixture
def monday(staff: httpx.Client) -> str:
    """A Monday on which everybody works and nobody is booked, another one for each test."""
    first = date.today() + timedelta(days=FAR)
    wanted = next(_mondays)
    day = first + timedelta(days=(7 - first.weekday()) % 7)
    found = -1
    while True:
        asked = {"since": str(day), "until": str(day)}
        (told,) = staff.get("/api/hours", params=asked).json()
        found += not told["holiday"]
        if found == wanted:
            return str(day)
        day += timedelta(days=7)


LEVEL = """([one, other]) =>
  Math.abs(one.getBoundingClientRect().y - other.getBoundingClientRect().y) <= 2"""
"""Whether two things stand at the same height; they do once the page has settled."""


def booked(staff: httpx.Client, start: str, name: str, **more: Any) -> Any:
    """An appointment with Dr. Chen, unless it says otherwise."""
    given = {"service": "checkup", "start": start, "patient_name": name, "provider": CHEN}
    answer = staff.post("/api/appointments", json=given | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def one(staff: httpx.Client, visit: Any) -> Any:
    return staff.get(f"/api/appointments/{visit['id']}").json()


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="Appointments").get_by_role("button", name=name)


def column(page: Page, title: str) -> Locator:
    return page.locator("[data-column]").filter(has=page.get_by_role("heading", name=title))


def drag(page: Page, visit: Locator, minutes: float = 0, to: Locator | None = None) -> None:
    """Take an appointment with the mouse, so many minutes down, or into another column."""
    visit.scroll_into_view_if_needed()
    box = visit.bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + 8
    there = to.bounding_box() if to is not None else None
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y + 3)
    page.mouse.move(x if there is None else there["x"] + 40, y + minutes * MINUTE, steps=4)
    page.mouse.up()


def test_what_is_booked_by_hand_is_seen_on_another_desk(
    page_as: PageAs, staff: httpx.Client, monday: str
) -> None:
    here = page_as("staff", f"/calendar?day={monday}")
    there = page_as("doctor", f"/calendar?day={monday}")
    expect(column(there, CHEN)).to_be_visible()
    here.get_by_role("button", name="Book", exact=True).click()
    form = here.get_by_role("dialog", name="Book an appointment")
    form.get_by_role("button", name="Book it").click()
    expect(form.get_by_text("Say who is coming.")).to_be_visible()
    form.get_by_role("button", name="New patient").click()
    form.get_by_label("First name").fill("Ingrid")
    form.get_by_label("Surname").fill("Solberg")
    form.get_by_label("Telephone").fill("512 555 0190")
    form.get_by_label("Service").select_option("cleaning")
    expect(form.get_by_label("With").locator("option")).to_have_text(["Anybody who does it", LOPEZ])
    form.get_by_label("Time", exact=True).fill("09:00")
    form.get_by_role("button", name="Book it").click()
    expect(here.get_by_text("Ingrid Solberg is booked for")).to_be_visible()
    expect(card(here, "9:00 AM Ingrid Solberg Confirmed · cleaning")).to_be_visible()
    expect(card(there, "Ingrid Solberg")).to_be_visible()
    (made,) = staff.get("/api/appointments", params={"since": f"{monday}T00:00:00Z"}).json()[
        "items"
    ][:1]
    assert (made["provider"], made["operatory"]) == (LOPEZ, "Hygiene 1")
    assert made["patient_id"]


def test_dragging_moves_and_can_be_undone(
    page_as: PageAs, staff: httpx.Client, monday: str
) -> None:
    visit = booked(staff, f"{monday}T10:00", "Nora Quist")
    page = page_as("staff", f"/calendar?day={monday}")
    drag(page, card(page, "Nora Quist"), minutes=65)
    expect(card(page, "11:05 AM Nora Quist")).to_be_visible()
    expect(page.get_by_text("Nora Quist is moved to")).to_be_visible()
    assert one(staff, visit)["start"] == f"{monday}T11:05"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Nora Quist is back at the old time.")).to_be_visible()
    expect(card(page, "10:00 AM Nora Quist")).to_be_visible()
    drag(page, card(page, "Nora Quist"), to=column(page, WILSON))
    expect(column(page, WILSON).get_by_role("button", name="Nora Quist")).to_be_visible()
    expect(page.get_by_text("Nora Quist is moved to").first).to_be_visible()
    there = one(staff, visit)
    assert (there["start"], there["provider"]) == (f"{monday}T10:00", WILSON)
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_conflict_rolls_back_and_says_why(
    page_as: PageAs, staff: httpx.Client, monday: str
) -> None:
    visit = booked(staff, f"{monday}T10:00", "Piet Mulder")
    booked(staff, f"{monday}T11:00", "Rita Alves")
    page = page_as("staff", f"/calendar?day={monday}")
    before = card(page, "Piet Mulder").bounding_box()
    drag(page, card(page, "Piet Mulder"), minutes=60)
    expect(page.get_by_role("alert")).to_have_text("The time is taken.")
    expect(card(page, "10:00 AM Piet Mulder")).to_be_visible()
    assert card(page, "Piet Mulder").bounding_box() == before
    assert one(staff, visit)["start"] == f"{monday}T10:00"


def test_everything_goes_by_keyboard(page_as: PageAs, staff: httpx.Client, monday: str) -> None:
    visit = booked(staff, f"{monday}T13:00", "Sven Aho")
    page = page_as("staff", f"/calendar?day={monday}")
    card(page, "Sven Aho").focus()
    page.keyboard.press("m")
    form = page.get_by_role("dialog", name="Move Sven Aho")
    expect(form.get_by_label("Time", exact=True)).to_be_focused()
    form.get_by_label("Time", exact=True).fill("15:30")
    form.get_by_label("With").select_option(WILSON)
    form.get_by_role("button", name="Move", exact=True).press("Enter")
    expect(form).to_have_count(0)
    expect(column(page, WILSON).get_by_role("button", name="3:30 PM Sven Aho")).to_be_visible()
    assert one(staff, visit)["provider"] == WILSON
    page.keyboard.press("ArrowRight")
    expect(column(page, CHEN).get_by_role("button", name="Sven Aho")).to_have_count(0)
    page.keyboard.press("w")
    expect(card(page, "Sven Aho")).to_be_visible()


def test_a_held_time_is_approved_and_another_is_called_off(
    page_as: PageAs, staff: httpx.Client, monday: str
) -> None:
    held = booked(staff, f"{monday}T09:00", "Tove Krag", service="crown", status="pending")
    gone = booked(staff, f"{monday}T14:00", "Ugo Bassi")
    page = page_as("staff", f"/calendar?day={monday}")
    card(page, "Tove Krag").click()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Tove Krag is approved; they are told.")).to_be_visible()
    expect(card(page, "Tove Krag Confirmed")).to_be_visible()
    card(page, "Ugo Bassi").click()
    page.get_by_role("button", name="Cancel…").click()
    form = page.get_by_role("dialog", name="Cancel the appointment of Ugo Bassi?")
    form.get_by_label("Reason").fill("Has a cold")
    form.get_by_label("The patient called it off").check()
    form.get_by_role("button", name="Cancel the appointment").click()
    expect(page.get_by_role("status").filter(has_text="Ugo Bassi")).to_be_visible()
    expect(card(page, "Ugo Bassi")).to_have_count(0)
    assert one(staff, held)["status"] == "confirmed"
    called_off = one(staff, gone)
    assert (called_off["cancel_reason"], called_off["cancelled_by"]) == ("Has a cold", "patient")


def test_time_is_blocked_and_a_day_is_closed(
    page_as: PageAs, staff: httpx.Client, monday: str
) -> None:
    page = page_as("staff", f"/calendar?day={monday}")
    expect(column(page, LOPEZ)).to_be_visible()
    page.keyboard.press("b")
    form = page.get_by_role("dialog", name="Block time")
    form.get_by_label("Who or which room").select_option(LOPEZ)
    form.get_by_label("From").fill(f"{monday}T14:00")
    form.get_by_label("Until").fill(f"{monday}T16:00")
    form.get_by_label("Reason").fill("Training")
    form.get_by_role("button", name="Block it").click()
    block = column(page, LOPEZ).get_by_role("button", name=f"Blocked · Training · {LOPEZ}")
    expect(block).to_contain_text("Training")
    block.click()
    page.get_by_role("button", name="Remove the block").click()
    expect(block).to_have_count(0)
    told = page.get_by_role("status").filter(has_text="can be booked again")
    told.get_by_role("button", name="Undo").click()
    expect(block).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Holidays and days off").click()
    off = page.get_by_role("dialog", name="Holidays and days off")
    off.get_by_label("Day", exact=True).fill(monday)
    off.get_by_label("Name").fill("Staff day")
    off.get_by_role("button", name="Enter the day").click()
    expect(off.get_by_role("listitem").filter(has_text="Staff day")).to_be_visible()
    off.get_by_role("button", name="Close").click()
    expect(column(page, CHEN).get_by_text("Staff day")).to_be_visible()


def test_the_clock_is_the_clinics_wherever_the_browser_stands(
    page_as: PageAs, staff: httpx.Client
) -> None:
    """Over the night on which clocks in Chicago go forward, while those in Berlin have not."""
    sunday = next(
        day
        for day in (date.today() + timedelta(days=FAR + number) for number in range(400))
        if _offset(day) < _offset(day + timedelta(days=1)) and day.weekday() == 6
    )
    friday, monday = sunday - timedelta(days=2), sunday + timedelta(days=1)
    booked(staff, f"{friday}T10:00", "Vera Winter")
    booked(staff, f"{monday}T10:00", "Willa Sommer")
    page = page_as("staff", f"/calendar?day={monday}&view=week", timezone_id="Europe/Berlin")
    after = card(page, "10:00 AM Willa Sommer").bounding_box()
    page.clock.set_fixed_time(datetime(monday.year, monday.month, monday.day, 15, tzinfo=UTC))
    page.reload()
    expect(page.locator("[data-now]")).to_be_visible()
    expect(card(page, "Willa Sommer")).to_be_visible()
    both = [page.locator("[data-now]"), card(page, "Willa Sommer")]
    page.wait_for_function(LEVEL, arg=[one.element_handle() for one in both])
    page.get_by_role("button", name="Earlier").click()
    before = card(page, "10:00 AM Vera Winter")
    expect(before).to_be_visible()
    assert after is not None
    page.keyboard.press("b")
    form = page.get_by_role("dialog", name="Block time")
    form.get_by_label("From").fill(f"{sunday}T00:00")
    form.get_by_label("Until").fill(f"{sunday}T06:00")
    form.get_by_role("button", name="Block it").click()
    expect(page.get_by_text(f"{CHEN} is blocked")).to_be_visible()
    query = {
        "since": f"{sunday}T00:00:00-06:00",
        "until": f"{sunday}T23:00:00-05:00",
    }
    (block,) = staff.get("/api/blocks", params=query).json()
    begins, ends = (datetime.fromisoformat(block[name]) for name in ("starts_at", "ends_at"))
    assert ends - begins == timedelta(hours=5)
    assert begins.astimezone(CHICAGO).hour == 0
    drag(page, before, minutes=-60)
    expect(card(page, "9:00 AM Vera Winter")).to_be_visible()


def _offset(day: date) -> timedelta:
    return datetime(day.year, day.month, day.day, tzinfo=CHICAGO).utcoffset() or timedelta()


def test_another_practice_sees_nothing(page_as: PageAs, staff: httpx.Client, monday: str) -> None:
    visit = booked(staff, f"{monday}T10:00", "Xenia Foss")
    stranger = page_as(
        "practice_admin", f"/calendar?day={monday}&appointment={visit['id']}", "lakeside"
    )
    told = stranger.get_by_role("dialog")
    expect(told.get_by_role("alert")).to_have_text("This does not exist, or not for you.")
    told.get_by_role("button", name="Close").click()
    expect(stranger.get_by_role("button", name="Xenia Foss")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_stumbles(
    page_as: PageAs, staff: httpx.Client, monday: str, axe: Axe, scheme: str
) -> None:
    booked(staff, f"{monday}T10:00", "Yara Blum", service="crown", status="pending")
    booked(staff, f"{monday}T13:00", "Zeno Hart")
    page = page_as("staff", f"/calendar?day={monday}", color_scheme=scheme)
    card(page, "Yara Blum").wait_for()
    axe(page)
    card(page, "Zeno Hart").click()
    expect(page.get_by_role("button", name="Cancel…")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("n")
    page.get_by_role("dialog").get_by_label("Service").select_option("cleaning")
    expect(page.get_by_role("group", name="Free times")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("w")
    expect(page.get_by_label("Whose week")).to_be_visible()
    axe(page)


def test_on_the_telephone_it_is_an_agenda(
    page_as: PageAs, staff: httpx.Client, monday: str, axe: Axe
) -> None:
    visit = booked(staff, f"{monday}T10:00", "Abe Lind")
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    page = page_as("staff", f"/calendar?day={monday}", locale="es-US", **phone)
    page.get_by_role("button", name="Abe Lind").click()
    page.get_by_role("button", name="Cambiar…").click()
    form = page.get_by_role("dialog", name="Cambiar la cita de Abe Lind")
    form.get_by_label("Hora", exact=True).fill("11:30")
    form.get_by_role("button", name="Cambiar", exact=True).click()
    expect(page.get_by_role("button", name="Abe Lind")).to_contain_text("11:30")
    assert one(staff, visit)["start"] == f"{monday}T11:30"
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
    axe(page)

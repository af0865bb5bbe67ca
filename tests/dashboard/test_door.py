"""The door of the desk: signing in and out, the rooms of each role, languages, the second tab."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk


@pytest.fixture
def stranger(desk: Desk, browser: Browser) -> Page:
    """A page of nobody."""
    page = browser.new_context(locale="en-US").new_page()
    page.goto(f"{desk.address}/")
    return page


def test_somebody_signs_in_and_out(desk: Desk, stranger: Page, axe: Axe) -> None:
    page = stranger
    email, password = desk.who("staff")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    axe(page)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("E-mail or password is wrong.")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.parametrize(
    ("role", "sees", "not_"),
    [
        ("staff", "Tasks", ("Approvals", "Flows", "Insights")),
        ("doctor", "Approvals", ("Flows", "Insights")),
        ("admin", "Insights", ("Approvals",)),
    ],
)
def test_a_role_has_its_rooms(page_as: PageAs, role: str, sees: str, not_: tuple[str, ...]) -> None:
    page = page_as(role)
    rooms = page.get_by_role("navigation", name="Rooms of the desk")
    expect(rooms.get_by_role("link", name=sees)).to_be_visible()
    for room in not_:
        expect(rooms.get_by_role("link", name=room)).to_have_count(0)


def test_two_tabs_are_signed_out_together(page_as: PageAs) -> None:
    one = page_as("staff")
    other = one.context.new_page()
    other.goto(one.url)
    expect(other.get_by_role("heading", level=1, name="Today")).to_be_visible()
    one.get_by_role("button", name="Your account").click()
    one.get_by_role("menuitem", name="Sign out").click()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_desk_speaks_spanish(page_as: PageAs) -> None:
    page = page_as("staff", locale="es-US")
    expect(page.get_by_role("heading", level=1, name="Hoy")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "es")

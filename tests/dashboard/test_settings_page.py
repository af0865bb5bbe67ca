"""The settings: one's own account, colleagues, the pause, the look, and the trail of it all."""

import csv
import re
from contextlib import closing
from datetime import UTC, datetime

import httpx
import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

PARTS = ("account", "people", "clinic", "look", "answering", "health", "trail", "agreements")


def enter(page: Page, email: str, password: str) -> None:
    """Fill in the sign-in form."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_somebody_is_added_and_sets_up_an_authenticator(
    desk: Desk, page_as: PageAs, browser: Browser, axe: Axe
) -> None:
    admin = page_as("practice_admin", "/settings/people")
    admin.get_by_role("button", name="Add somebody").click()
    form = admin.get_by_role("dialog")
    form.get_by_label("E-mail").fill("ana@riverside.example")
    form.get_by_label("First name").fill("Ana")
    form.get_by_label("Last name").fill("Ruiz")
    password = form.get_by_label("First password").input_value()
    axe(admin)
    form.get_by_role("button", name="Add somebody").click()
    row = admin.get_by_role("listitem").filter(has_text="Ana Ruiz")
    expect(row).to_contain_text("Front desk")

    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{desk.address}/dashboard/settings")
    enter(page, "ana@riverside.example", password)
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    expect(page.get_by_role("navigation", name="Parts of the settings")).to_have_count(0)
    page.get_by_role("button", name="Set up an authenticator").click()
    page.get_by_role("dialog").get_by_label("Your password").fill("not the password")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_have_text("The password is wrong.")
    page.get_by_role("dialog").get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Go on").click()
    picture = page.get_by_role("img", name="QR code for the authenticator")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    axe(page)
    clock = pyotp.TOTP(page.locator("[data-secret]").inner_text())
    page.get_by_label("Code").fill(clock.now())
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("It is asked for when you sign in.")).to_be_visible()
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    enter(page, "ana@riverside.example", password)
    page.get_by_label("Code of your authenticator").fill(clock.now())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()

    row.get_by_role("button", name="Change Ana Ruiz").click()
    admin.get_by_role("button", name="Deactivate").click()
    expect(row).to_contain_text("Deactivated")
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()


def test_a_pause_is_told_on_every_page_and_to_nobody_else(page_as: PageAs) -> None:
    admin = page_as("admin", "/settings/answering", practice="lakeside")
    staff = page_as("staff", "/tasks", practice="lakeside")
    other = page_as("staff", "/tasks")
    expect(
        staff.get_by_role("heading", level=1).or_(staff.get_by_label("Tasks")).first
    ).to_be_visible()
    admin.get_by_role("button", name="Pause the receptionist").click()
    sure = admin.get_by_role("dialog")
    sure.get_by_label("Why?").fill("The line is being repaired")
    sure.get_by_role("button", name="Pause the receptionist").click()
    band = staff.get_by_role("status").filter(has_text="The receptionist is paused")
    expect(band).to_contain_text("The line is being repaired")
    expect(band.get_by_role("link")).to_have_count(0)
    expect(other.get_by_text("The receptionist is paused")).to_have_count(0)
    expect(admin.get_by_role("heading", name="The receptionist is off the line.")).to_be_visible()
    admin.get_by_role("button", name="Let it answer again").click()
    expect(band).to_have_count(0)


def test_the_trail_tells_what_a_colleague_did(
    desk: Desk, page_as: PageAs, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(desk.api("staff")) as staff:
        last = f"Trail{datetime.now(UTC):%H%M%S}"
        made = staff.post("/api/patients", json={"name": {"first": "Tess", "last": last}})
        made.raise_for_status()
        patient = made.json()["id"]
        staff.get(f"/api/patients/{patient}").raise_for_status()
    page = page_as("practice_admin", f"/settings/trail?about={patient}")
    rows = page.get_by_role("list", name="Trail").get_by_role("listitem")
    expect(rows.first).to_contain_text("Maria Lopez read patients")
    expect(rows.first).to_contain_text("patient data")
    page.get_by_role("button", name="Check the chain").click()
    expect(page.get_by_text("The trail is whole")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export what is shown").click()
    kept = tmp_path_factory.mktemp("export") / "trail.csv"
    waiting.value.save_as(kept)
    with kept.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    assert {row["resource_id"] for row in told} == {patient}
    assert told[0]["user"] == "Maria Lopez"

    other = page_as("practice_admin", f"/settings/trail?about={patient}", practice="lakeside")
    expect(other.get_by_text("Nothing of this kind")).to_be_visible()


def test_who_is_no_admin_has_an_account_and_nothing_else(page_as: PageAs) -> None:
    page = page_as("staff", "/settings/people")
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/settings/account$"))
    page.get_by_label("Language").select_option("es")
    expect(page.get_by_role("heading", level=1, name="Su cuenta")).to_be_visible()
    admin = page_as("admin", "/settings/trail")
    expect(admin.get_by_role("heading", level=1, name="Trail")).to_be_visible()
    expect(admin.get_by_role("button", name="Check the chain")).to_have_count(0)


def test_a_look_is_kept_if_everybody_can_read_it(desk: Desk, page_as: PageAs) -> None:
    page = page_as("admin", "/settings/look", practice="lakeside")
    page.get_by_label("As a code").fill("#9be7ff")
    expect(page.get_by_text("choose a darker one")).to_be_visible()
    expect(page.get_by_role("button", name="Save the look")).to_be_disabled()
    page.get_by_label("As a code").fill("#1d4f91")
    page.get_by_label("Name shown").fill("Lakeside Family Medicine")
    page.get_by_role("button", name="Save the look").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    brand = httpx.get(f"{desk.address}/api/brand?clinic=lakeside_medical").json()
    assert (brand["accent"], brand["name"]) == ("#1d4f91", "Lakeside Family Medicine")


def test_a_setting_is_kept_refused_and_taken_back(page_as: PageAs) -> None:
    page = page_as("admin", "/settings/clinic", practice="lakeside")
    form = page.get_by_role("form", name="Numbers whose calls are not taken")
    form.get_by_role("textbox").fill("12")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("list of numbers")
    form.get_by_role("textbox").fill("+1 (512) 555-0166")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("textbox")).to_have_value("+15125550166")
    form.get_by_role("button", name="Back to how it comes").click()
    expect(form.get_by_role("textbox")).to_have_value("")
    expect(page.get_by_text(re.compile("Calls are (not )?recorded"))).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_settings(page_as: PageAs, axe: Axe, scheme: str) -> None:
    page = page_as("practice_admin", "/settings/account", color_scheme=scheme)
    parts = page.get_by_role("navigation", name="Parts of the settings")
    for place in range(len(PARTS)):
        link = parts.get_by_role("link").nth(place)
        link.click()
        expect(page.get_by_role("heading", level=1, name=link.inner_text())).to_be_visible()
        expect(page.get_by_role("status", name="Loading")).to_have_count(0)
        axe(page)

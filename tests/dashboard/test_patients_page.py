"""Patients from the desk: found, corrected, put together, booked; who is shown what."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

_numbers = count(5125550300)
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def staff(desk: Desk) -> Iterator[httpx.Client]:
    """The API, as the front desk."""
    client = desk.api("staff")
    yield client
    client.close()


def entered(staff: httpx.Client, first: str, last: str, **more: Any) -> Any:
    """A patient with a telephone."""
    given = {
        "name": {"first": first, "last": last},
        "date_of_birth": "1981-05-06",
        "phones": [{"number": f"+1{next(_numbers)}"}],
    }
    answer = staff.post("/api/patients", json=given | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def shown(page: Page, name: str) -> Any:
    """The page of a patient."""
    return page.get_by_role("article", name=name)


def test_somebody_is_found_by_what_is_known(page_as: PageAs, staff: httpx.Client) -> None:
    bo = entered(staff, "Bo", "Zetterlund", date_of_birth="1933-11-08")
    entered(staff, "Ann", "Zettergren")
    page = page_as("staff", "/patients")
    rows = page.get_by_role("listitem")
    found = page.get_by_role("list", name="Patients who were found")
    field = page.get_by_role("searchbox", name="Name, telephone or date of birth")
    page.get_by_role("list", name="All patients").wait_for()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    field.fill("Zett")
    expect(found.get_by_role("button")).to_have_count(2)
    field.fill("bo zetter")
    expect(found.get_by_role("button")).to_have_count(1)
    for typed in ("11/8/1933", bo["phones"][0]["number"]):
        field.fill(typed)
        expect(found.get_by_role("button", name="Bo Zetterlund")).to_be_visible()
    field.press("Enter")
    expect(shown(page, "Bo Zetterlund").get_by_role("heading", level=2).first).to_be_visible()
    assert page.url.endswith(f"/patients/{bo['id']}")
    field.fill("Nobodyatall")
    expect(page.get_by_text("Nobody is found by that")).to_be_visible()
    expect(rows.first).to_be_visible()


def test_a_record_is_entered_and_corrected(page_as: PageAs, staff: httpx.Client) -> None:
    page = page_as("staff", "/patients")
    page.get_by_role("button", name="New patient").click()
    form = page.get_by_role("dialog", name="New patient")
    form.get_by_label("First name").fill("Cleo")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text("A patient has a first name and a surname.")
    form.get_by_label("Surname").fill("Drummond")
    form.get_by_label("Telephone", exact=True).fill("555")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("needs its area code")
    form.get_by_label("Telephone", exact=True).fill("(512) 555-0399")
    form.get_by_role("button", name="Save").click()
    whole = shown(page, "Cleo Drummond")
    expect(whole.get_by_role("link", name="Call Cleo back")).to_have_attribute(
        "href", "tel:+15125550399"
    )
    expect(whole.get_by_text("No allergies noted")).to_be_visible()
    whole.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit Cleo Drummond")
    form.get_by_label("Goes by").fill("Cleopatra")
    form.get_by_label("Allergies").fill("Penicillin\nLatex")
    form.get_by_label("Note for the desk").fill("Needs the ramp.")
    form.get_by_role("button", name="Save").click()
    expect(whole.get_by_text("Allergy: Penicillin")).to_be_visible()
    expect(whole.get_by_text("goes by Cleopatra")).to_be_visible()
    expect(whole.get_by_text("Needs the ramp.")).to_be_visible()
    whole.get_by_role("button", name="Add a telephone").click()
    whole.get_by_label("Number").fill("512 555 0398")
    whole.get_by_label("Kind").select_option("work")
    whole.get_by_role("button", name="Add", exact=True).click()
    expect(whole.get_by_role("link", name="(512) 555-0398")).to_be_visible()
    whole.get_by_role("button", name="Remove (512) 555-0398").click()
    expect(whole.get_by_role("link", name="(512) 555-0398")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(whole.get_by_role("link", name="(512) 555-0398")).to_be_visible()


def test_two_records_become_one_when_a_person_says_so(page_as: PageAs, staff: httpx.Client) -> None:
    one = entered(staff, "Dag", "Engstrom", care={"allergies": ["Latex"]})
    other = entered(staff, "Dag", "Engstrom", care={"allergies": ["Iodine"]})
    page = page_as("staff", f"/patients/{one['id']}")
    whole = shown(page, "Dag Engstrom")
    expect(whole.get_by_text("One other record may be of the same person.")).to_be_visible()
    whole.get_by_role("button", name="Compare").click()
    form = page.get_by_role("dialog", name="One person, two records?")
    expect(form.get_by_text("Allergies and notes of both are kept")).to_be_visible()
    expect(form.get_by_text("Iodine")).to_be_visible()
    form.get_by_role("button", name="Make one record of both").click()
    expect(whole.get_by_text("Allergy: Iodine")).to_be_visible()
    expect(whole.get_by_text("Allergy: Latex")).to_be_visible()
    expect(whole.get_by_role("button", name="Compare")).to_have_count(0)
    page.goto(page.url.replace(one["id"], other["id"]))
    expect(shown(page, "Dag Engstrom").get_by_text("Allergy: Latex")).to_be_visible()


def test_booking_from_the_record_shows_in_it_and_on_another_desk(
    page_as: PageAs, staff: httpx.Client
) -> None:
    made = entered(staff, "Elsa", "Frisk")
    page = page_as("staff", f"/patients/{made['id']}")
    other = page_as("doctor", f"/patients/{made['id']}")
    expect(shown(other, "Elsa Frisk").get_by_text("Nothing is booked.")).to_be_visible()
    shown(page, "Elsa Frisk").get_by_role("button", name="Book").click()
    form = page.get_by_role("dialog", name="Book an appointment")
    expect(form.get_by_text("Elsa Frisk")).to_be_visible()
    form.get_by_label("Service").select_option("cleaning")
    day = date.today() + timedelta(days=80)
    day += timedelta(days=(1 - day.weekday()) % 7)
    form.get_by_label("Day").fill(str(day))
    form.get_by_label("Time", exact=True).fill("07:00")
    form.get_by_role("button", name="Book it").click()
    expect(page.get_by_text("Elsa Frisk is booked for")).to_be_visible()
    for each in (page, other):
        visits = each.get_by_role("region", name="Coming visits")
        expect(visits.get_by_role("link")).to_contain_text("7:00 AM")
    page.get_by_role("region", name="Coming visits").get_by_role("link").click()
    sheet = page.get_by_role("dialog", name="Elsa Frisk")
    expect(sheet.get_by_text("7:00 – 8:00 AM")).to_be_visible()
    sheet.get_by_role("link", name="Open the patient").click()
    expect(shown(page, "Elsa Frisk").get_by_text("Has not had a visit yet.")).to_be_visible()


def test_the_server_decides_who_sees_what(page_as: PageAs, staff: httpx.Client) -> None:
    care = {"medications": ["Metformin"], "allergies": ["Latex"]}
    made = entered(staff, "Finn", "Gran", care=care, preferences={"channel": "text"})
    path = f"/patients/{made['id']}"
    desk = page_as("staff", path)
    expect(shown(desk, "Finn Gran").get_by_text("Allergy: Latex")).to_be_visible()
    expect(shown(desk, "Finn Gran").get_by_text("Has not had a visit yet.")).to_be_visible()
    expect(desk.get_by_text("Metformin")).to_have_count(0)
    doctor = page_as("doctor", path)
    expect(shown(doctor, "Finn Gran").get_by_text("Metformin")).to_be_visible()
    stranger = page_as("practice_admin", path, "lakeside")
    expect(stranger.get_by_text("This does not exist, or not for you.")).to_be_visible()
    expect(stranger.get_by_text("Finn Gran")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_stumbles_over_a_patient(
    page_as: PageAs, staff: httpx.Client, axe: Axe, scheme: str
) -> None:
    made = entered(staff, "Gus", f"Holm{scheme}", care={"allergies": ["Latex"], "notes": "Shy."})
    page = page_as("staff", f"/patients/{made['id']}", color_scheme=scheme)
    expect(page.get_by_text("Nothing beyond what their visits need.")).to_be_visible()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("dialog").wait_for()
    axe(page)


def test_a_patient_on_the_telephone_in_spanish(
    page_as: PageAs, staff: httpx.Client, axe: Axe
) -> None:
    made = entered(staff, "Hilda", "Ibsen")
    page = page_as("staff", f"/patients/{made['id']}", locale="es-US", **PHONE)
    expect(shown(page, "Hilda Ibsen").get_by_text("Próximas visitas")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    axe(page)
    page.get_by_role("link", name="Volver a la lista").click()
    expect(page.get_by_role("list", name="Todos los pacientes")).to_be_visible()

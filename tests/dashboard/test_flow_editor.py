"""The flow editor: what a practice manager changes the receptionist with, without fear."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk

FLOW = "dental_reception"
EDITOR = f"/flows/{FLOW}"
LONG = 150_000
"""Milliseconds that a proof may take beside two other browsers and their servers."""


@pytest.fixture
def admin(desk: Desk) -> Iterator[httpx.Client]:
    """The API as an admin; drafts and other versions are gone before and after."""
    api = desk.api("admin")
    api.timeout = httpx.Timeout(60)
    first = api.get(f"/api/flows/{FLOW}/versions").json()[-1]["id"]
    api.delete(f"/api/flows/{FLOW}/draft")
    yield api
    api.delete(f"/api/flows/{FLOW}/draft")
    for script in api.get("/api/scripts").json():
        if script["name"].startswith("editor-"):
            api.delete(f"/api/scripts/{script['name']}")
    if api.get(f"/api/flows/{FLOW}/versions").json()[0]["id"] != first:
        api.post(f"/api/flows/{FLOW}/versions/{first}/restore").raise_for_status()
    api.close()


def ready(page: Page) -> Page:
    """Once the first check has come back."""
    expect(page.get_by_text("No problems", exact=True)).to_be_visible(timeout=30_000)
    return page


def find(page: Page, words: str) -> None:
    """Have the cursor at the end of the line that holds words."""
    page.locator(".cm-content").first.click()
    page.keyboard.press("Control+f")
    page.get_by_role("textbox", name="Find").press_sequentially(words)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("End")


def greeting(desk: Desk) -> str:
    """What a new caller hears first, over the chat."""
    with httpx.Client(base_url=desk.address, timeout=30) as api:
        token = api.post("/api/chatbot/token", json={"clinicId": "riverside_dental"}).json()
        said = api.post(
            "/api/chatbot/message",
            json={"message": "", "sessionId": token["sessionId"]},
            headers={"Authorization": f"Bearer {token['token']}"},
        )
        said.raise_for_status()
        return str(said.json()["response"])


def drafted(admin: httpx.Client) -> dict[str, str]:
    """The texts of the draft, by the name of their file."""
    answer = admin.get(f"/api/flows/{FLOW}/draft").json()
    return {one["name"]: one["text"] for one in answer["files"]}


def test_a_greeting_is_broken_mended_proved_published_and_rolled_back(
    desk: Desk, page_as: PageAs, admin: httpx.Client
) -> None:
    page = page_as("admin", "/flows")
    page.get_by_role("link", name="Dental reception").click()
    ready(page)
    find(page, "collect: [preferred_time]")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("s")
    expect(page.locator(".cm-lintRange-error").first).to_have_text("preferred_times")
    problem = page.get_by_role("region", name="problems").get_by_role("listitem").first
    expect(problem).to_contain_text("did you mean 'preferred_time'?")
    expect(page.get_by_role("button", name="Publish…")).to_be_disabled()
    problem.get_by_role("button", name="Write preferred_time").click()
    ready(page)
    page.get_by_role("button", name="Form", exact=True).click()
    page.get_by_role("button", name="Spanish hint").click()
    page.get_by_role("textbox", name="What callers hear").fill("En español, marque dos.")
    page.get_by_role("tab", name="Changes").click()
    changes = page.get_by_role("tabpanel", name="Changes")
    expect(changes).to_contain_text("marque dos", timeout=LONG)
    page.get_by_role("tab", name="Proof").click()
    page.get_by_role("button", name="Prove it").click()
    expect(page.get_by_text("Every call ends.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text(re.compile(r"The longest takes \d+ turns\."))).to_be_visible()
    page.get_by_role("button", name="Publish…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("region", name="What changes for callers")).to_contain_text(
        "marque dos"
    )
    dialog.get_by_label("Why").fill("Shorter")
    dialog.get_by_role("button", name="Publish").click()
    expect(dialog).to_contain_text("New calls begin on it.", timeout=LONG)
    dialog.get_by_role("button", name="Close").first.click()
    assert "En español, marque dos." in greeting(desk)
    page.get_by_role("tab", name="History").click()
    history = page.get_by_role("tabpanel", name="History")
    expect(history.get_by_role("listitem").first).to_contain_text("Shorter")
    history.get_by_role("button", name="Roll back to this").last.click()
    page.get_by_role("dialog").get_by_role("button", name="Roll back to this").click()
    expect(page.get_by_text("is in force again")).to_be_visible()
    assert "Para español, oprima dos." in greeting(desk)


def test_a_test_of_the_clinic_that_fails_refuses_to_publish(
    page_as: PageAs, admin: httpx.Client
) -> None:
    script = (
        "call: hears the greeting\nflow: dental_reception\nclinic: riverside_dental\n"
        "now: 2026-03-02T09:15:00-06:00\nturns:\n  - agent: Thank you for calling\n"
        "  - hangs_up: true\nexpect: {disposition: abandoned}\n"
    )
    admin.put("/api/scripts/editor-greeting", json={"text": script}).raise_for_status()
    texts = drafted(admin)
    name = f"{FLOW}.yaml"
    texts[name] = texts[name].replace("Thank you for calling {clinic.name}.", "Hello.")
    files = [{"name": key, "text": text} for key, text in texts.items()]
    admin.put(f"/api/flows/{FLOW}/draft", json={"revision": 0, "files": files}).raise_for_status()
    page = ready(page_as("admin", EDITOR))
    page.get_by_role("button", name="Publish…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Publish").click()
    expect(dialog).to_contain_text("Nothing was published.", timeout=LONG)
    expect(dialog).to_contain_text("editor-greeting")


def test_two_people_write_and_nothing_is_lost(page_as: PageAs, admin: httpx.Client) -> None:
    page = ready(page_as("admin", EDITOR))
    texts = drafted(admin)
    name = f"{FLOW}.yaml"
    texts[name] = texts[name].replace("How can I help you?", "What brings you here?")
    files = [{"name": key, "text": text} for key, text in texts.items()]
    admin.put(f"/api/flows/{FLOW}/draft", json={"revision": 0, "files": files}).raise_for_status()
    find(page, "turns: 60")
    page.keyboard.type("  # enough for everybody")
    dialog = page.get_by_role("dialog", name="Somebody else has saved this draft")
    expect(dialog).to_contain_text("enough for everybody")
    expect(dialog).to_contain_text("What brings you here?")
    dialog.get_by_role("button", name="Put both together").click()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    found = drafted(admin)[name]
    assert "turns: 60  # enough for everybody" in found
    assert "What brings you here?" in found


def test_what_is_not_saved_comes_back(page_as: PageAs, admin: httpx.Client) -> None:
    page = ready(page_as("admin", EDITOR))
    find(page, "turns: 60")
    page.keyboard.type("  # typed in a hurry")
    page.reload()
    expect(page.get_by_text("It is back.")).to_be_visible()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    assert "typed in a hurry" in drafted(admin)[f"{FLOW}.yaml"]


def test_the_form_keeps_comments(page_as: PageAs, admin: httpx.Client) -> None:
    before = drafted(admin)["riverside_dental.yaml"]
    page = ready(page_as("admin", EDITOR))
    page.get_by_role("button", name="Form", exact=True).click()
    page.get_by_role("button", name="Hours", exact=True).click()
    page.get_by_role("group", name="Friday").get_by_label("Friday, until").fill("15:30")
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    after = drafted(admin)["riverside_dental.yaml"]
    assert after == before.replace('fri: "08:00-13:00"', 'fri: "08:00-15:30"') != before


def test_the_picture_follows_the_text_and_a_test_call(page_as: PageAs, admin: httpx.Client) -> None:
    page = ready(page_as("admin", EDITOR))
    step = page.locator('[data-step="book_appointment.offer.opening"]')
    find(page, "left out where the clinic books by request")
    expect(step).to_have_attribute("aria-current", "location")
    page.locator('[data-step="book_appointment.collect.preferred_time"]').click()
    expect(page.locator(".cm-activeLine")).to_contain_text("collect: [preferred_time]")
    page.get_by_role("tab", name="Test call").click()
    page.get_by_role("button", name="Call", exact=True).click()
    says = page.get_by_role("textbox", name="What the caller says")
    says.fill("I need a cleaning")
    says.press("Enter")
    name = page.locator('[data-step="book_appointment.collect.patient_name"]')
    expect(name).to_have_attribute("data-lit", "now")
    says.fill("Ana Ruiz")
    says.press("Enter")
    expect(name).to_have_attribute("data-lit", "passed")


def test_every_key_arrives(page_as: PageAs, admin: httpx.Client) -> None:
    page = ready(page_as("admin", EDITOR))
    find(page, "turns: 60")
    page.evaluate("""() => {
        window.spent = [];
        const box = document.querySelector(".cm-content");
        box.addEventListener("keydown", () => window.from = performance.now(), true);
        box.addEventListener("input", () => queueMicrotask(() =>
            window.spent.push(performance.now() - window.from)));
    }""")
    page.keyboard.type("  # a comment of some forty letters, typed")
    spent = sorted(page.evaluate("window.spent"))
    assert len(spent) > 30
    p50, p95 = (spent[int(len(spent) * share)] for share in (0.5, 0.95))
    print(f"a key in the editor: p50 {p50:.1f}, p95 {p95:.1f} ms")  # noqa: T201


def test_staff_have_no_editor(page_as: PageAs) -> None:
    page = page_as("staff", EDITOR)
    expect(page.get_by_text("There is no such page.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(page_as: PageAs, admin: httpx.Client, axe: Axe, scheme: str) -> None:
    page = page_as("admin", "/flows", color_scheme=scheme)
    expect(page.get_by_role("link", name="Dental reception")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Dental reception").click()
    ready(page)
    axe(page)
    page.get_by_role("button", name="Form", exact=True).click()
    page.get_by_role("button", name="Greeting Thank you").click()
    page.get_by_role("button", name="List", exact=True).click()
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("tab", name="Picture").click()
    expect(page.get_by_role("heading", name="Book an appointment")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

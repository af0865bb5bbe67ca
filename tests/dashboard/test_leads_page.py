"""Leads: a file is dropped, told line by line what was wrong in it, and made a campaign of."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.dashboard.axe import Axe
from tests.dashboard.conftest import PageAs
from tests.dashboard.test_tasks_page import somebody

DROPPED = """async ([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/csv" }));
  const how = { bubbles: true, cancelable: true, dataTransfer: carried };
  const place = document.elementFromPoint(400, 400);
  for (const kind of ["dragover", "drop"]) place.dispatchEvent(new DragEvent(kind, how));
}"""


def file(who: str) -> str:
    """Three lines: one who agreed, one who did not, and one without a telephone that can be."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    one, other = (f"+1512555{uuid4().int % 10_000:04}" for _ in range(2))
    return (
        "Name,Phone,Email,Consent source,Consent at\r\n"
        f"Ana {who},{one},ana@example.com,web form,{now}\r\n"
        f"Ben {who},{other},nowhere,,\r\n"
        f"Cy {who},12,,,\r\n"
    )


def choose(page: Page, text: str, source: str, name: str = "leads.csv") -> None:
    page.get_by_role("button", name="Upload a file").first.click()
    dialog = page.get_by_role("dialog", name="Upload leads")
    given: Any = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    dialog.get_by_label("Choose a file").set_input_files(given)
    dialog.get_by_label("Where you have them from").fill(source)
    dialog.get_by_role("button", name="Upload", exact=True).click()


def test_a_file_is_uploaded_and_told_of(page_as: PageAs, axe: Axe) -> None:
    who = somebody()
    source, text = f"Spring fair {who}", file(who)
    page = page_as("admin", "/outreach/leads")
    other = page_as("staff", "/outreach/leads", color_scheme="dark")
    expect(other.get_by_role("heading", level=1, name="Outreach")).to_be_visible()
    choose(page, text, source)
    article = page.get_by_role("article", name=source)
    expect(article).to_contain_text("2 of 3 kept")
    expect(article).to_contain_text("1 agreed to be called")
    report = article.get_by_role("region", name="What was wrong in the file")
    expect(report.get_by_role("row").nth(0)).to_contain_text("Line 3")
    expect(report.get_by_role("row").nth(1)).to_contain_text("This is no telephone number.")
    expect(report.get_by_role("row").nth(1)).to_contain_text("left out")
    people = article.get_by_role("list", name="The people")
    expect(people.get_by_role("listitem").filter(has_text=f"Ana {who}")).to_be_visible()
    expect(other.get_by_role("link", name=source)).to_contain_text("1 agreed to be called")
    axe(page)
    axe(other)
    choose(page, text, source)
    expect(page.get_by_role("status").get_by_text("This file was here before")).to_be_visible()
    with page.expect_download() as kept:
        article.get_by_role("button", name="Download with results").click()
    assert f"Ana {who}" in kept.value.path().read_text("utf-8-sig")
    article.get_by_role("link", name="Make a campaign").click()
    dialog = page.get_by_role("dialog", name="New campaign")
    expect(dialog.get_by_label("Batch of leads")).to_contain_text(source)
    pane = dialog.get_by_role("region", name="Who would be called")
    expect(pane).to_contain_text("1 person")
    expect(pane).to_contain_text("1 never agreed to it")


def test_a_file_is_dropped(page_as: PageAs, axe: Axe) -> None:
    who = somebody()
    page = page_as("staff", "/outreach/leads")
    expect(page.get_by_role("heading", level=1, name="Outreach")).to_be_visible()
    page.evaluate(DROPPED, [f"{who}.csv", file(who)])
    dialog = page.get_by_role("dialog", name="Upload leads")
    expect(dialog).to_contain_text(f"{who}.csv")
    axe(page)
    dialog.get_by_label("Where you have them from").fill(f"Dropped {who}")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("article", name=f"Dropped {who}")).to_be_visible()
    expect(page.get_by_role("link", name="Make a campaign")).to_have_count(0)


def test_what_cannot_be_read_is_said(page_as: PageAs) -> None:
    page = page_as("staff", "/outreach/leads")
    choose(page, "Name,Mail\r\nAna,ana@example.com\r\n", somebody())
    dialog = page.get_by_role("dialog", name="Upload leads")
    expect(dialog.get_by_role("alert")).to_contain_text("Missing: phone")
    dialog.get_by_role("button", name="Close").first.click()
    page.get_by_role("button", name="Upload a file").first.click()
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a file first.")

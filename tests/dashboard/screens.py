"""Pictures of every page, light and dark, desktop and telephone: `make screens`.

They go to `docs/images/desk/`, and `docs/desk.md` shows them. The clinic is the example one, so the
pictures tell of nobody.
"""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.dashboard.chromium import MISSING, launched
from tests.dashboard.desk import Desk, begun, free_port, wait_until_ready
from tests.dashboard.outreach_sample import arrange

PLACE: Final = Path(__file__).parents[2] / "docs" / "images" / "desk"
SIZES: Final = {"desktop": (1360, 860), "phone": (390, 844)}
THEMES: Final = ("light", "dark")
QUALITY: Final = 72
"""Of JPEG: sharp enough to read, small enough to keep with the documentation."""
SETTLES_MS: Final = 1200
"""For what moves in, charts and pictures of sound among it."""


NOBODY: Final = ""
"""The role of who has not signed in."""
WEEKEND: Final = (5, 6)
CHICAGO: Final = "America/Chicago"


@dataclass(frozen=True)
class Shot:
    """A page to take a picture of. `path` may hold names of what `known` finds."""

    name: str
    role: str
    path: str
    waits: str = "main"
    """What has to be on it, as CSS: what is drawn late."""


SHOTS: Final = (
    Shot("today", "staff", "/"),
    Shot("today-doctor", "doctor", "/"),
    Shot("tasks", "staff", "/tasks"),
    Shot("task", "staff", "/tasks/{task}"),
    Shot("approvals", "doctor", "/approvals"),
    Shot("calls", "staff", "/calls"),
    Shot("call", "staff", "/calls/{call}"),
    Shot("calendar", "staff", "/calendar?day={workday}"),
    Shot("patients", "staff", "/patients"),
    Shot("patient", "staff", "/patients/{patient}"),
    Shot("waitlist", "staff", "/waitlist"),
    Shot("wish", "staff", "/waitlist/{wish}"),
    Shot("messages", "staff", "/messages/{thread}"),
    Shot("consents", "staff", "/messages/consents"),
    Shot("campaign", "practice_admin", "/outreach/campaigns/{campaign}"),
    Shot("campaign-new", "practice_admin", "/outreach/campaigns?new=recall", "[role=dialog] li"),
    Shot("leads", "practice_admin", "/outreach/leads/{batch}"),
    Shot("outreach-calls", "practice_admin", "/outreach/calls"),
    Shot("escalations", "staff", "/escalations"),
    Shot("escalation", "staff", "/escalations/{escalation}"),
    Shot("review", "staff", "/call-review"),
    Shot("review-call", "staff", "/call-review/{call}"),
    Shot("test-call", "staff", "/test-call"),
    Shot("flows", "practice_admin", "/flows"),
    Shot("flow", "practice_admin", "/flows/{flow}", ".react-flow__node, [data-source]"),
    Shot("insights", "practice_admin", "/insights"),
    Shot("settings", "practice_admin", "/settings"),
    Shot("settings-people", "practice_admin", "/settings/people"),
    Shot("settings-health", "practice_admin", "/settings/health"),
    Shot("settings-trail", "practice_admin", "/settings/trail"),
    Shot("settings-agreements", "practice_admin", "/settings/agreements"),
    Shot("settings-clinic", "practice_admin", "/settings/clinic"),
    Shot("settings-look", "practice_admin", "/settings/look"),
    Shot("settings-answering", "practice_admin", "/settings/answering"),
    Shot("sign-in", NOBODY, "/", "form"),
)


def known(desk: Desk) -> dict[str, str]:
    """Something to show of each kind."""
    api = desk.api("practice_admin")

    def first(path: str, **query: Any) -> Mapping[str, Any]:
        answer: httpx.Response = api.get(path, params=query)
        answer.raise_for_status()
        items: list[Mapping[str, Any]] = answer.json()["items"]
        return items[0]

    return {
        "task": str(first("/api/tasks", status="pending")["id"]),
        "call": str(first("/api/calls", disposition="booked")["id"]),
        "patient": str(first("/api/patients")["id"]),
        "escalation": str(first("/api/escalations")["id"]),
        "wish": str(first("/api/waitlist", status="waiting")["id"]),
        "workday": workday(datetime.now(ZoneInfo(CHICAGO)).date()).isoformat(),
        "flow": "dental_reception",
        **arrange(desk),
    }


def workday(day: date) -> date:
    """The day, or the Monday after it."""
    while day.weekday() in WEEKEND:
        day += timedelta(days=1)
    return day


def take(desk: Desk, browser: Browser, only: tuple[str, ...]) -> int:
    """Take the pictures; returns how many."""
    ids = known(desk)
    PLACE.mkdir(parents=True, exist_ok=True)
    count = 0
    for size in SIZES:
        for theme in THEMES:
            pages: dict[str, Page] = {}
            for shot in SHOTS:
                if only and shot.name not in only:
                    continue
                if shot.role not in pages:
                    pages[shot.role] = _context(desk, browser, shot.role, size, theme).new_page()
                page = pages[shot.role]
                page.goto(f"{desk.address}/dashboard{shot.path.format(**ids)}")
                page.wait_for_load_state("load")
                page.locator(shot.waits).first.wait_for()
                page.wait_for_timeout(SETTLES_MS if shot.waits == "main" else 3 * SETTLES_MS)
                name = f"{shot.name}-{size}-{theme}.jpg"
                page.screenshot(path=PLACE / name, type="jpeg", quality=QUALITY)
                count += 1
            for page in pages.values():
                page.context.close()
    return count


def _context(desk: Desk, browser: Browser, role: str, size: str, theme: Any) -> BrowserContext:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale="en-US",
        timezone_id=CHICAGO,
        has_touch=size == "phone",
        reduced_motion="reduce",
    )
    if role == NOBODY:
        return context
    email, password = desk.who(role)
    answer = context.request.post(
        f"{desk.address}/api/auth/login", data={"email": email, "password": password}
    )
    assert answer.ok, answer.text()
    return context


def main() -> None:
    """Start a server, take the pictures of the pages that are named, or of all."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-screens-") as place, sync_playwright() as on:
        browser = launched(on)
        if browser is None:
            sys.exit(MISSING)
        folder = Path(place)
        port = free_port()
        process = begun(folder, port)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address, process, folder)
            count = take(Desk(address, folder), browser, tuple(sys.argv[1:]))
        finally:
            browser.close()
            process.terminate()
            process.wait(20)
    sys.stdout.write(f"{count} pictures in {PLACE}\n")


if __name__ == "__main__":
    main()

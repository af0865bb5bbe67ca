"""Test calls from the desk: typed, and spoken into Chromium's stand-in for a microphone."""

import re
import wave
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Playwright, WebSocket, expect

from telephony.local.weights import missing
from tests.dashboard.axe import Axe
from tests.dashboard.chromium import MISSING, launched
from tests.dashboard.desk import Desk

WIDTH = 390
BEGINS_SECONDS = 7
"""When the caller speaks: in the middle of the greeting, as people do."""


def call(page: Page, button: str = "Call") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def say(page: Page, words: str) -> None:
    """Type a turn, and wait for what is said to it."""
    lines = page.locator("[aria-live=polite] > li")
    field = page.locator("form input[maxlength='2000']")
    expect(field).to_be_focused()
    before = lines.count()
    field.fill(words)
    field.press("Enter")
    expect(lines.filter(has_text=words).last).to_be_visible()
    page.wait_for_function(
        "before => document.querySelectorAll('[aria-live=polite] > li').length >= before + 2",
        arg=before,
    )


def kept_call(desk: Desk, page: Page) -> dict[str, Any]:
    """The call as the records have it, found by the page's own link."""
    link = page.get_by_role("link", name="See it on the desk").get_attribute("href") or ""
    return call_row(desk, link)


def call_row(desk: Desk, link: str) -> dict[str, Any]:
    with closing(desk.api("staff")) as asked:
        row: dict[str, Any] = asked.get(f"/api/calls/{link.rpartition('/')[2]}").json()
        return row


def test_a_typed_call_is_kept_and_found_on_the_desk(desk: Desk, page_as: Any, axe: Axe) -> None:
    page = page_as("staff", path="/test-call")
    axe(page)
    page.get_by_label("Calling from (optional)").fill("12")
    expect(page.get_by_text("Write the number with its country")).to_be_visible()
    page.get_by_label("Calling from (optional)").fill("+1 (512) 555-0199")
    call(page)
    expect(
        page.get_by_text(re.compile("Thank you for calling|Riverside Dental")).last
    ).to_be_visible()
    say(page, "Hi, I need a cleaning on Tuesday morning")
    here = page.locator("[aria-current=step]").filter(has_text="Details")
    expect(here).to_be_visible()
    known = page.get_by_role("list", name="What is known so far")
    expect(known.get_by_role("listitem").filter(has_text="cleaning")).to_be_visible()
    expect(page.get_by_text(re.compile(r"answered in \d+ ms"))).to_be_visible()
    axe(page)
    say(page, "John Smith")
    expect(known.get_by_role("listitem").filter(has_text="John Smith")).to_be_visible()
    page.get_by_role("button", name="Say nothing for 8 seconds").click()
    expect(page.get_by_text("says nothing for 8 s")).to_be_visible()
    page.get_by_role("button", name="Keypad").click()
    page.get_by_role("button", name="5", exact=True).click()
    expect(page.get_by_text("presses 5")).to_be_visible()
    say(page, "my father cannot breathe")
    expect(page.get_by_text("emergency", exact=True)).to_be_visible()
    expect(page.get_by_text("A test call rings nobody")).to_be_visible()
    expect(page.get_by_role("button", name="Call again")).to_be_focused()
    axe(page)
    kept = kept_call(desk, page)
    assert (kept["channel"], kept["caller"]) == ("browser", "+15125550199")
    assert kept["disposition"] == "escalated"


def test_on_a_telephone_in_spanish_and_dark(page_as: Any, axe: Axe) -> None:
    page = page_as(
        "doctor",
        path="/test-call",
        viewport={"width": WIDTH, "height": 760},
        locale="es-ES",
        color_scheme="dark",
    )
    call(page, "Llamar")
    say(page, "Necesito una limpieza")
    expect(page.get_by_text("Se entendió")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    axe(page)
    page.get_by_role("button", name="Colgar").click()
    expect(page.get_by_role("button", name="Llamar otra vez")).to_be_visible()


def test_leaving_the_page_hangs_up(desk: Desk, page_as: Any) -> None:
    page = page_as("staff", path="/test-call")
    call(page)
    say(page, "I need a cleaning")
    link = page.get_by_role("link", name="See it on the desk").get_attribute("href") or ""
    with page.expect_response(lambda one: one.request.method == "DELETE") as gone:
        page.get_by_role("link", name="Today").first.click()
    assert gone.value.status == 204
    kept = call_row(desk, link)
    assert kept["state"] == "END"


@pytest.mark.skipif(missing() is None, reason="local speech is installed: a call can be spoken")
def test_without_speech_the_page_says_what_to_install(page_as: Any) -> None:
    page = page_as("staff", path="/test-call")
    page.get_by_role("button", name="Speak").click()
    expect(page.get_by_text("make voice")).to_be_visible()
    expect(page.get_by_role("button", name="Call", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Type").click()
    expect(page.get_by_role("button", name="Call", exact=True)).to_be_enabled()


@pytest.fixture
def speaking(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """A browser whose microphone hears a caller, voiced by local speech."""
    from scipy.signal import resample_poly

    from telephony.local.caller_voices import english_voices

    voice = english_voices()[1]
    quiet = np.zeros(8000, np.float32)
    said = [
        *[quiet] * BEGINS_SECONDS,
        voice.speak("I need a cleaning on Tuesday morning.", 1.0),
        *[quiet] * 60,
    ]
    file = tmp_path / "caller.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48_000)
        loud = np.asarray(resample_poly(np.concatenate(said), 6, 1))
        out.writeframes((np.clip(loud, -1, 1) * 32_767).astype("<i2").tobytes())
    found = launched(
        playwright,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={file}%noloop",
    )
    if found is None:
        pytest.skip(MISSING)
    yield found
    found.close()


@pytest.mark.skipif(missing() is not None, reason=missing() or "")
def test_a_spoken_call_is_understood_and_answered(desk: Desk, speaking: Browser) -> None:
    context = speaking.new_context(
        permissions=["microphone"], locale="en-US", viewport={"width": 1360, "height": 860}
    )
    email, password = desk.who("staff")
    context.request.post(
        f"{desk.address}/api/auth/login", data={"email": email, "password": password}
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    sound: list[int] = []
    sockets: list[WebSocket] = []

    def heard(data: str | bytes) -> None:
        if isinstance(data, bytes):
            sound.append(len(data))

    def opened(socket: WebSocket) -> None:
        sockets.append(socket)
        socket.on("framereceived", heard)

    page.on("websocket", opened)
    page.goto(f"{desk.address}/dashboard/test-call")
    page.get_by_role("button", name="Speak").click()
    call(page)
    expect(page.get_by_text(re.compile("Riverside Dental")).last).to_be_visible(timeout=20_000)
    expect(page.get_by_role("img", name="Microphone")).to_be_visible()
    lines = page.locator("[aria-live=polite] > li")
    expect(lines.filter(has_text=re.compile("cleaning", re.I)).first).to_be_visible(timeout=45_000)
    known = page.get_by_role("list", name="What is known so far")
    expect(known.get_by_role("listitem").filter(has_text="cleaning")).to_be_visible()
    sockets[0].wait_for_event("framereceived", lambda data: isinstance(data, bytes))
    assert sum(sound) > 8000, "nothing of ours was sent to be heard"
    page.get_by_role("button", name="Hang up").click()
    expect(page.get_by_role("button", name="Call again")).to_be_visible()
    kept = kept_call(desk, page)
    assert kept["channel"] == "browser"
    assert kept["latency"]["turns"] >= 1
    assert not faults, faults
    context.close()

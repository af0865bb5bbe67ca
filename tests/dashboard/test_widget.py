"""The chat on a clinic's web site: on a page of somebody else, from another host."""

import gzip
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from api.pages import BUILT
from tests.dashboard.axe import Axe
from tests.dashboard.desk import Desk

SITE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>A clinic</title>
<style>button, iframe, p {{ all: unset; display: none }}</style></head>
<body><h1>A clinic's own page</h1>
<script src="{desk}/widget.js" data-clinic="{clinic}" async></script></body></html>"""
POLICY = "default-src 'self'; script-src {desk}; frame-src {desk}; connect-src {desk}; style-src"
"""What a strict site has to allow: `docs/widget.md` tells it. Its own style is refused then."""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[str]:
    """A web site on another host, `/` in English and `/es` in Spanish; its address."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The page."""
            lang = "es" if self.path == "/es" else "en"
            clinic = "lakeside_medical" if self.path == "/lakeside" else "riverside_dental"
            body = SITE.format(lang=lang, desk=desk.address, clinic=clinic).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            if self.path == "/strict":
                self.send_header("Content-Security-Policy", POLICY.format(desk=desk.address))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visit]:
    """Opens the web site in a browser of its own: `visit("/es", viewport=…)`."""
    contexts = []

    def opened(path: str = "/", **more: Any) -> Page:
        contexts.append(browser.new_context(**{"locale": "en-US", **more}))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{site}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


def chat_of(page: Page) -> FrameLocator:
    """The chat, opened."""
    page.get_by_role("button", name="Open the chat").click()
    return page.frame_locator("iframe")


def say(chat: FrameLocator, words: str, answer: str) -> None:
    """Write something and wait for the answer."""
    chat.get_by_label("Write a message").fill(words)
    chat.get_by_role("button", name="Send").click()
    expect(chat.locator(".agent", has_text=answer).last).to_be_visible()


def test_a_visitor_books_through_the_panel_and_finds_the_chat_again(visit: Visit) -> None:
    page = visit()
    chat = chat_of(page)
    expect(chat.get_by_role("heading", level=1, name="Riverside Dental")).to_be_visible()
    expect(chat.get_by_role("log")).to_contain_text("Thank you for calling")
    say(chat, "Hi, I need a cleaning", "your full name")
    say(chat, "Nora Quist", "callback number")
    say(chat, "512 555 0177", "Is that right")
    say(chat, "yes", "preferred day or time")
    say(chat, "any afternoon", "Which is better")
    times = chat.get_by_role("region", name="Choose a time")
    chosen = times.get_by_role("button").first
    moment = chosen.inner_text()
    chosen.click()
    confirm = chat.get_by_role("region", name="Shall we book this?")
    expect(confirm).to_contain_text(moment)
    page.reload()
    chat = chat_of(page)
    expect(chat.get_by_role("log")).to_contain_text("Nora Quist")
    confirm = chat.get_by_role("region", name="Shall we book this?")
    confirm.get_by_role("button", name="Yes, book it").click()
    expect(chat.get_by_role("region", name="Booked")).to_contain_text(moment)
    say(chat, "no, that's all", "Have a great day")
    expect(chat.get_by_text("This conversation is over.")).to_be_visible()
    chat.get_by_role("button", name="Start a new one").click()
    expect(chat.get_by_role("log")).not_to_contain_text("Nora Quist")
    expect(chat.get_by_role("log")).to_contain_text("Thank you for calling")


def test_words_that_do_not_arrive_are_taken_back(visit: Visit) -> None:
    page = visit()
    chat = chat_of(page)
    expect(chat.get_by_role("log")).to_contain_text("Thank you for calling")
    page.context.set_offline(True)
    field = chat.get_by_label("Write a message")
    field.fill("When are you open?")
    field.press("Enter")
    expect(chat.get_by_role("alert")).to_have_text("Network error. Please try again.")
    expect(chat.locator(".caller")).to_have_count(0)
    expect(field).to_have_value("When are you open?")
    page.context.set_offline(False)
    field.press("Enter")
    expect(chat.locator(".caller")).to_have_count(1)
    expect(chat.locator(".agent")).not_to_have_count(1)
    expect(chat.get_by_role("alert")).to_be_empty()


def test_words_whose_answer_was_lost_are_not_said_twice(visit: Visit) -> None:
    page = visit()
    chat = chat_of(page)
    expect(chat.get_by_role("log")).to_contain_text("Thank you for calling")

    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/chatbot/message", lose, times=1)
    field = chat.get_by_label("Write a message")
    field.fill("I need a cleaning")
    field.press("Enter")
    expect(chat.get_by_role("alert")).to_have_text("Network error. Please try again.")
    field.press("Enter")
    expect(chat.locator(".agent", has_text="full name")).to_be_visible()
    expect(chat.locator(".caller")).to_have_count(1)


def test_the_keyboard_stays_inside_and_escape_leads_back(visit: Visit) -> None:
    page = visit("/strict")
    button = page.get_by_role("button", name="Open the chat")
    button.focus()
    page.keyboard.press("Enter")
    chat = page.frame_locator("iframe")
    field = chat.get_by_label("Write a message")
    expect(field).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert (
            page.evaluate("document.activeElement.shadowRoot?.activeElement?.tagName") == "IFRAME"
        )
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()


def test_on_a_telephone_it_fills_the_screen_and_speaks_spanish(visit: Visit) -> None:
    page = visit("/es", viewport={"width": 390, "height": 780})
    page.get_by_role("button", name="Abrir el chat").click()
    box = page.locator("iframe").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 780}
    chat = page.frame_locator("iframe")
    expect(chat.get_by_role("button", name="Enviar")).to_be_visible()
    chat.get_by_role("button", name="Cerrar el chat").click()
    expect(page.locator("iframe")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_chat(desk: Desk, browser: Browser, axe: Axe, scheme: Any) -> None:
    context = browser.new_context(locale="en-US", color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{desk.address}/widget?clinic=riverside_dental")
    expect(page.get_by_role("log")).to_contain_text("Thank you for calling")
    page.get_by_label("Write a message").fill("I'd like to speak with a person")
    page.keyboard.press("Enter")
    expect(page.locator(".agent").nth(1)).to_be_visible()
    axe(page)
    context.close()


def test_a_chat_of_nobody_says_so(desk: Desk, browser: Browser) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{desk.address}/widget?clinic=nowhere")
    expect(page.get_by_role("alert")).to_contain_text("There is no such chat.")
    context.close()


def test_only_the_chat_may_be_framed_and_files_are_kept(desk: Desk) -> None:
    chat = httpx.get(f"{desk.address}/widget?clinic=riverside_dental")
    assert "frame-ancestors *" in chat.headers["content-security-policy"]
    assert chat.headers["cache-control"] == "no-store"
    page = httpx.get(f"{desk.address}/dashboard")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    script = httpx.get(f"{desk.address}/widget.js")
    assert script.headers["cache-control"] == "public, max-age=3600"
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert script.text.startswith("(()=>{")  # a plain script, which leaves no name on the page
    brand = httpx.get(f"{desk.address}/api/brand?clinic=riverside_dental")
    assert brand.headers["access-control-allow-origin"] == "*"


def test_the_chat_stays_small() -> None:
    files = [BUILT / "widget.html", BUILT / "widget.js", *BUILT.glob("assets/widget-*")]
    size = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert len(files) == 4
    assert size < 30_000

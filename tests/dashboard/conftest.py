"""The desk in a real browser: a server for all tests of a process, and pages of whoever is wanted.

A page that logs an error, breaks its content security policy or throws fails its test.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from api.pages import BUILT
from tests.dashboard.axe import Axe
from tests.dashboard.chromium import MISSING, launched
from tests.dashboard.desk import Desk, begun, free_port, wait_until_ready

PageAs = Callable[..., Page]
HERE = Path(__file__).parent
REFUSED = re.compile(r"the server responded with a status of 4(04|09|22)\b")
"""What Chromium logs where the server says no, as tests have it; the page tells why."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They run no Python of ours in this process, and Playwright's loop suffers no other beside it:
    `make test` runs them by themselves."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(480))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A server with the example clinics."""
    if not (BUILT / "index.html").exists():
        pytest.skip("the desk is not built: run `make dashboard`")
    folder = tmp_path_factory.mktemp("desk")
    address = f"http://127.0.0.1:{(port := free_port())}"
    process = begun(folder, port)
    try:
        wait_until_ready(address, process, folder)
        yield Desk(address, folder)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, for tests that start a browser of their own."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    found = launched(playwright)
    if found is None:
        pytest.skip(MISSING)
    yield found
    found.close()


@pytest.fixture
def page_as(desk: Desk, browser: Browser) -> Iterator[PageAs]:
    """Opens a page as somebody: `page_as("staff")`, `page_as("admin", path="/insights")`.

    Each is a browser of its own (cookies, storage); `more` are Playwright's options of a context.
    """
    contexts, faults = [], []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSED.search(message.text):
            faults.append(message.text)

    def opened(role: str, path: str = "/", practice: str = "riverside", **more: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1360, "height": 860}, "locale": "en-US", **more}
        )
        contexts.append(context)
        email, password = desk.who(role, practice)
        answer = context.request.post(
            f"{desk.address}/api/auth/login", data={"email": email, "password": password}
        )
        assert answer.ok, answer.text()
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.set_default_timeout(10_000)
        page.goto(f"{desk.address}/dashboard{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Finds accessibility problems: `axe(page)` fails with those that are serious or critical."""
    return Axe()

"""Chromium for the tests of the desk: Debian's where it is, else the one that Playwright brings."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""It asks nobody on the network for anything of its own."""
MISSING = "no Chromium: `make browser` installs one"


def launched(playwright: Playwright, *more: str) -> Browser | None:
    """A browser; none where none is installed."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and not Path(playwright.chromium.executable_path).exists():
        return None
    try:
        return playwright.chromium.launch(
            executable_path=found, args=[*QUIET, *more], ignore_default_args=["--headless"]
        )
    except Error:
        return None

"""axe-core on a page: what people who cannot see, hear or use a mouse would stumble over."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

_CODE = Path(__file__).parents[2] / "dashboard" / "node_modules" / "axe-core" / "axe.min.js"
_BAD = ("serious", "critical")
_LOOK = "async () => (await axe.run(document, { preload: false })).violations"
"""It loads no styles of its own: the page's policy would refuse them."""
_STILL = """() => Promise.all(document.getAnimations()
  .filter(one => one.playState === 'running')
  .filter(one => one.effect?.getComputedTiming().endTime !== Infinity)
  .map(one => one.finished.then(() => null, () => null)))"""
"""What fades in has the colours that count when it has arrived; what breathes for ever goes on."""


class Axe:
    """Calls fail with what axe finds serious or critical."""

    def __init__(self) -> None:
        if not _CODE.exists():
            pytest.skip("axe-core is not installed: run `make dashboard`")
        self._code = _CODE.read_text("utf-8")

    def __call__(self, page: Page) -> None:
        """Look at the page as it is shown."""
        page.evaluate(self._code)
        page.evaluate(_STILL)
        found = page.evaluate(_LOOK)
        told = [
            f"{one['id']} ({one['impact']}): {one['help']}: "
            + "; ".join(node["html"][:160] for node in one["nodes"][:5])
            for one in found
            if one["impact"] in _BAD
        ]
        assert not told, "\n".join([page.url, *told])

"""A queue of five thousand tasks: it opens, is scrolled to its end and worked at without a halt."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.dashboard.conftest import PageAs
from tests.dashboard.desk import Desk, begun, free_port, wait_until_ready
from tests.dashboard.records import leave_tasks
from tests.dashboard.test_screen_pop import FRAMES

MANY = 5_000
SCROLLED = """async (list) => {
  const around = list.parentElement;
  for (let at = 0; at < 240; at++) {
    around.scrollTop += 300;
    await new Promise((done) => requestAnimationFrame(done));
  }
  return around.scrollTop;
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A clinic whose desk nobody has looked at for days."""
    folder = tmp_path_factory.mktemp("many")
    address = f"http://127.0.0.1:{(port := free_port())}"
    process = begun(folder, port, EXAMPLE_WEEK="false")
    try:
        wait_until_ready(address, process, folder)
        made = Desk(address, folder)
        leave_tasks(made, MANY)
        yield made
    finally:
        process.terminate()
        process.wait(20)


def test_five_thousand_tasks_are_scrolled_and_searched(page_as: PageAs) -> None:
    began = time.monotonic()
    page = page_as("staff", path="/tasks")
    tasks = page.get_by_role("list", name="Tasks")
    expect(tasks.get_by_role("listitem").first).to_be_visible()
    opened = time.monotonic() - began
    page.evaluate(FRAMES)
    scrolled = tasks.evaluate(SCROLLED)
    assert scrolled > 10_000
    frames = sorted(page.evaluate("() => window.frames_"))
    p50, p95 = (frames[int(len(frames) * share)] for share in (0.5, 0.95))
    shown = tasks.get_by_role("listitem").count()
    assert shown < 100  # only what can be seen is drawn
    print(  # noqa: T201
        f"{MANY} tasks: opened in {opened * 1000:.0f} ms; scrolled in {len(frames)} frames, "
        f"p50 {p50:.1f}, p95 {p95:.1f}, longest {frames[-1]:.0f} ms; {shown} rows drawn"
    )

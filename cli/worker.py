"""`frontdesk worker`: does the jobs of a server that only writes them down (JOBS=false)."""

import asyncio
import signal

from agent_config.settings import Settings
from cli import store, view
from clinic.jobs.running import running


def worker() -> None:
    """Do jobs until told to end; what runs then may finish."""
    asyncio.run(_work(store.with_logs()))


async def _work(settings: Settings) -> None:
    ended = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, ended.set)
    async with store.opened(settings) as work:
        async with running(work) as runner:
            kept = work.database.url.render_as_string(hide_password=True)
            view.line(f"Worker {runner.name} does the jobs of {kept}.")
            await ended.wait()
            view.line("Ending; what runs may finish.")
        view.line(f"Done: {runner.figures.done}. The rest is left for others.")

"""The server of the soak, in a process of its own: calls with scores, at the pace of people."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn

from agent_config.settings import read_settings
from api.application import create
from api.house import House
from cli.benchmarks.scored_server import enter_clinics, scored_house
from cli.benchmarks.soak_scores import of_call, the_scores
from cli.serve import LINE
from clinic.store.opening import open_store


def main(port: int, folder: Path) -> None:
    """Serve until the process is ended."""
    os.environ["PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    settings = read_settings()
    scores = the_scores(folder)

    @asynccontextmanager
    async def opening() -> AsyncIterator[House]:
        database = await open_store(settings)
        try:
            scopes = await enter_clinics(database)
            there = scored_house(settings, database, lambda one: of_call(scores, one), keep=False)
            for scope in scopes:
                await there.phones.prepare(scope)
            there.prepared.set()
            yield there
            await there.switchboard.close()
            await there.exchange.close()
            await there.phones.close()
        finally:
            await database.close()

    uvicorn.run(
        create(opening, settings),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        **LINE,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

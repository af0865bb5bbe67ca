"""The server of the sandbox: in this process, a folder of its own, wired to the acted vendors."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn

from agent_config.settings import Settings, read_settings
from api.application import create
from api.house import House
from cli.failure import Failure
from cli.serve import LINE
from clinic.store.keyring import new_key
from engine.clinic import Clinic
from telephony.sandbox.vendors import Vendors
from telephony.settings import NAMES as OF_MODELS

Opening = Callable[[Settings], AbstractAsyncContextManager[House]]


@contextmanager
def wired_settings(vendors: Vendors, folder: Path) -> Iterator[Settings]:
    """The settings of a server in a folder of its own; `PUBLIC_URL` follows with its port.

    Until the end the surroundings of this process say the same, and nothing of a real account.
    """
    own = {
        "DATABASE_URL": f"sqlite:///{folder}/records.sqlite3",
        "DATA_DIR": str(folder),
        "ENCRYPTION_KEY": new_key(),
        "JOBS": "false",
        "LOG_LEVEL": "ERROR",
        "RATE_LIMITS": "100000/minute",
    }
    before = dict(os.environ)
    for name in (*Settings.names(), *OF_MODELS):
        os.environ.pop(name, None)
    os.environ.update({**vendors.environment(), **own})
    try:
        yield read_settings()
    finally:
        os.environ.clear()
        os.environ.update(before)


@asynccontextmanager
async def serving(
    settings: Settings, opening: Opening, port: int
) -> AsyncIterator[tuple[House, str]]:
    """A server in this process, and its address; any free port for 0. Raises `Failure`."""
    listening = socket.socket()
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as fault:
        raise Failure(f"port {port} cannot be used: {fault.strerror}") from None
    public = f"http://127.0.0.1:{listening.getsockname()[1]}"
    wired = settings.model_copy(update={"public_url": public})
    made: list[House] = []

    @asynccontextmanager
    async def living() -> AsyncIterator[House]:
        async with opening(wired) as there:
            made.append(there)
            yield there

    app = create(living, wired)
    config = uvicorn.Config(
        app, log_config=None, lifespan="on", access_log=False, **{**LINE, "loop": "none"}
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:
            if serving.done():
                await serving
                raise Failure("the server did not start")
            await asyncio.sleep(0.01)
        yield made[0], public
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)


def point(vendors: Vendors, place: Clinic, public: str) -> None:
    """Point the clinic's number at the server."""
    voice = f"{public}/webhook/voice"
    vendors.twilio.own(place.number, voice, status_callback=f"{voice}/status")

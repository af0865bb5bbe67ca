"""Asking Twilio for something: through its own kit, in threads of its own, within a deadline.

The kit waits for its answers, so it does that in threads that nobody else uses: a Twilio that
hangs blocks nothing but these. What may be asked twice is asked again after a fault that passes;
what may not (placing a call) only where Twilio surely never took it. After some failures in a row
nobody is asked for a while. The kit writes numbers into its log, which is therefore kept quiet.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from requests import ConnectionError as RequestConnectionError
from requests import ConnectTimeout, RequestException, Session
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from agent_config.settings import Settings
from nlu.model.breaker import Breaker
from telephony.observer import Nobody, Observer

T = TypeVar("T")

TIMEOUT_SECONDS: Final = 2.0
"""Of one try; a caller is waiting."""
DEADLINE_SECONDS: Final = 4.5
"""Of all tries together."""
TRIES: Final = 3
PAUSES: Final = (0.1, 0.4)
THREADS: Final = 8
VENDOR: Final = "twilio"
NO_ENTRY: Final = ("twilio_20003", "twilio_401", "twilio_403")
"""Refusals of every request: the account's own, not that of a call."""
_QUIET: Final = ("twilio", "urllib3")


class CarrierFailed(Exception):  # noqa: N818 - what happened
    """Twilio did not do what it was asked. Says why in a word, and never what it was asked.

    `passes` if another try may help; `taken` if it may have been done all the same.
    """

    def __init__(self, why: str, *, passes: bool = False, taken: bool = False) -> None:
        super().__init__(why)
        self.passes = passes
        self.taken = taken


class Rest:
    """Twilio's REST interface, as the settings name it. `pause` waits between two tries."""

    def __init__(
        self,
        settings: Settings,
        *,
        timeout: float = TIMEOUT_SECONDS,
        deadline: float = DEADLINE_SECONDS,
        pause: Callable[[float], Any] = asyncio.sleep,
        breaker: Breaker | None = None,
        observer: Observer | None = None,
    ) -> None:
        for name in _QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._settings = settings
        self._timeout = timeout
        self._deadline = deadline
        self._pause = pause
        self._breaker = breaker or Breaker()
        self._observer = observer or Nobody()
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._sessions: list[Session] = []

    @property
    def is_set_up(self) -> bool:
        """Whether the settings name an account."""
        return bool(self._settings.twilio_sid) and self._settings.twilio_token is not None

    async def ask(self, work: Callable[[Client], T], *, once: bool = False) -> T:
        """What the kit answers. `once` for what must not be done twice.

        Raises `CarrierFailed`.
        """
        if not self.is_set_up:
            raise CarrierFailed("TWILIO_SID and TWILIO_TOKEN are not set")
        if not self._breaker.allows():
            raise CarrierFailed("twilio_paused", passes=True)
        try:
            async with asyncio.timeout(self._deadline):
                answer = await self._tried(work, once)
        except TimeoutError:
            self._breaker.failed()
            self._observer.failed(VENDOR, "twilio_timeout")
            raise CarrierFailed("twilio_timeout", passes=True, taken=True) from None
        except asyncio.CancelledError:
            self._breaker.given_up()
            raise
        except CarrierFailed as failed:
            if failed.passes or str(failed) in NO_ENTRY:
                self._observer.failed(VENDOR, str(failed))
            if failed.passes:
                self._breaker.failed()
            else:
                self._breaker.succeeded()  # a refusal is an answer
            raise
        self._breaker.succeeded()
        return answer

    async def close(self) -> None:
        """Let go of the threads and their connections."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        for session in self._sessions:
            session.close()

    async def _tried(self, work: Callable[[Client], T], once: bool) -> T:
        for pause in PAUSES:
            try:
                return await self._in_thread(work)
            except CarrierFailed as failed:
                if not failed.passes or (once and failed.taken):
                    raise
            await self._pause(pause)
        return await self._in_thread(work)

    async def _in_thread(self, work: Callable[[Client], T]) -> T:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="twilio")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._ask, work)

    def _ask(self, work: Callable[[Client], T]) -> T:
        try:
            return work(self._client())
        except TwilioRestException as error:
            raise _refused(error.status, error.code) from None
        except TwilioException as error:
            raise _refused(*_told(error)) from None
        except RequestException as error:
            raise CarrierFailed(
                f"twilio_{type(error).__name__}", passes=True, taken=not _never_sent(error)
            ) from None
        except (ValueError, KeyError, TypeError):  # what the kit makes of an answer that is none
            raise CarrierFailed("twilio_unreadable", passes=True, taken=True) from None

    def _client(self) -> Client:
        """The kit of this thread, which keeps its connection open."""
        client: Client | None = getattr(self._own, "client", None)
        if client is None:
            token = self._settings.twilio_token
            assert token is not None
            http = TwilioHttpClient(timeout=self._timeout, logger=logging.getLogger("twilio"))
            client = Client(self._settings.twilio_sid, token.get_secret_value(), http_client=http)
            if self._settings.twilio_base_url:
                client.api.base_url = self._settings.twilio_base_url
            self._own.client = client
            self._sessions.append(http.session)
        return client


def _refused(status: int, code: int | None) -> CarrierFailed:
    busy = status == 429
    passes = busy or status in (408, 425) or status >= 500
    return CarrierFailed(f"twilio_{code or status}", passes=passes, taken=passes and not busy)


def _told(error: Any) -> tuple[int, int | None]:
    """The status and code of a fault that the kit knows in another form."""
    response = error.args[1] if len(error.args) > 1 else None
    status: int = getattr(error, "status", None) or getattr(response, "status_code", None) or 500
    return status, getattr(error, "code", None)


def _never_sent(error: RequestException) -> bool:
    """Whether no connection ever stood, so nothing can have been done."""
    refused = isinstance(error, RequestConnectionError) and "NewConnectionError" in repr(error)
    return isinstance(error, ConnectTimeout) or refused

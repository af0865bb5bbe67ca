"""What is planted never shows in the logs, whoever logs it; what is needed to run a server does."""

import asyncio
import io
import json
import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from agent_config.settings import Settings
from api import logs
from api.logs import hidden, set_up_logs

PLANTED = (
    "+15125550142",
    "(512) 555-0142",
    "512.555.0142",
    "5125550142",
    "+52 55 1234 5678",
    "ana.ruiz@riverside.example",
    "123-45-6789",
    "123456789",
    "4111 1111 1111 1111",
    "4111111111111111",
    "1988-04-12",
    "04/12/1988",
    "April 12, 1988",
    "203.0.113.9",
    "Bearer abcdefgh12345678",
    "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl",
    "postgresql://frontdesk:hush@db/x",
)
REAL = logging.StreamHandler
LOGGERS = (
    "clinic.jobs.running",
    "api.headers",
    "telephony.switchboard",
    "frontdesk.requests",
    "uvicorn.error",
    "sqlalchemy.engine.Engine",
    "sqlalchemy.pool",
    "dbos",
    "asyncio",
    "twilio.http_client",
)


@pytest.fixture
def out(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a process whose logs are set up writes."""
    root = logging.getLogger()
    before = list(root.handlers), root.level, logging.raiseExceptions, threading.excepthook
    levels = {name: logging.getLogger(name).level for name in (*logs.OWN, *LOGGERS)}
    caught = io.StringIO()
    monkeypatch.setattr(logging, "StreamHandler", lambda: REAL(caught))
    yield caught
    root.handlers[:], root.level = before[0], before[1]
    logging.raiseExceptions, threading.excepthook = before[2], before[3]
    logging.captureWarnings(False)
    logging.getLogger("uvicorn.access").disabled = False
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    structlog.reset_defaults()


Start = Callable[..., None]


@pytest.fixture(params=["text", "json"])
def start(request: pytest.FixtureRequest, out: io.StringIO) -> Start:
    def begin(level: str = "INFO") -> None:
        set_up_logs(Settings(log_level=level, log_format=request.param))

    return begin


@pytest.mark.parametrize("name", LOGGERS)
def test_what_is_planted_never_shows(
    name: str, start: Start, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    start()
    log = logging.getLogger(name)
    # jobs that ran in this process have quietened theirs
    monkeypatch.setattr(log, "filters", [])
    monkeypatch.setattr(log, "level", logging.NOTSET)
    log.manager._clear_cache()  # type: ignore[attr-defined]
    for planted in PLANTED:
        log.error("it went wrong for %s today", planted)
        log.warning(f"it went wrong for {planted} today")
        log.error("it went wrong for %(who)s today", {"who": planted})
        log.error(ValueError(planted))
        log.error("it went wrong: %s", ValueError(planted))
        try:
            raise ValueError(planted)
        except ValueError as error:
            log.exception("it broke")
            log.error("it broke", exc_info=error)
    told = out.getvalue()
    assert told.count("today") == 3 * len(PLANTED)
    assert told.count("ValueError in api/test_logs.py:") == 2 * len(PLANTED)
    for planted in PLANTED:
        assert planted not in told
    assert "hush" not in told


def test_names_under_keys_that_hold_names_never_show(start: Start, out: io.StringIO) -> None:
    start()
    log = structlog.get_logger("clinic.desk")
    log.warning(
        "a task is late",
        task="t1",
        patient="Ana Ruiz",
        first_name="Ana",
        details={"callback_number": "5125550142", "kept": 3, "about": ["Ana@x.example"]},
        count=12,
        card=4111111111111111,
        late=True,
        odd=object(),
    )
    for text in ("name=Ana Ruiz, x", "patient: 'Ana Ruiz'", '{"last_name": "Ruiz"}', "dob=4/1/88"):
        logging.getLogger("clinic.desk").warning("seen %s", text)
    told = out.getvalue()
    assert "Ana" not in told
    assert "Ruiz" not in told
    assert "5125550142" not in told
    assert "4111111111111111" not in told
    for kept in ("a task is late", "t1", "12", "object", "[e-mail]"):
        assert kept in told


def test_what_an_operator_needs_stays(start: Start, out: io.StringIO) -> None:
    start()
    line = "GET /api/patients/{patient_id} 200 12.3 ms 0f1e2d3c4b5a6978"
    logging.getLogger("frontdesk.requests").info(line)
    logging.getLogger("uvicorn.error").info("Uvicorn running on http://127.0.0.1:8000")
    logging.getLogger("clinic.jobs").info("job 01kdz3k5vqy1x5b4n9h2m7r8s6/clinic.x:y is dead")
    logging.getLogger("clinic.jobs").info("since 2026-03-02T09:15:00+00:00, 1234 rows, pid 98765")
    told = out.getvalue()
    for kept in (
        line,
        "http://127.0.0.1:8000",
        "01kdz3k5vqy1x5b4n9h2m7r8s6/clinic.x:y",
        "2026-03-02T09:15:00+00:00, 1234 rows, pid 98765",
    ):
        assert kept in told


def test_json_is_a_document_a_line(out: io.StringIO) -> None:
    set_up_logs(Settings(log_format="json"))
    logging.getLogger("clinic.x").warning("two\nlines")
    structlog.get_logger("clinic.x").error("one", worker="w1")
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["event"] == "two\nlines"
    assert first["level"] == "warning"
    assert first["logger"] == "clinic.x"
    assert first["timestamp"].endswith("Z")
    assert second["worker"] == "w1"


def test_text_is_one_line_each(out: io.StringIO) -> None:
    set_up_logs(Settings())
    logging.getLogger("clinic.x").warning("two\nlines")
    assert len(out.getvalue().splitlines()) == 1


def test_strangers_are_heard_from_warnings_up(start: Start, out: io.StringIO) -> None:
    noisy = logging.getLogger("twilio.http_client")
    noisy.setLevel(logging.DEBUG)
    noisy.addHandler(REAL(out))
    start("DEBUG")
    noisy.debug("Body: Ana Ruiz")
    logging.getLogger("aiosqlite").debug("executing Ana Ruiz")
    logging.getLogger("clinic.x").debug("own")
    noisy.warning("slow")
    told = out.getvalue()
    assert "Ana" not in told
    assert "own" in told
    assert told.count("slow") == 1


def test_what_runs_the_jobs_does_not_begin_to_print_by_itself(
    start: Start, out: io.StringIO
) -> None:
    from dbos._logger import dbos_logger, init_logger

    before = list(dbos_logger.handlers), dbos_logger.propagate
    dbos_logger.handlers.clear()
    try:
        start()
        init_logger()
        dbos_logger.error("for +15125550142")
        assert out.getvalue().count("for [number]") == 1
        assert "0142" not in out.getvalue()
    finally:
        dbos_logger.handlers[:], dbos_logger.propagate = before


def test_the_web_servers_list_of_requests_is_off(start: Start, out: io.StringIO) -> None:
    start()
    logging.getLogger("uvicorn.access").warning("GET /api/patients?name=x")
    assert out.getvalue() == ""


def test_what_cannot_be_put_together_is_not_shown(start: Start, out: io.StringIO) -> None:
    start()
    logging.getLogger("clinic.x").error("%d of them", "Ana Ruiz")
    logging.getLogger("clinic.x").error("%(a)s", {"b": "Ana Ruiz"})
    assert "Ana" not in out.getvalue()
    assert out.getvalue().count("cannot be put together") == 2


def test_threads_tasks_and_warnings_go_through_the_net(start: Start, out: io.StringIO) -> None:
    start()

    def broken(*_: Any) -> None:
        raise ValueError("Ana Ruiz")

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()

    async def whole() -> None:
        asyncio.get_running_loop().call_soon(broken)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(whole())
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("for +15125550142", stacklevel=1)
    told = out.getvalue()
    assert "Ana" not in told
    assert "0142" not in told.replace("warnings.warn", "").split("py.warnings")[-1][:80]
    assert "a thread was ended by ValueError in" in told
    assert told.count("ValueError in") == 2


def test_structlog_tells_of_exceptions_by_type(start: Start, out: io.StringIO) -> None:
    start()
    try:
        raise KeyError("Ana Ruiz")
    except KeyError:
        structlog.get_logger("clinic.x").exception("it broke")
    logging.getLogger("clinic.x").error("never raised", exc_info=KeyError("Ana Ruiz"))
    told = out.getvalue()
    assert "Ana" not in told
    assert "KeyError in api/test_logs.py" in told
    assert told.count("KeyError") == 2


@pytest.mark.parametrize("settings", [{"log_level": "LOUD"}, {"log_format": "xml"}])
def test_settings_that_mean_nothing_are_told(settings: dict[str, str], out: io.StringIO) -> None:
    with pytest.raises(ValueError, match=r"^LOG_(LEVEL|FORMAT): there is no such"):
        set_up_logs(Settings(**settings))


@pytest.mark.parametrize("text", ["12.3 ms", "10 of 500", "call c-1", "v1.2.3", "8 am", "0005"])
def test_ordinary_figures_are_not_taken_for_people(text: str) -> None:
    assert hidden(text) == text

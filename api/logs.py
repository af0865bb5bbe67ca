"""What the server writes down of its own doings, and what it keeps out of it.

One way for everything that logs: our own rooms, the web server, the database's driver, what runs
the jobs. Each line passes a net that takes out whatever looks like somebody: numbers, addresses,
dates of birth, names under keys that hold names, tokens (45 CFR 164.514(b)(2)). Of an exception
only its type and its place are told, for its message may hold anything. The net is the second line
of defence: the first is that nothing of the kind is logged.

Strangers are heard only from warnings up, however much is asked for: what a kit tells of its work
is what passed through it.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Mapping, MutableMapping, Sequence
from types import TracebackType
from typing import Any, Final

import structlog
from structlog.stdlib import ProcessorFormatter

from agent_config.settings import Settings

OWN: Final = (
    "agent_config",
    "api",
    "cli",
    "clinic",
    "engine",
    "frontdesk",
    "nlu",
    "telephony",
    "uvicorn.error",
)
"""Loggers that are heard from the level that is asked for."""
PRINTING: Final = ("dbos",)
"""Kits that begin to print by themselves where their logger has no handler."""
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS: Final = ("text", "json")

_NET: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", r"\1 [token]"),
        (r"\beyJ[\w-]+\.[\w-]+\.[\w-]*", "[token]"),
        (r"(\w+://)[^\s/:@]*:[^\s@]+@", r"\1[sign-in]@"),
        (r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*", "[e-mail]"),
        (r"(?<![\w.])\d{3}[- ]\d{2}[- ]\d{4}(?![\w])", "[number]"),
        (r"(?<![\w.])(?:\d[ -]?){13,19}(?![\w])", "[number]"),
        (
            r"(?<![\w.:/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}(?![\w])",
            "[number]",
        ),
        (r"(?<!\w)\+\d(?:[ ().-]{0,2}\d){7,15}(?!\w)", "[number]"),
        (r"(?<![\w.])\d{9}(?!\w)", "[number]"),
        (r"(?<![\w.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\w.])", "[address]"),
        (r"(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?![\w:-])(?!\s+\d\d:)", "[date]"),
        (r"(?<![\w/])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?![\w/])", "[date]"),
        (
            r"\b(?:january|february|march|april|may|june|july|august|september|october|november"
            r"|december)\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b",
            "[date]",
        ),
        (
            r"\b((?:first_|last_|full_|patient_|caller_|preferred_)?name|patient|caller|email|phone"
            r"|(?:callback_)?number|date_of_birth|dob|address|ssn|insurance_id|member_id|password"
            r"|token|secret|api_key|authorization)(['\"]?\s*[=:]\s*)"
            r"(?:'[^']*'|\"[^\"]*\"|[^\s,;)}\]]+(?:\s[A-ZÀ-Þ][\w'’-]*)*)",
            r"\1\2[hidden]",
        ),
    )
)
_HIDDEN: Final = re.compile(
    r"name|patient|caller|email|phone|number|birth|dob|address|ssn|insurance|member|password|token"
    r"|secret|key|authorization|cookie|body|words|text|transcript|note",
    re.IGNORECASE,
)
"""Keys of a line whose values are about somebody, or open something."""
_OURS: Final = frozenset({"event", "level", "logger", "timestamp", "exception"})
Line = MutableMapping[str, Any]


def set_up_logs(settings: Settings) -> None:
    """Have everything that this process logs go to standard error, in one form, through the net.

    Raises `ValueError`, a sentence, for a level or a form that there is not.
    """
    level, form = settings.log_level.upper(), settings.log_format.lower()
    if level not in LEVELS:
        raise ValueError(f"LOG_LEVEL: there is no such level; there are {', '.join(LEVELS)}")
    if form not in FORMATS:
        raise ValueError(f"LOG_FORMAT: there is no such form; there are {', '.join(FORMATS)}")
    _configure()
    handler = logging.StreamHandler()
    handler.setFormatter(_formatter(form))
    root = logging.getLogger()
    for one in list(root.handlers):
        root.removeHandler(one)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in OWN:
        logging.getLogger(name).setLevel(level)
    for name in list(logging.root.manager.loggerDict):  # kits that have handlers of their own
        if name not in OWN and name.partition(".")[0] not in OWN:
            _by_the_root_alone(logging.getLogger(name))
    for name in PRINTING:
        logging.getLogger(name).addHandler(logging.NullHandler())
    logging.getLogger("uvicorn.access").disabled = True  # `api/headers.py` tells of requests
    logging.raiseExceptions = False  # or what cannot be formatted is printed as it is
    logging.captureWarnings(True)
    threading.excepthook = _last_words


def hidden(text: str) -> str:
    """A text without whatever looks like somebody."""
    for pattern, replacement in _NET:
        text = pattern.sub(replacement, text)
    return text


def _by_the_root_alone(logger: logging.Logger) -> None:
    for one in list(logger.handlers):
        if not isinstance(one, logging.NullHandler):
            logger.removeHandler(one)
    logger.propagate = True
    if logger.level and logger.level < logging.WARNING:
        logger.setLevel(logging.NOTSET)


def _configure() -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _formatter(form: str) -> logging.Formatter:
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False, default=_type_of)
    if form == "text":
        renderer = _as_text
    return ProcessorFormatter(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_place,
            ProcessorFormatter.remove_processors_meta,
            _through_the_net,
            renderer,
        ],
        use_get_message=False,
        pass_foreign_args=True,
    )


def _only_place(_: Any, __: str, line: Line) -> Line:
    """Tell of an exception its type and where it came from, and nothing that it says."""
    record: logging.LogRecord = line["_record"]
    given, parts = line.pop("exc_info", None), line.pop("positional_args", ())
    line.pop("stack_info", None)
    fault = given[1] if isinstance(given, tuple) else given
    if given is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, BaseException):
        line["exception"] = _place(type(fault), fault.__traceback__)
    if not line["_from_structlog"]:
        line["event"] = _message(record.msg, parts)
    return line


def _message(told: Any, parts: Any) -> str:
    """What a line says; of exceptions in it only their types."""
    if isinstance(parts, Mapping):
        parts = {name: _without_message(one) for name, one in parts.items()}
    elif parts:
        parts = tuple(_without_message(one) for one in parts)
    text = str(_without_message(told))
    try:
        return text % parts if parts else text
    except (TypeError, ValueError, KeyError):
        return "a line that cannot be put together"


def _without_message(value: Any) -> Any:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    if not frames:
        return kind.__name__
    last = frames[-1]
    folder, _, file = last.filename.replace("\\", "/").rpartition("/")
    return f"{kind.__name__} in {folder.rpartition('/')[2]}/{file}:{last.lineno} {last.name}"


def _through_the_net(_: Any, __: str, line: Line) -> Line:
    for name, value in list(line.items()):
        if name in _OURS:
            line[name] = hidden(value) if name == "event" else value
        elif _HIDDEN.search(name):
            line[name] = "[hidden]"
        else:
            line[name] = _clean(value)
    return line


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**9 else "[number]"
    if isinstance(value, Mapping):
        return {
            str(name): "[hidden]" if _HIDDEN.search(str(name)) else _clean(one)
            for name, one in value.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_clean(one) for one in value]
    return hidden(value) if isinstance(value, str) else _type_of(value)


def _type_of(value: Any) -> str:
    return type(value).__name__


def _as_text(_: Any, __: str, line: Line) -> str:
    first = [str(line.pop(name)) for name in ("timestamp", "level", "logger", "event")]
    first[1] = f"{first[1]:<8}"
    told = " ".join([*first, *(f"{name}={value}" for name, value in line.items())])
    return "\\n".join(told.splitlines())  # one line each, whatever stands in it


def _last_words(ended: threading.ExceptHookArgs) -> None:
    """What is told of an exception that ends a thread."""
    place = _place(ended.exc_type, ended.exc_traceback)
    logging.getLogger("frontdesk").error("a thread was ended by %s", place)

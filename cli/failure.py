"""What goes wrong, told in sentences: nobody who runs a command sees a traceback.

FRONTDESK_TRACE=1 shows the traceback all the same, for whoever mends Frontdesk itself.
"""

import os

from cli import view


class Failure(Exception):  # noqa: N818 - it is told as it is, never as a class
    """Something that the person at the terminal can mend; its text says how."""


def tell(error: Exception) -> None:
    """Say on standard error what happened."""
    from agent_config.problem import ConfigError

    if isinstance(error, ConfigError):
        for problem in error.problems:
            view.mistake(str(problem))
        view.complain(_count(len(error.problems), "problem"))
    elif isinstance(error, Failure):
        view.complain(str(error))
    elif isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        view.complain(f"{place}{error.strerror.lower()}")
    else:
        what = type(error).__name__ + (f": {error}" if str(error) else "")
        view.complain(
            f"something broke inside Frontdesk ({what}). "
            "Set FRONTDESK_TRACE=1 and run it again to see where."
        )


def traced() -> bool:
    """Whether tracebacks are wanted."""
    return bool(os.environ.get("FRONTDESK_TRACE"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

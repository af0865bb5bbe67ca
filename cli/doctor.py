"""`frontdesk doctor`: what every setting is for, which are set, and whether all is well.

Secrets are never shown, only that they are set. Every problem is a sentence that says what to do.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from agent_config.settings import Settings
from cli import record_checks, store, vendor_checks, view
from cli.failure import Failure
from cli.finding import Finding, State, note, problem
from cli.purpose import PURPOSES
from clinic.store.database import address
from clinic.store.opening import KEY_FILE

_UNSHOWN: Final = frozenset({"TWILIO_SID", "TWILIO_NUMBER", "SMTP_USER"})
"""What is no secret and nobody's business either."""
_SHOW: Final[Mapping[State, Callable[[str], None]]] = {
    "well": view.passed,
    "note": view.noted,
    "problem": view.failed,
}


def doctor(*, as_json: bool) -> None:
    """Print it all. Raises `Failure` where something is to be mended."""
    settings, unreadable = _read()
    findings = [*unreadable, *asyncio.run(_findings(settings))] if settings else unreadable
    problems = [one for one in findings if one.state == "problem"]
    rows = _settings(settings)
    if as_json:
        told = [{"about": one.about, "state": one.state, "text": one.text} for one in findings]
        view.data({"well": not problems, "settings": rows, "findings": told})
    else:
        view.table(
            ("variable", "set to", "what for"),
            [(row["name"], row["value"], row["purpose"]) for row in rows],
        )
        view.line()
        for one in findings:
            _SHOW[one.state](f"{one.about}: {one.text}")
    if problems:
        raise Failure(
            f"{len(problems)} {'thing needs' if len(problems) == 1 else 'things need'} mending"
        )


def _read() -> tuple[Settings | None, list[Finding]]:
    try:
        return store.settings(), []
    except Failure as error:
        said = str(error).split("; ")
        return None, [problem("settings", f"{one}; correct or unset it") for one in said]


def _settings(settings: Settings | None) -> list[dict[str, Any]]:
    rows = []
    for name, purpose in PURPOSES.items():
        given = bool(os.environ.get(name))
        value = getattr(settings, name.lower(), None) if settings else None
        secret = isinstance(value, SecretStr) or name.endswith(("_KEY", "_SECRET", "_TOKEN"))
        shown = "set" if given else None
        if not secret and name not in _UNSHOWN and (settings or not given):
            shown = _shown(value if value is not None else os.environ.get(name))
        rows.append({"name": name, "set": given, "value": shown, "purpose": purpose})
    return rows


def _shown(value: Any) -> str | None:
    """A value without any password that stands in it."""
    if value in (None, "", ()):
        return None
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    text = str(value)
    if "://" not in text:
        return text
    try:
        return make_url(text).render_as_string(hide_password=True)
    except ArgumentError:
        return "set"


async def _findings(settings: Settings) -> list[Finding]:
    found = [*record_checks.in_folder(settings)]
    found += [one async for one in _of_store(settings)]
    found += [*vendor_checks.installed(), *vendor_checks.carrier(settings)]
    found += [one async for one in vendor_checks.reached(settings)]
    return found


async def _of_store(settings: Settings) -> AsyncIterator[Finding]:
    try:
        url = address(settings.database_url)
    except ValueError as error:
        yield problem("database", str(error))
        return
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        yield note("database", "there is none yet; 'frontdesk serve' makes one")
        return
    if settings.encryption_key is None and not (settings.data_dir / KEY_FILE).exists():
        yield problem(
            "keys",
            f"ENCRYPTION_KEY is not set and {settings.data_dir / KEY_FILE} is gone; bring back "
            "the key that this database was written with",
        )
        return
    try:
        async with store.as_it_is(settings) as (database, revision):
            findings = [one async for one in record_checks.in_database(database, revision)]
            if not any(one.state == "problem" and one.about == "tables" for one in findings):
                findings += [one async for one in vendor_checks.of_clinics(database, settings)]
    except Failure as error:
        findings = [problem("database", str(error))]
    for one in findings:
        yield one

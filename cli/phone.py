"""`frontdesk phone`: the clinics' numbers at the carrier, and whether they lead here."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from cli import store, view
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.store.profile import clinic_of
from engine.clinic import Clinic
from telephony.twilio.numbers import Pointed, fallback_document, fault, looked_up, point
from telephony.twilio.rest import CarrierFailed, Rest

REFUSED: Final = ("twilio_401", "twilio_20003")
COLUMNS: Final = ("clinic", "number", "leads here", "without us", "routing")


def setup(*, clinic_id: str | None, fallback: str | None, dry_run: bool) -> None:
    """Point the clinics' numbers at this server, and say what was changed. Raises `Failure`."""
    asyncio.run(_setup(clinic_id, fallback, dry_run))


def status(*, as_json: bool) -> None:
    """Print where the clinics' numbers lead. Raises `Failure`."""
    rows = asyncio.run(_status())
    if as_json:
        view.data(rows)
    elif rows:
        view.table(COLUMNS, [[str(row[name]) for name in COLUMNS] for row in rows])
    else:
        view.line("There is no clinic yet; 'frontdesk clinic add' enters one.")


async def _setup(clinic_id: str | None, fallback: str | None, dry_run: bool) -> None:
    async with _account() as (work, rest):
        for clinic in await _clinics(work, clinic_id):
            pointed = await _asked(rest, work, clinic, fallback)
            if pointed.id is None:
                raise Failure(
                    f"the account has no number {clinic.number}; buy or port it, or correct "
                    f"'number' in the file of {clinic.id}"
                )
            if pointed.changes and not dry_run:
                try:
                    await point(rest, pointed)
                except CarrierFailed as failed:
                    raise Failure(f"Twilio did not change {clinic.number}: {failed}") from None
            _told(clinic, pointed, fallback, dry_run)


def _told(clinic: Clinic, pointed: Pointed, fallback: str | None, dry_run: bool) -> None:
    if pointed.is_ours:
        view.passed(f"{clinic.number} leads here already", clinic.name)
    elif dry_run:
        view.noted(f"{clinic.number} would be changed", clinic.name)
    else:
        view.passed(f"{clinic.number} leads here now", clinic.name)
    for one in pointed.changes:
        view.line(f"  {one.name}: {one.before or '(empty)'} -> {one.after}")
    if not (pointed.fallback or fallback):
        view.noted(
            "nothing answers while this server is away",
            "keep this as a TwiML Bin in Twilio's console, and give its address as --fallback:",
        )
        view.block(fallback_document(clinic))


async def _status() -> list[dict[str, Any]]:
    async with _account() as (work, rest):
        rows = []
        for clinic in await _clinics(work, None):
            pointed = await _asked(rest, work, clinic, None)
            leads = "yes" if pointed.is_ours else "no" if pointed.id else "not in the account"
            rows.append(
                {
                    "clinic": clinic.id,
                    "number": clinic.number,
                    "leads here": leads,
                    "without us": "answered" if pointed.fallback else "nobody answers",
                    "routing": clinic.call_routing,
                }
            )
        return rows


async def _asked(rest: Rest, work: Work, clinic: Clinic, fallback: str | None) -> Pointed:
    try:
        return await looked_up(rest, work.settings, clinic.number, fallback)
    except CarrierFailed as failed:
        if str(failed) in REFUSED:
            raise Failure("Twilio refuses TWILIO_SID with TWILIO_TOKEN; are they right?") from None
        raise Failure(f"Twilio does not tell about {clinic.number}: {failed}") from None


async def _clinics(work: Work, clinic_id: str | None) -> Sequence[Clinic]:
    if clinic_id is not None:
        scope = await store.scope_of(work.database, clinic_id)
        return [await clinic_of(work.database, scope)]
    return [await clinic_of(work.database, scope) for scope in await store.scopes(work.database)]


@asynccontextmanager
async def _account() -> AsyncIterator[tuple[Work, Rest]]:
    async with store.opened(store.settings()) as work:
        wrong = fault(work.settings)
        if wrong is not None:
            raise Failure(wrong)
        rest = Rest(work.settings)
        try:
            yield work, rest
        finally:
            await rest.close()

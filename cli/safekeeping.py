"""`frontdesk backup` and `frontdesk restore`: all that is kept, in one file, and back."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from agent_config.settings import Settings
from cli import store, view
from cli.failure import Failure
from clinic.jobs.ledger import LIVE, ledger_of
from clinic.store.backup import Account, NotEmpty, backup, restore
from clinic.store.backup_trial import Trial, try_out
from clinic.store.opening import keys
from clinic.store.sealed_file import BadFile
from clinic.store.tables import METADATA

T = TypeVar("T")


def make_backup(file: Path) -> None:
    """Write everything into a file. Raises `Failure` where there is no folder for it."""
    if not file.resolve().parent.is_dir():
        raise Failure(f"there is no folder {file.parent}")
    began = perf_counter()
    account = asyncio.run(_backed_up(store.settings(), file))
    seconds = perf_counter() - began
    size = file.stat().st_size
    view.passed(str(file), f"{account.rows:,} rows of {len(account.totals)} tables, {size:,} bytes")
    view.line(f"Written in {seconds:.1f} seconds. It opens with the keys of ENCRYPTION_KEY only.")
    view.remark(f"'frontdesk restore {file} --verify' tries it out and touches nothing else")


async def _backed_up(settings: Settings, file: Path) -> Account:
    async with store.opened(settings) as work, ledger_of(work) as ledger:

        async def unfinished() -> Sequence[str]:
            standings = await asyncio.to_thread(ledger.standings, LIVE)
            return sorted({one.errand.row for one in standings})

        with view.progress(len(METADATA.tables), "tables") as step:
            return await backup(work.database, file, work.clock(), step=step, unfinished=unfinished)


def take_back(file: Path) -> None:
    """Fill an empty database from a file. Raises `Failure`."""
    began = perf_counter()
    account = _told(file, lambda: asyncio.run(_restored(store.settings(), file)))
    view.passed(str(file), _what(account))
    view.line(f"Restored in {perf_counter() - began:.1f} seconds.")


async def _restored(settings: Settings, file: Path) -> Account:
    async with store.as_it_is(settings) as (database, _):
        with view.progress(len(METADATA.tables), "tables") as step:
            return await restore(database, file, step=step)


def verify(file: Path) -> None:
    """Try a backup out in a throw-away database. Raises `Failure` for one that is not good."""
    trial = _told(file, lambda: asyncio.run(_tried(store.settings(), file)))
    for problem in trial.problems:
        view.failed(problem)
    if trial.problems:
        raise Failure(f"{file} can be read, but not all of it is right")
    view.passed(str(file), _what(trial.account))
    view.line(
        f"Restored, compared and opened in {trial.seconds:.1f} seconds: {trial.opened:,} sealed "
        "values, and the audit is whole. Nothing else was touched."
    )


async def _tried(settings: Settings, file: Path) -> Trial:
    with view.progress(len(METADATA.tables), "tables") as step:
        return await try_out(file, keys(settings), step=step)


def _told(file: Path, doing: Callable[[], T]) -> T:
    try:
        return doing()
    except BadFile as error:
        raise Failure(f"{file} {error}") from None
    except (NotEmpty, ValueError) as error:
        raise Failure(str(error)) from None


def _what(account: Account) -> str:
    made = account.made_at.isoformat(timespec="seconds")
    return f"{account.rows:,} rows of {len(account.totals)} tables, of {made}"

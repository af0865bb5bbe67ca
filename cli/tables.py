"""`frontdesk db`: the tables of the database, and the keys that its values are sealed with."""

import asyncio
from datetime import UTC, datetime
from typing import Final

from agent_config.settings import Settings
from cli import store, view
from cli.failure import Failure
from clinic.jobs.spool import FOLDER
from clinic.recordings.archive import FOLDER as RECORDINGS
from clinic.recordings.archive import Archive
from clinic.recordings.rotation import rotate as rotate_recordings
from clinic.store import schema
from clinic.store.keyring import new_key
from clinic.store.rotation import Rotated, old_values, rotate

MOST_PASSES: Final = 3
"""How often what a server has written meanwhile is looked for again."""


def upgrade() -> None:
    """Make the tables those of this version, and say what that changed."""
    before = asyncio.run(_upgraded(store.settings()))
    made = _between(before, schema.newest())
    if not made:
        view.line(f"The tables are those of this version already ({schema.newest()}).")
        return
    for revision, told in made:
        view.passed(revision, told)
    view.line(f"The tables are those of this version now ({schema.newest()}).")


async def _upgraded(settings: Settings) -> str | None:
    async with store.as_it_is(settings) as (database, revision):
        _known(revision)
        await schema.upgrade(database)
    return revision


def status() -> None:
    """Print where the tables stand. Raises `Failure` where they are not those of this version."""
    revision, address = asyncio.run(_stand(store.settings()))
    view.facts([("database", address), ("tables", revision), ("this version", schema.newest())])
    _known(revision)
    missing = _between(revision, schema.newest())
    for number, told in missing:
        view.failed(number, told)
    if missing:
        raise Failure("the tables are older than this version; 'frontdesk db upgrade' changes that")


async def _stand(settings: Settings) -> tuple[str | None, str]:
    async with store.as_it_is(settings) as (database, revision):
        return revision, database.url.render_as_string(hide_password=True)


def downgrade(to: str) -> None:
    """Take changes of the tables back, to a revision. Raises `Failure` for one that is ahead."""
    revisions = [schema.EMPTY, *dict(schema.changes())]
    if to not in revisions:
        raise Failure(f"there is no revision {to!r}; there are {', '.join(revisions)}")
    before = asyncio.run(_downgraded(store.settings(), to, revisions))
    for revision, told in reversed(_between(to, before)):
        view.passed(revision, f"taken back: {told}")
    view.line(f"The tables are those of {to} now. What only newer ones can hold is gone.")


async def _downgraded(settings: Settings, to: str, revisions: list[str]) -> str | None:
    async with store.as_it_is(settings) as (database, revision):
        _known(revision)
        if revisions.index(to) >= revisions.index(revision or schema.EMPTY):
            raise Failure(f"the tables are at {revision or 'nothing'}, which is not after {to}")
        await schema.downgrade(database, to)
    return revision


def _known(revision: str | None) -> None:
    if revision is not None and not schema.is_known(revision):
        raise Failure(
            f"the tables are of a newer Frontdesk ({revision}); this version does not know them"
        )


def _between(old: str | None, new: str | None) -> list[tuple[str, str]]:
    """The changes after one revision up to another, the oldest first."""
    names = [name for name, _ in schema.changes()]
    first = names.index(old) + 1 if old in names else 0
    last = names.index(new) + 1 if new in names else 0
    return schema.changes()[first:last]


def print_new_key() -> None:
    """Print a key as ENCRYPTION_KEY wants it, with an id that no key has yet."""
    view.raw(new_key(f"k{datetime.now(UTC):%Y%m%d%H%M%S}"))
    view.remark(
        "Put it first in ENCRYPTION_KEY, before the keys that are there, with a comma. Restart "
        "every server and worker, then run 'frontdesk db rotate'. Keep the last key: the indexes "
        "are made with it."
    )


def reseal() -> None:
    """Seal everything with the first key. Raises `Failure` where something is left."""
    done = asyncio.run(_rotated(store.settings()))
    view.line(f"{done.values} values were sealed anew.")
    if done.unopened:
        view.table(("column", "no key opens"), sorted(done.unopened.items()))
        raise Failure(
            f"{sum(done.unopened.values())} values open with none of the keys in ENCRYPTION_KEY; "
            "add the key that they were sealed with and rotate again"
        )
    if done.left:
        view.table(("column", "still under an old key"), sorted(done.left.items()))
        raise Failure(
            f"{sum(done.left.values())} values are sealed with an old key; is a server running "
            "that does not have the new one first? Restart it and rotate again"
        )
    view.line("Nothing is sealed with an old key any more.")


async def _rotated(settings: Settings) -> Rotated:
    whole = Rotated()
    async with store.opened(settings) as work:
        spool = settings.data_dir / FOLDER
        for _ in range(MOST_PASSES):
            old = await old_values(work.database, spool)
            with view.progress(sum(old.values()), "values") as step:
                done = await rotate(work.database, spool, step)
            whole.values += done.values
            whole.unopened, whole.left = done.unopened, done.left
            if not done.left or done.unopened:
                break
        archive = Archive(work.database, settings.data_dir / RECORDINGS, work.clock)
        await rotate_recordings(archive, whole)
        await archive.close()
    return whole

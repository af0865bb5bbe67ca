"""Another key for recordings: each file that is over is sealed anew with the first key.

A file is written beside its place and moved there when it is complete, so this may be ended at any
point and begun again. What is being recorded is sealed with the first key of its server already.
"""

from typing import Final

from sqlalchemy import select
from sqlmodel import col

from clinic.recordings.archive import FOLDER, Archive
from clinic.recordings.sealed_sound import BadSound, is_current, seal_anew
from clinic.store.rotation import Rotated
from clinic.store.tables.call import Recording

BATCH: Final = 100


async def rotate(archive: Archive, done: Rotated) -> None:
    """Seal all recordings with the first key, and add what came of it to `done`."""
    last, left = "", 0
    while True:
        query = select(Recording).where(col(Recording.path) != "", col(Recording.id) > last)
        async with archive.database.reading() as session:
            rows = list(await session.scalars(query.order_by(col(Recording.id)).limit(BATCH)))
        if not rows:
            break
        last = rows[-1].id
        for row in rows:
            path, keyring = archive.folder / row.path, archive.database.keyring
            try:
                if row.ended_at is None:
                    left += not await archive.in_thread(is_current, path, keyring)
                else:
                    done.values += await archive.in_thread(seal_anew, path, keyring)
            except BadSound:
                done.unopened[FOLDER] += 1
            except FileNotFoundError:
                continue  # it has gone meanwhile
    if left:
        done.left[FOLDER] = left

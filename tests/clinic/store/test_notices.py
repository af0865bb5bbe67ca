"""Notices reach those they are for; what one has read, the others still have before them."""

from sqlalchemy import select

from clinic.store.database import Database
from clinic.store.notices import Reader, notices, notify, read, read_at, unread
from clinic.store.scope import Scope
from clinic.store.tables.desk import Notification
from clinic.store.tables.trail import LiveEvent
from tests.clinic.store.colleagues import hire
from tests.clinic.store.conftest import NOW, InStore

IRIS, SAM, DOC, BOSS = (
    Reader("iris", "staff"),
    Reader("sam", "staff"),
    Reader("doc", "doctor"),
    Reader("boss", "admin"),
)


async def given(database: Database, scope: Scope) -> None:
    for one in (IRIS, SAM, DOC, BOSS):
        await hire(database, scope, one.user_id, one.role)
    async with database.writing() as session:
        notify(session, scope, "task.created", "t-1", NOW, role="staff")
        notify(session, scope, "task.created", "t-2", NOW, role="doctor")
        notify(session, scope, "task.assigned", "t-3", NOW, user_id="iris")
        notify(session, scope, "review.due", "c", NOW, role="admin")


async def seen(database: Database, scope: Scope, reader: Reader) -> dict[str, bool]:
    async with database.reading() as session:
        rows = list(await session.scalars(notices(scope, reader)))
        moments = await read_at(session, scope, reader, [row.id for row in rows])
    return {row.reference: row.id in moments for row in rows}


def test_notices_go_by_role_or_to_one_person(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        await given(database, scope)
        assert set(await seen(database, scope, IRIS)) == {"t-1", "t-3"}
        assert set(await seen(database, scope, SAM)) == {"t-1"}
        assert set(await seen(database, scope, DOC)) == {"t-2"}
        assert set(await seen(database, scope, BOSS)) == {"t-1", "c"}
        assert await unread(database, scope, Reader("iris", "nobody")) == 1
        async with database.reading() as session:
            told = list(await session.scalars(select(LiveEvent.roles)))
        assert ["doctor"] in told
        assert ["staff", "admin"] in told

    in_store(work)


def test_what_one_has_read_or_put_away_others_still_have(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        await given(database, scope)
        async with database.reading() as session:
            ids = {one.reference: one.id for one in await session.scalars(select(Notification))}
        # somebody else's notice is passed over
        assert await read(database, scope, IRIS, NOW, only=[ids["t-1"], ids["t-2"]]) == 1
        assert await seen(database, scope, IRIS) == {"t-1": True, "t-3": False}
        assert await seen(database, scope, SAM) == {"t-1": False}
        assert await unread(database, scope, IRIS) == 1
        assert await read(database, scope, IRIS, NOW) == 1
        assert await unread(database, scope, IRIS) == 0
        assert await read(database, scope, IRIS, NOW, clear=True) == 2
        assert await seen(database, scope, IRIS) == {}
        assert await read(database, scope, IRIS, NOW, clear=True) == 0
        assert await seen(database, scope, SAM) == {"t-1": False}
        assert await unread(database, scope, DOC) == 1

    in_store(work)

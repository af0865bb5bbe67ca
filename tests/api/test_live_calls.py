"""Who is on the line: told while it rings, to those who answer telephones, as a hint and noted."""

from typing import Any

from sqlalchemy import select

from clinic.store.lines import advance_line, new_line
from clinic.store.recognition import ringing
from clinic.store.tables.call import CallLine, CallRow
from clinic.store.tables.trail import AuditRow
from tests.api.conftest import Server

NUMBER = "+15125550142"
PATIENT = {
    "name": {"first": "Ana", "last": "Ruiz"},
    "date_of_birth": "1988-04-12",
    "phones": [{"number": NUMBER}],
    "care": {"allergies": ["latex"], "medications": ["ibuprofen"]},
    "account": {"balance": 40},
}


def rings(server: Server, call_id: str, caller: str | None = NUMBER) -> None:
    """A telephone rings; nobody has answered."""

    async def work() -> None:
        house, now = server.house, server.clock()
        line = new_line(server.scope, call_id, now, caller=caller)
        await ringing(house.database, server.scope, call_id, caller, now, line=line)

    server.run(work)


def on_the_line(server: Server, role: str = "staff", **asked: Any) -> list[Any]:
    found: list[Any] = server.get("/api/live_calls", role, params=asked).json()
    return found


def test_who_rings_is_told_with_what_is_known_and_that_is_noted(server: Server) -> None:
    patient = server.post("/api/patients", PATIENT).json()["id"]
    rings(server, "CA1")
    (told,) = on_the_line(server)
    assert (told["number"], told["ringing"], told["state"]) == (NUMBER, True, None)
    assert told["patients"] == [{"id": patient, "name": "Ana Ruiz", "known": None}]
    (whole,) = on_the_line(server, call_id=["CA1"])
    known = whole["patients"][0]["known"]
    assert (known["balance"], known["allergies"]) == (40, ["latex"])
    assert "medications" not in known

    async def trail() -> list[AuditRow]:
        async with server.house.database.reading() as session:
            query = select(AuditRow).where(AuditRow.resource == "live_calls")
            return list(await session.scalars(query))

    rows = server.run(trail)
    assert [one.changes for one in rows] == [{"touched": [patient]}] * 2
    assert {one.resource_id for one in rows} == {""}


def test_ringing_is_for_those_who_answer_and_for_their_clinic(server: Server) -> None:
    rings(server, "CA1")
    assert on_the_line(server, "doctor") == []
    headers = server.as_("staff", "elsewhere")
    assert server.client.get("/api/live_calls", headers=headers).json() == []


def test_who_was_answered_is_a_call_and_who_hung_up_is_gone(server: Server) -> None:
    rings(server, "CA1")
    rings(server, "CA2", None)
    rings(server, "CA3")

    async def go_on() -> CallLine | None:
        house, now = server.house, server.clock()
        async with house.database.writing() as session:
            ids = server.scope.ids
            session.add(CallRow(id="CA1", state="COLLECT", caller=NUMBER, started_at=now, **ids))
        await advance_line(house.database, "CA3", "completed", now)
        async with house.database.reading() as session:
            return await session.get(CallLine, "CA3")

    over = server.run(go_on)
    assert over.caller is None, "the number goes with the line"
    told = {one["id"]: one for one in on_the_line(server)}
    assert set(told) == {"CA1", "CA2"}
    assert (told["CA1"]["ringing"], told["CA1"]["state"]) == (False, "COLLECT")
    assert (told["CA2"]["ringing"], told["CA2"]["number"]) == (True, None)
    assert [one["id"] for one in on_the_line(server, "doctor")] == ["CA1"]
    server.clock.pass_time(minutes=3)
    assert [one["id"] for one in on_the_line(server)] == ["CA1"]

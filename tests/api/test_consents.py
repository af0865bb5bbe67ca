"""What people said about being reached, as the desk reads and adds to it."""

from typing import Any

import pytest

from clinic.messages.consent import permit, suppress
from clinic.store.patients import StoreRecords
from tests.api.conftest import Server

ANA, NOBODY = "+15125550142", "+15125550188"


@pytest.fixture
def ana(server: Server) -> str:
    async def enter() -> str:
        records = StoreRecords(server.house.database, server.scope)
        given = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        return await records.add(given, [("mobile", ANA)], server.clock())

    found: str = server.run(enter)
    return found


def stop(server: Server, number: str = ANA) -> None:
    async def write() -> None:
        database = server.house.database
        async with database.writing() as session:
            at = server.clock()
            await suppress(session, database.keyring, server.scope, number, at, words="STOP")

    server.clock.pass_time(seconds=1)
    server.run(write)


def record(server: Server, **body: Any) -> Any:
    server.clock.pass_time(seconds=1)
    return server.post("/api/consents", body)


def test_who_said_what_and_when(server: Server, ana: str) -> None:
    stop(server)
    stop(server, NOBODY)
    items = server.get("/api/consents").json()["items"]
    assert [(one["people"], one["words"]) for one in items] == [
        ([], "STOP"),
        ([{"patient_id": ana, "name": "Ana Ruiz"}], "STOP"),
    ]
    assert {(one["source"], one["granted"]) for one in items} == {("sms_stop", False)}
    own = server.get("/api/consents", params={"patient_id": ana}).json()["items"]
    assert [one["id"] for one in own] == [items[1]["id"]]
    assert server.get("/api/consents", params={"granted": True}).json()["items"] == []


def test_staff_record_a_yes_to_one_purpose(server: Server, ana: str) -> None:
    made = record(
        server, patient_id=ana, granted=True, purpose="marketing", channel="sms", means="form"
    )
    assert made.status_code == 201
    said = made.json()
    assert (said["source"], said["purpose"], said["stopped"]) == ("staff_form", "marketing", False)
    assert server.get(f"/api/patients/{ana}/consents").json()["items"][0]["granted"]


def test_a_no_holds_for_everything(server: Server, ana: str) -> None:
    made = record(
        server, patient_id=ana, granted=False, purpose="recall", means="spoken", words="No calls!"
    ).json()
    assert (made["channel"], made["purpose"], made["stopped"]) == ("all", "all", True)


def test_a_yes_that_staff_enter_does_not_take_back_a_stop(server: Server, ana: str) -> None:
    stop(server)
    made = record(server, patient_id=ana, granted=True, purpose="recall", means="spoken").json()
    assert made["stopped"]

    async def start() -> None:
        database = server.house.database
        async with database.writing() as session:
            await permit(session, database.keyring, server.scope, ANA, server.clock())

    server.clock.pass_time(seconds=1)
    server.run(start)
    assert not server.get(f"/api/patients/{ana}/consents").json()["stopped"]


def test_what_is_said_is_somebodys(server: Server, ana: str) -> None:
    nobody = record(server, granted=False, means="spoken")
    both = record(server, patient_id=ana, number=ANA, granted=False, means="spoken")
    vague = record(server, patient_id=ana, granted=True, means="spoken")
    assert [one.status_code for one in (nobody, both, vague)] == [422, 422, 422]
    assert record(server, patient_id="x", granted=False, means="spoken").status_code == 404
    assert record(server, number=NOBODY, granted=False, means="written").status_code == 201

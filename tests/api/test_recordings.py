"""Recordings: found, heard in parts, taken away; nothing is heard that the trail does not tell."""

from datetime import timedelta
from typing import Any

import pytest

from api.byte_range import range_of
from api.problem import Problem
from clinic.recordings import wave
from clinic.recordings.archive import FOLDER
from clinic.recordings.sealed_sound import PART
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.desk import TaskRow
from clinic.store.task_entry import surname_start
from engine.clinic import Recording as Rule
from tests.api.conftest import Server
from tests.api.planting import PLANTED

SOUND = b"Zwetschgenbaum! " * (2 * PART // 16) + b"end!"


def patient(server: Server, first: str, last: str) -> str:
    """A patient of the clinic."""
    name = {"first": first, "last": last}
    answer = server.post("/api/patients", {"name": name, "date_of_birth": "1988-04-12"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def record(server: Server, call_id: str = "call-1", **call: Any) -> str:
    """A call that was recorded; returns the recording's id."""

    async def work() -> str:
        house, now = server.house, server.clock()
        row = CallRow(id=call_id, state="END", started_at=now, ended_at=now, **server.scope.ids)
        for name, value in call.items():
            setattr(row, name, value)
        async with house.database.writing() as session:
            await session.merge(row)
        flow = await house.switchboard.flow(server.scope)
        object.__setattr__(flow.clinic, "recording", Rule(enabled=True))
        try:
            kept = house.archive.of_call(server.scope, flow.clinic, call_id, "+15125550142")
        finally:
            object.__setattr__(flow.clinic, "recording", Rule())
        assert kept is not None
        tape = await kept.begin()
        await tape.add(SOUND[:PART])
        await tape.add(SOUND[PART : 2 * PART])
        await tape.end(SOUND[2 * PART :])
        async with house.database.reading() as session:
            from sqlalchemy import select

            query = select(Recording.id).where(Recording.call_id == call_id)
            return str(await session.scalar(query))

    made: str = server.run(work)
    return made


def heard(server: Server, name: str, role: str = "staff", **more: Any) -> Any:
    return server.client.get(
        f"/api/recordings/{name}/audio", headers=server.as_(role) | more.pop("headers", {}), **more
    )


def accesses(server: Server, name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = server.get(f"/api/recordings/{name}/accesses", "admin").json()[
        "items"
    ]
    return items


def test_a_recording_is_told_with_its_call(server: Server) -> None:
    ana = patient(server, "Ana", "Ruiz")
    name = record(server, patient_id=ana, request="book_appointment", disposition="booked")
    (item,) = server.get("/api/recordings").json()["items"]
    assert item == server.get(f"/api/recordings/{name}").json()
    assert item["recording_url"] == f"/api/recordings/{name}/audio"
    assert item["duration_sec"] == 10.0
    assert (item["request"], item["disposition"]) == ("book_appointment", "booked")
    assert (item["patient_id"], item["patient_name"]) == (ana, "Ana Ruiz")
    assert item["consent"] == "announced"
    (call,) = server.get("/api/calls").json()["items"]
    assert call["recording_url"] == item["recording_url"]
    assert call == server.get("/api/calls/call-1").json()
    assert (call["duration_sec"], call["request"]) == (0, "book_appointment")


def test_it_is_heard_whole_and_in_parts(server: Server) -> None:
    name = record(server)
    whole = wave.header(len(SOUND)) + SOUND
    answer = heard(server, name)
    assert answer.status_code == 200
    assert answer.content == whole
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-length"] == str(len(whole))
    assert answer.headers["cache-control"] == "no-store"
    assert "content-disposition" not in answer.headers
    for asked, start, end in (
        ("bytes=0-1", 0, 2),
        (f"bytes={PART}-{PART + 99}", PART, PART + 100),
        (f"bytes={PART + 7}-", PART + 7, len(whole)),
        ("bytes=-4", len(whole) - 4, len(whole)),
        (f"bytes=100-{10 * len(whole)}", 100, len(whole)),
    ):
        answer = heard(server, name, headers={"Range": asked})
        assert answer.status_code == 206, asked
        assert answer.content == whole[start:end], asked
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    answer = heard(server, name, headers={"Range": f"bytes={len(whole)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(whole)}"
    answer = heard(server, name, params={"download": "1"})
    assert answer.headers["content-disposition"] == f'attachment; filename="recording-{name}.wav"'


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("", None),
        ("seconds=1-2", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("bytes=9-3", None),
        ("bytes=a-b", None),
        ("bytes=3-9", (3, 10)),
        ("bytes=3-", (3, 50)),
        ("bytes=-70", (0, 50)),
    ],
)
def test_what_is_no_single_range_gets_all(header: str | None, part: Any) -> None:
    assert range_of(header, 50) == part


@pytest.mark.parametrize("header", ["bytes=50-", "bytes=50-60", "bytes=-0"])
def test_what_lies_outside_is_told(header: str) -> None:
    with pytest.raises(Problem) as told:
        range_of(header, 50)
    assert told.value.status == 416


def test_who_heard_it_stands_in_the_trail(server: Server) -> None:
    name = record(server)
    server.get(f"/api/recordings/{name}")  # reading of it is not hearing it
    assert accesses(server, name) == []
    heard(server, name)
    server.clock.pass_time(minutes=1)
    heard(server, name, "doctor", params={"download": "1"})
    server.clock.pass_time(minutes=1)
    heard(server, name, headers={"Range": f"bytes={5 * wave.BYTES_A_SECOND}-"})
    third, second, first = accesses(server, name)
    assert (first["user_id"], first["how"], first["success"]) == (
        "staff_riverside",
        "played",
        True,
    )
    assert (second["user_id"], second["how"]) == ("doctor_riverside", "downloaded")
    assert (third["how"], third["from_second"]) == ("played", 5.0)
    assert server.get(f"/api/recordings/{name}/accesses", "staff").status_code == 403
    assert server.get("/api/recordings/nobody/accesses", "admin").status_code == 404


def test_what_cannot_be_noted_is_not_heard(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name = record(server)

    async def away(*given: object) -> None:
        raise ConnectionError("no trail")

    with monkeypatch.context() as broken:
        broken.setattr("api.access.record", away)
        answer = heard(server, name)
    assert answer.status_code == 500
    assert b"RIFF" not in answer.content
    assert accesses(server, name) == []


def test_recordings_are_found_by_time_type_and_person(server: Server) -> None:
    ana = patient(server, "Ana", "Ruiz")
    first = record(
        server, "call-1", patient_id=ana, request="book_appointment", disposition="booked"
    )
    began = server.clock()
    server.clock.pass_time(hours=2)
    server.forget()
    second = record(server, "call-2", disposition="escalated", escalation="emergency")

    async def task() -> None:
        index = server.house.database.keyring.index
        row = TaskRow(
            id="task-1",
            number="TASK-2026-0001",
            call_id="call-2",
            key="k",
            type="message",
            patient_name="Ben Zwetschgenbaum",
            surname_start_index=index("surname start", surname_start("Zwetschgenbaum")),
            created_at=server.clock(),
            **server.scope.ids,
        )
        async with server.house.database.writing() as session:
            session.add(row)

    server.run(task)

    def found(**query: object) -> list[str]:
        answer = server.get("/api/recordings", params=query)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    def sought(**given: object) -> list[str]:
        answer = server.post("/api/recordings/search", given)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    later = (began + timedelta(hours=1)).isoformat()
    assert found() == sought() == [second, first]
    assert found(since=later) == sought(since=later) == [second]
    assert found(until=later) == sought(until=later) == [first]
    for kind in ("book_appointment", "booked"):
        assert found(call_type=kind) == sought(call_type=kind) == [first]
    assert found(call_type="emergency") == found(call_type="escalated") == [second]
    assert found(call_type="nothing") == []
    assert found(call_id="call-1") == [first]
    assert found(patient_id=ana) == sought(patient_id=ana) == [first]
    assert sought(patient="Ana Ruiz") == sought(patient="ruiz") == [first]
    assert sought(patient="1988-04-12") == [first]
    assert sought(patient="Zwetschgenbaum") == [second]
    assert sought(patient="Nobody") == []
    page = server.get("/api/recordings", params={"limit": 1}).json()
    assert [one["id"] for one in page["items"]] == [second]
    rest = server.get("/api/recordings", params={"limit": 1, "cursor": page["next"]}).json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([first], None)


def test_a_message_that_was_left_is_heard_from_its_task(server: Server) -> None:
    name = record(server, "call-1", disposition="escalated")

    async def message() -> None:
        house, now = server.house, server.clock()
        for number, call_id, details in (
            (1, "call-1", {}),
            (2, "call-1", {"left": "voicemail", "recording": "RE1"}),
            (3, "call-2", {"left": "voicemail", "recording": "RE2"}),
        ):
            row = TaskRow(
                id=f"task-{number}",
                number=f"TASK-2026-000{number}",
                call_id=call_id,
                key=f"k{number}",
                type="message",
                callback_number="+15125550177",
                number_index=house.database.keyring.index("phone", "+15125550177"),
                details=details,
                created_at=now,
                **server.scope.ids,
            )
            async with house.database.writing() as session:
                session.add(row)
        await house.archive.message(server.scope, "call-2", "RE2", SOUND, 90)

    server.run(message)

    def url(task: str) -> str | None:
        found: str | None = server.get(f"/api/tasks/{task}").json()["call_recording_url"]
        return found

    assert url("task-1") == f"/api/recordings/{name}/audio"
    assert url("task-2") is None, "not fetched yet"
    (left,) = server.get("/api/recordings", params={"call_type": "voicemail"}).json()["items"]
    assert (left["call_id"], left["consent"], left["request"]) == ("call-2", "implied", None)
    assert url("task-3") == left["recording_url"]
    assert heard(server, left["id"]).content == wave.header(len(SOUND)) + SOUND
    sought = server.post("/api/recordings/search", {"patient": "(512) 555-0177"}).json()["items"]
    assert {one["id"] for one in sought} == {name, left["id"]}


def test_what_is_taken_away_is_gone_and_who_heard_it_stays_known(server: Server) -> None:
    name = record(server)
    heard(server, name)
    for role in ("staff", "doctor", "admin"):
        assert server.delete(f"/api/recordings/{name}", role).status_code == 403
    assert server.delete(f"/api/recordings/{name}", "practice_admin").status_code == 204
    assert server.delete(f"/api/recordings/{name}", "practice_admin").status_code == 404
    assert heard(server, name).status_code == 404
    assert server.get("/api/recordings").json()["items"] == []
    (call,) = server.get("/api/calls").json()["items"]
    assert call["recording_url"] is None
    folder = server.house.settings.data_dir / FOLDER
    assert [one for one in folder.rglob("*") if one.is_file()] == []
    assert [(one["how"], one["success"]) for one in accesses(server, name)] == [
        ("played", False),
        ("played", True),
    ]


def test_what_is_over_its_time_is_not_heard_though_no_sweep_came(server: Server) -> None:
    name = record(server)
    server.clock.pass_time(days=90)
    server.forget()
    assert heard(server, name).status_code == 404
    assert server.get("/api/recordings").json()["items"] == []


def test_a_file_that_was_changed_or_is_missing_is_told(server: Server) -> None:
    name = record(server)
    folder = server.house.settings.data_dir / FOLDER
    (file,) = [one for one in folder.rglob("*") if one.is_file()]
    raw = bytearray(file.read_bytes())
    raw[100] ^= 1
    file.write_bytes(raw)
    answer = heard(server, name)
    assert (answer.status_code, answer.json()["code"]) == (500, "sealed")
    file.unlink()
    assert heard(server, name).status_code == 404


def test_another_practice_hears_nothing(server: Server) -> None:
    name = record(server)
    for role in ("staff", "doctor", "admin", "practice_admin"):
        headers = server.as_(role, "elsewhere")
        for path in ("", "/audio", "/accesses"):
            answer = server.client.get(f"/api/recordings/{name}{path}", headers=headers)
            assert answer.status_code in (403, 404), (role, path)
        assert server.client.delete(f"/api/recordings/{name}", headers=headers).status_code in (
            403,
            404,
        )
    assert heard(server, name).status_code == 200


def test_nothing_of_it_is_in_a_file_or_a_log(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    name = record(server)
    heard(server, name)
    server.post("/api/recordings/search", {"patient": PLANTED[0]})
    assert PLANTED[0] not in caplog.text
    folder = server.house.settings.data_dir
    raw = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert PLANTED[0].encode() not in raw

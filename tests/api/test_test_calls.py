"""Test calls in the browser, typed: live ones on the desk, and drafts that leave nothing."""

from typing import Any

import pytest
from sqlalchemy import select

from agent_config.draft import files_of
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow, TaskRow
from clinic.store.tables.trail import LiveEvent
from telephony.browser import drafts
from tests.api.conftest import Server

CALLER = "+15125550142"


class Page:
    """Somebody at the page of test calls."""

    def __init__(self, server: Server, body: dict[str, Any] | None = None, role: str = "staff"):
        self.server, self.role = server, role
        answer = server.post("/api/test_calls", body or {}, role=role)
        assert answer.status_code == 201, answer.text
        self.begun: dict[str, Any] = answer.json()
        self.id = self.begun["id"]

    def turn(self, **does: Any) -> dict[str, Any]:
        answer = self.server.post(f"/api/test_calls/{self.id}/turns", does, role=self.role)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def say(self, words: str) -> dict[str, Any]:
        return self.turn(says=words)


def rows(server: Server, table: type) -> list[Any]:
    async def all_of() -> list[Any]:
        async with server.house.database.reading() as session:
            return list(await session.scalars(select(table)))

    found: list[Any] = server.run(all_of)
    return found


def draft(text: str = "", old: str = "") -> dict[str, Any]:
    """The dental flow as a draft, with a piece of text changed wherever it stands."""
    texts = files_of("dental_reception")
    if old:
        assert old in texts["dental_reception.yaml"]
        own = texts["dental_reception.yaml"].replace(old, text)
        texts["dental_reception.yaml"] = own
    files = [{"name": name, "language": None, "text": one} for name, one in texts.items()]
    return {"flow": "dental_reception", "files": files}


def test_a_live_call_comes_up_on_the_desk_and_books(server: Server) -> None:
    page = Page(server, {"from": CALLER})
    assert page.begun["kind"] == "live"
    assert "Riverside Dental" in page.begun["lines"][0]["text"]
    assert (page.begun["state"], page.begun["understanding"]) == ("GREETING", None)
    shown = [one for one in rows(server, LiveEvent) if one.kind == "incoming_call"]
    assert [one.body["reference"] for one in shown] == [page.id]
    asked = page.say("Hi, I need a cleaning")
    assert "book_appointment" in asked["understanding"]["intents"]
    assert asked["understanding"]["slots"]["visit_reason"] == "cleaning"
    assert asked["question"] == {"kind": "slot", "slot": "patient_name"}
    assert asked["step"] in asked["path"]
    assert asked["step"].startswith("book_appointment.collect.")
    assert [one["who"] for one in asked["lines"]] == ["caller", "agent"]
    assert [one["number"] for one in asked["lines"]] == [1, 2]
    page.say("John Smith")
    page.say("512 555 0142")
    page.say("yes")
    offered = page.say("Tuesday morning")
    assert offered["step"] == "book_appointment.offer.opening"
    confirm = page.say("the first one")
    assert confirm["state"] == "CONFIRM"
    assert ".confirm." in confirm["step"]
    page.say("yes")
    done = page.say("no, that's all")
    assert (done["ended"], done["disposition"], done["step"]) == (True, "booked", None)
    slots = {one["name"]: one for one in done["slots"]}
    assert slots["patient_name"]["value"] == "John Smith"
    assert slots["opening"]["confirmed"] or slots["callback_number"]["confirmed"]
    (call,) = rows(server, CallRow)
    assert (call.id, call.channel, call.disposition) == (page.id, "browser", "booked")
    assert call.latency["turns"] == 8
    (appointment,) = rows(server, AppointmentRow)
    assert appointment.patient_name == "John Smith"
    again = page.say("hello?")
    assert (again["lines"], again["ended"]) == ([], True)


def test_keys_silence_and_hanging_up(server: Server) -> None:
    page = Page(server)
    spanish = page.turn(keys="2")
    assert spanish["lines"][0]["text"] == "[keys 2]"
    assert "¿" in spanish["lines"][-1]["text"]
    quiet = page.turn(silence=8)
    assert quiet["lines"][0]["text"] == "[silence 8 s]"
    over = page.turn(hangs_up=True)
    assert (over["ended"], over["disposition"], over["lines"]) == (True, "abandoned", [])
    assert server.delete(f"/api/test_calls/{page.id}").status_code == 204


def test_an_emergency_leaves_a_task_and_rings_nobody(server: Server) -> None:
    page = Page(server)
    said = page.say("my father has chest pain and cannot breathe")
    assert said["understanding"]["alarm"] == "emergency"
    assert (said["escalation"], said["ended"]) == ("emergency", True)
    (escalation,) = rows(server, EscalationRow)
    assert (escalation.reason, escalation.handoff) == ("emergency", "answered")
    assert "escalated_call" in [one.type for one in rows(server, TaskRow)]


def test_a_call_goes_on_where_a_dead_server_left_it(server: Server) -> None:
    page = Page(server)
    page.say("Hi, I need a cleaning")
    server.house.switchboard._live.clear()
    said = page.say("John Smith")
    assert said["question"]["slot"] != "patient_name"
    assert said["lines"][0]["text"] == "John Smith"


def test_a_draft_leaves_nothing(server: Server) -> None:
    text, old = "Whom am I drafting for?", "May I have your full name, please?"
    page = Page(server, draft(text, old), role="admin")
    assert page.begun["kind"] == "draft"
    said = page.say("I need a cleaning")
    assert text in said["lines"][-1]["text"]
    assert said["step"].startswith("book_appointment.")
    assert page.turn(silence=100)["lines"]
    for table in (CallRow, AppointmentRow, TaskRow):
        assert rows(server, table) == []
    assert {one.kind for one in rows(server, LiveEvent)} <= {"flow.published"}
    assert server.delete(f"/api/test_calls/{page.id}", role="admin").status_code == 204
    answer = server.post(f"/api/test_calls/{page.id}/turns", {"says": "hello"}, role="admin")
    assert answer.status_code == 404


def test_in_a_draft_of_a_flow_that_we_call_with_somebody_is_called(server: Server) -> None:
    texts = files_of("reminder")
    files = [{"name": name, "language": None, "text": one} for name, one in texts.items()]
    page = Page(server, {"flow": "reminder", "files": files}, role="admin")
    assert "Is this Ana?" in " ".join(one["text"] for one in page.begun["lines"])
    told = page.say("yes")
    assert "10 AM" in " ".join(one["text"] for one in told["lines"])
    assert rows(server, AppointmentRow) == []


def test_a_draft_with_mistakes_is_told_by_its_first(server: Server) -> None:
    answer = server.post("/api/test_calls", draft("stepz:", "steps:"), role="admin")
    assert (answer.status_code, answer.json()["code"]) == (422, "problems")
    assert "dental_reception.yaml, line" in answer.json()["detail"]
    bad = {"flow": "dental_reception", "files": [{"name": "../x.yaml", "text": "flow: x"}]}
    answer = server.post("/api/test_calls", bad, role="admin")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_draft")
    answer = server.post("/api/test_calls", {"files": []}, role="admin")
    assert answer.json()["code"] == "no_flow"
    answer = server.post("/api/test_calls", {"flow": "dental_reception"}, role="admin")
    assert answer.status_code == 422


def test_drafts_are_for_admins_and_live_calls_for_everybody(server: Server) -> None:
    for role in ("staff", "doctor"):
        answer = server.post("/api/test_calls", draft(), role=role)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        assert Page(server, role=role).begun["kind"] == "live"


def test_nobody_goes_on_with_a_call_of_another_kind_or_clinic(server: Server) -> None:
    page = Page(server)
    made = Page(server, draft(), role="admin")
    chat = server.client.post(
        "/api/chatbot/token", json={"clinicId": server.scope.clinic_id}
    ).json()
    server.client.post(
        "/api/chatbot/message",
        json={"message": "I need a cleaning", "sessionId": chat["sessionId"]},
        headers={"Authorization": f"Bearer {chat['token']}"},
    )
    hello = {"says": "hello"}
    for call_id in (f"chat-{chat['sessionId']}", "CA123", "typed-unknown", "draft-unknown"):
        path = f"/api/test_calls/{call_id}"
        assert server.post(f"{path}/turns", hello).status_code == 404
        assert server.delete(path).status_code == 404
    for call_id in (page.id, made.id):
        path = f"/api/test_calls/{call_id}"
        others = server.as_("admin", "elsewhere")
        turn = server.client.post(f"{path}/turns", json=hello, headers=others)
        assert turn.status_code == 404
        assert server.client.delete(path, headers=others).status_code == 404
    assert page.say("I need a cleaning")["lines"][0]["number"] == 1


@pytest.mark.parametrize(
    "turn",
    [{}, {"says": "hi", "keys": "1"}, {"keys": "x"}, {"silence": 0}, {"hangs_up": False}],
)
def test_a_turn_is_one_thing(server: Server, turn: dict[str, Any]) -> None:
    page = Page(server)
    answer = server.post(f"/api/test_calls/{page.id}/turns", turn)
    assert answer.status_code == 422
    assert "hi" not in answer.text.split("mistakes")[1] or turn.get("says") is None


def test_drafts_are_few_and_do_not_last(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    pages = [Page(server, draft(), role="admin") for _ in range(2)]
    server.clock.pass_time(minutes=1)
    pages[0].say("hello")
    pages.append(Page(server, draft(), role="admin"))
    path = f"/api/test_calls/{pages[1].id}/turns"
    assert server.post(path, {"says": "hello"}, role="admin").status_code == 404
    pages[0].say("I need a cleaning")
    server.clock.pass_time(seconds=drafts.IDLE.total_seconds() + 1)
    server.forget()
    path = f"/api/test_calls/{pages[0].id}/turns"
    assert server.post(path, {"says": "hello"}, role="admin").status_code == 404


def test_a_paused_clinic_takes_no_live_call(server: Server) -> None:
    server.patch("/api/clinics/riverside_dental", {"paused": True}, role="admin")
    answer = server.post("/api/test_calls", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "paused")
    assert Page(server, draft(), role="admin").begun["lines"]


def test_a_clinic_without_a_flow_says_so(server: Server) -> None:
    answer = server.client.post(
        "/api/test_calls", json={}, headers=server.as_("staff", "elsewhere")
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "no_flow")
    assert answer.json()["detail"].startswith("The clinic has no published flow")


def test_staff_can_end_a_test_call_from_the_desk(server: Server) -> None:
    page = Page(server)
    page.say("Hi, I need a cleaning")
    answer = server.post(f"/api/calls/{page.id}/hang_up", role="admin")
    assert answer.status_code == 200, answer.text
    assert page.say("hello?")["ended"] is True


def test_every_test_call_is_in_the_trail(server: Server) -> None:
    page = Page(server)
    page.say("Hi, I need a cleaning")
    trail = server.get("/api/audit", role="admin").json()["items"]
    told = [(one["action"], one["resource"]) for one in trail if one["resource"] == "test_calls"]
    assert sorted(told) == [("create", "test_calls"), ("update", "test_calls")]

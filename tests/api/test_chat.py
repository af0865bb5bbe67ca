"""A chat on a clinic's web site, through the store, over restarts."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select

from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow, TaskRow
from telephony.channel import IDLE
from tests.api.conftest import Server


class Chat:
    """Somebody who chats."""

    def __init__(self, server: Server, session: str | None = None) -> None:
        self._server = server
        given = {"clinicId": server.scope.clinic_id}
        if session is not None:
            given["sessionId"] = session
        answer = server.client.post("/api/chatbot/token", json=given)
        assert answer.status_code == 200, answer.text
        self.session = answer.json()["sessionId"]
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    def say(self, words: str) -> dict[str, Any]:
        body = {"message": words, "sessionId": self.session}
        answer = self._server.client.post("/api/chatbot/message", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def messages(self, **query: Any) -> dict[str, Any]:
        path = f"/api/chat_sessions/{self.session}/messages"
        answer = self._server.client.get(path, headers=self.headers, params=query)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        return page


def rows(server: Server, table: type) -> list[Any]:
    async def all_of() -> list[Any]:
        async with server.house.database.reading() as session:
            return list(await session.scalars(select(table)))

    found: list[Any] = server.run(all_of)
    return found


def book(chat: Chat) -> dict[str, Any]:
    chat.say("Hi, I need a cleaning")
    chat.say("John Smith")
    chat.say("512 555 0142")
    chat.say("yes")
    offer = chat.say("Tuesday morning")
    assert offer["appointmentData"]["intent"] == "propose"
    assert offer["appointmentData"]["options"]
    confirm = chat.say("the first one")
    assert confirm["appointmentData"]["needsConfirmation"] is True
    return chat.say("yes")


def test_a_booking_in_a_chat_is_an_appointment_of_the_clinic(server: Server) -> None:
    chat = Chat(server)
    assert "Riverside Dental" in chat.say("")["response"]
    done = book(chat)
    assert done["appointmentData"]["status"] == "confirmed"
    (appointment,) = rows(server, AppointmentRow)
    assert appointment.start == done["appointmentData"]["appointmentCandidate"]
    assert (appointment.patient_name, appointment.booked_by) == ("John Smith", "ai")
    assert chat.say("no, that's all")["ended"] is True
    (call,) = rows(server, CallRow)
    assert (call.channel, call.disposition, call.state) == ("chat", "booked", "END")


def test_the_first_answer_holds_the_greeting(server: Server) -> None:
    said = Chat(server).say("When are you open?")["response"]
    assert "Thank you" in said or "Riverside Dental" in said
    assert len(said.splitlines()) >= 2


def test_a_chat_goes_on_where_a_dead_server_left_it(server: Server) -> None:
    chat = Chat(server)
    chat.say("Hi, I need a cleaning")
    asked = chat.say("John Smith")
    server.house.switchboard._live.clear()  # as if the process had died
    again = Chat(server, chat.session)
    said = again.say("512 555 0142")
    assert asked["state"] == said["state"] == "COLLECT"
    assert "512" in said["response"]
    assert "name" not in said["response"].lower()


def test_messages_come_in_pages_from_the_beginning(server: Server) -> None:
    chat = Chat(server)
    assert chat.messages() == {"items": [], "next": None}
    chat.say("Hi, I need a cleaning")
    chat.say("John Smith")
    first = chat.messages(limit=2)
    rest = chat.messages(cursor=first["next"])
    lines = [*first["items"], *rest["items"]]
    assert len(first["items"]) == 2
    assert rest["next"] is None
    assert [one["text"] for one in lines if one["who"] == "caller"] == [
        "Hi, I need a cleaning",
        "John Smith",
    ]


def test_nobody_reads_or_goes_on_with_somebody_elses_chat(server: Server) -> None:
    mine, other = Chat(server), Chat(server)
    mine.say("My name is John Smith")
    path = f"/api/chat_sessions/{mine.session}/messages"
    assert server.client.get(path, headers=other.headers).status_code == 404
    body = {"message": "hello", "sessionId": mine.session}
    answer = server.client.post("/api/chatbot/message", json=body, headers=other.headers)
    assert answer.json()["code"] == "invalid_token"
    staff = server.client.get(path, headers=server.as_("staff"))
    assert staff.status_code == 403


def test_a_chat_needs_its_token(server: Server) -> None:
    body = {"message": "hello", "sessionId": str(uuid4())}
    none = server.client.post("/api/chatbot/message", json=body)
    assert (none.status_code, none.json()["detail"]) == (401, "Access token required")
    headers = {"Authorization": "Bearer nonsense"}
    bad = server.client.post("/api/chatbot/message", json=body, headers=headers)
    assert (bad.status_code, bad.json()["detail"]) == (403, "Invalid token")
    chat = Chat(server)
    server.clock.pass_time(hours=13)
    body = {"message": "hello", "sessionId": chat.session}
    late = server.client.post("/api/chatbot/message", json=body, headers=chat.headers)
    assert late.json()["code"] == "token_expired"


def test_there_is_no_chat_with_a_clinic_that_is_unknown_paused_or_has_no_flow(
    server: Server,
) -> None:
    def token(clinic: str) -> Any:
        return server.client.post("/api/chatbot/token", json={"clinicId": clinic})

    assert token("nowhere").status_code == 404
    given = token("elsewhere_dental").json()
    body = {"message": "hello", "sessionId": given["sessionId"]}
    headers = {"Authorization": f"Bearer {given['token']}"}
    answer = server.client.post("/api/chatbot/message", json=body, headers=headers)
    assert answer.json()["code"] == "no_flow"
    server.patch("/api/clinics/riverside_dental", {"paused": True}, role="admin")
    assert token("riverside_dental").json()["code"] == "paused"


def test_an_emergency_is_answered_first_and_leaves_an_escalation_and_a_task(
    server: Server,
) -> None:
    chat = Chat(server)
    said = chat.say("my father has chest pain and cannot breathe")
    assert "If this is a medical emergency, please hang up and dial 911." in said["response"]
    server.run(server.house.switchboard.noted)
    (escalation,) = rows(server, EscalationRow)
    assert (escalation.reason, escalation.handoff) == ("emergency", "no_answer")
    assert "escalated_call" in [one.type for one in rows(server, TaskRow)]


def test_a_chat_that_was_left_is_ended_after_a_while(server: Server) -> None:
    chat = Chat(server)
    chat.say("Hi, I need a cleaning")
    assert server.run(server.house.switchboard.leave_idle) == 0
    server.clock.pass_time(seconds=IDLE.total_seconds() + 1)
    assert server.run(server.house.switchboard.leave_idle) == 1
    (call,) = rows(server, CallRow)
    assert (call.state, call.disposition) == ("END", "abandoned")
    assert chat.say("hello?")["ended"] is True
